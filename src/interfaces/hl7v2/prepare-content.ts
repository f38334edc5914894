import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BlobRef } from '../../platform/blobs/index.ts';
import type { Services } from '../../platform/services.ts';
import { keepPage, type NewPage, type NewRendition } from '../../modules/documents/index.ts';
import type { Piece } from './derive-documents.ts';
import { problems } from './problems.ts';

export interface PreparedContent {
  readonly keySlot: string;
  readonly pages: readonly NewPage[];
  readonly renditions: readonly NewRendition[];
  /** All of it, where it is text: what an addendum says. */
  readonly text: string | undefined;
  readonly textBlob: BlobRef | undefined;
}

type Tools = Pick<Services, 'blobs' | 'reader' | 'settings'>;

const MAX_BYTES = 64 * 1024 * 1024;
const MAX_PIECES = 100;
/** The feed waits meanwhile; longer files are kept whole as they came. */
const MAX_PAGES_READ = 60;
const TEXT = 'text/plain; charset=utf-8';

/** Outside the transaction: the content encrypted, synced and on disk. Nothing names it yet. @throws hl7v2/bad-content */
export async function prepareContent(
  tools: Tools,
  keySlot: string,
  pieces: readonly Piece[],
): Promise<PreparedContent> {
  if (pieces.length > MAX_PIECES)
    throw problems.badContent({
      detail: 'Nothing was filed. It has more than 100 pieces; ask the sender to split it.',
    });
  const put = (bytes: Uint8Array) => tools.blobs.put(keySlot, bytes, { maxBytes: MAX_BYTES });
  const pages: NewPage[] = [];
  const renditions: NewRendition[] = [];
  for (const piece of pieces) {
    const bytes = piece.kind === 'text' ? Buffer.from(piece.text, 'utf8') : decoded(piece);
    const mediaType = piece.kind === 'text' ? TEXT : mediaTypeOf(bytes);
    const original: NewRendition = { kind: 'original', mediaType, blob: await put(bytes) };
    renditions.push(original);
    if (mediaType === TEXT)
      pages.push({
        text: bytes.toString('utf8'),
        renditions: [{ kind: 'text', mediaType: TEXT, blob: original.blob }],
      });
    else pages.push(...(await pagesOf(tools, bytes, put)));
  }
  const only = pieces.length === 1 && pieces[0]?.kind === 'text' ? pieces[0].text : undefined;
  return { keySlot, pages, renditions, text: only, textBlob: only === undefined ? undefined : renditions[0]?.blob };
}

function decoded(piece: Extract<Piece, { kind: 'file' }>): Buffer {
  const encoding = piece.encoding.trim().toUpperCase();
  if (encoding === 'A') return Buffer.from(piece.data, 'utf8');
  const compact = piece.data.replace(/\s+/g, '');
  const bytes = Buffer.from(compact, encoding === 'HEX' ? 'hex' : 'base64');
  const padding = /=*$/.exec(compact)?.[0].length ?? 0;
  const expected = encoding === 'HEX' ? compact.length / 2 : Math.floor(((compact.length - padding) * 3) / 4);
  // Node's decoder drops what it does not know and says nothing: half a document would pass for a whole one.
  if (bytes.length === 0 || bytes.length !== expected || (encoding !== 'HEX' && padding > 2))
    throw problems.badContent({
      detail: 'Nothing was filed. The embedded file is not base64, or breaks off; ask the sender for the whole of it.',
      at: 'OBX-5',
    });
  return bytes;
}

/** By its bytes: senders label files as they like. */
function mediaTypeOf(bytes: Buffer): string {
  const start = bytes.subarray(0, 8).toString('latin1');
  if (start.startsWith('%PDF-')) return 'application/pdf';
  if (start.startsWith('II*\0') || start.startsWith('MM\0*')) return 'image/tiff';
  if (start.startsWith('\xff\xd8\xff')) return 'image/jpeg';
  if (start === '\x89PNG\r\n\x1a\n') return 'image/png';
  if (start.startsWith('{\\rtf')) return 'application/rtf';
  const head = bytes.subarray(0, 2_000).toString('latin1').trimStart();
  if (/^(<!doctype html|<html)/i.test(head)) return 'text/html';
  if (head.startsWith('<?xml')) return 'application/xml';
  return bytes.some((byte) => byte < 9 || (byte > 13 && byte < 32)) ? 'application/octet-stream' : TEXT;
}

async function pagesOf(tools: Tools, bytes: Buffer, put: (bytes: Uint8Array) => Promise<BlobRef>): Promise<NewPage[]> {
  const folder = await mkdtemp(join(tools.settings.data, 'scratch', 'hl7-'));
  try {
    const file = join(folder, 'file');
    await writeFile(file, bytes, { mode: 0o600 });
    const inspected = await tools.reader.inspect(file, { name: '' });
    if (!inspected.ok || inspected.value.count > MAX_PAGES_READ) return [];
    const read: { number: number; page: NewPage }[] = [];
    const outcome = await tools.reader.readPages(file, {
      name: '',
      onPage: async (page) => {
        read.push({ number: page.number, page: await keepPage(page, put) });
      },
    });
    return outcome.ok ? read.sort((a, b) => a.number - b.number).map(({ page }) => page) : [];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
