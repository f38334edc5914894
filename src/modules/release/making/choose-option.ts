import type { Act } from '../../../platform/act.ts';
import { newId } from '../../../platform/ids.ts';
import { loadRequest, mustHavePatient } from '../load-request.ts';
import type { ChosenOption } from './decide-making.ts';
import { makingProblems } from './problems.ts';
import { nextBates } from './reserve-bates.ts';

const CONTROLS = /[\p{Cc}\u2028\u2029]/u;
/** What stands on paper under somebody's name is words: no formula, no markup. */
const NOT_WORDS = /^[=+@\t\r]|[<>]/;

/**
 * Says how the packet is to be made, as a new row: whoever approves sees it, and the packet is made by it. After the approval
 * it is too late, since something else would leave than was approved.
 * @throws release/options-unfit, release/options-after-approval, release/bates-taken, release/ended
 */
export async function chooseOption(
  act: Act,
  input: ChosenOption & { readonly requestId: string; readonly reason: string },
): Promise<{ optionId: string }> {
  const request = mustHavePatient(await loadRequest(act, input.requestId, 'work'));
  if (request.facts.approved)
    throw makingProblems.optionsAfterApproval({
      detail: 'Nothing was saved. Send the release back first; it is then approved with what you choose.',
    });
  mustFit(input, request.facility.country);
  if (input.batesPrefix !== null && input.batesFirst !== null) {
    const next = await nextBates(act, request.facility.id, input.batesPrefix, request);
    if (input.batesFirst < next)
      throw makingProblems.batesTaken({
        detail: `Nothing was saved. The numbers of this prefix go on at ${next}: begin there or later, or take another prefix.`,
        at: 'batesFirst',
      });
  }
  const optionId = newId();
  await act.tx
    .insertInto('release.packet_option')
    .values({
      patient_id: request.patientId,
      id: optionId,
      facility_id: request.facility.id,
      labels: request.labels,
      request_id: request.id,
      certified: input.certified,
      certifier_name: input.certifierName,
      certifier_title: input.certifierTitle,
      for_court: input.forCourt,
      caption: input.caption,
      language: input.language,
      bates_prefix: input.batesPrefix,
      bates_first: input.batesFirst,
      bates_digits: input.batesDigits,
      largest_bytes: input.largestBytes,
      sealed: input.sealed,
      protection: input.protection,
      reason: input.reason,
      recorded_at: act.now,
      recorded_by: act.actor.id,
    })
    .execute();
  act.note({
    subjectIds: [optionId],
    detail: { certified: input.certified, sealed: input.sealed, numbered: input.batesPrefix !== null },
  });
  return { optionId };
}

function mustFit(input: ChosenOption, country: string): void {
  const unfit = (at: string, detail: string) =>
    makingProblems.optionsUnfit({ detail: `Nothing was saved. ${detail}`, at });
  if (input.certified !== (input.certifierName !== null) || input.certified !== (input.certifierTitle !== null))
    throw unfit('certifierName', 'A certified copy needs the name and the office of whoever certifies, and only that.');
  for (const [at, words] of Object.entries({
    certifierName: input.certifierName,
    certifierTitle: input.certifierTitle,
    caption: input.caption,
  }))
    if (words !== null && (CONTROLS.test(words) || NOT_WORDS.test(words)))
      throw unfit(at, 'Write it as it shall stand on paper, in one line, without formula or markup.');
  if (input.forCourt && !input.certified)
    throw unfit('forCourt', 'The words for a court are part of a certification: ask for a certified copy.');
  if (input.caption !== null && !input.forCourt)
    throw unfit('caption', 'Only the certification for a court has a caption.');
  if (input.forCourt && country !== 'US')
    throw unfit('forCourt', 'The words for a court quote the law of the United States; this facility is elsewhere.');
  if (input.certified && !input.sealed)
    throw unfit('sealed', 'A certified copy bears the seal of the facility: leave the seal on.');
  if (
    (input.batesPrefix === null) !== (input.batesDigits === null) ||
    (input.batesPrefix === null && input.batesFirst !== null)
  )
    throw unfit('batesPrefix', 'Page numbers need a prefix and a number of digits.');
  if (input.batesFirst !== null && String(input.batesFirst).length > (input.batesDigits ?? 0))
    throw unfit('batesFirst', 'The first number has more digits than were chosen.');
}
