import type { Services } from '../../../../platform/services.ts';
import { LEAST_WORDS } from '../derive-duplicates.ts';
import type { PageReading } from '../derive-page-reading.ts';
import type { DocumentToRead } from '../plan-preflight.ts';
import { keyOfLook, type KeptLook, type KeptLooks, openLook, sealLook } from './keep-looks.ts';
import { contentOf, readPrints } from './read-prints.ts';

/** Pages of one original that are drawn for this: it is laid out for each of them. */
const MOST_DRAWN = 20;

export interface Looks {
  /** By page number, where something is seen. */
  readonly looks: ReadonlyMap<number, bigint>;
  /** Those of them that were not kept before. */
  readonly taken: readonly KeptLook[];
}

/** How the pages of a document look, where their words do not tell: as it was kept, else out of their pictures. */
export async function readLooks(
  services: Pick<Services, 'blobs' | 'settings' | 'keyring'>,
  document: DocumentToRead,
  pages: readonly PageReading[],
  kept: KeptLooks,
): Promise<Looks> {
  const { patientId, documentId } = document.scoped;
  const looks = new Map<number, bigint>();
  const unknown: number[] = [];
  for (const number of pagesToLookAt(document, pages)) {
    const blob = contentOf(document, number);
    const before = blob && kept.get(keyOfLook(documentId, blob.address, number));
    const opened = blob && before && openLook(services.keyring, blob, before);
    if (opened === undefined) unknown.push(number);
    else if (opened.look !== undefined) looks.set(number, opened.look);
  }
  const taken: KeptLook[] = [];
  for (const [number, print] of await readPrints(services, document, unknown)) {
    const blob = contentOf(document, number);
    if (print !== undefined) looks.set(number, print.hash);
    const look =
      blob && sealLook(services.keyring, { blob, look: print?.hash }, { patientId, documentId, page: number });
    if (look !== undefined) taken.push(look);
  }
  return { looks, taken };
}

/** Of a document that is kept as pictures every page: its words may have been read in two ways. Else those without words. */
function pagesToLookAt({ source }: DocumentToRead, pages: readonly PageReading[]): number[] {
  const seen =
    source.drawnOn === 'page-images' ? pages : pages.filter(({ words }) => words < LEAST_WORDS).slice(0, MOST_DRAWN);
  return seen.map(({ number }) => number);
}
