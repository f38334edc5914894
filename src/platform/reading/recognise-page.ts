import { deriveLayout } from './derive-layout.ts';
import { deriveText } from './derive-text.ts';
import { type Sheet } from './look-at-page.ts';
import { type OcrEngine, type RecognisedWord } from './ocr.ts';
import { type PageText, type Word } from './page.ts';
import { rounded } from './place-word.ts';
import { prepareForOcr } from './prepare-for-ocr.ts';

/** Recognises the words of an upright page. */
export async function recognisePage(sheet: Sheet, open: () => Promise<OcrEngine>): Promise<PageText> {
  // The engine would find words in dust.
  if (sheet.quality.blank) return { source: 'blank', text: '', words: [], engine: { name: 'none', version: '' } };
  const engine = await open();
  const { skew } = sheet.posture;
  const letterHeight = sheet.glyphs.height * sheet.map.reduction;
  const layout = deriveLayout(sheet.glyphs.letters, sheet.glyphs.height, Math.tan((skew * Math.PI) / 180));
  const prepared = await prepareForOcr(sheet.gray, { glyphs: sheet.glyphs, letterHeight, skew });
  const found = await engine.recognise(prepared.page, layout.kind);
  const { text, words } = order(found, layout.kind);
  const onPage = words.map((it): Word => {
    const middle = prepared.toPage((it.left + it.right) / 2, (it.top + it.bottom) / 2);
    const w = (it.right - it.left) / prepared.scale / sheet.gray.width;
    const h = (it.bottom - it.top) / prepared.scale / sheet.gray.height;
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

/** Told to read rows, the engine's lines are the rows; told to find columns, rows outside the columns are rebuilt. */
function order(found: readonly RecognisedWord[], kind: 'rows' | 'columns') {
  if (kind === 'columns') return deriveText(found);
  const lines: string[][] = [];
  for (const { line, text } of found) (lines[line] ??= []).push(text);
  return { text: lines.map((line) => line.join(' ')).join('\n'), words: found };
}
