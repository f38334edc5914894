import type { Act } from '../../../platform/act.ts';
import { isId } from '../../../platform/ids.ts';
import { namesOfPeople } from '../../accounts/index.ts';
import { type LetterSummary, listLetters } from '../../correspondence/index.ts';
import { loadRequest } from '../load-request.ts';
import type { Reason } from '../reason.ts';
import { showExtension } from './extend-time.ts';
import { namesKnown } from './gather-answer.ts';
import { endsCase, type OutcomeKind } from './kinds.ts';

const MOST = 200;

/** What became of a request, the newest first, with letters, reviews, and what an extension may still promise. */
export async function listOutcomes(act: Act, requestId: string) {
  const request = await loadRequest(act, requestId, 'read');
  const rows = await act.tx
    .selectFrom('release.outcome as o')
    .leftJoin('release.request as d', 'd.id', 'o.duplicate_of')
    .selectAll('o')
    .select('d.number as duplicate_number')
    .where('o.request_id', '=', request.id)
    .orderBy('o.recorded_at', 'desc')
    .orderBy('o.id', 'desc')
    .limit(MOST)
    .execute();
  const letters = new Map(
    rows.length === 0
      ? []
      : (await listLetters(act, { case: { module: 'release', id: request.id } })).map((letter) => [letter.id, letter]),
  );
  const reviews = await reviewsOf(act, request.id, letters);
  const outcomes = rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    ends: endsCase(row.kind as OutcomeKind), // CHECK outcome_kind_is_known
    reason: row.reason,
    rules: row.rules as unknown as Reason[], // as record-outcome.ts wrote them
    ground: row.ground,
    reviewable: row.reviewable,
    professional: row.professional,
    duplicateOf: row.duplicate_of === null ? null : { id: row.duplicate_of, number: row.duplicate_number ?? '' },
    promisedOn: row.promised_on,
    noLetterReason: row.no_letter_reason,
    letter: letterOf(letters, row.letter_id, row.letter_left_at),
    effect: row.effect,
    withdrawn:
      row.withdrawn_at === null
        ? null
        : { reason: row.withdraw_reason ?? '', at: row.withdrawn_at, by: row.withdrawn_by ?? '' },
    review: reviews.get(row.id) ?? null,
    at: row.recorded_at,
    by: row.recorded_by,
  }));
  act.note({ count: outcomes.length });
  const people = [
    ...outcomes.flatMap(({ by, withdrawn, review }) => [by, withdrawn?.by ?? '', review?.by, review?.decidedBy]),
  ];
  return {
    outcomes,
    extension: request.answer.ending === null && !request.facts.closed ? await showExtension(act, request) : null,
    namesKnown: request.patientId === null ? [] : await namesKnown(act, request.patientId),
    people: Object.fromEntries(
      await namesOfPeople(
        act,
        people.flatMap((by) => (by != null && isId(by) ? [by] : [])),
      ),
    ),
  };
}

async function reviewsOf(act: Act, requestId: string, letters: ReadonlyMap<string, LetterSummary>) {
  const rows = await act.tx
    .selectFrom('release.denial_review')
    .selectAll()
    .where('request_id', '=', requestId)
    .limit(MOST)
    .execute();
  return new Map(
    rows.map((row) => [
      row.outcome_id,
      {
        id: row.id,
        askedOn: row.asked_on,
        askedHow: row.asked_how,
        reviewer: row.reviewer,
        licence: row.licence,
        decision: row.decision,
        reason: row.reason,
        decidedAt: row.decided_at,
        decidedBy: row.decided_by,
        newRequestId: row.new_request_id,
        letter: letterOf(letters, row.letter_id, row.letter_left_at),
        at: row.recorded_at,
        by: row.recorded_by,
      },
    ]),
  );
}

function letterOf(letters: ReadonlyMap<string, LetterSummary>, id: string | null, leftAt: Date | null) {
  const letter = id === null ? undefined : letters.get(id);
  if (letter === undefined) return null;
  const moving = letter.deliveries.some(({ state }) => state !== 'cancelled' && state !== 'failed');
  const state = leftAt !== null ? 'left' : letter.withdrawn !== null ? 'withdrawn' : moving ? 'on-its-way' : 'draft';
  return { id: letter.id, number: letter.number, language: letter.language, state, leftAt };
}
