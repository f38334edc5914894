import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { characterErrorRate } from '../src/platform/reading/character-error-rate.ts';
import { openReader, type Reader } from '../src/platform/reading/index.ts';
import { findNativeOcr } from '../src/platform/reading/ocr-native.ts';
import type { Bench } from './lib/bench.ts';
import type { Figure, Line } from './lib/figure.ts';
import { watchMachine } from './lib/machine.ts';
import { bareTesseract, recognise } from './lib/recognise.ts';
import { findOthersScans, type ScanSet, wordF1 } from './lib/others-scans.ts';
import { type Condition, makeReportPages, type ReportPage } from './lib/report-pages.ts';

const PAGES = 8;
const ERRORS: Record<Condition, NonNullable<Figure['target']>> = {
  clean: { atLeast: 0.5, goal: 0.3, atMost: true },
  skew: { atLeast: 0.8, goal: 0.5, atMost: true },
  fax: { atLeast: 2, goal: 1.2, atMost: true },
};
const RATES = { native: { atLeast: 0.8, goal: 0.9 }, bundled: { atLeast: 0.35, goal: 0.4 } } as const;

/**
 * One reader against one bare process, page by page in turn, so that both feel the same machine. The readers are warm: a
 * server keeps them. The bare engine gets its defaults and one thread, as in the figures of research/performance.md 2.
 */
export const ocr: Bench = {
  name: 'ocr',
  measures: 'recognition of generated pages: errors, and pages a minute beside the bare native engine',
  async run({ inputs }, print) {
    const { folder, pages } = await makeReportPages(PAGES);
    const scratch = mkdtempSync(join(tmpdir(), 'chartkeeper-ocr-bench-scratch-'));
    const native = (await findNativeOcr()) !== undefined;
    const kinds = native ? (['native', 'bundled'] as const) : (['bundled'] as const);
    try {
      const sets = await findOthersScans(inputs, scratch);
      for (const name of ['ocr-scans', 'receipts-sroie'])
        if (!sets.some((set) => set.name === name)) print({ what: name, notRun: `not in ${inputs}` });
      for (const kind of kinds) {
        const reader = openReader({ scratch, ocr: kind, readers: 1 });
        try {
          const [first] = pages;
          if (first !== undefined) await recognise(reader, first.files.clean);
          for (const condition of ['clean', 'skew', 'fax'] as const) {
            const end = watchMachine();
            const { errors, ours, bare } = await measure(reader, pages, condition, native);
            const noise = end();
            print({
              what: `${kind}, ${condition}: characters wrong`,
              measured: errors * 100,
              unit: '%',
              target: ERRORS[condition],
            });
            if (!native) {
              print({
                what: `${kind}, ${condition}: pages a minute`,
                notRun: 'no tesseract on the PATH to compare with',
              });
              continue;
            }
            const [rate, bareRate] = [(PAGES / ours) * 60, (PAGES / bare) * 60];
            print({
              what: `${kind}, ${condition}: pages a minute`,
              measured: rate,
              unit: '/min',
              reference: { what: 'bare tesseract', value: bareRate },
              noise,
            });
            if (condition === 'clean') {
              print({
                what: `${kind} against the bare engine`,
                measured: rate / bareRate,
                unit: 'x',
                target: RATES[kind],
              });
            }
          }
          for (const set of sets) print(await measureScans(kind, reader, set, native));
        } finally {
          await reader.close();
        }
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
      rmSync(scratch, { recursive: true, force: true });
    }
  },
};

async function measure(reader: Reader, pages: readonly ReportPage[], condition: Condition, native: boolean) {
  let wrong = 0;
  let ours = 0;
  let bare = 0;
  for (const page of pages) {
    const begin = performance.now();
    const text = await recognise(reader, page.files[condition]);
    ours += performance.now() - begin;
    wrong += characterErrorRate(page.truth, text);
    if (!native) continue;
    const bareBegin = performance.now();
    await bareTesseract(page.files[condition]);
    bare += performance.now() - bareBegin;
  }
  return { errors: wrong / pages.length, ours: ours / 1000, bare: bare / 1000 };
}

/** Pages that others scanned. Words, not characters: their truths order columns as they like. */
async function measureScans(kind: string, reader: Reader, set: ScanSet, native: boolean): Promise<Line> {
  let [ours, bare] = [0, 0];
  const worse: string[] = [];
  const end = watchMachine();
  for (const { file, picture, truth } of set.scans) {
    const mine = wordF1(truth, await recognise(reader, file));
    const other = native ? wordF1(truth, await bareTesseract(picture)) : 0;
    ours += mine;
    bare += other;
    if (mine < other - 0.01) worse.push(`${basename(file)} ${(mine * 100).toFixed(1)} < ${(other * 100).toFixed(1)}`);
  }
  const count = set.scans.length;
  return {
    what: `${kind}, ${set.name}: words right (F1), ${count} pages`,
    measured: (ours / count) * 100,
    unit: '%',
    ...(native ? { reference: { what: 'bare tesseract', value: (bare / count) * 100 } } : {}),
    more: native ? `worse on ${worse.length}: ${worse.join(', ')}` : 'no tesseract on the PATH to compare with',
    noise: end(),
  };
}
