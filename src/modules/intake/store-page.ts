import { readFile } from 'node:fs/promises';
import type { BlobRef } from '../../platform/blobs/index.ts';
import { type Page, printWords, type ReadPage } from '../../platform/reading/index.ts';
import type { Services } from '../../platform/services.ts';
import { derivePageContent, saysLittle } from './duplicates/derive-page-content.ts';
import { lookAtPicture } from './duplicates/look-at-picture.ts';
import type { StoredPage } from './record-pages.ts';

const MAX_TEXT_BYTES = 8 * 1024 * 1024;
const MAX_IMAGE_BYTES = 64 * 1024 * 1024;

/** Outside the transaction: the forms of a page that was read, encrypted under the slot of its file. */
export async function storePage(services: Services, slot: string, page: Page): Promise<StoredPage> {
  if (!page.readable) return { number: page.number, refusal: page.refusal };
  const { blobs } = services;
  const put = (bytes: Uint8Array, maxBytes: number): Promise<BlobRef> => blobs.put(slot, bytes, { maxBytes });
  const { image, thumbnail } = page;
  const picture = image === undefined ? undefined : await readFile(image.file);
  const look =
    picture === undefined || !saysLittle(page.words.length)
      ? undefined
      : await lookAtPicture(picture, page.quality.skew);
  return {
    number: page.number,
    page: withoutFiles(page),
    content: derivePageContent(page.text, services.keyring.derive('intake content'), look),
    ...(image === undefined || picture === undefined
      ? {}
      : { image: await put(picture, MAX_IMAGE_BYTES), width: image.width, height: image.height }),
    ...(thumbnail === undefined ? {} : { thumbnail: await put(await readFile(thumbnail.file), MAX_IMAGE_BYTES) }),
    text: await put(Buffer.from(page.text, 'utf8'), MAX_TEXT_BYTES),
    words: await put(printWords(page), MAX_TEXT_BYTES),
  };
}

function withoutFiles(page: ReadPage): Omit<ReadPage, 'image' | 'thumbnail'> {
  const { image: _image, thumbnail: _thumbnail, ...facts } = page;
  return facts;
}
