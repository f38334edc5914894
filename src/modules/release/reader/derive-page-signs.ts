import type { Sign } from '../../../platform/reading/index.ts';
import type { Defect } from './derive-defects.ts';
import type { FormPage, FormWord } from './form-page.ts';

/** Of one kind; more of them say no more than that somebody should look. */
const MOST_OF_A_KIND = 3;
/** How often a sign stands for an alteration is not known; what it stands on is shown. */
const CONFIDENCE = 0.5;

/** Pure: the signs that the reading of the pages left, each with its place and the words that stand there. */
export function derivePageSigns(pages: readonly FormPage[]): Defect[] {
  const told = new Map<Sign['kind'], number>();
  return pages.flatMap(({ number, words, signs }) =>
    (signs ?? []).flatMap((sign): Defect[] => {
      const { kind, x, y, w, h } = sign;
      const before = told.get(kind) ?? 0;
      // The file is one: that it was changed is said once.
      if (before >= (kind === 'changed-after-signing' ? 1 : MOST_OF_A_KIND)) return [];
      told.set(kind, before + 1);
      const ofFile = kind === 'changed-after-signing';
      return [
        {
          ...{ kind, confidence: CONFIDENCE, on: null },
          place: ofFile ? null : { page: number, x, y, w, h },
          words: ofFile ? '' : wordsAt(words, sign),
        },
      ];
    }),
  );
}

function wordsAt(words: readonly FormWord[], { x, y, w, h }: Sign): string {
  return words
    .filter((word) => word.x < x + w && word.x + word.w > x && word.y < y + h && word.y + word.h > y)
    .map(({ text }) => text)
    .join(' ')
    .slice(0, 300);
}
