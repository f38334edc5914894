import { fold } from '../../../ui/fields/rank-choices.ts';
import { type Word } from '../../../ui/viewer/PageSheet.tsx';

/** Shorter beginnings would mark half the page. */
const LEAST = 3;
/** What English endings cost a word: "fractures" is found by "fracture", "histories" by "history". */
const ENDING = /(?:ies|es|s|y|ing|ed)$/;

/** Pure: whether a word on the page is one of those looked for, as the search of the server understands them. */
export function wordMarker(typed: string): ((word: Word) => boolean) | undefined {
  const stems = fold(typed)
    .split(' ')
    .map((word) => (word.length > LEAST + 2 ? word.replace(ENDING, '') : word))
    .filter((stem) => stem.length >= LEAST);
  if (stems.length === 0) return undefined;
  return ({ text }) => {
    const words = fold(text).split(' ');
    return stems.some((stem) => words.some((word) => word.startsWith(stem)));
  };
}
