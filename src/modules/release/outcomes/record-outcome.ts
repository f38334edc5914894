import type { Act } from '../../../platform/act.ts';
import { newId } from '../../../platform/ids.ts';
import { draftLetter, type Language, type StoredLetter } from '../../correspondence/index.ts';
import { citeRulings, ruleBook } from '../../regulations/index.ts';
import { type LoadedRequest, loadRequest } from '../load-request.ts';
import type { Reason } from '../reason.ts';
import { refreshWorklist } from '../refresh-worklist.ts';
import { checkOutcome } from './check-outcome.ts';
import { type AnswerCase, deriveAnswerFacts, deriveMissing, type Said } from './derive-answer-facts.ts';
import { evaluateHeldElsewhere } from './evaluate-held-elsewhere.ts';
import { gatherAnswer, namesKnown } from './gather-answer.ts';
import { type OutcomeKind, type PlainKind, TEMPLATE_OF } from './kinds.ts';
import { type Context, letterOfOutcome, mustBeAsPrepared, within } from './letter-of-outcome.ts';
import { outcomeProblems } from './problems.ts';

export interface RecordOutcome extends Said {
  readonly requestId: string;
  readonly kind: PlainKind;
  /** For the file. */
  readonly reason: string;
  /** Nobody here knows who keeps the records. */
  readonly heldByUnknown?: boolean | undefined;
  /** Number of the request that is worked instead. */
  readonly duplicateOf?: string | undefined;
  /** Why nobody is written to. */
  readonly withoutLetter?: string | undefined;
  readonly language?: Language | undefined;
}

/** What the letter was made from: the transaction refuses when it does not hold any more. */
export interface PreparedOutcome {
  readonly facts: ReturnType<typeof deriveAnswerFacts>;
  readonly letter: StoredLetter | null;
}

/**
 * Outside the transaction: the letter is set in type. What is missing in it is named.
 * @throws release/outcome-stands, release/outcome-unfit, release/letter-needed, release/facts-missing
 */
export async function prepareOutcome(context: Context, input: RecordOutcome): Promise<PreparedOutcome> {
  const { request, facts } = await within(context, 'release/work')((act) => workOut(act, input));
  if (input.withoutLetter !== undefined) return { facts, letter: null };
  const of = { template: TEMPLATE_OF[input.kind], facts, language: input.language };
  return { facts, letter: await letterOfOutcome(context, 'release/work', request, of) };
}

/** What became of a request, with its letter as a draft. The case closes once that letter has left. */
export async function recordOutcome(
  act: Act,
  input: RecordOutcome,
  prepared: PreparedOutcome,
): Promise<{ outcomeId: string; letterId: string | null; letterNumber: string | null }> {
  const { request, facts, rules, otherId } = await workOut(act, input);
  mustBeAsPrepared(prepared.facts, facts);
  const letter = prepared.letter === null ? null : await draftLetter(act, prepared.letter);
  const outcomeId = await writeOutcome(act, request, {
    kind: input.kind,
    reason: input.reason,
    rules,
    facts,
    duplicate_of: otherId,
    letter_id: letter?.letterId ?? null,
    no_letter_reason: letter === null ? (input.withoutLetter?.trim() ?? '') : null,
  });
  return { outcomeId, letterId: letter?.letterId ?? null, letterNumber: letter?.number ?? null };
}

async function workOut(act: Act, input: RecordOutcome) {
  const request = await loadRequest(act, input.requestId, 'work');
  checkOutcome(request, input);
  const rules = input.kind === 'not-our-custodian' ? [mustTellWhere(request, input)] : [];
  const known = await gatherAnswer(act, request, input.kind === 'duplicate' ? input.duplicateOf : undefined);
  if (input.kind === 'released') mustHaveReleased(request, known);
  const facts = deriveAnswerFacts(known, { ...input, searched: await allNames(act, request, input) });
  if (input.withoutLetter === undefined) mustNotLack(deriveMissing(input.kind, facts));
  return { request, facts, rules, otherId: known.otherId };
}

/** @throws release/facts-missing, which names each */
function mustNotLack(missing: readonly string[]): void {
  if (missing.length > 0)
    throw outcomeProblems.factsMissing({ detail: `Nothing was saved. Still missing: ${missing.join(', ')}.` });
}

/** Also a case of which another department sent every part and logged it. @throws release/outcome-unfit */
function mustHaveReleased({ answer }: LoadedRequest, { components }: AnswerCase): void {
  if (answer.handedOver || components.some(({ state }) => state === 'sent')) return;
  throw outcomeProblems.outcomeUnfit({
    detail: 'Nothing was saved. Nothing of this case was handed over: hand it over first, or choose another outcome.',
    at: 'kind',
  });
}

/** A certificate says all names: those that were typed, and those under which the person is known here. */
async function allNames(act: Act, request: LoadedRequest, { kind, searched }: RecordOutcome) {
  if (searched === undefined || kind !== 'no-records' || request.patientId === null) return searched;
  return {
    ...searched,
    names: [...new Set([...(searched.names ?? []), ...(await namesKnown(act, request.patientId))])],
  };
}

/** 45 CFR 164.524(d)(3). @throws release/facts-missing */
function mustTellWhere(request: LoadedRequest, input: RecordOutcome): Reason {
  const told = (input.heldBy ?? '').trim() !== '' || input.heldByUnknown === true;
  const { complete, reason } = evaluateHeldElsewhere(told, ruleBook().rules, request.today);
  if (!complete)
    throw outcomeProblems.factsMissing({
      detail: 'Nothing was saved. Say who keeps the records, or that nobody here knows.',
      at: 'heldBy',
      ...(reason.cite === undefined ? {} : { citations: [reason.cite] }),
    });
  return reason;
}

export interface NewOutcome {
  readonly kind: OutcomeKind;
  readonly reason: string;
  readonly rules: readonly Reason[];
  readonly facts: object;
  readonly ground?: string;
  readonly reviewable?: boolean;
  readonly professional?: string | null;
  readonly duplicate_of?: string | null;
  readonly promised_on?: string;
  readonly letter_id: string | null;
  readonly no_letter_reason: string | null;
}

export async function writeOutcome(act: Act, request: LoadedRequest, outcome: NewOutcome): Promise<string> {
  const id = newId();
  await citeRulings(
    act,
    outcome.rules.flatMap(({ ruleId, version }) =>
      version === undefined ? [] : [{ ruleId, outcome: 'answered' as const }],
    ),
  );
  await act.tx
    .insertInto('release.outcome')
    .values({
      ...outcome,
      id,
      facility_id: request.facility.id,
      labels: request.labels,
      request_id: request.id,
      reason: outcome.reason.trim(),
      rules: JSON.stringify(outcome.rules),
      facts: JSON.stringify(outcome.facts),
      recorded_at: act.now,
      recorded_by: act.actor.id,
    })
    .execute();
  act.note({
    subjectIds: [id],
    detail: { outcome: outcome.kind },
    reasonIds: outcome.rules.map(({ ruleId }) => ruleId),
  });
  act.emit('release.outcome-recorded', { requestId: request.id, outcomeId: id, kind: outcome.kind });
  await refreshWorklist(act, request.id);
  return id;
}
