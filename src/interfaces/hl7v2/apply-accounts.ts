import { getIn, type Segment } from '../../../packages/hl7/index.ts';
import type { Act } from '../../platform/act.ts';
import { recordAccountNumber } from '../../modules/encounters/index.ts';
import { applyPerson } from './apply-person.ts';
import { deriveRetiredNumbers } from './derive-person.ts';
import { derivePairs } from './derive-pairs.ts';
import type { Feeding, Outcome } from './feeding.ts';
import { findPerson, type FoundPerson } from './find-person.ts';
import { problems } from './problems.ts';

const MAX_NUMBER = 200;

/**
 * A35, A41: the account of MRG-3 is one with that of PID-18, of the same patient. A49: it goes by that number from now on.
 * Visits and charges keep the number they came with and are read together, so no order of arrival matters.
 * @throws hl7v2/no-account, hl7v2/another-account
 */
export async function applyAccounts(act: Act, feeding: Feeding): Promise<Outcome> {
  const pairs = derivePairs(feeding.message);
  if (pairs.length === 0) return { state: 'kept', reason: 'It names no account (MRG).' };
  for (const { pid, mrg } of pairs) {
    const person = await applyPerson(act, feeding, pid);
    const prior = await findPerson(act, deriveRetiredNumbers(feeding.message, mrg, feeding.numbering));
    if (prior !== undefined && prior.survivorId !== person.survivorId)
      throw problems.anotherAccount({
        detail:
          'Nothing was changed. MRG-1 and PID-3 name two patients here. Find out whether they are one, merge them or correct the message, and replay it.',
        at: 'MRG-1',
      });
    if (!(await sayAccount(act, feeding, person, { pid, mrg })))
      throw problems.noAccount({
        detail: 'Nothing was changed. MRG-3 and PID-18 must name an account each; correct the message and replay it.',
        at: 'MRG-3',
      });
  }
  return { state: 'applied' };
}

/** False: MRG-3 or PID-18 names no account. */
export async function sayAccount(
  act: Act,
  feeding: Feeding,
  person: FoundPerson,
  { pid, mrg }: { readonly pid: Segment; readonly mrg: Segment },
): Promise<boolean> {
  const number = getIn(feeding.message, mrg, 'MRG-3.1')?.slice(0, MAX_NUMBER);
  const into = getIn(feeding.message, pid, 'PID-18.1')?.slice(0, MAX_NUMBER);
  if (number === undefined || into === undefined) return false;
  await recordAccountNumber(act, {
    ...{ patientId: person.survivorId, facilityId: feeding.facilityId, number, into },
    ...{ origin: `hl7v2 ${feeding.senderId}`, saidAt: feeding.spoken.at, saidAs: feeding.spoken.controlId },
  });
  return true;
}
