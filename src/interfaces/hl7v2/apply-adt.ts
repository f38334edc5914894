import { type Segment, segmentsNamed } from '../../../packages/hl7/index.ts';
import type { Act } from '../../platform/act.ts';
import { type IdentifierFacts, mergePatients } from '../../modules/patients/index.ts';
import { applyAccounts, sayAccount } from './apply-accounts.ts';
import { applyLink, mustNotBeUnlinked, mustNotHaveMoved, sayMerged } from './apply-links.ts';
import { applyPerson, renumberPerson } from './apply-person.ts';
import { applyVisit, lookUpVisit } from './apply-visit.ts';
import { mergeVisits, renumberVisit } from './apply-visit-numbers.ts';
import { derivePairs } from './derive-pairs.ts';
import { deriveNumbers, deriveRetiredNumbers } from './derive-person.ts';
import type { Feeding, Outcome } from './feeding.ts';
import { findPerson, type FoundPerson, identifyingNumbers, personKey } from './find-person.ts';
import { decides } from './hangs-on-visit.ts';

/** A21 and A22 begin and end a leave of absence: the visit goes on. */
const OF_A_VISIT = new Set([
  'A01',
  'A02',
  'A03',
  'A04',
  'A05',
  'A06',
  'A07',
  'A08',
  'A11',
  'A12',
  'A13',
  'A21',
  'A22',
  'A23',
  'A27',
  'A38',
]);
const OF_A_PERSON = new Set(['A28', 'A31']);
/** A18, A30, A34 and A36 are what A40 was called before. */
const MERGES = new Set(['A18', 'A30', 'A34', 'A36', 'A39', 'A40']);

const ACCOUNTS = new Set(['A35', 'A41', 'A49']);
const LINKS = new Set(['A24', 'A37']);
/** A36 merges the accounts too; A18 may. */
const MERGES_WITH_ACCOUNT = new Set(['A18', 'A36']);

/** A29. */
const DELETED =
  'The sender deletes the person. A message deletes nothing of the record here: the patient and all that is filed stand as before. Look at the patient and decide: merge a duplicate, flag a test patient, correct a wrong number.';

/** Registration, visit and merge events, each an upsert: what it speaks of and is not there yet is made. */
export async function applyAdt(act: Act, feeding: Feeding): Promise<Outcome> {
  const { message, event } = feeding;
  const pid = segmentsNamed(message, 'PID')[0];
  if (pid === undefined) return { state: 'kept', reason: 'It has no PID.' };
  if (event === 'A29') throw decides(DELETED);
  if (event === 'A50') return renumberVisit(act, feeding);
  if (event === 'A42') return mergeVisits(act, feeding);
  if (ACCOUNTS.has(event)) return applyAccounts(act, feeding);
  if (LINKS.has(event)) return applyLink(act, feeding);
  if (MERGES.has(event) || event === 'A47') return applyMerges(act, feeding);
  if (!OF_A_VISIT.has(event) && !OF_A_PERSON.has(event))
    return { state: 'kept', reason: `Nothing in the record follows from an event ${event || 'without a code'}.` };
  const visit = OF_A_VISIT.has(event) ? lookUpVisit(act, feeding) : undefined;
  visit?.catch(() => {}); // heard below, unless the person fails first
  const person = await applyPerson(act, feeding, pid);
  if (visit !== undefined) await applyVisit(act, feeding, person, visit);
  return { state: 'applied' };
}

/**
 * Each MRG goes with the PID before it. A registration that goes and was never heard of is waited for: merging it when it
 * comes ends where the right order ends. A47 gives the registration another number, unless a person is registered under
 * that one too: then the two are one.
 */
async function applyMerges(act: Act, feeding: Feeding): Promise<Outcome> {
  const pairs: { pid: Segment; mrg: Segment; retired: FoundPerson; numbers: readonly IdentifierFacts[] }[] = [];
  for (const { pid, mrg } of derivePairs(feeding.message)) {
    const numbers = deriveRetiredNumbers(feeding.message, mrg, feeding.numbering);
    const retired = await findPerson(act, numbers);
    const number = identifyingNumbers(numbers)[0];
    if (number === undefined) return { state: 'kept', reason: 'MRG-1 names no number.' };
    if (retired === undefined)
      return {
        state: 'held',
        reason: 'The registration that is merged away has not come yet.',
        key: personKey(number),
      };
    pairs.push({ pid, mrg, retired, numbers });
  }
  if (pairs.length === 0) return { state: 'kept', reason: 'It names nobody to merge (MRG).' };
  for (const { pid, mrg, retired, numbers } of pairs) {
    const now = deriveNumbers(feeding.message, pid, feeding.numbering);
    await mustNotHaveMoved(act, feeding, numbers, now);
    if (feeding.event === 'A47' && (await findPerson(act, now)) === undefined)
      await renumberPerson(act, feeding, retired.patientId, { retired: numbers, now });
    const person = await applyPerson(act, feeding, pid);
    await sayMerged(act, retired.patientId, feeding.spoken);
    if ((await survivorOf(act, retired.patientId)) !== (await survivorOf(act, person.patientId))) {
      await mustNotBeUnlinked(act, feeding, retired, person);
      await mergePatients(act, {
        retiredId: retired.patientId,
        survivorId: person.patientId,
        reason: `HL7 ${feeding.event} of its source.`,
      });
    }
    if (MERGES_WITH_ACCOUNT.has(feeding.event)) await sayAccount(act, feeding, person, { pid, mrg });
  }
  return { state: 'applied' };
}

async function survivorOf(act: Act, patientId: string): Promise<string> {
  const row = await act.tx
    .selectFrom('patients.member')
    .select('survivor_id')
    .where('patient_id', '=', patientId)
    .executeTakeFirst();
  return row?.survivor_id ?? patientId;
}
