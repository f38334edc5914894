import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import type { Act } from '../../platform/act.ts';
import type { BlobRef } from '../../platform/blobs/index.ts';
import type { JobContext } from '../../platform/module.ts';
import { Problem } from '../../platform/problem.ts';
import type { Services } from '../../platform/services.ts';
import { failPacket, finishPacket, type SealedVolume } from './finish-packet.ts';
import { imagesOut, layOut, type LaidOut } from './lay-out.ts';
import { assemblePacket } from './packet/assemble.ts';
import {
  PACKET_LIMITS,
  PacketRefused,
  type AssembledPacket,
  type NotAssembled,
  type PacketDocument,
  type PacketInput,
  type PacketLimits,
  type PacketManifest,
} from './packet/packet-input.ts';
import { assembleWithin, weigh } from './making/assemble-within.ts';
import { certify } from './making/certify.ts';
import { reserveBates } from './making/reserve-bates.ts';
import { newPasscode } from './passcode.ts';
import { layOutLead } from './payers/lay-out-lead.ts';
import { type PacketPlan, planPacket } from './plan-packet.ts';
import { withScratch } from './scratch.ts';
import { type OpenSeal, openSeal } from './seal/open-seal.ts';
import { newNonce, type SealPlace } from './seal/reserved-place.ts';
import { sealFile } from './seal/seal-file.ts';
import { signDigest } from './seal/sign-digest.ts';
import type { ReadStructured } from './structured/source.ts';
import { layOutFiles, packedBytes } from './structured/lay-out-files.ts';

const MAX_MANIFEST_BYTES = 64 * 1024 * 1024;
/** A volume splits at 100 MB; one document alone may be larger. */
const MAX_VOLUME_BYTES = 4 * PACKET_LIMITS.bytesPerVolume;

/**
 * The job of one packet. Every step may be the last before a crash: until the final transaction names volumes and manifest
 * nothing counts, and running it again begins anew; after it, running it again does nothing.
 */
export async function assemblePacketJob(
  context: JobContext,
  packet: { patientId: string; packetId: string },
  readStructured: ReadStructured,
): Promise<void> {
  try {
    const plan = await context.act({ verb: 'release.begin-packet' }, (act) =>
      planPacket(act, { ...packet, sealAll: context.services.settings.sealPackets === 'all' }, readStructured),
    );
    if (plan === undefined) return;
    await withScratch(context.services.settings, packet.packetId, (folder) => assemble(context, packet, plan, folder));
  } catch (error) {
    const code = codeOf(error, context.lastAttempt);
    if (code === undefined) throw error;
    context.services.log.warn({ packetId: packet.packetId, code, err: error }, 'a packet was given up');
    await context.act({ verb: 'release.fail-packet' }, (act) => failPacket(act, packet, code, []));
  }
}

/** Code of a failure that trying again does not mend; undefined: the queue tries again. */
function codeOf(error: unknown, lastAttempt: boolean): string | undefined {
  if (error instanceof PacketRefused)
    return error.reason === 'too-many-pages' ? 'release/too-large' : 'release/documents-unusable';
  if (error instanceof Problem && !['busy', 'fault'].includes(error.kind)) return error.code;
  return lastAttempt ? (error instanceof Problem ? error.code : 'platform/fault') : undefined;
}

async function assemble(
  context: JobContext,
  packet: { patientId: string; packetId: string },
  plan: PacketPlan,
  folder: string,
): Promise<void> {
  const { services } = context;
  const laid = await layOut(services, plan.sources, folder);
  const unusable = laid.flatMap(({ document, source }): NotAssembled[] =>
    document.original === undefined && source.images.length === 0
      ? [{ documentId: source.documentId, reason: 'images' }]
      : [],
  );
  if (unusable.length > 0) return giveUp(context, packet, unusable);

  const lead = plan.lead === undefined ? undefined : await layOutLead(services, plan.lead, folder);
  const files = await layOutFiles(plan.files, folder);
  const { making } = plan;
  const passcode = making.encrypted ? newPasscode() : undefined;
  const more = await finishingTouches(context, packet, plan, laid);
  const input = (documents: readonly PacketDocument[], limits?: Partial<PacketLimits>): PacketInput => ({
    ...plan.front,
    ...(lead === undefined ? {} : { lead }),
    ...(files.length === 0 ? {} : { files }),
    documents: limits === undefined ? documents : documents.map(weigh),
    ...more.input,
    ...(limits === undefined ? {} : { limits }),
    ...(passcode === undefined ? {} : { passcode }),
  });
  const { largestBytes } = making;
  const attached = packedBytes(plan.files);
  if (largestBytes !== undefined && attached > largestBytes / 2)
    return giveUp(context, packet, [], 'release/structured-over-limit');
  const assembled =
    largestBytes === undefined
      ? await assembleWithImages(services, laid, folder, input)
      : await assembleWithin({ largest: largestBytes, attached }, (limits) =>
          assembleWithImages(services, laid, folder, (documents) => input(documents, limits)),
        );
  if (assembled.state === 'needs-images') return giveUp(context, packet, assembled.documents);
  if (assembled.state === 'over-limit')
    return giveUp(context, packet, assembled.documents, 'release/document-over-limit');
  const made = more.seal === undefined ? assembled.manifest : await sealVolumes(assembled.manifest, folder, more.seal);

  const slot = services.keyring.newSlot();
  const volumes: SealedVolume[] = [];
  for (const volume of made.volumes)
    volumes.push({
      ...volume,
      blob: await services.blobs.put(slot, createReadStream(join(folder, volume.file)), { maxBytes: MAX_VOLUME_BYTES }),
    });
  const put = (text: string) => services.blobs.put(slot, Buffer.from(text), { maxBytes: MAX_MANIFEST_BYTES });
  const manifest = await put(JSON.stringify(made));
  const keptPasscode: BlobRef | undefined = passcode === undefined ? undefined : await put(passcode);
  await context.act({ verb: 'release.finish-packet' }, (act) =>
    finishPacket(act, {
      ...packet,
      plan,
      slot,
      volumes,
      manifest,
      passcode: keptPasscode,
      pages: made.pages,
      sealedWith: more.seal?.by.id,
      fromImages: assembled.fromImages,
    }),
  );
}

