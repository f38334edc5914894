import { together } from '../../../platform/db/together.ts';
import { Problem } from '../../../platform/problem.ts';
import type { Services } from '../../../platform/services.ts';
import type { PageWord } from '../packet/redaction/derive-kept-words.ts';
import { parseWords } from '../packet/redaction/parse-words.ts';
import { lookUpWords } from '../redaction/look.ts';
import type { DocumentToRead } from './plan-preflight.ts';

const MAX_WORDS_BYTES = 32 * 1024 * 1024;
const READ_AT_ONCE = 8;

/**
 * The words of every page that would leave, with their places: as they were read when the page came in, else out of the
 * original. A page without any is told as such; a document that cannot be opened has none on any page, so that a person looks.
 */
export async function readWordsOf(
  services: Pick<Services, 'blobs' | 'settings'>,
  document: DocumentToRead,
  preflightId: string,
): Promise<readonly (readonly PageWord[])[]> {
  const { source, words, scoped } = document;
  const count = source.pages ?? 0;
  const isReadWhole = count > 0 && source.words === undefined && words.length === count;
  if (isReadWhole) return readKept(services, document);
  const blank = Array.from({ length: scoped.pages }, () => []);
  const { drawnOn } = source;
  if (drawnOn === undefined) return words.length > 0 ? readKept(services, document) : blank;
  try {
    return await lookUpWords(services, { ...source, drawnOn, redaction: { places: [], words } }, preflightId);
  } catch (error) {
    if (error instanceof Problem && error.kind !== 'busy') return blank;
    throw error;
  }
}

async function readKept(services: Pick<Services, 'blobs'>, { words, scoped }: DocumentToRead): Promise<PageWord[][]> {
  const pages = Array.from({ length: scoped.pages }, (): PageWord[] => []);
  for (let from = 0; from < words.length; from += READ_AT_ONCE)
    await together(
      words.slice(from, from + READ_AT_ONCE).map(async ({ pageNumber, blob }) => {
        if (pageNumber === null || pageNumber > pages.length) return;
        pages[pageNumber - 1] = parseWords((await services.blobs.read(blob, MAX_WORDS_BYTES)).toString('utf8'));
      }),
    );
  return pages;
}
