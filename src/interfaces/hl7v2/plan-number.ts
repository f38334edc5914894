import { sql } from 'kysely';
import type { Act } from '../../platform/act.ts';
import { countFacts } from '../../modules/identity/index.ts';
import { type IdentifierFacts, memberIds, readPatient } from '../../modules/patients/index.ts';
import type { MovePlan } from './apply-moves.ts';
import { deriveMovedNumber } from './derive-moved-number.ts';
import { derivePairs } from './derive-pairs.ts';
import { type Feeding, originOf, type Outcome } from './feeding.ts';
import { findPerson, type FoundPerson, personKey } from './find-person.ts';
import { visitsOf } from './find-visit.ts';
import { decides, mustBeMovable, mustBeUnquestioned } from './hangs-on-visit.ts';
import { movedNumber, movedWith } from './moved.ts';

/**
 * A43: the number of MRG-1 goes from the patient who has it to the one of PID-3, and all that is filed under it with it (HL7 2.5.1,
 * 3.3.43, "all subordinate data sets"). A visit here is a patient's and not one of several numbers', so what goes is certain only
 * where the patient has no other number of the facility (all of it), where nothing is filed, or where the number came by such a
 * message and goes on or back (what came with it); else a person decides.
 * @throws hl7v2/person-decides
 */
export async function planNumber(act: Act, feeding: Feeding): Promise<MovePlan | Outcome> {
  const [pair, ...more] = derivePairs(feeding.message);
  if (pair === undefined) return { state: 'kept', reason: 'It names no number to move (MRG).' };
  if (more.length > 0) throw decides('The message moves numbers of several patients; ask the sender for one for each.');
  const said = deriveMovedNumber(feeding.message, pair, feeding.numbering);
  if ('unclear' in said) throw decides(said.unclear);
  const { number, into, from } = said;
  const [holder, target] = [await findPerson(act, [number]), await findPerson(act, into)];
  if (holder === undefined) return heldFor(number, 'The number that moves has not come yet.');
  if (target === undefined) return heldFor(into[0], 'The patient to whom the number goes is not registered yet.');
  if (holder.survivorId === target.survivorId)
    return { state: 'applied', reason: 'The number is of the patient already.' };
  if ((await movedNumber(act, feeding, holder, [number])) !== undefined)
    return { state: 'applied', reason: 'The sender has moved the number on since.' };
  const former = await findPerson(act, from);
  if (former !== undefined && former.survivorId !== holder.survivorId)
    return heldFor(number, 'The number is of neither of the two patients; it waits for it to come to the first.');
  return { pid: pair.pid, ...(await whatGoes(act, feeding, { number, into, holder, target })) };
}

function heldFor(number: IdentifierFacts, reason: string): Outcome {
  return { state: 'held', reason, key: personKey(number) };
}

/** @throws hl7v2/person-decides */
async function whatGoes(
  act: Act,
  feeding: Feeding,
  move: { number: IdentifierFacts; into: readonly IdentifierFacts[]; holder: FoundPerson; target: FoundPerson },
): Promise<Omit<MovePlan, 'pid'>> {
  const { number, into, holder, target } = move;
  const { ids } = await memberIds(act, holder.patientId);
  if (ids.length > 1)
    throw decides('The patient who has the number was merged with another. Look which of the two it is about.');
  await mustBeUnquestioned(act, [holder.survivorId, target.survivorId]);
  const fromId = holder.survivorId;
  const { identifiers } = await readPatient(act, fromId);
  const sameKind = identifiers.filter((each) => each.system === number.system).map((each) => each.value);
  if (!sameKind.includes(number.value)) throw decides('The number was retired here. Compare the two patients.');
  const alone = number.system === feeding.numbering.mrnSystem && sameKind.length === 1;
  const cameAt = alone ? undefined : await arrivalOf(act, fromId, number);
  if (cameAt === undefined) await mustBeAll(act, feeding, fromId);
  const all = await visitsOf(act, feeding.facilityId, fromId);
  if (!alone && all.some(({ recordedAt }) => cameAt === undefined || recordedAt > cameAt))
    throw decides(
      'The patient has other numbers, and which visits are under this one is not known here. See whose they are, and move them by hand.',
    );
  const numbersOfAll = all.flatMap(({ facts }) => facts.visitNumber ?? []);
  const numbersOfVisits =
    cameAt === undefined
      ? numbersOfAll
      : await movedWith(act, feeding, { kind: 'visit', numbers: numbersOfAll, number });
  const visits = alone
    ? all
    : all.filter(({ facts }) => facts.visitNumber !== undefined && numbersOfVisits.includes(facts.visitNumber));
  const going: MovePlan['going'][number][] = [];
  for (const visit of visits)
    going.push({
      ...{ visit, number: visit.facts.visitNumber },
      documents: await mustBeMovable(act, visit, { toPatientId: target.survivorId, origin: originOf(feeding) }),
    });
  const known = await accountsOf(act, feeding.facilityId, fromId);
  const accounts =
    cameAt === undefined ? known : await movedWith(act, feeding, { kind: 'account', numbers: known, number });
  return {
    going,
    said: [
      ...numbersOfVisits.map((each) => ({ kind: 'visit', number: each, from: identifiers }) as const),
      ...accounts.map((each) => ({ kind: 'account', number: each, from: identifiers }) as const),
    ],
    account: {
      ...{ patientIds: [fromId], numbers: accounts },
      visitNumbers: alone ? await billedVisitsOf(act, feeding.facilityId, fromId, numbersOfVisits) : [],
    },
    number: { number, into, fromId, toId: target.survivorId },
  };
}

