import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Download } from '../../../platform/http/route.ts';
import type { Services } from '../../../platform/services.ts';
import type { PacketSource } from '../find-sources.ts';
import { layOutOne } from '../lay-out.ts';
import type { PacketDocument } from '../packet/packet-input.ts';
import type { PageWord } from '../packet/redaction/derive-kept-words.ts';
import { parseWords } from '../packet/redaction/parse-words.ts';
import { askKeptChild } from '../packet/kept-children.ts';
import { PacketChildStopped, type ChildTask } from '../packet/run-packet-child.ts';
import { problems } from '../problems.ts';
import { withScratch } from '../scratch.ts';
import type { Redactable } from './find-redactable.ts';

type Source = Redactable['source'];
type Needed = Pick<Services, 'blobs' | 'settings'>;

const MAX_WORDS_BYTES = 32 * 1024 * 1024;

/**
 * A page for the screen: as the record has it, or as it will leave. Both are drawn by the process that makes packets, from
 * the same pictures, so that what is marked here is what is blackened there.
 * @throws release/place-off-page, release/not-redactable
 */
export async function lookAtPage(
  services: Needed,
  source: Source,
  page: number,
  how: { readonly redacted: boolean; readonly cacheSeconds: number },
): Promise<Download> {
  const known = pagesOf(source);
  if (known !== undefined && page > known) throw offPage();
  // Of a document kept as pictures one is enough; the others need not leave their store.
  const one = source.drawnOn === 'page-images' ? onePage(source, page) : source;
  return laidOut(services, one, async (document, folder) => {
    if (page > document.pages && one === source) throw offPage();
    const answer = await ask(source.documentId, {
      kind: 'look',
      document,
      page: one === source ? page : 1,
      redacted: how.redacted,
      folder,
    });
    if (answer.kind !== 'looked') throw cannot();
    const bytes = await readFile(join(folder, answer.picture.file));
    return { bytes, contentType: 'image/webp', contentLength: bytes.length, cacheSeconds: how.cacheSeconds };
  });
}

/** How many pages it has, on the picture that places are drawn on. */
export async function countPages(services: Needed, source: Source): Promise<number> {
  return pagesOf(source) ?? laidOut(services, source, async ({ pages }) => pages);
}

/** The words of every page. `together` names what this document is read with, if it is one of several. */
export async function lookUpWords(
  services: Needed,
  source: Source,
  together = source.documentId,
): Promise<readonly (readonly PageWord[])[]> {
  if (source.drawnOn !== 'page-images')
    return laidOut(services, source, async (document, folder) => {
      const answer = await ask(together, { kind: 'words', document, folder });
      if (answer.kind !== 'words') throw cannot();
      return answer.pages;
    });
  const pages: PageWord[][] = [];
  for (const { pageNumber } of source.images) {
    const kept = source.redaction.words.find((each) => each.pageNumber === pageNumber);
    const json = kept === undefined ? undefined : await services.blobs.read(kept.blob, MAX_WORDS_BYTES);
    pages.push(json === undefined ? [] : parseWords(json.toString('utf8')));
  }
  return pages;
}

/** Undefined for words that are set in type here: that is known when it is done. */
function pagesOf(source: PacketSource): number | undefined {
  return source.words === undefined ? (source.pages ?? 0) : undefined;
}

function onePage(source: Source, page: number): Source {
  const { original: _notNeeded, ...rest } = source;
  return {
    ...rest,
    pages: 1,
    images: source.images.slice(page - 1, page),
    redaction: {
      words: source.redaction.words,
      places: source.redaction.places.filter((place) => place.page === page).map((place) => ({ ...place, page: 1 })),
    },
  };
}

async function laidOut<T>(
  services: Needed,
  source: Source,
  run: (document: PacketDocument, folder: string) => Promise<T>,
): Promise<T> {
  return withScratch(services.settings, `look-${randomUUID()}`, async (folder) =>
    run((await layOutOne(services, source, folder, 1)).document, folder),
  );
}

async function ask(key: string, task: ChildTask) {
  try {
    const answer = await askKeptChild(key, task);
    if (answer.kind === 'failed') throw cannot(answer.error);
    return answer;
  } catch (error) {
    throw error instanceof PacketChildStopped ? cannot(error.message) : error;
  }
}

const offPage = () => problems.placeOffPage({ detail: 'The document has no such page. Reload it.' });

const cannot = (internal = 'another answer') =>
  problems.notRedactable({
    detail: 'The page could not be drawn. Try again; if it stays so, withhold the document as a whole.',
    internal,
  });
