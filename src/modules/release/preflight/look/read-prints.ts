import { Problem } from '../../../../platform/problem.ts';
import type { Services } from '../../../../platform/services.ts';
import { lookAtPage } from '../../redaction/look.ts';
import type { DocumentToRead } from '../plan-preflight.ts';
import type { Print } from './derive-sameness.ts';

type Needed = Pick<Services, 'blobs' | 'settings'>;

const MAX_IMAGE_BYTES = 64 * 1024 * 1024;
/** Pages of one original that are drawn for this: it is laid out for each of them. */
const MOST_DRAWN = 20;

/**
 * What the given pages of a document look like, by their numbers: from the pictures that were kept when they came in, else the
 * original is drawn by the process that opens strangers' files. A page that cannot be seen is not among them.
 */
export async function readPrints(
  services: Needed,
  document: DocumentToRead,
  pages: readonly number[],
): Promise<ReadonlyMap<number, Print>> {
  const prints = new Map<number, Print>();
  const { takePrint } = await import('./take-print.ts');
  for (const number of document.source.drawnOn === 'page-images' ? pages : pages.slice(0, MOST_DRAWN))
    try {
      const picture = await pictureOf(services, document, number);
      const print = picture === undefined ? undefined : await takePrint(picture);
      if (print !== undefined) prints.set(number, print);
    } catch (error) {
      // What the machine cannot do now is tried again; a picture that cannot be opened is left to the eye.
      if (error instanceof Problem && error.kind === 'busy') throw error;
    }
  return prints;
}

async function pictureOf(
  services: Needed,
  { source }: DocumentToRead,
  number: number,
): Promise<Uint8Array | undefined> {
  const { drawnOn } = source;
  if (drawnOn === 'page-images') {
    const image = source.images.find(({ pageNumber }) => pageNumber === number);
    return image === undefined ? undefined : services.blobs.read(image.blob, MAX_IMAGE_BYTES);
  }
  if (drawnOn !== 'original') return undefined;
  const whole = { ...source, drawnOn, redaction: { places: [], words: [] } };
  const { bytes } = await lookAtPage(services, whole, number, { redacted: false, cacheSeconds: 0 });
  return bytes instanceof Uint8Array ? bytes : undefined;
}
