import { rm } from 'node:fs/promises';
import { type Turn } from './derive-posture.ts';
import { READING_LIMITS } from './limits.ts';
import { type OcrDriver } from './ocr.ts';
import { type Page, type PageImage } from './page.ts';
import { imageFile, thumbnailFile } from './page-files.ts';
import { type SentPage, type Task } from './protocol.ts';
import { type ReaderPool } from './reader-pool.ts';
import { type Loss } from './reader-process.ts';
import { refuse, type Refusal } from './refusal.ts';

/** One page alone, as a person turned it. */
export interface OnePage {
  readonly page: number;
  /** Degrees clockwise that were taken for upright before, where known: they are not found out again. */
  readonly upright?: Turn | undefined;
  /** Degrees clockwise beyond that. */
  readonly turnBy: Turn;
}

export interface ReadingJob {
  readonly file: string;
  readonly name: string;
  readonly password: string;
  readonly pages: number;
  /** One page alone, as a person turned it. */
  readonly only?: OnePage | undefined;
  /** Ours alone, removed afterwards. */
  readonly folder: string;
  readonly images: boolean;
  readonly barcodes: boolean;
  readonly ocr: OcrDriver;
  /** Called once for each page, in no promised order; its image files are removed when the promise settles. */
  onPage(page: Page): Promise<void> | void;
}

export interface PagesRead {
  readonly readable: number;
  /** The first reason why a page could not be read. */
  readonly refusal: Refusal | undefined;
  /** The file was given up: pages after this are missing. */
  readonly givenUp: boolean;
}

/**
 * Reads the pages in slices, several at once, so that one large file uses every reader and yet lets others in between.
 * A reader that is lost takes one page with it: that page is reported unreadable, the slice goes on with the next. One that
 * was killed from outside takes none: its page is read again.
 */
export async function readSlices(pool: ReaderPool, job: ReadingJob): Promise<PagesRead> {
  const slices = job.only === undefined ? cut(job.pages, pool.size) : [{ from: job.only.page, to: job.only.page }];
  const told = new Set<number>();
  let readable = 0;
  let lost = 0;
  const killedOn = new Map<number, number>();
  let givenUp: Refusal | undefined;
  let first: Refusal | undefined;
  let failure: unknown;

  const tell = async (page: Page): Promise<void> => {
    if (told.has(page.number)) return;
    told.add(page.number);
    if (page.readable) readable++;
    else first ??= page.refusal;
    try {
      await job.onPage(page);
    } finally {
      if (page.readable && page.image !== undefined) await rm(page.image.file, { force: true });
      if (page.readable && page.thumbnail !== undefined) await rm(page.thumbnail.file, { force: true });
    }
  };

  const readSlice = async (slice: { from: number; to: number }): Promise<void> => {
    let from = slice.from;
    while (from <= slice.to && givenUp === undefined && failure === undefined) {
      const telling: Promise<void>[] = [];
      let begun = 0;
      const task: Task = { op: 'read', ...taskParts(job), from, to: slice.to };
      const end = await pool.run(task, (message) => {
        if (message.type === 'begun') begun = message.number;
        // A page outside the slice was not asked for: `told` and this bound keep the count honest.
        if (message.type !== 'page' || message.page.number < from || message.page.number > slice.to) return;
        const one = tell(withFiles(message.page, job.folder));
        // Awaited when the slice ends: a fault before that must not count as left alone.
        one.catch(() => undefined);
        telling.push(one);
      });
      await Promise.all(telling);
      if (end.end === 'done') return;
      // Killed from outside: the page is tried again with a new reader before it is called unreadable.
      if (end.end === 'lost' && end.loss === 'killed') {
        const page = Math.max(begun, from);
        const times = (killedOn.get(page) ?? 0) + 1;
        killedOn.set(page, times);
        if (times < READING_LIMITS.triesOfKilledPage) {
          from = page;
          continue;
        }
      }
      if (end.end === 'refused') givenUp = end.refusal;
      else if (end.loss === 'stopped' || begun === 0) givenUp = lossOf(end.loss, 'The file');
      else if (++lost >= READING_LIMITS.readersLostPerFile) givenUp = lossOf(end.loss, 'The file');
      if (end.end === 'lost' && begun >= from && end.loss !== 'stopped') {
        await tell({ readable: false, number: begun, refusal: lossOf(end.loss, 'The page') });
      }
      from = begun + 1;
    }
  };

  // As many slices under way as there are readers: the rest of a large file waits behind the files of others.
  await Promise.all(
    Array.from({ length: Math.min(pool.size, slices.length) }, async () => {
      for (let slice = slices.shift(); slice !== undefined; slice = slices.shift()) {
        await readSlice(slice).catch((error: unknown) => {
          failure ??= error;
        });
        if (givenUp !== undefined || failure !== undefined) return;
      }
    }),
  );
  if (failure !== undefined) throw failure;
  return { readable, refusal: givenUp ?? first, givenUp: givenUp !== undefined };
}

function taskParts(job: ReadingJob) {
  const { file, name, password, folder, images, barcodes, ocr } = job;
  return {
    file,
    name,
    password,
    folder,
    images,
    barcodes,
    ocr,
    upright: job.only?.upright,
    turnBy: job.only?.turnBy ?? 0,
  };
}

/** Slices small enough to share the work evenly, large enough to be worth opening the file for. */
function cut(pages: number, readers: number): { from: number; to: number }[] {
  const length = Math.min(READING_LIMITS.pagesPerTurn, Math.max(1, Math.ceil(pages / (readers * 2))));
  return Array.from({ length: Math.ceil(pages / length) }, (_, i) => ({
    from: i * length + 1,
    to: Math.min(pages, (i + 1) * length),
  }));
}

/** The reader says how large its pictures are; where they lie is known here, whatever it says. */
function withFiles(page: SentPage, folder: string): Page {
  if (!page.readable) return page;
  const { image, thumbnail, ...rest } = page;
  const at = (file: string, sent: { width: number; height: number; bytes: number }): PageImage => ({
    file,
    mediaType: 'image/webp',
    ...sent,
  });
  return {
    ...rest,
    ...(image !== undefined && { image: at(imageFile(folder, page.number), image) }),
    ...(thumbnail !== undefined && { thumbnail: at(thumbnailFile(folder, page.number), thumbnail) }),
  };
}

export function lossOf(loss: Loss, what: string): Refusal {
  switch (loss) {
    case 'timed-out':
      return refuse.timedOut(READING_LIMITS.secondsPerPage, what).refusal;
    case 'out-of-memory':
      return refuse.outOfMemory(READING_LIMITS.memoryBytes, what).refusal;
    case 'stopped':
      return refuse.stopped().refusal;
    case 'killed':
    case 'crashed':
      return refuse.crashed(what).refusal;
  }
}
