import { deriveLayout } from './derive-layout.ts';
import { deriveText } from './derive-text.ts';
import { type Sheet } from './look-at-page.ts';
import { type OcrEngine, type RecognisedWord } from './ocr.ts';
import { type PageText, type Word } from './page.ts';
import { rounded } from './place-word.ts';
import { asItIs, type Prepared, prepareForOcr } from './prepare-for-ocr.ts';

/** Recognises the words of an upright page. */
export async function recognisePage(sheet: Sheet, open: () => Promise<OcrEngine>): Promise<PageText> {
  // The engine would find words in dust.
  if (sheet.quality.blank) return { source: 'blank', text: '', words: [], engine: { name: 'none', version: '' } };
  const engine = await open();
  const { skew } = sheet.posture;
  const letterHeight = sheet.glyphs.height * sheet.map.reduction;
  const layout = deriveLayout(sheet.glyphs.letters, sheet.glyphs.height, Math.tan((skew * Math.PI) / 180));
  const prepared = await prepareForOcr(sheet.gray, { glyphs: sheet.glyphs, letterHeight, skew });
  const first = { ...order(await engine.recognise(prepared.page, layout.kind), layout.kind), prepared };
  const { text, words, prepared: seen } = isWeak(first.words) ? await lookAgain(sheet, engine, first) : first;
  const onPage = words.map((it): Word => {
    const middle = seen.toPage((it.left + it.right) / 2, (it.top + it.bottom) / 2);
    const w = (it.right - it.left) / seen.scale / sheet.gray.width;
    const h = (it.bottom - it.top) / seen.scale / sheet.gray.height;
    const box = rounded({
      x: Math.max(0, middle.x - w / 2),
      y: Math.max(0, middle.y - h / 2),
      w: Math.min(1, w),
      h: Math.min(1, h),
    });
    return { text: it.text, confidence: it.confidence, line: it.line, ...box };
  });
  return { source: 'ocr', text, words: onPage, engine: { name: engine.name, version: engine.version } };
}

interface Look {
  readonly text: string;
  readonly words: readonly RecognisedWord[];
  readonly prepared: Prepared;
}

/** Below this mean confidence of its words a page is worth a second look: crumpled, faint or coarse. */
const WEAK = 80;
/** A word of at least two letters or digits that the engine is surer of than this is taken as read. */
const SURE = 80;

function isWeak(words: readonly RecognisedWord[]): boolean {
  const sum = words.reduce((total, { confidence }) => total + confidence, 0);
  return sum < WEAK * words.length;
}

/**
 * Cleaning and scaling help most pages and harm some. A weak one is looked at once more as it came, with the engine's own
 * search for columns; the look that reads more letters with certainty is kept.
 */
async function lookAgain(sheet: Sheet, engine: OcrEngine, first: Look): Promise<Look> {
  const asItCame: Prepared = asItIs(sheet.gray);
  const second = { ...order(await engine.recognise(asItCame.page, 'columns'), 'columns'), prepared: asItCame };
  return sureLetters(second.words) > sureLetters(first.words) ? second : first;
}

function sureLetters(words: readonly RecognisedWord[]): number {
  const sure = words.filter(({ text, confidence }) => confidence > SURE && /[\p{L}\p{N}]{2}/u.test(text));
  return sure.reduce((sum, { text }) => sum + text.length, 0);
}

/** Told to read rows, the engine's lines are the rows; told to find columns, rows outside the columns are rebuilt. */
function order(found: readonly RecognisedWord[], kind: 'rows' | 'columns') {
  if (kind === 'columns') return deriveText(found);
  const lines: string[][] = [];
  for (const { line, text } of found) (lines[line] ??= []).push(text);
  return { text: lines.map((line) => line.join(' ')).join('\n'), words: found };
}
