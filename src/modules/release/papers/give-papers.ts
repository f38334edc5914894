import type { Act } from '../../../platform/act.ts';
import { giveToCase } from '../../intake/index.ts';
import { memberIds } from '../../patients/index.ts';
import { kindProblems } from '../kind/problems.ts';
import type { LoadedRequest } from '../load-request.ts';
import { openCaseByNumber } from './open-case-by-number.ts';
import { takeIn } from './take-in.ts';

export interface GivePapers {
  readonly of: { readonly itemId: string } | { readonly partId: string };
  /** Absent: all open pages. */
  readonly pages?: readonly number[] | undefined;
  readonly number: string;
  readonly patientId?: string | undefined;
  readonly reason: string;
}

/**
 * A paper at the index desk is no request of its own but belongs to a case that is open, such as a cured authorization or a
 * paper of the court: it joins that case at once, and no other case is opened.
 * @throws release/case-unknown, release/other-patient, release/too-late, release/ended, release/own-record,
 *   intake/not-found, intake/reason-missing, intake/pages-settled
 */
export async function givePapers(act: Act, input: GivePapers): Promise<{ number: string; openPages: number }> {
  const into = await openCaseByNumber(act, input.number);
  await mustBeAbout(act, into, input.patientId);
  const { openPages, given } = await giveToCase(act, {
    ...input.of,
    pages: input.pages,
    number: into.number,
    reason: input.reason,
  });
  await takeIn(act, into, given);
  return { number: into.number, openPages };
}

async function mustBeAbout(act: Act, into: LoadedRequest, patientId: string | undefined): Promise<void> {
  if (into.patientId === null || patientId === undefined) return;
  const { ids } = await memberIds(act, into.patientId);
  if (ids.includes(patientId)) return;
  throw kindProblems.otherPatient({
    detail: `Nothing was changed. ${into.number} is about another patient than the one you chose for these pages.`,
    at: 'number',
  });
}
