import { isBlank, isMark, isTick, textOf } from './derive-fields.ts';
import type { StreamWord } from './form-page.ts';

interface Option {
  readonly ticked: boolean;
  readonly words: readonly StreamWord[];
  readonly text: string;
}

/** The things to tick, each with the words after its box; `[` and `]` read as two words are one box. */
export function deriveMenu(words: readonly StreamWord[]): Option[] {
  const options: { ticked: boolean; words: StreamWord[] }[] = [];
  for (const word of joinBoxes(words)) {
    if (isMark(word)) options.push({ ticked: isTick(word.text), words: [word] });
    else options.at(-1)?.words.push(word);
  }
  return options.map((option) => ({ ...option, text: labelOf(option.words) }));
}

/** Ticked, or the blank after `other` filled in although its box was forgotten. */
export function chosenOf(options: readonly Option[]): Option[] {
  return options.filter(({ ticked, words }) => {
    if (ticked) return true;
    const at = words.findIndex(({ folded }) => /^(?:other|otr[oa]s?)\b/.test(folded));
    const after = words.slice(at + 1);
    return at !== -1 && after.length > 0 && after.some(({ text }) => text.includes('_')) && !isBlank(after);
  });
}

/** Words that are usually printed as things to tick. */
const USUAL =
  /\b(?:discharge summary|laborator\w*|labs?|imaging|radiology|x-?rays?|progress notes?|operative|emergency|billing|entire|complete|immunization\w*|medication\w*|consultation\w*|history and physical|pathology|psychotherapy|mental health|hiv|genetic|substance|continuing care|legal|insurance|personal use|disability|workers|at my request|resumen|laboratorio|imagenes|notas|facturas|completo|vacunas|seguro|uso personal|motivos legales)\b/g;

/** Printed choices whose boxes were not read: nobody can say from the words which were ticked. */
export function looksLikeMenu(words: readonly StreamWord[]): boolean {
  const text = words.map(({ folded }) => folded).join(' ');
  return new Set(text.match(USUAL) ?? []).size >= 4;
}

/** What reading makes of a small box that it does not know. */
export function looksLikeBox({ text, confidence }: StreamWord): boolean {
  return (
    confidence < 100 &&
    /^(?:[O0oDQCLGU]|\[?[JjlI1|]?\]|\[|[OCLD][JIl1\]]|L_|\(_?|©|®|¢|&|=|—|-|4|Wi|fw|iw|M|\[4|Zi|Ol|Oo|oO)$/.test(text)
  );
}

function joinBoxes(words: readonly StreamWord[]): StreamWord[] {
  const joined: StreamWord[] = [];
  for (let at = 0; at < words.length; at++) {
    const [word, next, third] = [words[at], words[at + 1], words[at + 2]];
    if (word === undefined) continue;
    if (/^[[(]$/.test(word.text) && next !== undefined && /^[\])]$/.test(next.text)) {
      joined.push(box(word, next, '[]'));
      at += 1;
    } else if (
      /^[[(]$/.test(word.text) &&
      /^x$/i.test(next?.text ?? '') &&
      third !== undefined &&
      /^[\])]$/.test(third.text)
    ) {
      joined.push(box(word, third, '[x]'));
      at += 2;
    } else joined.push(word);
  }
  return joined;
}

const box = (first: StreamWord, last: StreamWord, text: string): StreamWord => ({
  ...first,
  w: last.x + last.w - first.x,
  text,
  folded: text,
});

function labelOf(words: readonly StreamWord[]): string {
  const [mark, ...rest] = words;
  const glued = mark === undefined ? '' : mark.text.replace(/^(?:[[(]_*[x✓✔√]?_*[\])]?|[☒☑✓✔☐□]|_*x_+|x)/i, '');
  return [glued, textOf(rest)].filter((text) => text !== '').join(' ');
}
