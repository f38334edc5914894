import { readFile } from 'node:fs/promises';
import type { BlobRef } from '../../platform/blobs/index.ts';
import { type Page, printWords } from '../../platform/reading/index.ts';
import type { NewPage, NewRendition } from './document.ts';

/** A page that the confined reader read, as a page of a document: its pictures, text and words put to disk by `put`. */
export async function keepPage(page: Page, put: (bytes: Uint8Array) => Promise<BlobRef>): Promise<NewPage> {
  if (!page.readable) return { renditions: [] };
  const { image, thumbnail, text, confidence } = page;
  const renditions: NewRendition[] = [];
  for (const [kind, picture] of [
    ['page-image', image],
    ['thumbnail', thumbnail],
  ] as const)
    if (picture !== undefined)
      renditions.push({ kind, mediaType: picture.mediaType, blob: await put(await readFile(picture.file)) });
  renditions.push(
    { kind: 'text', mediaType: 'text/plain', blob: await put(Buffer.from(text, 'utf8')) },
    { kind: 'words', mediaType: 'application/json', blob: await put(printWords(page)) },
  );
  return {
    renditions,
    ...(text === '' ? {} : { text }),
    ...(image === undefined ? {} : { width: image.width, height: image.height }),
    ...(confidence === null ? {} : { confidence }),
  };
}
