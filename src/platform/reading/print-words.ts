import { type ReadPage } from './page.ts';

/** What is kept of a page beside its text, as JSON: words, barcodes and signs of alteration, each with its place. */
export function printWords({ words, barcodes, signs }: ReadPage): Buffer {
  return Buffer.from(JSON.stringify({ words, barcodes, signs }));
}
