import { type Segment, segmentsNamed } from '../../../packages/hl7/index.ts';
import type { Act } from '../../platform/act.ts';
import { type IdentifierFacts, mergePatients } from '../../modules/patients/index.ts';
import { applyPerson, renumberPerson } from './apply-person.ts';
import { applyVisit, renumberVisit } from './apply-visit.ts';
import { deriveNumbers, deriveRetiredNumbers } from './derive-person.ts';
import type { Feeding, Outcome } from './feeding.ts';
import { findPerson, identifyingNumbers, personKey } from './find-person.ts';
import { problems } from './problems.ts';

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

/** What a message would have to move between records, or undo: not done without a person who looks at both. */
const DECIDED_BY_A_PERSON: Readonly<Record<string, string>> = {
  A24: 'The sender links two registrations as one person and keeps both. Compare the two here, and merge them if they are one.',
  A29: 'The sender deletes the person; a record is never destroyed by a message. Look at the patient, merge or correct.',
  A35: 'The sender merges two accounts of a patient. Look at the visits with these account numbers.',
  A37: 'The sender takes a link of two registrations back. Look whether they were merged here, and undo that if it was wrong.',
  A41: 'The sender merges two accounts. Look at the visits with these account numbers.',
  A42: 'The sender merges two visits. Move what was filed to the one that goes (MRG-5), then cancel it.',
  A43: 'The sender moves a number from one patient to another. Compare the two before the number is changed here.',
  A44: 'The sender moves an account to another patient. Look whose visits have it; what was filed there may be of the other.',
  A45: 'The sender moves a visit to another patient. Look at what was filed to it, and move that with it.',
  A49: 'The sender changes an account number. Change it at the visits that have it.',
};

/** Registration, visit and merge events, each an upsert: what it speaks of and is not there yet is made. */
export async function applyAdt(act: Act, feeding: Feeding): Promise<Outcome> {
  const { message, event } = feeding;
  const pid = segmentsNamed(message, 'PID')[0];
  if (pid === undefined) return { state: 'kept', reason: 'It has no PID.' };
  const why = DECIDED_BY_A_PERSON[event];
  if (why !== undefined)
    throw problems.personDecides({ detail: `Nothing was changed. ${why} Then set the message aside.` });
  if (event === 'A50') {
    await renumberVisit(act, feeding, await applyPerson(act, feeding, pid));
    return { state: 'applied' };
  }
  if (MERGES.has(event) || event === 'A47') return applyMerges(act, feeding);
  if (!OF_A_VISIT.has(event) && !OF_A_PERSON.has(event))
    return { state: 'kept', reason: `Nothing in the record follows from an event ${event || 'without a code'}.` };
  const person = await applyPerson(act, feeding, pid);
  if (OF_A_VISIT.has(event)) await applyVisit(act, feeding, person);
  return { state: 'applied' };
}

/**
 * Each MRG goes with the PID before it. A registration that goes and was never heard of is waited for: merging it when it
 * comes ends where the right order ends. A47 gives the registration another number, unless a person is registered under
 * that one too: then the two are one.
 */
async function applyMerges(act: Act, feeding: Feeding): Promise<Outcome> {
  const pairs: { pid: Segment; retiredId: string; numbers: readonly IdentifierFacts[] }[] = [];
  let pid: Segment | undefined;
  for (const segment of feeding.message.segments) {
    if (segment.name === 'PID') pid = segment;
    if (segment.name !== 'MRG' || pid === undefined) continue;
    const numbers = deriveRetiredNumbers(feeding.message, segment, feeding.numbering);
    const retired = await findPerson(act, numbers);
    const number = identifyingNumbers(numbers)[0];
    if (number === undefined) return { state: 'kept', reason: 'MRG-1 names no number.' };
    if (retired === undefined)
      return {
        state: 'held',
        reason: 'The registration that is merged away has not come yet.',
        key: personKey(number),
      };
    pairs.push({ pid, retiredId: retired.patientId, numbers });
  }
  if (pairs.length === 0) return { state: 'kept', reason: 'It names nobody to merge (MRG).' };
  for (const { pid: survivor, retiredId, numbers } of pairs) {
    const now = deriveNumbers(feeding.message, survivor, feeding.numbering);
    if (feeding.event === 'A47' && (await findPerson(act, now)) === undefined)
      await renumberPerson(act, feeding, retiredId, { retired: numbers, now });
    const person = await applyPerson(act, feeding, survivor);
    const retired = await survivorOf(act, retiredId);
    if (retired === (await survivorOf(act, person.patientId))) continue;
    await mergePatients(act, {
      retiredId,
      survivorId: person.patientId,
      reason: `HL7 ${feeding.event} of its source.`,
    });
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