/** When a number came to a patient from another. */
async function arrivalOf(act: Act, patientId: string, number: IdentifierFacts): Promise<Date | undefined> {
  const row = await act.tx
    .selectFrom('patients.number_move')
    .select('moved_at')
    .where('to_patient_id', '=', patientId)
    .where('value', '=', number.value)
    .where('system', '=', number.system)
    .orderBy('moved_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.moved_at;
}

/** What no message moves: then a person does all of it. */
const STAYS = [
  ...(['objects', 'portal-accounts', 'legal-holds', 'requests', 'disclosures', 'restrictions'] as const),
  ...(['representatives', 'letters'] as const),
];

/** Nothing is with the patient but visits of this facility with what is filed to them. @throws hl7v2/person-decides */
async function mustBeAll(act: Act, { facilityId }: Feeding, patientId: string): Promise<void> {
  const counts = await countFacts(act, patientId);
  const { rows } = await sql<{ loose: boolean; elsewhere: boolean }>`SELECT
    EXISTS (SELECT FROM documents.document d WHERE d.patient_id = ${patientId}::uuid AND d.encounter_id IS NULL
      AND NOT EXISTS (SELECT FROM documents.entered_in_error e WHERE e.patient_id = d.patient_id AND e.document_id = d.id AND e.withdrawn_at IS NULL)) AS loose,
    EXISTS (SELECT FROM encounters.encounter o WHERE o.patient_id = ${patientId}::uuid AND o.facility_id <> ${facilityId}::uuid) AS elsewhere`.execute(
    act.tx,
  );
  if (rows[0]?.elsewhere === true)
    throw decides(
      'The patient has visits at another facility too. See which are under the number, and move it by hand.',
    );
  if (rows[0]?.loose === true || STAYS.some((kind) => counts[kind] > 0))
    throw decides(
      'The patient who has the number has more than visits: documents of no visit, requests, letters, holds, paper, a portal account or the like. See whose they are, and move all of it by hand.',
    );
}

/** Visits that billing charged to the patient and that are not recorded for the patient: registered for the other already. */
async function billedVisitsOf(act: Act, facilityId: string, patientId: string, own: readonly string[]) {
  const ofIt = sql`patient_id = ${patientId}::uuid AND facility_id = ${facilityId}::uuid AND visit_number <> ALL (${own}::text[])`;
  const { rows } = await sql<{ number: string }>`
    SELECT visit_number AS number FROM encounters.charge WHERE ${ofIt}
    UNION SELECT visit_number FROM encounters.account_event WHERE ${ofIt} ORDER BY number LIMIT ${MOST_ACCOUNTS}`.execute(
    act.tx,
  );
  return rows.map((row) => row.number);
}

const MOST_ACCOUNTS = 500;

/** The accounts of which a visit, a charge or billing itself spoke. @throws hl7v2/person-decides: more than are moved at once */
async function accountsOf(act: Act, facilityId: string, patientId: string): Promise<string[]> {
  const ofIt = sql`patient_id = ${patientId}::uuid AND facility_id = ${facilityId}::uuid`;
  const { rows } = await sql<{ number: string }>`
    SELECT account_number AS number FROM encounters.encounter WHERE ${ofIt} AND account_number IS NOT NULL
    UNION SELECT account_number FROM encounters.charge WHERE ${ofIt} AND account_number IS NOT NULL
    UNION SELECT account_number FROM encounters.account_event WHERE ${ofIt} AND account_number IS NOT NULL
    UNION SELECT number FROM encounters.account_number WHERE ${ofIt}
    ORDER BY number LIMIT ${MOST_ACCOUNTS + 1}`.execute(act.tx);
  if (rows.length > MOST_ACCOUNTS) throw decides(`It has more than ${MOST_ACCOUNTS} accounts. Move them by hand.`);
  return rows.map((row) => row.number);
}
