import { createWriteStream } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { BlobRef } from '../../platform/blobs/index.ts';
import type { JobContext } from '../../platform/module.ts';
import { mayPass, type Page, type ReadPage } from '../../platform/reading/index.ts';
import { scanBytes } from './malware/clamd.ts';
import { recordVerdict } from './malware/record-verdict.ts';
import { deriveContentDigest } from './duplicates/derive-content-digest.ts';
import { recordContent } from './duplicates/record-content.ts';
import { isItemRead, loadItem } from './load-item.ts';
import { recordFailure, recordPages, type StoredPage } from './record-pages.ts';

const MAX_TEXT_BYTES = 8 * 1024 * 1024;
const MAX_IMAGE_BYTES = 64 * 1024 * 1024;

/**
 * Reads one item: its bytes go to a private folder, confined children make pages, text and word boxes of them, everything
 * is encrypted under the item's slot, then one act records it with the proposals. Safe to repeat: a second reading finds
 * the first one recorded and stops.
 */
export async function readItem(context: JobContext, itemId: string): Promise<void> {
  const { services } = context;
  const item = await context.act({ verb: 'intake.read', subject: { kind: 'item', id: itemId } }, (act) =>
    loadItem(act, itemId),
  );
  if (isItemRead(item)) return;
  const scanned = await scanBytes(services.settings.clamd, services.blobs.open(item.original));
  const seen = await context.act({ verb: 'intake.scan', subject: { kind: 'item', id: itemId } }, (act) =>
    recordVerdict(act, item, scanned),
  );
  if (seen === 'found') return;
  const folder = await mkdtemp(join(services.settings.data, 'scratch', 'intake-'));
  try {
    const file = join(folder, 'file');
    await pipeline(services.blobs.open(item.original), createWriteStream(file, { mode: 0o600 }));
    const pages: StoredPage[] = [];
    const outcome = await services.reader.readPages(file, {
      name: item.fileName,
      onPage: async (page) => {
        pages.push(await storePage(context, item.keySlot, page));
      },
    });
    if (!outcome.ok) {
      // A full disk or a stop is nobody's fault: the job comes again by itself, with growing pauses.
      if (mayPass(outcome) && !context.lastAttempt) throw new Error(outcome.reason);
      await context.act({ verb: 'intake.read', subject: { kind: 'item', id: itemId } }, (act) =>
        recordFailure(act, item, outcome),
      );
      return;
    }
    pages.sort((a, b) => a.number - b.number);
    const kind = outcome.value.kind;
    const said = pages.map(({ page }) => page?.text ?? '').join('\n');
    const content = deriveContentDigest(said, services.keyring.derive('intake content'));
    await context.act({ verb: 'intake.read', subject: { kind: 'item', id: itemId } }, async (act) => {
      await recordPages(act, item, { kind, pages });
      await recordContent(act, item, pages.length, content);
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function storePage(context: JobContext, slot: string, page: Page): Promise<StoredPage> {
  if (!page.readable) return { number: page.number, refusal: page.refusal };
  const { blobs } = context.services;
  const put = (bytes: Uint8Array, maxBytes: number): Promise<BlobRef> => blobs.put(slot, bytes, { maxBytes });
  const image = page.image;
  const thumbnail = page.thumbnail;
  return {
    number: page.number,
    page: withoutFiles(page),
    ...(image === undefined
      ? {}
      : { image: await put(await readFile(image.file), MAX_IMAGE_BYTES), width: image.width, height: image.height }),
    ...(thumbnail === undefined ? {} : { thumbnail: await put(await readFile(thumbnail.file), MAX_IMAGE_BYTES) }),
    text: await put(Buffer.from(page.text, 'utf8'), MAX_TEXT_BYTES),
    words: await put(Buffer.from(JSON.stringify({ words: page.words, barcodes: page.barcodes })), MAX_TEXT_BYTES),
  };
}

function withoutFiles(page: ReadPage): Omit<ReadPage, 'image' | 'thumbnail'> {
  const { image: _image, thumbnail: _thumbnail, ...facts } = page;
  return facts;
}
