import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openReader, type Outcome, type Page, READING_LIMITS, type Reader } from './index.ts';
import { type FileRead } from './reader.ts';
import { makeFolder } from './test-files.ts';

/**
 * Files that others made to break readers, or broke themselves. The least asked: a result or a named refusal for each,
 * never a crash of ours, never a hang. By default a part chosen by a fixed rule; all of them with CHARTKEEPER_HOSTILE=1.
 */
const DATA = join(import.meta.dirname, '../../../../shared/data/robustness');
const HERE = existsSync(DATA);
const EVERY = process.env['CHARTKEEPER_HOSTILE'] === '1' ? 1 : 7;
vi.setConfig({ testTimeout: EVERY === 1 ? 1_200_000 : 300_000 });

interface Entry {
  readonly file: string;
  readonly password?: string;
  readonly class?: string;
  readonly pages?: number;
  readonly textChars?: number;
}
const index = (name: string): Entry[] => {
  // The index files of the shared data are lists of such entries (README there).
  const entries = JSON.parse(readFileSync(join(DATA, name), 'utf8')) as Entry[];
  return entries.filter((_, i) => i % EVERY === 0);
};

const scratch = makeFolder();
let reader: Reader;
beforeAll(() => {
  reader = openReader({ scratch: scratch.path, ...(EVERY !== 1 && { secondsPerPage: 15 }) });
});
afterAll(async () => {
  await reader.close();
  scratch.remove();
});

interface Result {
  readonly entry: Entry;
  readonly outcome: Outcome<FileRead>;
  readonly pages: Page[];
}

/** Four files at a time, as a full inbox would. */
async function readAll(entries: readonly Entry[]): Promise<Result[]> {
  const results: Result[] = [];
  const queue = [...entries];
  await Promise.all(
    Array.from({ length: 4 }, async () => {
      for (let entry = queue.shift(); entry !== undefined; entry = queue.shift()) {
        const pages: Page[] = [];
        const outcome = await reader.readPages(join(DATA, entry.file), {
          ...(entry.password !== undefined && { password: entry.password }),
          onPage: (page) => void pages.push(page),
        });
        results.push({ entry, outcome, pages });
      }
    }),
  );
  return results;
}

function expectAccounted({ entry, outcome, pages }: Result): void {
  if (!outcome.ok) {
    expect(outcome.detail, entry.file).toMatch(/^[A-Z].*\.$/);
    expect(outcome.reason, entry.file).not.toBe('crashed');
    return;
  }
  const numbers = pages.map((it) => it.number).sort((a, b) => a - b);
  expect(numbers, entry.file).toEqual(Array.from({ length: outcome.value.pages }, (_, i) => i + 1));
}

test('every hostile or broken PDF gives its pages or a named refusal', async (context) => {
  if (!HERE) return context.skip('../shared/data is not here');
  const results = await readAll(index('pdf-index.json'));
  results.forEach(expectAccounted);
  for (const { entry, outcome, pages } of results) {
    if (entry.class === 'needs-password') expect(outcome, entry.file).toMatchObject({ ok: false, reason: 'encrypted' });
    // What a reference tool reads as a sound document with text is read here too, to the same number of pages.
    if (entry.class !== 'text' && entry.class !== 'encrypted') continue;
    expect(outcome, entry.file).toMatchObject({ ok: true, value: { pages: entry.pages } });
    if ((entry.textChars ?? 0) > 40) {
      expect(
        pages.some((it) => it.readable && it.words.length > 0),
        entry.file,
      ).toBe(true);
    }
  }
});

test('every hostile or broken picture gives its pages or a named refusal', async (context) => {
  if (!HERE) return context.skip('../shared/data is not here');
  const results = await readAll(index('images-index.json'));
  results.forEach(expectAccounted);
  for (const { entry, outcome } of results) {
    // PNG suite: names that begin with x are corrupt by design, all others are sound.
    const suite = /pngsuite-(x?)/.exec(entry.file);
    if (suite !== null) expect(outcome.ok, entry.file).toBe(suite[1] === '');
    if (/\.(gif|bmp|webp)$/.test(entry.file)) expect(outcome, entry.file).toMatchObject({ reason: 'unsupported' });
  }
});

test('afterwards a reader still reads, and the limits are as written', async (context) => {
  if (!HERE) return context.skip('../shared/data is not here');
  const outcome = await reader.inspect(join(DATA, 'images/pillow-multiline_text_center.png'));
  expect(outcome).toMatchObject({ ok: true, value: { kind: 'png' } });
  expect(READING_LIMITS).toMatchObject({ bytes: 200 * 1024 * 1024, pages: 2_000, pixels: 100_000_000 });
});