interface Sealing {
  readonly place: SealPlace;
  readonly by: OpenSeal;
  readonly at: Date;
}

/** What a packet is made with beyond its documents, known once all of them lie there and their pages are counted. */
async function finishingTouches(
  context: JobContext,
  packet: { patientId: string; packetId: string },
  plan: PacketPlan,
  laid: readonly LaidOut[],
): Promise<{ input: Pick<PacketInput, 'bates' | 'certification' | 'seal'>; seal: Sealing | undefined }> {
  const { making, front } = plan;
  const pages = laid.reduce((sum, { document }) => sum + document.pages, 0);
  const wanted = making.bates;
  const bates =
    wanted === undefined
      ? undefined
      : await context.act({ verb: 'release.number-pages' }, (act) =>
          reserveBates(act, { ...plan, packetId: packet.packetId }, { ...wanted, pages }),
        );
  const certification = certify(making, {
    number: front.packetNumber,
    requestNumber: front.requestNumber,
    day: front.releasedOn,
    patient: [front.patient.name, front.patient.birthDate, front.patient.mrns.join(', ')].filter(Boolean).join(' · '),
    requester: front.requester.name,
    facility: plan.facility,
    documents: laid.length,
    pages,
    bates,
    withheld: front.withheldStatement,
  });
  const seal = making.sealed ? await beginSeal(context, plan) : undefined;
  return {
    input: {
      ...(bates === undefined ? {} : { bates }),
      ...(certification === undefined ? {} : { certification }),
      ...(seal === undefined ? {} : { seal: seal.place }),
    },
    seal,
  };
}

async function beginSeal({ services, act }: JobContext, { facility, making }: PacketPlan): Promise<Sealing> {
  const within = <T>(fn: (within: Act) => Promise<T>) => act({ verb: 'release.open-seal' }, fn);
  const by = await openSeal(services, within, facility);
  const at = await within(async ({ now }) => now);
  const reason = making.certification === undefined ? 'Released records' : 'Certified copy of records';
  return { by, at, place: { nonce: newNonce(), name: facility.legalEntityName, reason, at: at.toISOString() } };
}

/** The volumes as they will leave, encrypted or not, each with a signature over all of it. */
async function sealVolumes(
  manifest: PacketManifest,
  folder: string,
  { place, by, at }: Sealing,
): Promise<PacketManifest> {
  const volumes: PacketManifest['volumes'][number][] = [];
  for (const volume of manifest.volumes)
    volumes.push({
      ...volume,
      sha256: await sealFile(join(folder, volume.file), place.nonce, (digest) => signDigest(by, digest, at)),
    });
  return { ...manifest, volumes, seal: { fingerprint: by.fingerprint } };
}

async function giveUp(
  context: JobContext,
  packet: { patientId: string; packetId: string },
  documents: readonly NotAssembled[],
  code = 'release/documents-unusable',
): Promise<void> {
  await context.act({ verb: 'release.fail-packet' }, (act) => failPacket(act, packet, code, documents));
}

/** Originals that cannot be merged are taken from their page images, which are fetched only then. */
export async function assembleWithImages(
  services: Pick<Services, 'blobs'>,
  laid: readonly LaidOut[],
  folder: string,
  input: (documents: readonly PacketDocument[]) => PacketInput,
): Promise<AssembledPacket> {
  const documents = laid.map(({ document }) => document);
  const first = await assemblePacket(input(documents), folder);
  if (first.state === 'assembled') return first;
  const wanted = new Map(first.documents.map(({ documentId, reason }) => [documentId, reason]));
  const stuck: NotAssembled[] = [];
  const withImages: PacketDocument[] = [];
  for (const [at, { source, document }] of laid.entries()) {
    const reason = wanted.get(document.documentId);
    if (reason === undefined) withImages.push(document);
    // What is redacted was drawn on one picture of its pages: another one would be blackened in the wrong places.
    else if (
      document.redaction !== undefined ||
      document.images !== undefined ||
      source.images.length !== document.pages
    )
      stuck.push({ documentId: document.documentId, reason });
    else {
      const out = await imagesOut(services, source.images, folder, `i${String(at + 1).padStart(5, '0')}`);
      withImages.push({ ...document, images: out.images, bytes: out.bytes });
    }
  }
  if (stuck.length > 0) return { state: 'needs-images', documents: stuck };
  return assemblePacket(input(withImages), folder);
}
