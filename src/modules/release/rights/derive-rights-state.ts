import type { RightsKind, RightsStep, StepKind } from './step.ts';

export const RIGHTS_STATES = [
  'received',
  'with-author',
  'author-answered',
  'priced',
  'letter-waits',
  'telling',
  'accepted',
  'denied',
  'accounted',
  'withdrawn',
] as const;
export type RightsState = (typeof RIGHTS_STATES)[number];

export const RIGHTS_NEXT = [
  'ask-author',
  'author-answers',
  'write-answer',
  'send-letter',
  'tell-others',
  'price',
  'wait-for-patient',
  'account',
  'nothing',
] as const;
export type RightsNext = (typeof RIGHTS_NEXT)[number];

export interface RightsFacts {
  readonly kind: RightsKind;
  readonly steps: readonly Pick<RightsStep, 'kind' | 'letterLeftAt' | 'letterId'>[];
  /** Of an accounting: it may not be given for nothing (45 CFR 164.528(c)(2)), and the facility asks for a price. */
  readonly costs: boolean;
  /** Of an accepted amendment: people who are to be told and of whom nobody said anything yet. */
  readonly toTell: number;
}

/** Where a request stands and what it needs next: the one place that names it. A letter counts when it has left. */
export function deriveRightsState(facts: RightsFacts): { readonly state: RightsState; readonly next: RightsNext } {
  const has = (kind: StepKind) => facts.steps.some((step) => step.kind === kind);
  if (has('withdrawn')) return { state: 'withdrawn', next: 'nothing' };
  const letterWaits = facts.steps.some(({ letterId, letterLeftAt }) => letterId !== null && letterLeftAt === null);
  const answer = facts.kind === 'amendment' ? ofAmendment(has, facts) : ofAccounting(has, facts);
  // A letter that lies here is the next thing to do, whatever else is.
  return letterWaits && answer.next !== 'author-answers' ? { ...answer, next: 'send-letter' } : answer;
}

function ofAmendment(has: (kind: StepKind) => boolean, { steps, toTell }: RightsFacts) {
  const left = (kind: StepKind) => steps.some((step) => step.kind === kind && step.letterLeftAt !== null);
  if (has('accepted')) {
    if (!left('accepted')) return { state: 'letter-waits', next: 'send-letter' } as const;
    return toTell > 0
      ? ({ state: 'telling', next: 'tell-others' } as const)
      : ({ state: 'accepted', next: 'nothing' } as const);
  }
  if (has('denied'))
    return left('denied')
      ? ({ state: 'denied', next: 'nothing' } as const)
      : ({ state: 'letter-waits', next: 'send-letter' } as const);
  if (has('author-answered')) return { state: 'author-answered', next: 'write-answer' } as const;
  if (has('author-asked')) return { state: 'with-author', next: 'author-answers' } as const;
  return { state: 'received', next: 'ask-author' } as const;
}

function ofAccounting(has: (kind: StepKind) => boolean, { steps, costs }: RightsFacts) {
  if (has('accounted'))
    return steps.some((step) => step.kind === 'accounted' && step.letterLeftAt !== null)
      ? ({ state: 'accounted', next: 'nothing' } as const)
      : ({ state: 'letter-waits', next: 'send-letter' } as const);
  if (has('priced') && !has('price-agreed')) return { state: 'priced', next: 'wait-for-patient' } as const;
  if (costs && !has('priced')) return { state: 'received', next: 'price' } as const;
  return { state: 'received', next: 'account' } as const;
}
