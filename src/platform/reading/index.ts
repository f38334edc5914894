export type { Barcode } from './barcodes.ts';
export type { FileKind } from './detect.ts';
export type { Turn } from './derive-posture.ts';
export type { Quality } from './derive-quality.ts';
export { deriveQualityScore } from './derive-quality-score.ts';
export { READING_LIMITS } from './limits.ts';
export type { OcrChoice, OcrDriver } from './ocr.ts';
export { ocrFile, type OcrPage } from './ocr-file.ts';
export {
  type Inspection,
  type Outcome,
  type Page,
  type PageImage,
  type ReadPage,
  type Sign,
  SIGNS,
  type TextSource,
  type UnreadablePage,
  type Word,
} from './page.ts';
export { printWords } from './print-words.ts';
export type { Box } from './raster.ts';
export {
  type FileOptions,
  type FileRead,
  openReader,
  type Reader,
  type ReaderOptions,
  type ReadFileOptions,
} from './reader.ts';
export type { LeftAway, WordFile } from './word-file.ts';
export { writeXml, type XmlNode } from './xml-tree.ts';
export { addTurns, turnBox } from './turn-box.ts';
export { mayPass, type Refusal, type RefusalReason } from './refusal.ts';
