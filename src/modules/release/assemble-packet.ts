import { createReadStream } from 'node:fs';
import { join } from 'node:path';
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
} from './packet/packet-input.ts';
import { newPasscode } from './passcode.ts';
import { layOutLead } from './payers/lay-out-lead.ts';
import { type PacketPlan, planPacket } from './plan-packet.ts';
import { withScratch } from './scratch.ts';

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
): Promise<void> {
  try {
    const plan = await context.act({ verb: 'release.begin-packet' }, (act) => planPacket(act, packet));
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
  const passcode = plan.encrypted ? newPasscode() : undefined;
  const input = (documents: readonly PacketDocument[]): PacketInput => ({
    ...plan.front,
    ...(lead === undefined ? {} : { lead }),
    documents,
    ...(passcode === undefined ? {} : { passcode }),
  });
  const assembled = await assembleWithImages(services, laid, folder, input);
  if (assembled.state === 'needs-images') return giveUp(context, packet, assembled.documents);

  const slot = services.keyring.newSlot();
  const volumes: SealedVolume[] = [];
  for (const volume of assembled.manifest.volumes)
    volumes.push({
      ...volume,
      blob: await services.blobs.put(slot, createReadStream(join(folder, volume.file)), { maxBytes: MAX_VOLUME_BYTES }),
    });
  const put = (text: string) => services.blobs.put(slot, Buffer.from(text), { maxBytes: MAX_MANIFEST_BYTES });
  const manifest = await put(JSON.stringify(assembled.manifest));
  const keptPasscode: BlobRef | undefined = passcode === undefined ? undefined : await put(passcode);
  await context.act({ verb: 'release.finish-packet' }, (act) =>
    finishPacket(act, {
      ...packet,
      plan,
      slot,
      volumes,
      manifest,
      passcode: keptPasscode,
      pages: assembled.manifest.pages,
      fromImages: assembled.fromImages,
    }),
  );
}

async function giveUp(
  context: JobContext,
  packet: { patientId: string; packetId: string },
  documents: readonly NotAssembled[],
): Promise<void> {
  await context.act({ verb: 'release.fail-packet' }, (act) =>
    failPacket(act, packet, 'release/documents-unusable', documents),
  );
}

/** Originals that cannot be merged are taken from their page images, which are fetched only then. */
async function assembleWithImages(
  services: Services,
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
