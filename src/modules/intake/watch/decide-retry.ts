import { mayPass, type Refusal } from '../../../platform/reading/index.ts';

/** A damaged file is looked at this often, so that no passing trouble is taken for its fault; then a person has to. */
export const CONTENT_TRIES = 3;
/** Attempts that ended in a fault of ours, minutes apart: what does not pass within hours wants a person. */
export const MOST_FAULTS = 40;
/** Attempts that ended without a word: restarts are nobody's fault, but a file that ends the server each time is. */
export const MOST_LOST = 100;

/** Attempts at a file since it was received, or since a person had it read again. */
export interface Tries {
  readonly refused: number;
  readonly faults: number;
  readonly lost: number;
}

export type Retry =
  /** Once more, at once: refused, with tries left. */
  | { readonly next: 'again' }
  /** It comes again by itself when the cause has passed: no try is used up. */
  | { readonly next: 'later' }
  /** A person has to look: with the cause, and what to do about it. */
  | { readonly next: 'set-aside'; readonly refusal: Refusal };

/** What becomes of a file that was refused; `tries` are those before this one. */
export function decideRetry(refusal: Refusal, tries: Tries): Retry {
  if (mayPass(refusal)) return { next: 'later' };
  return tries.refused + 1 < CONTENT_TRIES ? { next: 'again' } : { next: 'set-aside', refusal };
}

/** Before another attempt: a file that was begun again and again and never came to an end is set aside. */
export function decideHopeless(tries: Tries): Refusal | undefined {
  if (tries.faults < MOST_FAULTS && tries.lost < MOST_LOST) return undefined;
  return {
    reason: 'crashed',
    detail: `Reading was begun ${tries.faults + tries.lost} times and never came to an end. The file is safe. Ask for another copy, or tell whoever runs the server before you have it read again.`,
  };
}
