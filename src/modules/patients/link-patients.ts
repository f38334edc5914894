import { sql } from 'kysely';
import type { Act } from '../../platform/act.ts';
import { newId } from '../../platform/ids.ts';
import { currentName, printName } from './facts.ts';
import { findRelatives } from './mother.ts';
import { problems } from './problems.ts';
import { memberIds, nameOf } from './read-patient.ts';

interface Linking {
  readonly patientId: string;
  readonly otherId: string;
  /** Name of the feed that says so. */
  readonly origin: string;
}

const MOST_LINKS = 100;

/**
 * A source says that two registrations are one person: both stay as they are, and a person may compare and merge them. Said
 * again it changes nothing. Refused for those that nobody may merge, since the link would say the contrary.
 * @throws patients/not-found, patients/kept-apart, patients/sealed-identity
 */
export async function linkPatients(act: Act, linking: Linking): Promise<void> {
  const [patientId, otherId] = ordered(linking);
  const rows = await act.tx
    .selectFrom('patients.patient')
    .select(['id', 'facility_id', 'labels'])
    .where('id', 'in', [patientId, otherId])
    .execute();
  const patient = rows.find((row) => row.id === patientId);
  if (patient === undefined || rows.length < 2)
    throw problems.notFound({ detail: 'Nothing was changed. Search for both patients again.' });
  await mustNotStayApart(act, [patientId], [otherId]);
  const written = await act.tx
    .insertInto('patients.link')
    .values({
      ...{ patient_id: patientId, id: newId(), facility_id: patient.facility_id, labels: patient.labels },
      ...{ other_id: otherId, origin: linking.origin, linked_at: act.now, linked_by: act.actor.id },
    })
    .onConflict((conflict) => conflict.columns(['patient_id', 'other_id']).where('ended_at', 'is', null).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (written === undefined) return;
  act.note({ patientIds: [patientId, otherId], subjectIds: [written.id] });
  act.emit('patients.linked', { patientId, otherId });
}

/** The source takes it back. What a person merged meanwhile stays merged. */
export async function unlinkPatients(act: Act, linking: Omit<Linking, 'origin'>): Promise<void> {
  const [patientId, otherId] = ordered(linking);
  const ended = await act.tx
    .updateTable('patients.link')
    .set({ ended_at: act.now, ended_by: act.actor.id })
    .where('patient_id', '=', patientId)
    .where('other_id', '=', otherId)
    .where('ended_at', 'is', null)
    .returning('id')
    .execute();
  if (ended.length === 0) return;
  act.note({ patientIds: [patientId, otherId], subjectIds: ended.map(({ id }) => id) });
  act.emit('patients.unlinked', { patientId, otherId });
}

export interface LinkedPatient {
  readonly kind: 'same-person' | 'mother' | 'child';
  readonly patientId: string;
  readonly name: string;
  readonly birthDate: string | null;
  readonly mrn: string | null;
  readonly origin: string;
  readonly linkedAt: string;
}

/**
 * Registrations that a source says are this person and that stand on their own, those merged meanwhile left out; and who a
 * source says is the mother, or a child.
 */
export async function listLinks(act: Act, patientId: string): Promise<LinkedPatient[]> {
  const { ids } = await memberIds(act, patientId);
  const links = await act.tx
    .selectFrom('patients.link')
    .select(['patient_id', 'other_id', 'origin', 'linked_at'])
    .where(({ or, eb }) => or([eb('patient_id', 'in', ids), eb('other_id', 'in', ids)]))
    .where('ended_at', 'is', null)
    .orderBy('linked_at')
    .limit(MOST_LINKS)
    .execute();
  const linked: LinkedPatient[] = [];
  for (const link of links) {
    const otherId = ids.includes(link.patient_id) ? link.other_id : link.patient_id;
    if (ids.includes(otherId)) continue;
    const other = await describe(act, otherId);
    if (other !== undefined)
      linked.push({
        ...{ kind: 'same-person', patientId: otherId, ...other },
        ...{ origin: link.origin, linkedAt: link.linked_at.toISOString() },
      });
  }
  for (const { kind, patientId: otherId, origin, saidAt } of await findRelatives(act, ids)) {
    const other = await describe(act, otherId);
    if (other !== undefined)
      linked.push({ kind, patientId: otherId, ...other, origin, linkedAt: saidAt.toISOString() });
  }
  act.note({ patientIds: [patientId, ...linked.map((each) => each.patientId)], count: linked.length });
  return linked;
}

/** Undefined where the actor may not see them. */
async function describe(act: Act, id: string): Promise<Pick<LinkedPatient, 'name' | 'birthDate' | 'mrn'> | undefined> {
  const patient = await act.tx
    .selectFrom('patients.patient')
    .select('birth_date')
    .where('id', '=', id)
    .executeTakeFirst();
  if (patient === undefined) return undefined;
  const names = await act.tx.selectFrom('patients.name').selectAll().where('patient_id', '=', id).limit(50).execute();
  const mrn = await act.tx
    .selectFrom('patients.identifier')
    .select('value')
    .where('patient_id', '=', id)
    .where('kind', '=', 'mrn')
    .where('retired_at', 'is', null)
    .orderBy('assigned_here', 'desc')
    .limit(1)
    .executeTakeFirst();
  return {
    name: printName(currentName(names.map(nameOf))),
    birthDate: patient.birth_date,
    mrn: mrn?.value ?? null,
  };
}

/** A desk, a feed, a file: whoever joins two is held to it. @throws patients/kept-apart, patients/sealed-identity */
export async function mustNotStayApart(act: Act, these: readonly string[], those: readonly string[]): Promise<void> {
  const { rows } = await sql<{ why: string | null }>`
    SELECT patients.must_stay_apart(${these}::uuid[], ${those}::uuid[]) AS why`.execute(act.tx);
  if (rows[0]?.why === 'sealed')
    throw problems.sealedIdentity({
      detail:
        'Nothing was changed. Ask the privacy office: the flag has to be lowered before anything is joined to it.',
    });
  if (rows[0]?.why === 'kept-apart')
    throw problems.keptApart({
      detail: 'Nothing was changed. Somebody made sure that these are two people; the reason stands at the pair.',
    });
}

/** One row for a pair, whichever of the two is named first. */
function ordered({ patientId, otherId }: Omit<Linking, 'origin'>): readonly [string, string] {
  return patientId < otherId ? [patientId, otherId] : [otherId, patientId];
}
