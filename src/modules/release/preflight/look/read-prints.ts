import type { BlobRef } from '../../../../platform/blobs/index.ts';
import { Problem } from '../../../../platform/problem.ts';
import type { Services } from '../../../../platform/services.ts';
import { lookAtPage } from '../../redaction/look.ts';
import type { DocumentToRead } from '../plan-preflight.ts';
import type { Print } from './derive-sameness.ts';

type Needed = Pick<Services, 'blobs' | 'settings'>;

const MAX_IMAGE_BYTES = 64 * 1024 * 1024;

/**
 * What the given pages of a document look like, by their numbers: from the pictures that were kept when they came in, else the
 * original is drawn by the process that opens strangers' files. Undefined where nothing is seen on it; a page that cannot be
 * opened is not among them.
 */
export async function readPrints(
  services: Needed,
  document: DocumentToRead,
  pages: readonly number[],
): Promise<ReadonlyMap<number, Print | undefined>> {
  const prints = new Map<number, Print | undefined>();
  if (pages.length === 0) return prints;
  const { takePrint } = await import('./take-print.ts');
  for (const number of pages)
    try {
      const picture = await pictureOf(services, document, number);
      if (picture !== undefined) prints.set(number, await takePrint(picture));
    } catch (error) {
      // What the machine cannot do now is tried again; a picture that cannot be opened is left to the eye.
      if (error instanceof Problem && error.kind === 'busy') throw error;
    }
  return prints;
}

/** The content that the picture of a page is made of: the picture itself, or the original it is drawn from. */
export function contentOf({ source }: DocumentToRead, number: number): BlobRef | undefined {
  if (source.drawnOn === 'page-images') return source.images.find(({ pageNumber }) => pageNumber === number)?.blob;
  return source.drawnOn === 'original' ? source.original?.blob : undefined;
}

async function pictureOf(services: Needed, document: DocumentToRead, number: number): Promise<Uint8Array | undefined> {
  const { source } = document;
  const { drawnOn } = source;
  if (drawnOn === 'page-images') {
    const blob = contentOf(document, number);
    return blob === undefined ? undefined : services.blobs.read(blob, MAX_IMAGE_BYTES);
  }
  if (drawnOn !== 'original') return undefined;
  const whole = { ...source, drawnOn, redaction: { places: [], words: [] } };
  const { bytes } = await lookAtPage(services, whole, number, { redacted: false, cacheSeconds: 0 });
  return bytes instanceof Uint8Array ? bytes : undefined;
}
