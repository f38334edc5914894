import { type Barcode } from './barcodes.ts';
import { type FileKind } from './detect.ts';
import { type Turn } from './derive-posture.ts';
import { type Quality } from './derive-quality.ts';
import { type SignatureHint } from './derive-signature.ts';
import { type Box } from './raster.ts';
import { type Refusal } from './refusal.ts';

/** One word and where it stands on the page image, in fractions of its sides. */
export interface Word extends Box {
  readonly text: string;
  /** 0..100 as the engine judges it; 100 for a text layer, which is not a judgement. */
  readonly confidence: number;
  /** Lines of `text`, counted from 0: words of one line stand together, left to right. */
  readonly line: number;
}

/** What may show that a page was altered after it was written; a person looks. */
export const SIGNS = [
  /** Something opaque or a picture is drawn over printed words. */
  'covered',
  /** An annotation of a PDF program lies over printed words. */
  'noted-over',
  'struck-through',
  /** Digits of one number are set in two typefaces. */
  'two-types',
  /** The file was changed after it was signed digitally; it has no place on the page. */
  'changed-after-signing',
] as const;

export interface Sign extends Box {
  readonly kind: (typeof SIGNS)[number];
}

/** A picture that we encoded ourselves, as a file in the scratch folder; the caller moves it on or lets it be removed. */
export interface PageImage {
  readonly file: string;
  readonly mediaType: 'image/webp';
  readonly width: number;
  readonly height: number;
  readonly bytes: number;
}

/** `text-layer`: the words the file itself carries; `ocr`: recognised from the picture; `blank`: nothing to read. */
export type TextSource = 'text-layer' | 'ocr' | 'blank';

/** What was read, and by what. */
export interface PageText {
  readonly source: TextSource;
  /** Lines in reading order; rows of tables rebuilt across the columns. */
  readonly text: string;
  readonly words: Word[];
  readonly engine: { readonly name: string; readonly version: string };
}

export interface ReadPage extends PageText {
  readonly readable: true;
  /** From 1, in the order of the file. */
  readonly number: number;
  /** Upright picture for the viewer and a small one; absent when only the text was asked for. */
  readonly image?: PageImage;
  readonly thumbnail?: PageImage;
  readonly quality: Quality;
  /** Degrees clockwise by which the page was turned to stand upright, beyond what its orientation tag asked for. */
  readonly turned: Turn;
  readonly barcodes: Barcode[];
  /** Pen strokes at a place for a signature; absent without such a place. A hint only. */
  readonly signature?: SignatureHint;
  /** Signs of alteration, where they were looked for. */
  readonly signs: Sign[];
  /** Mean confidence of the words, weighted by their length; null without words. */
  readonly confidence: number | null;
}

/** A page that is there and could not be read; it is counted and shown like every other. */
export interface UnreadablePage {
  readonly readable: false;
  readonly number: number;
  readonly refusal: Refusal;
}

export type Page = ReadPage | UnreadablePage;

export interface Inspection {
  readonly kind: FileKind;
  readonly bytes: number;
  /** The name promised another type than the content is. */
  readonly nameMismatch: boolean;
  readonly encrypted: boolean;
  readonly count: number;
  readonly pages: InspectedPage[];
}

export interface InspectedPage {
  /** Points for a PDF (1/72 inch), pixels for a picture. */
  readonly width: number;
  readonly height: number;
  /** absent: not looked at (time ran out) or the page cannot be opened. */
  readonly hasTextLayer?: boolean;
}

export type Outcome<T> = { readonly ok: true; readonly value: T } | ({ readonly ok: false } & Refusal);
