import type { Message } from '../../../packages/hl7/index.ts';
import type { IdentifierFacts } from '../../modules/patients/index.ts';
import type { Pair } from './derive-pairs.ts';
import { deriveListedNumbers, type Numbering } from './derive-person.ts';
import { identifyingNumbers } from './find-person.ts';

export type MovedNumber =
  | {
      readonly number: IdentifierFacts;
      /** Other numbers of the patient to whom it goes. */
      readonly into: readonly [IdentifierFacts, ...IdentifierFacts[]];
      /** Other numbers of the patient from whom it comes; most senders name none. */
      readonly from: readonly IdentifierFacts[];
    }
  | { readonly unclear: string };

/**
 * What A43 moves: the number that stands in MRG-1 and in PID-3 (HL7 2.5.1, 3.3.43: "will have the same value"), beside which the
 * patients name the wrong and the right one; or, as many send it, the one number of MRG-1, which PID-3 does not repeat.
 */
export function deriveMovedNumber(message: Message, { pid, mrg }: Pair, numbering: Numbering): MovedNumber {
  const prior = identifyingNumbers(deriveListedNumbers(message, mrg, 'MRG-1', numbering));
  const now = identifyingNumbers(deriveListedNumbers(message, pid, 'PID-3', numbering));
  const inBoth = prior.filter((each) => now.some((other) => isSame(each, other)));
  const moving = inBoth.length > 0 ? inBoth : prior;
  const [number, ...more] = moving;
  if (number === undefined) return { unclear: 'MRG-1 names no number, so what moves is not said.' };
  if (more.length > 0)
    return {
      unclear: 'Which of several numbers moves is not said: MRG-1 and PID-3 have none, or more than one, in common.',
    };
  const [first, ...others] = now.filter((each) => !isSame(each, number));
  if (first === undefined)
    return { unclear: 'To whom the number goes is not said: PID-3 names no other number of that patient.' };
  return { number, into: [first, ...others], from: prior.filter((each) => !isSame(each, number)) };
}

function isSame(one: IdentifierFacts, other: IdentifierFacts): boolean {
  return one.system === other.system && one.value === other.value;
}
