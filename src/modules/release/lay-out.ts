import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { together } from '../../platform/db/together.ts';
import type { Services } from '../../platform/services.ts';
import type { Rendition } from '../documents/index.ts';
import { copyOut } from './copy-out.ts';
import type { PacketDocument } from './packet/packet-input.ts';
import type { PacketSource } from './find-sources.ts';

const MAX_TEXT_BYTES = 2 * 1024 * 1024;
/** Documents fetched at a time: the disk answers several as fast as one. */
const LAID_AT_ONCE = 4;

export interface LaidOut {
  readonly source: PacketSource;
  readonly document: PacketDocument;
}

/** Puts what is merged into the folder: originals that are PDF, words set on paper, images where there is nothing else. */
export async function layOut(
  services: Pick<Services, 'blobs'>,
  sources: readonly PacketSource[],
  folder: string,
): Promise<LaidOut[]> {
  const laid: LaidOut[] = [];
  for (let from = 0; from < sources.length; from += LAID_AT_ONCE)
    laid.push(
      ...(await together(
        sources
          .slice(from, from + LAID_AT_ONCE)
          .map((source, at) => layOutOne(services, source, folder, from + at + 1)),
      )),
    );
  return laid;
}

export async function layOutOne(
  services: Pick<Services, 'blobs'>,
  source: PacketSource,
  folder: string,
  number: number,
): Promise<LaidOut> {
  const content = await contentOf(services, source, folder, `d${String(number).padStart(5, '0')}`);
  const { documentId, title, date, author, mark } = source;
  return {
    source,
    document: { documentId, title, date, author, ...(mark === undefined ? {} : { mark }), ...content },
  };
}

type Content = Pick<PacketDocument, 'pages' | 'sourceSha256' | 'bytes' | 'original' | 'images' | 'redaction'>;

async function contentOf(
  services: Pick<Services, 'blobs'>,
  source: PacketSource,
  folder: string,
  name: string,
): Promise<Content> {
  const { words, original, images } = source;
  if (source.redaction !== undefined && source.drawnOn === 'page-images')
    return picturesOut(services, source, source.redaction, folder, name);
  const redaction = source.redaction === undefined ? {} : { redaction: { places: source.redaction.places } };
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
    return {
      pages,
      sourceSha256: createHash('sha256').update(text).digest('hex'),
      original: file,
      bytes: size,
      ...redaction,
    };
  }
  const pages = source.pages ?? 0;
  if (original !== undefined) {
    const asPdf = original.mediaType === 'application/pdf';
    const file = `${name}.pdf`;
    const sourceSha256 = await copyOut(services.blobs, original.blob, asPdf ? join(folder, file) : undefined);
    if (asPdf) return { pages, sourceSha256, original: file, bytes: original.blob.bytes, ...redaction };
    neverWhole(source);
    const { images: files, bytes } = await imagesOut(services, images, folder, name);
    return { pages, sourceSha256, images: files, bytes };
  }
  neverWhole(source);
  const out = await imagesOut(services, images, folder, name);
  const hash = createHash('sha256');
  for (const sha256 of out.hashes) hash.update(sha256);
  return { pages, sourceSha256: hash.digest('hex'), images: out.images, bytes: out.bytes };
}

/** These ways out know nothing of redaction; find-sources.ts never lets a redacted document come here. */
function neverWhole(source: PacketSource): void {
  if (source.redaction !== undefined) throw new Error('a redacted document was about to be laid out whole');
}

/** For a document that is redacted: the pictures its places were drawn on, and the words on them. The original stays behind. */
async function picturesOut(
  services: Pick<Services, 'blobs'>,
  source: PacketSource,
  redaction: NonNullable<PacketSource['redaction']>,
  folder: string,
  name: string,
): Promise<Content> {
  const out = await imagesOut(services, source.images, folder, name);
  const words: (string | undefined)[] = [];
  for (const { pageNumber } of source.images) {
    const rendition = redaction.words.find((each) => each.pageNumber === pageNumber);
    const file = `${name}-w${String(pageNumber ?? 0).padStart(4, '0')}`;
    if (rendition !== undefined) await copyOut(services.blobs, rendition.blob, join(folder, file));
    words.push(rendition === undefined ? undefined : file);
  }
  const hash = createHash('sha256');
  for (const sha256 of out.hashes) hash.update(sha256);
  const sourceSha256 =
    source.original === undefined ? hash.digest('hex') : await copyOut(services.blobs, source.original.blob, undefined);
  return {
    pages: source.images.length,
    sourceSha256,
    images: out.images,
    bytes: out.bytes,
    redaction: { places: redaction.places, words },
  };
}

export async function imagesOut(
  services: Pick<Services, 'blobs'>,
  images: readonly Pick<Rendition, 'blob' | 'pageNumber'>[],
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
