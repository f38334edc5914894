import { type PlacedWord } from './derive-text.ts';
import { type Word } from './page.ts';
import { type Box } from './raster.ts';

/** Pixels to fractions of the page; five digits are a tenth of a dot at 300 dots an inch. */
export function asWord(it: PlacedWord, width: number, height: number): Word {
  const x = it.left / width;
  const y = it.top / height;
  return {
    text: it.text,
    confidence: it.confidence,
    line: it.line,
    ...rounded({ x, y, w: it.right / width - x, h: it.bottom / height - y }),
  };
}

export const rounded = (box: Box) => ({
  x: Math.round(box.x * 1e5) / 1e5,
  y: Math.round(box.y * 1e5) / 1e5,
  w: Math.round(box.w * 1e5) / 1e5,
  h: Math.round(box.h * 1e5) / 1e5,
});
