import { constants, copyFile, mkdtemp, rm, stat } from 'node:fs/promises';
import { basename, join, resolve, sep } from 'node:path';
import { type Log } from '../log.ts';
import { READING_LIMITS } from './limits.ts';
import { chooseOcr, type OcrChoice, type OcrDriver } from './ocr.ts';
import { type Inspection, type Outcome, type Page } from './page.ts';
import { lossOf, type OnePage, readSlices } from './read-pages.ts';
import { openPool } from './reader-pool.ts';
import { refuse, Refused, type Refusal } from './refusal.ts';
import { takeWord } from './take-word.ts';
import { type WordFile } from './word-file.ts';

export interface FileOptions {
  /** What the sender called it; only its ending is looked at. Default: the file's own name. */
  readonly name?: string;
  readonly password?: string;
}

export interface ReadFileOptions extends FileOptions {
  /** Called once the file is open and its pages are counted, before the first is read. */
  onOpened?(pages: number): void;
  /** Called once for each page, in no promised order. Image files live until the returned promise settles. */
  onPage(page: Page): Promise<void> | void;
  readonly only?: OnePage;
  /** Make page images (default true). */
  readonly images?: boolean;
  /** Look for barcodes (default true). */
  readonly barcodes?: boolean;
}

export interface FileRead extends Omit<Inspection, 'pages' | 'count'> {
  readonly pages: number;
  /** Pages that were given to `onPage` as unreadable. */
  readonly unreadable: number;
}

/** Opens strangers' files in confined processes. One for the whole server. */
export interface Reader {
  inspect(file: string, options?: FileOptions): Promise<Outcome<Inspection>>;
  /**
   * Reads every page. `ok: false` means that the file as a whole is refused: none of its pages could be read, or
   * reading was given up; pages told before that stand. A fault in `onPage` is thrown and ends the reading.
   */
  readPages(file: string, options: ReadFileOptions): Promise<Outcome<FileRead>>;
  /** The rows of a workbook (its first sheet) or a text table, headings first. */
  readTable(file: string): Promise<Outcome<string[][]>>;
  /** A Word document that letters are made from, with everything that could do harm refused or left out. */
  readWord(file: string): Promise<Outcome<WordFile>>;
  /** The engine in use and whether readers are walled in, for `status`. */
  describe(): Promise<{ ocr: OcrDriver; confinement: 'bubblewrap' | 'plain' }>;
  close(): Promise<void>;
}

export interface ReaderOptions {
  /** A folder of ours with mode 0700; every file put there is removed when its reading ends. */
  readonly scratch: string;
  readonly log?: Log;
  readonly ocr?: OcrChoice;
  /** Readers that work at once; default one a core. */
  readonly readers?: number;
  /** Wall clock for opening a file and for each page; default as in `limits.ts`. */
  readonly secondsPerPage?: number;
}

