import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { BlobRef } from '../../platform/blobs/index.ts';
import { together } from '../../platform/db/together.ts';
import type { JobContext } from '../../platform/module.ts';
import { Problem } from '../../platform/problem.ts';
import type { Services } from '../../platform/services.ts';
import type { Rendition } from '../documents/index.ts';
import { copyOut } from './copy-out.ts';
import { failPacket, finishPacket, type SealedVolume } from './finish-packet.ts';
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
import { type PacketPlan, type PacketSource, planPacket } from './plan-packet.ts';
import { withScratch } from './scratch.ts';

const MAX_TEXT_BYTES = 2 * 1024 * 1024;
const MAX_MANIFEST_BYTES = 64 * 1024 * 1024;
/** A volume splits at 100 MB; one document alone may be larger. */
const MAX_VOLUME_BYTES = 4 * PACKET_LIMITS.bytesPerVolume;
/** Documents fetched at a time: the disk answers several as fast as one. */
const LAID_AT_ONCE = 4;

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
  const laid = await layOut(services, plan, folder);
  const unusable = laid.flatMap(({ document, source }): NotAssembled[] =>
    document.original === undefined && source.images.length === 0
      ? [{ documentId: source.documentId, reason: 'images' }]
      : [],
  );
  if (unusable.length > 0) return giveUp(context, packet, unusable);

  const passcode = plan.encrypted ? newPasscode() : undefined;
  const input = (documents: readonly PacketDocument[]): PacketInput => ({
    ...plan.front,
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

interface LaidOut {
  readonly source: PacketSource;
  readonly document: PacketDocument;
}

/** Puts what is merged into the folder: originals that are PDF, words set on paper, images where there is nothing else. */
async function layOut(services: Services, plan: PacketPlan, folder: string): Promise<LaidOut[]> {
  const laid: LaidOut[] = [];
  for (let from = 0; from < plan.sources.length; from += LAID_AT_ONCE)
    laid.push(
      ...(await together(
        plan.sources
          .slice(from, from + LAID_AT_ONCE)
          .map((source, at) => layOutOne(services, source, folder, from + at + 1)),
      )),
    );
  return laid;
}

async function layOutOne(services: Services, source: PacketSource, folder: string, number: number): Promise<LaidOut> {
  const content = await contentOf(services, source, folder, `d${String(number).padStart(5, '0')}`);
  const { documentId, title, date, author, mark } = source;
  return {
    source,
    document: { documentId, title, date, author, ...(mark === undefined ? {} : { mark }), ...content },
  };
}

type Content = Pick<PacketDocument, 'pages' | 'sourceSha256' | 'bytes' | 'original' | 'images'>;

async function contentOf(services: Services, source: PacketSource, folder: string, name: string): Promise<Content> {
  const { words, original, images } = source;
  if (words !== undefined) {
    const text = await services.blobs.read(words.rendition.blob, MAX_TEXT_BYTES);
    const file = `${name}.pdf`;
    // Fonts and PDF are loaded with the first packet, not at start.
    const { typesetText } = await import('./typeset-text.ts');
    const pages = await typesetText(join(folder, file), {
      heading: source.title,
      lines: words.lines,
      text: text.toString('utf8'),
    });
    const { size } = await stat(join(folder, file));
    return { pages, sourceSha256: createHash('sha256').update(text).digest('hex'), original: file, bytes: size };
  }
  const pages = source.pages ?? 0;
  if (original !== undefined) {
    const asPdf = original.mediaType === 'application/pdf';
    const file = `${name}.pdf`;
    const sourceSha256 = await copyOut(services.blobs, original.blob, asPdf ? join(folder, file) : undefined);
    if (asPdf) return { pages, sourceSha256, original: file, bytes: original.blob.bytes };
    const { images: files, bytes } = await imagesOut(services, images, folder, name);
    return { pages, sourceSha256, images: files, bytes };
  }
  const out = await imagesOut(services, images, folder, name);
  const hash = createHash('sha256');
  for (const sha256 of out.hashes) hash.update(sha256);
  return { pages, sourceSha256: hash.digest('hex'), images: out.images, bytes: out.bytes };
}

async function imagesOut(
  services: Services,
  images: readonly Rendition[],
  folder: string,
  name: string,
): Promise<{ images: string[]; bytes: number; hashes: string[] }> {
  const files: string[] = [];
  const hashes: string[] = [];
  for (const image of images) {
    const file = `${name}-p${String(image.pageNumber ?? 0).padStart(4, '0')}`;
    hashes.push(await copyOut(services.blobs, image.blob, join(folder, file)));
    files.push(file);
  }
  return { images: files, bytes: images.reduce((sum, { blob }) => sum + blob.bytes, 0), hashes };
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
    else if (document.images !== undefined || source.images.length !== document.pages)
      stuck.push({ documentId: document.documentId, reason });
    else {
      const out = await imagesOut(services, source.images, folder, `i${String(at + 1).padStart(5, '0')}`);
      withImages.push({ ...document, images: out.images, bytes: out.bytes });
    }
  }
  if (stuck.length > 0) return { state: 'needs-images', documents: stuck };
  return assemblePacket(input(withImages), folder);
}
