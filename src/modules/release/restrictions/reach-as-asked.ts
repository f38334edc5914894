import type { Act, EmittedEvent } from '../../../platform/act.ts';
import { localDate } from '../../../../packages/rule-engine/index.ts';
import { type LetterRequest, openLetter } from '../../correspondence/index.ts';
import { facilityById } from '../../directory/index.ts';
import { readPatient } from '../../patients/index.ts';
import { ruleBook } from '../../regulations/index.ts';
import type { PatientRequest } from '../load-request.ts';
import { foldName } from '../requesters/derive-requester-keys.ts';
import { decideReach, deriveWishes, type Going, type Wish } from './decide-reach.ts';
import { decideRestriction } from './decide-restriction.ts';
import { restrictionProblems as problems } from './problems.ts';
import { readRestrictions } from './read-restrictions.ts';

/** How the patient wants to be reached on that day; none: as usual. */
export async function readWishes(act: Act, patientId: string, on: string): Promise<readonly Wish[]> {
  return deriveWishes(await readRestrictions(act, patientId), on);
}

/**
 * A request of the patient in person, with the address, fax number and mail address by which the patient wants to be reached
 * in place of those that stand in the request, and the wishes themselves. Of anybody else's request nothing changes.
 */
export async function reachedAsAsked(
  act: Act,
  request: PatientRequest,
): Promise<{ readonly request: PatientRequest; readonly wishes: readonly Wish[] }> {
  if (request.row.requester_class !== 'individual') return { request, wishes: [] };
  const wishes = await readWishes(act, request.patientId, request.today);
  const place = (way: Wish['reachBy']) => wishes.find(({ reachBy }) => reachBy === way)?.reachTo;
  const row = {
    ...request.row,
    requester_address: linesOf(place('mail')) ?? request.row.requester_address,
    requester_fax: place('fax') ?? request.row.requester_fax,
    requester_email: place('email') ?? request.row.requester_email,
  };
  return { request: { ...request, row }, wishes };
}

/** Whether what goes to the patient in person that way is how the patient wants to be reached today, or nothing was asked. */
export async function goesAsPatientAsked(act: Act, patientId: string, going: Going): Promise<boolean> {
  return decideReach(await wishesToday(act, patientId), going).answer === 'as-asked';
}

async function wishesToday(act: Act, patientId: string): Promise<readonly Wish[]> {
  const { facilityId } = await readPatient(act, patientId);
  const { timeZone } = await facilityById(act, facilityId);
  return readWishes(act, patientId, localDate(act.now, timeZone));
}

/** Who gets a letter: the patient in person where the patient wants letters, everybody else as given. */
export async function recipientAsAsked<T extends LetterRequest['recipient']>(
  within: <R>(fn: (act: Act) => Promise<R>) => Promise<R>,
  patientId: string | null,
  recipient: T,
): Promise<T> {
  if (recipient.isPatient !== true || patientId === null) return recipient;
  const wishes = await within((act) => wishesToday(act, patientId));
  const lines = linesOf(wishes.find(({ reachBy }) => reachBy === 'mail')?.reachTo);
  return lines === undefined ? recipient : { ...recipient, lines };
}

function linesOf(place: string | null | undefined): string[] | undefined {
  return place
    ?.split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** Whether another recipient is the patient under the same name: then the wish holds for that too. */
export function isPatientsOwn({ row }: PatientRequest, other: { readonly name: string } | undefined): boolean {
  if (row.requester_class !== 'individual') return false;
  return other === undefined || foldName(other.name) === foldName(row.requester_name ?? '');
}

/**
 * Before something leaves for the patient. @returns what is to be kept of how it reaches the patient, null where the way tells.
 * @throws release/reached-otherwise, release/reach-unsaid
 */
export function mustReachAsAsked(
  wishes: readonly Wish[],
  going: Going,
  said: string | undefined,
  on: string,
): string | null {
  const reach = decideReach(wishes, going);
  if (reach.answer === 'as-asked') return null;
  const { reason } = decideRestriction('confidential-communication', ruleBook().rules, on);
  const citations = reason.cite === undefined ? [] : [reason.cite];
  if (reach.answer !== 'cannot-tell')
    throw problems.reachedOtherwise({
      detail:
        'Nothing was sent. Choose the way and the place that stand with the patient’s restrictions, or end that request there when the patient wants it otherwise now.',
      citations,
    });
  const how = said?.trim() ?? '';
  if (how === '')
    throw problems.reachUnsaid({
      detail:
        'Nothing was sent. Read with the patient’s restrictions how the patient wants to be reached, and say how this does it.',
      citations,
      at: 'asAsked',
    });
  return how;
}

/** A letter to the patient in person was queued: it goes as asked, or not at all. Within the act that queued it. */
export async function letterMustReachAsAsked(act: Act, event: EmittedEvent): Promise<void> {
  const { letterId, deliveryId } = event.payload as { letterId: string; deliveryId: string }; // declared by correspondence
  const letter = await openLetter(act, letterId);
  const delivery = letter.deliveries.find(({ id }) => id === deliveryId);
  if (!letter.toPatient || letter.patientId === null || delivery === undefined) return;
  const facility = await facilityById(act, letter.facilityId);
  const today = localDate(act.now, facility.timeZone);
  const going =
    delivery.channel === 'mail'
      ? { way: 'email', to: delivery.mailAddress }
      : { way: 'mail', to: letter.recipientLines.join('\n') };
  mustReachAsAsked(await readWishes(act, letter.patientId, today), going, delivery.asAsked ?? undefined, today);
}
