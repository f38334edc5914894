import type { LetterFlaw } from './derive-letter.ts';
import { problems } from './problems.ts';

const ORDER = ['missing', 'wrong', 'unknown'];

/** Why there is no letter, by the fact that is to be looked at. */
export function problemOf(flaws: readonly LetterFlaw[]) {
  const [first] = [...flaws].sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
  if (first === undefined) throw new Error('A letter is refused for a reason.');
  const at = `facts.${first.fact}`;
  const named = flaws.filter(({ kind }) => kind === first.kind).map(({ fact }) => `"${fact}"`);
  switch (first.kind) {
    case 'missing':
      return problems.factMissing({
        detail: `No letter was made. It needs ${named.join(', ')}: ${first.expected}.`,
        at,
      });
    case 'unknown':
      return problems.factUnknown({ detail: `No letter was made. It has no place for ${named.join(', ')}.`, at });
    case 'wrong':
      return problems.factWrong({ detail: `No letter was made. "${first.fact}" must be ${first.expected}.`, at });
  }
}
