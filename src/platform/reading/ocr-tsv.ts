import { READING_LIMITS } from './limits.ts';
import { type RecognisedWord } from './ocr.ts';

/**
 * Reads tesseract's TSV: level, page, block, paragraph, line, word, left, top, width, height, confidence, text. Level 5
 * rows are words; a word of spaces or without confidence is an empty box and is left out.
 */
export function readTsv(tsv: string): RecognisedWord[] {
  const words: RecognisedWord[] = [];
  let line = -1;
  let lineKey = '';
  for (const row of tsv.split('\n')) {
    if (words.length >= READING_LIMITS.wordsPerPage) break;
    if (!row.startsWith('5\t')) continue;
    const cells = row.split('\t');
    const text = cells.slice(11).join('\t').trim().slice(0, READING_LIMITS.charactersPerWord);
    const [left = NaN, top = NaN, width = NaN, height = NaN, confidence = NaN] = cells.slice(6, 11).map(Number);
    if (text === '' || !(confidence >= 0) || !Number.isFinite(left + top + width + height)) continue;
    const key = cells.slice(1, 5).join(':');
    if (key !== lineKey) {
      lineKey = key;
      line++;
    }
    words.push({
      text,
      confidence: Math.min(100, confidence),
      left,
      top,
      right: left + width,
      bottom: top + height,
      line,
    });
  }
  return words;
}
