import { segmentsNamed } from '../../../packages/hl7/index.ts';
import type { Act } from '../../platform/act.ts';
import { type IdentifierFacts, linkPatients, unlinkPatients } from '../../modules/patients/index.ts';
import { applyPerson } from './apply-person.ts';
import { type Feeding, originOf, type Outcome } from './feeding.ts';
import { deriveNumbers } from './derive-person.ts';
import { findPerson, type FoundPerson } from './find-person.ts';
import { decides } from './hangs-on-visit.ts';
import { isLater, latestOf, type Spoken, takeLatest } from './latest.ts';
import { movedNumber } from './moved.ts';

/**
 * A24 links the registrations of two PIDs as one person: both stay, and the identity desk compares them. A37 takes that back.
 * Of the two the latest that was said counts. A link merges nobody, and taking it back undoes no merge.
 * @throws hl7v2/person-decides, patients/kept-apart, patients/sealed-identity
 */
export async function applyLink(act: Act, feeding: Feeding): Promise<Outcome> {
  const [one, other, ...more] = segmentsNamed(feeding.message, 'PID');
  if (one === undefined || other === undefined || more.length > 0)
    return { state: 'kept', reason: 'It does not name two registrations (PID).' };
  await mustNotHaveMoved(
    act,
    feeding,
    ...[one, other].map((each) => deriveNumbers(feeding.message, each, feeding.numbering)),
  );
  const [first, second] = [await applyPerson(act, feeding, one), await applyPerson(act, feeding, other)];
  if (first.patientId === second.patientId)
    return { state: 'applied', reason: 'Both numbers are of one registration here.' };
  const links = feeding.event === 'A24';
  if (!links && first.survivorId === second.survivorId && !(await mergedSince(act, feeding, first, second)))
    throw decides(
      'The sender says that two registrations are not one person, and they are merged here. Look whether that was wrong, and undo it.',
    );
  const aspect = linkAspect(first, second);
  const newest = await takeLatest(act, aspect.subjectId, [aspect.name], feeding.spoken);
  if (!newest.has(aspect.name)) return { state: 'applied', reason: 'Something later was said of the two already.' };
  const pair = { patientId: first.patientId, otherId: second.patientId };
  if (links) await linkPatients(act, { ...pair, origin: originOf(feeding) });
  else {
    await takeLatest(act, aspect.subjectId, [`not ${aspect.name}`], feeding.spoken);
    await unlinkPatients(act, pair);
  }
  return { state: 'applied' };
}

/** A merge that its source takes back later than it says it: whichever of the two comes first, a person decides. */
export async function mustNotBeUnlinked(
  act: Act,
  feeding: Feeding,
  retired: FoundPerson,
  survivor: FoundPerson,
): Promise<void> {
  const { subjectId, name } = linkAspect(retired, survivor);
  const unlinked = await latestOf(act, subjectId, `not ${name}`);
  if (unlinked !== undefined && isLater(unlinked, feeding.spoken))
    throw decides('The sender has said since that the two registrations are not one person. Compare the two.');
}

/**
 * One of the numbers is another patient's since (A43): whom a merge or link that was said before it is about, is not told by it.
 * @throws hl7v2/person-decides
 */
export async function mustNotHaveMoved(
  act: Act,
  feeding: Feeding,
  ...registrations: readonly (readonly IdentifierFacts[])[]
): Promise<void> {
  for (const numbers of registrations)
    if ((await movedNumber(act, feeding, await findPerson(act, numbers), numbers)) !== undefined)
      throw decides('The sender has since moved one of the numbers to another patient. Compare the patients.');
}

const MERGED = 'merged';

/** When a feed said last that a registration is merged away. */
export function sayMerged(act: Act, retiredId: string, spoken: Spoken): Promise<unknown> {
  return takeLatest(act, retiredId, [MERGED], spoken);
}

async function mergedSince(act: Act, feeding: Feeding, ...both: readonly FoundPerson[]): Promise<boolean> {
  for (const { patientId } of both) {
    const merged = await latestOf(act, patientId, MERGED);
    if (merged !== undefined && isLater(merged, feeding.spoken)) return true;
  }
  return false;
}

function linkAspect(one: FoundPerson, other: FoundPerson): { subjectId: string; name: string } {
  const [subjectId = '', otherId = ''] = [one.patientId, other.patientId].sort();
  return { subjectId, name: `link ${otherId}` };
}
