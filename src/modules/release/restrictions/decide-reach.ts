import type { DateText } from '../../../../packages/rule-engine/dates.ts';
import { channelKey } from '../requesters/derive-requester-keys.ts';
import type { Restriction } from './restriction.ts';

export const REACH_WAYS = ['mail', 'fax', 'email', 'link', 'in-person'] as const;
export type ReachWay = (typeof REACH_WAYS)[number];
/** The ways of which a place is part: postal address, number or mail address. */
export const PLACED_WAYS: readonly string[] = ['mail', 'fax', 'email'] satisfies ReachWay[];

export type Wish = Pick<Restriction, 'id' | 'means' | 'reachBy' | 'reachTo'>;

/** Something on its way to the patient; the place as typed, null where the way has none. */
export interface Going {
  readonly way: string;
  readonly to: string | null;
}

export type Reach =
  /** Nothing was asked, or it goes as it was asked. */
  | { readonly answer: 'as-asked' }
  /** The way alone does not tell: a person says how it reaches the patient as asked. */
  | { readonly answer: 'cannot-tell'; readonly wish: Wish }
  | { readonly answer: 'another-way' | 'another-place'; readonly wish: Wish };

interface Asked extends Pick<Restriction, 'kind' | 'holdsFrom' | 'holdsTo'> {
  readonly answer: { readonly answer: string } | null;
  readonly end: object | null;
}

/** The confidential communications in force on a day: agreed to, not ended, within their days. The newest first, as read. */
export function deriveWishes<T extends Asked>(restrictions: readonly T[], on: DateText): readonly T[] {
  return restrictions.filter(
    ({ kind, answer, end, holdsFrom, holdsTo }) =>
      kind === 'confidential-communication' &&
      answer?.answer === 'agreed' &&
      end === null &&
      on >= holdsFrom &&
      (holdsTo === null || on <= holdsTo),
  );
}

/** Whether what goes to the patient goes as the patient asked to be reached (45 CFR 164.522(b)(1)). */
export function decideReach(wishes: readonly Wish[], going: Going): Reach {
  const answers = wishes.map((wish): Reach => ({ answer: answerOf(wish, going), wish }));
  const rank = ['as-asked', 'cannot-tell', 'another-place', 'another-way'] as const;
  return (
    rank.map((each) => answers.find(({ answer }) => answer === each)).find((each) => each !== undefined) ?? {
      answer: 'as-asked',
    }
  );
}

function answerOf({ reachBy, reachTo }: Wish, { way, to }: Going): Reach['answer'] {
  if (reachBy === null) return 'cannot-tell';
  if (way === reachBy) {
    if (!PLACED_WAYS.includes(way)) return 'as-asked';
    return channelKey(way, to ?? '') === channelKey(way, reachTo ?? '') ? 'as-asked' : 'another-place';
  }
  return PLACED_WAYS.includes(way) ? 'another-way' : 'cannot-tell';
}
