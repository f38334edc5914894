import type { Act } from '../../../platform/act.ts';
import { draftLetter, type Language, type StoredLetter } from '../../correspondence/index.ts';
import { citeRulings, evaluate } from '../../regulations/index.ts';
import { closeItem } from '../../worklist/index.ts';
import { type LoadedRequest, loadRequest } from '../load-request.ts';
import { receiveRequest } from '../receive-request.ts';
import { refreshWorklist } from '../refresh-worklist.ts';
import { descriptionOf } from '../supplement/answer-supplement.ts';
import { REVIEW_KIND } from './ask-for-review.ts';
import { type Context, letterOfOutcome, mustBeAsPrepared, receivedOn, within } from './letter-of-outcome.ts';
import { outcomeProblems } from './problems.ts';

const RULE = 'us/hipaa/access-review-of-denial';

export interface AnswerReview {
  readonly requestId: string;
  readonly reviewId: string;
  readonly decision: 'upheld' | 'reversed' | 'reversed-in-part';
  /** What the professional found, as the letter says it. */
  readonly reason: string;
  readonly language?: Language | undefined;
}

export interface PreparedReview {
  readonly facts: object;
  readonly letter: StoredLetter;
}

/** Outside the transaction: the notice of the decision is set in type. */
export async function prepareReview(context: Context, input: AnswerReview): Promise<PreparedReview> {
  const { request, facts } = await within(context, 'release/approve')((act) => workOut(act, input));
  const of = { template: 'review-decision', facts, language: input.language };
  return { facts, letter: await letterOfOutcome(context, 'release/approve', request, of) };
}

/**
 * The decision of the reviewing professional, which binds: a denial that is reversed counts no more, and the case goes on, or
 * another one begins where it was closed. The person is told in writing.
 * @throws release/review-unknown, release/reviewer-took-part
 */
export async function answerReview(
  act: Act,
  input: AnswerReview,
  prepared: PreparedReview,
): Promise<{ letterId: string; letterNumber: string; newRequestId: string | null }> {
  const { request, review, facts } = await workOut(act, input);
  mustBeAsPrepared(prepared.facts, facts);
  const letter = await draftLetter(act, prepared.letter);
  const isReversed = input.decision !== 'upheld';
  const goesOn = isReversed && !request.facts.closed && !request.facts.cancelled;
  const again = isReversed && !goesOn ? await openAgain(act, request, review.id) : null;
  await act.tx
    .updateTable('release.denial_review')
    .set({
      decision: input.decision,
      reason: input.reason.trim(),
      rules: JSON.stringify([await heldAgainst(act, request.today)]),
      letter_id: letter.letterId,
      new_request_id: again,
      decided_at: act.now,
      decided_by: act.actor.id,
    })
    .where('id', '=', review.id)
    .execute();
  if (goesOn)
    await act.tx
      .updateTable('release.outcome')
      .set({ withdrawn_at: act.now, withdrawn_by: act.actor.id, withdraw_reason: `Review: ${input.decision}` })
      .where('id', '=', review.outcome_id)
      .execute();
  await closeItem(act, { kind: REVIEW_KIND, subjectId: request.id, outcome: input.decision });
  act.note({ subjectIds: [review.id], detail: { decision: input.decision }, reasonIds: [RULE] });
  act.emit('release.review-decided', { requestId: request.id, outcomeId: review.outcome_id, decision: input.decision });
  await refreshWorklist(act, request.id);
  return { letterId: letter.letterId, letterNumber: letter.number, newRequestId: again };
}

async function workOut(act: Act, input: AnswerReview) {
  const request = await loadRequest(act, input.requestId, 'any-work');
  const review = await act.tx
    .selectFrom('release.denial_review')
    .select(['id', 'outcome_id', 'denied_by', 'reviewer', 'licence'])
    .where('request_id', '=', request.id)
    .where('id', '=', input.reviewId)
    .where('decision', 'is', null)
    .executeTakeFirst();
  if (review === undefined)
    throw outcomeProblems.reviewUnknown({ detail: 'Nothing was saved. Reload the case: it may be decided.' });
  if (review.denied_by === act.actor.id)
    throw outcomeProblems.reviewerTookPart({
      detail:
        'Nothing was saved. You recorded the denial: a colleague records what the reviewing professional decided.',
      citations: ['45 CFR 164.524(a)(4)'],
    });
  const facts = {
    requestNumber: request.number,
    receivedOn: receivedOn(request),
    reviewer: `${review.reviewer}, ${review.licence}`,
    decision: [{ decision: input.decision, text: WORDS[input.decision] }],
    reason: input.reason.trim(),
  };
  return { request, review, facts };
}

const WORDS = {
  upheld: 'The decision stands.',
  reversed: 'The decision is reversed: you will receive the records that were denied.',
  'reversed-in-part': 'The decision is reversed in part: you will receive a part of what was denied.',
} as const;

/** What the rule asks of a review, by what the rows hold: a licence, another name than the first, and the notice. */
async function heldAgainst(act: Act, on: string) {
  const items = {
    'licensed-reviewer': 'found',
    'not-in-first-decision': 'found',
    'notice-of-decision': 'found',
  } as const;
  const ruling = evaluate('checklist', RULE, { on, facts: {}, items });
  await citeRulings(act, [ruling]);
  return { ruleId: RULE, version: ruling.version, cite: ruling.citations.join('; ') };
}

async function openAgain(act: Act, request: LoadedRequest, reviewId: string): Promise<string> {
  const { id } = await receiveRequest(act, {
    receivedAt: act.now,
    receivedVia: 'electronic',
    facilityId: request.facility.id,
    description: {
      ...descriptionOf(request.row, request.number),
      askedFor: `Denial of ${request.number} was reversed`,
    },
    origin: 'denial-review',
    originId: reviewId,
  });
  return id;
}
