import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type OcrChoice } from './ocr.ts';
import { type Outcome, type Word } from './page.ts';
import { openReader } from './reader.ts';
import { type Refusal } from './refusal.ts';

export interface OcrPage {
  readonly text: string;
  readonly confidence: number | null;
  readonly words: readonly Word[];
  readonly source: 'text-layer' | 'ocr' | 'blank' | 'unreadable';
  readonly refusal?: Refusal;
}

/** The text of one file, page by page, without images or barcodes: `chartkeeper ocr FILE` and the benchmark. */
export async function ocrFile(
  file: string,
  options: { ocr?: OcrChoice; password?: string; readers?: number } = {},
): Promise<Outcome<{ pages: OcrPage[] }>> {
  const scratch = await mkdtemp(join(tmpdir(), 'chartkeeper-ocr-'));
  const { password, ...rest } = options;
  const reader = openReader({ scratch, ...rest });
  const pages: OcrPage[] = [];
  try {
    const outcome = await reader.readPages(file, {
      ...(password !== undefined && { password }),
      images: false,
      barcodes: false,
      onPage(page) {
        pages[page.number - 1] = page.readable
          ? { text: page.text, confidence: page.confidence, words: page.words, source: page.source }
          : { text: '', confidence: null, words: [], source: 'unreadable', refusal: page.refusal };
      },
    });
    return outcome.ok ? { ok: true, value: { pages } } : outcome;
  } finally {
    await reader.close();
    await rm(scratch, { recursive: true, force: true });
  }
}
