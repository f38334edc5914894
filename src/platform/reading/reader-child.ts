/**
 * The reader: a process of its own that opens what strangers sent. It holds no secret, no database, no network where
 * bubblewrap is installed, and may be killed at any moment; everything it says is checked by `protocol.ts`.
 */
import { detect } from './detect.ts';
import { inspect } from './inspect.ts';
import { READING_LIMITS } from './limits.ts';
import { type OcrDriver, type OcrEngine, openOcr } from './ocr.ts';
import { openPages } from './open-pages.ts';
import { type ReaderMessage, type SentPage, type Task } from './protocol.ts';
import { readPage } from './read-page.ts';
import { readTable } from './read-table.ts';
import { readWordFile } from './read-word-file.ts';
import { refuse, Refused, type Refusal } from './refusal.ts';

let bundled: Promise<OcrEngine> | undefined;

/** The bundled engine takes a third of a second to open and is kept for the reader's short life; the native costs nothing. */
function ocr(driver: OcrDriver, folder: string): Promise<OcrEngine> {
  if (driver.kind === 'native') return openOcr(driver, folder);
  bundled ??= openOcr(driver, folder);
  return bundled;
}

async function perform(task: Task): Promise<void> {
  if (task.op === 'inspect') {
    await say({ type: 'inspected', inspection: await inspect(task.file, task.name, task.password, task.everyPage) });
    return;
  }
  if (task.op === 'table') {
    const rows = await readTable(task.file);
    for (let at = 0; at < rows.length; at += READING_LIMITS.rowsPerMessage)
      await say({ type: 'rows', rows: rows.slice(at, at + READING_LIMITS.rowsPerMessage) });
    return;
  }
  if (task.op === 'word') {
    const word = await readWordFile(task.file, task.folder);
    await say({ type: 'word', ...word, leftAway: [...word.leftAway] });
    return;
  }
  const { kind } = await detect(task.file, task.name);
  const pages = await openPages(task.file, kind, task.password);
  try {
    for (let number = task.from; number <= Math.min(task.to, READING_LIMITS.pages); number++) {
      await say({ type: 'begun', number });
      await say({ type: 'page', page: await page(number) });
    }
  } finally {
    pages.close();
  }

  async function page(number: number): Promise<SentPage> {
    if (task.op !== 'read') throw new Error('only a read task has pages');
    try {
      const { folder, images, barcodes, upright, turnBy } = task;
      const options = { folder, images, barcodes, upright, turnBy, ocr: () => ocr(task.ocr, folder) };
      return await pages.withPage(number, (source) => readPage(source, options));
    } catch (error) {
      if (!(error instanceof Refused) && !isPageFault(error)) throw error;
      return { readable: false, number, refusal: asRefusal(error, 'The page') };
    }
  }
}

/** A library that threw on a page's content; anything that is no Error at all is left to end the process. */
const isPageFault = (error: unknown): boolean => error instanceof Error;

function asRefusal(error: unknown, what: string): Refusal {
  if (error instanceof Refused) return error.refusal;
  const message = error instanceof Error ? error.message : '';
  if (/ENOSPC/.test(message)) return refuse.noSpace().refusal;
  if (/memory|allocat|out of bounds/i.test(message))
    return refuse.outOfMemory(READING_LIMITS.memoryBytes, what).refusal;
  return refuse.damaged(what).refusal;
}

function say(message: ReaderMessage): Promise<void> {
  return new Promise((resolve, reject) => {
    if (process.send === undefined) reject(new Error('The reader is started by the pool, not by hand.'));
    else
      process.send(message, undefined, undefined, (error: Error | null) =>
        error === null ? resolve() : reject(error),
      );
  });
}

let last = Promise.resolve();
process.on('message', (task: Task) => {
  last = last
    .then(() => perform(task))
    .then(
      () => say({ type: 'done' }),
      (error: unknown) => say({ type: 'refused', refusal: asRefusal(error, 'The file') }),
    )
    .catch(() => process.exit(70));
});
process.on('disconnect', () => process.exit(0));
await say({ type: 'ready' });
