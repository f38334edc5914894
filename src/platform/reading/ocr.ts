import { type Gray } from './raster.ts';
import { findNativeOcr, openNativeOcr } from './ocr-native.ts';

/** How the engine should look at the page: rows straight across, or columns found by itself. */
export type ReadingOrder = 'rows' | 'columns';

export interface RecognisedWord {
  readonly text: string;
  /** 0..100 as the engine judges it. Tesseract is sure of I50.23 read as 150.23: a code is never accepted on this alone. */
  readonly confidence: number;
  /** Pixels of the picture given. */
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  /** The engine's own line, counted from 0 through the page. */
  readonly line: number;
}

/** The port. Two drivers: the engine that comes with the install (WebAssembly), and the native one where it is installed. */
export interface OcrEngine {
  readonly name: 'tesseract' | 'tesseract.js';
  readonly version: string;
  recognise(page: Gray, order: ReadingOrder): Promise<RecognisedWord[]>;
  close(): Promise<void>;
}

/** CHARTKEEPER_OCR. `auto`: native where there is one, else the one that comes with the install. */
export type OcrChoice = 'auto' | 'native' | 'bundled';

export type OcrDriver =
  { readonly kind: 'native'; readonly command: string; readonly version: string } | { readonly kind: 'bundled' };

/** Settles which driver is used; looks for the native engine on the PATH once. */
export async function chooseOcr(choice: OcrChoice): Promise<OcrDriver> {
  if (choice === 'bundled') return { kind: 'bundled' };
  const native = await findNativeOcr();
  if (native !== undefined) return { kind: 'native', ...native };
  if (choice === 'auto') return { kind: 'bundled' };
  throw new Error(
    'CHARTKEEPER_OCR=native, but no tesseract with English data is on the PATH. ' +
      'Install tesseract-ocr, or set CHARTKEEPER_OCR to auto.',
  );
}

/** `folder`: private, for the pictures handed to the native engine. */
export async function openOcr(driver: OcrDriver, folder: string): Promise<OcrEngine> {
  if (driver.kind === 'native') return openNativeOcr(driver, folder);
  const { openBundledOcr } = await import('./ocr-bundled.ts');
  return openBundledOcr();
}

/** Tesseract's page segmentation modes: 6 is one block of rows, 3 finds blocks and columns. */
export function segmentation(order: ReadingOrder): '3' | '6' {
  return order === 'rows' ? '6' : '3';
}
