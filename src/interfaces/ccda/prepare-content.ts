import type { Services } from '../../platform/services.ts';
import type { NewPage, NewRendition } from '../../modules/documents/index.ts';
import { deriveTextPages, readPictures } from '../fhir/index.ts';

export interface PreparedContent {
  readonly keySlot: string;
  readonly pages: readonly NewPage[];
  readonly renditions: readonly NewRendition[];
}

const MAX_BYTES = 64 * 1024 * 1024;
const TEXT = 'text/plain; charset=utf-8';

/**
 * Outside the transaction: the file byte for byte, and the pages that it is read, found and released by, encrypted under the
 * slot and on disk. Pages are set in type by the confined reader; those of a very long document are plain text.
 */
export async function prepareContent(
  services: Pick<Services, 'blobs' | 'reader' | 'settings'>,
  keySlot: string,
  file: { readonly name: string; readonly bytes: Buffer },
): Promise<PreparedContent> {
  const put = (bytes: Uint8Array) => services.blobs.put(keySlot, bytes, { maxBytes: MAX_BYTES });
  const original: NewRendition = {
    kind: 'original',
    mediaType: 'application/xml',
    blob: await put(file.bytes),
    fileName: file.name,
  };
  const drawn = await readPictures(services, file.bytes, put);
  if ('pages' in drawn) return { keySlot, pages: drawn.pages, renditions: [original, ...drawn.more] };
  const texts = deriveTextPages(file.bytes, 'xml', undefined) ?? [];
  const pages: NewPage[] = [];
  for (const text of texts)
    pages.push({ text, renditions: [{ kind: 'text', mediaType: TEXT, blob: await put(Buffer.from(text)) }] });
  const whole: NewRendition = { kind: 'searchable', mediaType: TEXT, blob: await put(Buffer.from(texts.join('\f'))) };
  return { keySlot, pages, renditions: [original, whole] };
}
