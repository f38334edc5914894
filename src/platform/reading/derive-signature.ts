import { type Component } from './derive-components.ts';
import { type Box } from './raster.ts';

/** Whether a place for a signature bears pen strokes. A hint to a person, never a fact of the record. */
export type SignatureHint = 'present' | 'absent' | 'unclear';

interface SeenWord extends Box {
  readonly text: string;
  readonly confidence: number;
}

const LABEL = /^(?:signature|signed|sign|unterschrift|firma|assinatura)[:_.]*$/i;
/** "Electronically signed by" needs no ink. */
const NO_PLACE = /^(?:electronically|digitally|e-?signed)$/i;
/** A word read with this much confidence is print. */
const PRINT = 75;
/** Of the page's width that a place for a signature may take beside its label. */
const REACH = 0.5;

/**
 * Looks to the right of each label that asks for a signature, from two lines above it to half a line below: strokes that hang
 * together, wider and taller than letters and not filled, are handwriting. Undefined where the page asks for none.
 */
export function deriveSignature(
  words: readonly SeenWord[],
  components: readonly Component[],
  map: { readonly width: number; readonly height: number },
  letterHeight: number,
): SignatureHint | undefined {
  const hints = words.flatMap((word, at) => {
    if (!LABEL.test(word.text) || NO_PLACE.test(words[at - 1]?.text ?? '')) return [];
    // `signed by`, `signed on`: a sentence goes on, unless it ends in a colon.
    if (/^sign(?:ed)?$/i.test(word.text) && !/:$/.test(words[at + 1]?.text ?? '')) return [];
    return [hintAt(word, words, components, map, letterHeight)];
  });
  if (hints.length === 0) return undefined;
  return hints.includes('present') ? 'present' : hints.includes('unclear') ? 'unclear' : 'absent';
}

function hintAt(
  label: SeenWord,
  words: readonly SeenWord[],
  components: readonly Component[],
  map: { readonly width: number; readonly height: number },
  letterHeight: number,
): SignatureHint {
  const line = Math.max(letterHeight, 4);
  const left = (label.x + label.w) * map.width;
  const foot = (label.y + label.h) * map.height;
  const next = words
    .filter((word) => word.confidence >= PRINT && word.x > label.x + label.w && Math.abs(word.y - label.y) < label.h)
    .filter((word) => /^(?:date|time|name|print|datum|fecha)/i.test(word.text))
    .sort((a, b) => a.x - b.x)[0];
  const right = Math.min(left + REACH * map.width, (next?.x ?? 1) * map.width);
  const strokes = components.filter((it) => {
    const [x, y] = [(it.left + it.right) / 2, (it.top + it.bottom) / 2];
    if (x < left || x > right || y < foot - 5 * line || y > foot + 1.5 * line) return false;
    const printed = words.some(
      (word) =>
        word.confidence >= PRINT &&
        x / map.width >= word.x &&
        x / map.width <= word.x + word.w &&
        y / map.height >= word.y &&
        y / map.height <= word.y + word.h,
    );
    return !printed && it.bottom - it.top + 1 > line * 0.4 && it.area > 8;
  });
  const flowing = strokes.filter((it) => {
    const [w, h] = [it.right - it.left + 1, it.bottom - it.top + 1];
    return w >= line * 2.2 && h >= line * 0.9 && it.area / (w * h) < 0.4;
  });
  if (flowing.length > 0) return 'present';
  return strokes.length === 0 ? 'absent' : 'unclear';
}
