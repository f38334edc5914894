import { PDFDocument } from '@cantoo/pdf-lib';
import { rmSync, writeFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openReader, type ReadPage } from '../../../platform/reading/index.ts';
import type { FormPage } from './form-page.ts';

/** Many PDFs through the real reader as one file, and their pages given back to each: one start of its processes for all. */
export async function readForms(pdfs: readonly Uint8Array[]): Promise<FormPage[][]> {
  const whole = await PDFDocument.create();
  const counts: number[] = [];
  for (const bytes of pdfs) {
    const pdf = await PDFDocument.load(bytes);
    const pages = await whole.copyPages(pdf, pdf.getPageIndices());
    for (const page of pages) whole.addPage(page);
    counts.push(pages.length);
  }
  const pages = await readFile(await whole.save(), 'forms.pdf');
  let at = 0;
  return counts.map((count) => {
    const own = pages.slice(at, at + count).map((page, index) => ({ ...page, number: index + 1 }));
    at += count;
    return own;
  });
}

export async function readFile(bytes: Uint8Array, name: string): Promise<FormPage[]> {
  const folder = mkdtempSync(join(tmpdir(), 'forms-'));
  const reader = openReader({ scratch: folder, ocr: 'bundled', readers: 1 });
  try {
    const file = join(folder, name);
    writeFileSync(file, bytes);
    const read: ReadPage[] = [];
    await reader.readPages(file, {
      images: false,
      barcodes: false,
      onPage(page) {
        if (page.readable) read.push(page);
      },
    });
    return read
      .sort((a, b) => a.number - b.number)
      .map(({ number, words, signature, signs }) => ({ number, words, signature: signature ?? null, signs }));
  } finally {
    await reader.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
