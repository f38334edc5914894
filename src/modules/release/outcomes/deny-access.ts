import type { Act } from '../../../platform/act.ts';
import { draftLetter, type Language, type StoredLetter } from '../../correspondence/index.ts';
import { ruleBook } from '../../regulations/index.ts';
import { loadRequest } from '../load-request.ts';
import { type DenialGround, evaluateDenial } from './evaluate-denial.ts';
import { type DenialKind, TEMPLATE_OF } from './kinds.ts';
import {
  type Context,
  letterOfOutcome,
  mustBeAsPrepared,
  mustNotEndTwice,
  receivedOn,
  within,
} from './letter-of-outcome.ts';
import { outcomeProblems } from './problems.ts';
import { writeOutcome } from './record-outcome.ts';

/** Whom 45 CFR 164.524 gives a right of access, and so a right to a denial in its form. */
const OWN_RIGHT = ['individual', 'personal-representative', 'third-party-directive'];

export interface DenyAccess {
  readonly requestId: string;
  readonly kind: DenialKind;
  readonly ground: DenialGround;
  readonly reason: string;
  /** What is not given, as the letter says it. */
  readonly denied: string;
  /** What is given all the same. */
  readonly rest?: string | undefined;
  /** The licensed professional whose judgement the ground needs. */
  readonly professional?: string | undefined;
  readonly inmate?: boolean | undefined;
  /** To whom one complains or turns for a review. */
  readonly contactName?: string | undefined;
  readonly contactPhone?: string | undefined;
  readonly language?: Language | undefined;
}

export interface PreparedDenial {
  readonly facts: object;
  readonly letter: StoredLetter;
}

/** Outside the transaction: the letter of denial is set in type. */
export async function prepareDenial(context: Context, input: DenyAccess): Promise<PreparedDenial> {
  const { request, facts } = await within(context, 'release/approve')((act) => workOut(act, input));
  const of = { template: TEMPLATE_OF[input.kind], facts, language: input.language };
  return { facts, letter: await letterOfOutcome(context, 'release/approve', request, of) };
}

/**
 * Refuses access in full or in part, on a ground that the rule knows, with the letter it asks for as a draft. The case closes
 * only when that letter has left.
 * @throws release/no-ground, release/denial-letter-incomplete, release/outcome-unfit, release/outcome-stands
 */
export async function denyAccess(
  act: Act,
  input: DenyAccess,
  prepared: PreparedDenial,
): Promise<{ outcomeId: string; letterId: string; letterNumber: string; reviewable: boolean }> {
  const { request, facts, denial, professional } = await workOut(act, input);
  mustBeAsPrepared(prepared.facts, facts);
  const letter = await draftLetter(act, prepared.letter);
  const outcomeId = await writeOutcome(act, request, {
    kind: input.kind,
    reason: input.reason,
    rules: denial.reasons,
    facts,
    ground: input.ground,
    reviewable: denial.reviewable,
    professional: professional ?? null,
    letter_id: letter.letterId,
    no_letter_reason: null,
  });
  return { outcomeId, letterId: letter.letterId, letterNumber: letter.number, reviewable: denial.reviewable };
}

async function workOut(act: Act, input: DenyAccess) {
  const request = await loadRequest(act, input.requestId, 'work');
  if (input.kind === 'denied') mustNotEndTwice(request);
  if (request.facts.handOver === 'begun' || (input.kind === 'denied' && request.answer.handedOver))
    throw outcomeProblems.outcomeUnfit({
      detail:
        'Nothing was saved. Records of this case left or are on their way: deny the rest in part, once the hand-over is confirmed.',
    });
  if (request.facility.country !== 'US' || !OWN_RIGHT.includes(request.row.requester_class ?? ''))
    throw outcomeProblems.outcomeUnfit({
      detail:
        'Nothing was saved. Access is denied to whoever has the right of access; send the request of anybody else back with what is missing.',
      citations: ['45 CFR 164.524(d)'],
    });
  const [professional, rest, contactName, contactPhone] = [
    ...[input.professional, input.rest, input.contactName, input.contactPhone].map(orNothing),
  ];
  const denial = evaluateDenial(
    { ...input, inmate: input.inmate === true, professional, rest, contactName, contactPhone },
    ruleBook().rules,
    request.today,
  );
  if (denial.refused === 'no-ground')
    throw outcomeProblems.noGround({
      detail: `Nothing was saved. ${denial.because.text}. Choose the ground that holds; those that rest on a judgement name the licensed professional who made it.`,
      ...(denial.because.cite === undefined ? {} : { citations: [denial.because.cite] }),
      at: 'ground',
    });
  if (denial.refused === 'letter-incomplete')
    throw outcomeProblems.denialLetterIncomplete({
      detail: `Nothing was saved. What the law asks of it and is missing: ${denial.missing.map(({ text }) => text).join('; ')}. Fill in the contact with its telephone number and, for a denial in part, what is given all the same.`,
      citations: denial.missing.map(({ cite }) => cite),
    });
  const facts = {
    requestNumber: request.number,
    receivedOn: receivedOn(request),
    denied: input.denied.trim(),
    basis: [{ ground: input.ground, text: denial.basis.text, cite: denial.basis.cite ?? '' }],
    ...(denial.reviewable ? { review: `${contactName ?? ''}, ${contactPhone ?? ''}` } : {}),
    ...(rest === undefined ? {} : { rest }),
    contactName: contactName ?? '',
    contactPhone: contactPhone ?? '',
  };
  return { request, facts, denial, professional };
}

function orNothing(words: string | undefined): string | undefined {
  const trimmed = words?.trim() ?? '';
  return trimmed === '' ? undefined : trimmed;
}
