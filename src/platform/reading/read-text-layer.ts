import { deriveText, type PlacedWord } from './derive-text.ts';
import { type Turn } from './derive-posture.ts';
import { type Sheet } from './look-at-page.ts';
import { type PageText } from './page.ts';
import { type PdfText } from './pdf-text.ts';
import { asWord } from './place-word.ts';
import { turnBox } from './turn-box.ts';

/** Enough characters with a meaning, and drawn to be seen. */
export function isUsable(layer: PdfText): boolean {
  return layer.characters > 0 && layer.unmapped <= layer.characters * 0.1 && layer.invisible <= layer.characters * 0.5;
}

/** Letters seen outside all words of the text layer that are put up with: a logo, a signature, a stamp's date. */
const UNEXPLAINED_LETTERS = 40;

/** A text layer is trusted when it accounts for what is seen. A scan with a stamped page number has a text layer too. */
export function explains(layer: PdfText, sheet: Sheet): boolean {
  const { width, height } = sheet.map;
  const covered = new Uint8Array(width * height);
  for (const { box } of layer.words) {
    const left = Math.max(0, Math.floor((box.x - 0.002) * width));
    const right = Math.min(width, Math.ceil((box.x + box.w + 0.002) * width));
    const bottom = Math.min(height, Math.ceil((box.y + box.h + 0.003) * height));
    for (let y = Math.max(0, Math.floor((box.y - 0.003) * height)); y < bottom; y++) {
      covered.fill(1, y * width + left, y * width + right);
    }
  }
  let outside = 0;
  for (const it of sheet.glyphs.letters) {
    const x = (it.left + it.right) >> 1;
    const y = (it.top + it.bottom) >> 1;
    if (covered[y * width + x] === 0) outside++;
  }
  return outside <= Math.max(UNEXPLAINED_LETTERS, sheet.glyphs.letters.length * 0.1);
}

const PDF_TEXT = { name: 'pdf-text', version: 'pdfium 2.1.13' } as const;

/** The words of a trusted text layer, lines rebuilt from their places. */
export function readTextLayer(layer: PdfText, sheet: Sheet, turn: Turn): PageText {
  const { width, height } = sheet.gray;
  const placed = layer.words.map(({ text, box }, line): PlacedWord => {
    const at = turnBox(box, turn);
    return {
      text,
      confidence: 100,
      left: at.x * width,
      top: at.y * height,
      right: (at.x + at.w) * width,
      bottom: (at.y + at.h) * height,
      line,
    };
  });
  const lined = withLines(placed);
  const { text, words } = deriveText(lined);
  return { source: 'text-layer', text, words: words.map((it) => asWord(it, width, height)), engine: PDF_TEXT };
}

/** The layer names no lines: a new one begins where a word does not follow the last on the same height. */
function withLines(words: readonly PlacedWord[]): PlacedWord[] {
  let line = 0;
  return words.map((word, i) => {
    const last = words[i - 1];
    const follows = last !== undefined && word.top < last.bottom && last.top < word.bottom && word.left >= last.left;
    if (!follows) line++;
    return { ...word, line };
  });
}
