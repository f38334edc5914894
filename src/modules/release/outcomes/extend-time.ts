import { valueInForce, type RuleOf } from '../../../../packages/rule-engine/index.ts';
import type { Act } from '../../../platform/act.ts';
import { draftLetter, type Language, type StoredLetter } from '../../correspondence/index.ts';
import { type Deadline, deadlinesOf, ruleBook, ruleById } from '../../regulations/index.ts';
import { type LoadedRequest, loadRequest } from '../load-request.ts';
import { evaluateExtension, type ExtensionEvaluation } from './evaluate-extension.ts';
import { type Context, letterOfOutcome, mustBeAsPrepared, receivedOn, within } from './letter-of-outcome.ts';
import { outcomeProblems } from './problems.ts';
import { writeOutcome } from './record-outcome.ts';

export interface ExtendTime {
  readonly requestId: string;
  /** Why it takes longer, as the letter says it. */
  readonly reason: string;
  /** The day by which the request will be settled. */
  readonly promisedOn: string;
  readonly language?: Language | undefined;
}

export interface PreparedExtension {
  readonly facts: object;
  readonly letter: StoredLetter;
}

/** Outside the transaction: the letter of extension is set in type. */
export async function prepareExtension(context: Context, input: ExtendTime): Promise<PreparedExtension> {
  const { request, facts } = await within(context, 'release/work')((act) => workOut(act, input));
  const of = { template: 'extension-notice', facts, language: input.language };
  return { facts, letter: await letterOfOutcome(context, 'release/work', request, of) };
}

/**
 * More time, once, told in writing before the day. The clock moves when the letter has left (letter-left.ts), not before: a
 * letter that stays here extends nothing.
 * @throws release/no-extension
 */
export async function extendTime(
  act: Act,
  input: ExtendTime,
  prepared: PreparedExtension,
): Promise<{ outcomeId: string; letterId: string; letterNumber: string }> {
  const { request, facts, rules } = await workOut(act, input);
  mustBeAsPrepared(prepared.facts, facts);
  const letter = await draftLetter(act, prepared.letter);
  const outcomeId = await writeOutcome(act, request, {
    ...{ kind: 'extension', reason: input.reason, rules, facts },
    ...{ promised_on: input.promisedOn, letter_id: letter.letterId, no_letter_reason: null },
  });
  return { outcomeId, letterId: letter.letterId, letterNumber: letter.number };
}

async function workOut(act: Act, input: ExtendTime) {
  const request = await loadRequest(act, input.requestId, 'work');
  const clock = await runningClock(act, request);
  if (clock === undefined)
    throw outcomeProblems.noExtension({ detail: 'Nothing was saved. No clock of the law runs.' });
  await mustNotWaitForAnother(act, request);
  const evaluation = evaluateExtension(
    { ...clock, extension: extensionOf(clock), promisedOn: input.promisedOn, reason: input.reason },
    ruleBook().rules,
    request.today,
  );
  if (evaluation.refused !== undefined) throw refusal(evaluation);
  const facts = {
    requestNumber: request.number,
    receivedOn: receivedOn(request),
    dueOn: clock.dueOn,
    newDueOn: input.promisedOn,
    reason: input.reason.trim(),
  };
  return { request, facts, rules: evaluation.reasons };
}

/** The clock of the request that runs, and the last day to which a letter may move it. */
export async function showExtension(act: Act, request: LoadedRequest) {
  const clock = await runningClock(act, request);
  const extension = clock === undefined ? null : extensionOf(clock);
  if (clock === undefined || extension === null) return null;
  const probe = { ...clock, extension, reason: 'asked', promisedOn: clock.dueOn };
  const answer = evaluateExtension(probe, ruleBook().rules, request.today);
  // Not later than the due day is refused last: everything else holds.
  if (answer.refused !== 'not-later') return null;
  const latest = evaluateExtension({ ...probe, promisedOn: FAR }, ruleBook().rules, request.today);
  return latest.refused === 'too-far' ? { dueOn: clock.dueOn, latest: latest.latest } : null;
}
const FAR = '9999-12-31';

async function runningClock(act: Act, request: LoadedRequest): Promise<Deadline | undefined> {
  const clocks = await deadlinesOf(act, { module: 'release', id: request.id });
  return clocks
    .filter(({ settled, paused, topic }) => settled === null && paused === null && topic === 'access')
    .sort((a, b) => a.dueAt.getTime() - b.dueAt.getTime())[0];
}

function extensionOf({ ruleId, startsOn }: Deadline) {
  const rule = ruleById(ruleId);
  return rule.kind === 'clock' ? (valueInForce(rule as RuleOf<'clock'>, startsOn)?.extension ?? null) : null;
}

async function mustNotWaitForAnother(act: Act, request: LoadedRequest): Promise<void> {
  const standing = await act.tx
    .selectFrom('release.outcome')
    .select('id')
    .where('request_id', '=', request.id)
    .where('kind', '=', 'extension')
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst();
  if (standing !== undefined) throw refusal({ refused: 'used' });
}

function refusal(evaluation: Extract<ExtensionEvaluation, { refused: string }>) {
  const words: Record<typeof evaluation.refused, string> = {
    'not-allowed': 'The rule of this clock allows no extension.',
    used: 'The time is extended once only, and a letter of extension was written.',
    'too-late': 'The day has passed: an extension is told before it. Answer now.',
    'not-later': 'Choose a day after the one that is due.',
    'too-far': `Choose ${evaluation.refused === 'too-far' ? evaluation.latest : 'a day'} at the latest.`,
  };
  return outcomeProblems.noExtension({
    detail: `Nothing was saved. ${words[evaluation.refused]}`,
    citations: ['45 CFR 164.524(b)(2)(ii)'],
    at: 'promisedOn',
  });
}