export function openReader(options: ReaderOptions): Reader {
  const scratch = resolve(options.scratch);
  const { log, readers, secondsPerPage } = options;
  const pool = openPool({
    scratch,
    log,
    ...(readers !== undefined && { size: readers }),
    ...(secondsPerPage !== undefined && { secondsPerPage }),
  });
  let driver: Promise<OcrDriver> | undefined;
  const ocr = (): Promise<OcrDriver> => (driver ??= chooseOcr(options.ocr ?? 'auto'));

  const inspectAt = async (
    file: string,
    name: string,
    password: string,
    everyPage: boolean,
  ): Promise<Outcome<Inspection>> => {
    let found: Inspection | undefined;
    const look = () =>
      pool.run({ op: 'inspect', file, name, password, everyPage }, (message) => {
        if (message.type !== 'inspected') return;
        found = message.inspection;
      });
    let end = await look();
    for (
      let tries = 1;
      tries < READING_LIMITS.triesOfKilledPage && end.end === 'lost' && end.loss === 'killed';
      tries++
    )
      end = await look();
    if (end.end === 'refused') return { ok: false, ...end.refusal };
    if (end.end === 'lost') return { ok: false, ...lossOf(end.loss, 'The file') };
    return found === undefined ? { ok: false, ...refuse.crashed().refusal } : { ok: true, value: found };
  };

  /** Runs `work` with a private folder and the file where a reader can see it; the folder is gone afterwards. */
  const withFile = async <T>(
    file: string,
    work: (seen: string, folder: string) => Promise<Outcome<T>>,
  ): Promise<Outcome<T>> => {
    const { size } = await stat(file);
    if (size === 0) return refused(refuse.empty());
    if (size > READING_LIMITS.bytes) return refused(refuse.tooLarge(size, READING_LIMITS.bytes));
    const folder = await mkdtemp(join(scratch, 'read-'));
    try {
      const visible = (await pool.confinement()) === 'plain' || resolve(file).startsWith(scratch + sep);
      const seen = visible ? resolve(file) : join(folder, 'input');
      if (!visible) await copyFile(file, seen, constants.COPYFILE_FICLONE);
      return await work(seen, folder);
    } catch (error) {
      if (error instanceof Refused) return refused(error);
      if (error instanceof Error && 'code' in error && error.code === 'ENOSPC') return refused(refuse.noSpace());
      throw error;
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  };

  return {
    inspect(file, given = {}) {
      return withFile(file, (seen) => inspectAt(seen, given.name ?? basename(file), given.password ?? '', true));
    },
    readPages(file, given) {
      const name = given.name ?? basename(file);
      const password = given.password ?? '';
      return withFile<FileRead>(file, async (seen, folder) => {
        const inspected = await inspectAt(seen, name, password, false);
        if (!inspected.ok) return inspected;
        const { count, pages: _, ...facts } = inspected.value;
        given.onOpened?.(count);
        const read = await readSlices(pool, {
          file: seen,
          name,
          password,
          pages: count,
          only: given.only,
          folder,
          images: given.images !== false,
          barcodes: given.barcodes !== false,
          ocr: await ocr(),
          onPage: (page) => given.onPage(page),
        });
        if (read.refusal !== undefined && (read.givenUp || read.readable === 0)) return { ok: false, ...read.refusal };
        return {
          ok: true,
          value: { ...facts, pages: count, unreadable: (given.only === undefined ? count : 1) - read.readable },
        };
      });
    },
    readTable(file) {
      return withFile(file, async (seen) => {
        const rows: string[][] = [];
        const end = await pool.run({ op: 'table', file: seen }, (message) => {
          if (message.type === 'rows' && rows.length <= READING_LIMITS.tableRows) rows.push(...message.rows);
        });
        if (end.end === 'refused') return { ok: false, ...end.refusal };
        if (end.end === 'lost') return { ok: false, ...lossOf(end.loss, 'The file') };
        return { ok: true, value: rows };
      });
    },
    readWord(file) {
      return withFile(file, async (seen, folder) => {
        let sent: { trees: string; pictures: number; leftAway: WordFile['leftAway'] } | undefined;
        const end = await pool.run({ op: 'word', file: seen, folder }, (message) => {
          if (message.type === 'word') sent = message;
        });
        if (end.end === 'refused') return { ok: false, ...end.refusal };
        if (end.end === 'lost') return { ok: false, ...lossOf(end.loss, 'The Word document') };
        const word = sent === undefined ? undefined : await takeWord(sent, folder);
        return word === undefined ? refused(refuse.crashed('The Word document')) : { ok: true, value: word };
      });
    },
    async describe() {
      return { ocr: await ocr(), confinement: await pool.confinement() };
    },
    close: () => pool.close(),
  };
}

const refused = <T>(error: Refused): Outcome<T> => {
  const { reason, detail }: Refusal = error.refusal;
  return { ok: false, reason, detail };
};
