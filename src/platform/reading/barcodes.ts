import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { prepareZXingModule, readBarcodes, type ReaderOptions } from 'zxing-wasm/reader';
import { READING_LIMITS } from './limits.ts';
import { asPgm, type Box, type Gray } from './raster.ts';

export interface Barcode {
  /** As zxing names it: Code128, Code39, QRCode, DataMatrix, PDF417, Codabar, ITF. */
  readonly format: string;
  readonly text: string;
  readonly box: Box;
}

const OPTIONS: ReaderOptions = {
  formats: ['Code128', 'Code39', 'QRCode', 'DataMatrix', 'PDF417', 'Codabar', 'ITF'],
  tryHarder: true,
  tryRotate: true,
  tryInvert: false,
  tryDownscale: true,
  textMode: 'Plain',
  maxNumberOfSymbols: READING_LIMITS.barcodesPerPage,
};

let prepared: Promise<unknown> | undefined;

async function prepare(): Promise<void> {
  const wasm = await readFile(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'));
  // Given, because by default the library would fetch it from a public network.
  const wasmBinary = wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength) as ArrayBuffer;
  await prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true });
}

/** Finds the barcodes of a page. Every symbol carries a check of its own; one without a text is left out. */
export async function findBarcodes(page: Gray): Promise<Barcode[]> {
  prepared ??= prepare();
  await prepared;
  const found = await readBarcodes(asPgm(page), OPTIONS);
  return found
    .filter((it) => it.isValid && it.text !== '')
    .map((it) => {
      const points = [it.position.topLeft, it.position.topRight, it.position.bottomLeft, it.position.bottomRight];
      const x = clamp(Math.min(...points.map((p) => p.x)) / page.width);
      const y = clamp(Math.min(...points.map((p) => p.y)) / page.height);
      const right = clamp(Math.max(...points.map((p) => p.x)) / page.width);
      const bottom = clamp(Math.max(...points.map((p) => p.y)) / page.height);
      const box = { x, y, w: right - x, h: bottom - y };
      return { format: it.format, text: textOf(it.format, it.text), box };
    });
}

/** Codabar's first and last letter are its start and stop marks, not part of what was written. */
function textOf(format: string, text: string): string {
  const written = format === 'Codabar' ? text.replace(/^[A-D](.*)[A-D]$/i, '$1') : text;
  return written.slice(0, READING_LIMITS.charactersPerWord);
}

const clamp = (value: number): number => Math.min(1, Math.max(0, value));
