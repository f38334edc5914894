import { sql } from 'kysely';
import type { Act } from '../../platform/act.ts';
import { newId } from '../../platform/ids.ts';
import { problems } from './problems.ts';

/**
 * A source says whose child a patient is, by the mother's number; she may be registered later. Null: it takes that back. Said
 * again it changes nothing. @throws patients/not-found
 */
export async function recordMother(
  act: Act,
  input: {
    readonly patientId: string;
    readonly mother: { readonly system: string; readonly value: string } | null;
    readonly origin: string;
  },
): Promise<void> {
  const patient = await act.tx
    .selectFrom('patients.patient')
    .select(['facility_id', 'labels'])
    .where('id', '=', input.patientId)
    .executeTakeFirst();
  if (patient === undefined) throw problems.notFound({ detail: 'Nothing was changed. Search for the patient again.' });
  const { system, value } = input.mother ?? { system: '', value: '' };
  const last = await act.tx
    .selectFrom('patients.mother')
    .select(['system', 'value'])
    .where('patient_id', '=', input.patientId)
    .orderBy('recorded_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  if ((last?.system ?? '') === system && (last?.value ?? '') === value) return;
  await act.tx
    .insertInto('patients.mother')
    .values({
      ...{ patient_id: input.patientId, id: newId(), facility_id: patient.facility_id, labels: patient.labels },
      ...{ system, value, origin: input.origin, recorded_at: act.now, recorded_by: act.actor.id },
    })
    .execute();
  act.note({ patientIds: [input.patientId], count: 1 });
  act.emit('patients.changed', { patientId: input.patientId });
}

export interface Relative {
  readonly kind: 'mother' | 'child';
  readonly patientId: string;
  readonly origin: string;
  readonly saidAt: Date;
}

const MOST_RELATIVES = 50;

/** The mother and the children of a person, merged registrations included, as far as they are registered here. */
export async function findRelatives(act: Act, ids: readonly string[]): Promise<Relative[]> {
  const { rows } = await sql<{ kind: Relative['kind']; patient_id: string; origin: string; recorded_at: Date }>`
    SELECT DISTINCT ON (f.kind, member.survivor_id) f.kind, member.survivor_id AS patient_id, f.origin, f.recorded_at FROM (
      SELECT 'mother' AS kind, i.patient_id, m.origin, m.recorded_at FROM patients.mother m
        JOIN patients.identifier i ON i.value = m.value AND i.system = m.system
        WHERE m.patient_id = ANY (${ids}::uuid[])
          AND NOT EXISTS (SELECT FROM patients.mother n WHERE n.patient_id = m.patient_id AND (n.recorded_at, n.id) > (m.recorded_at, m.id))
      UNION ALL
      SELECT 'child', m.patient_id, m.origin, m.recorded_at FROM patients.identifier i
        JOIN patients.mother m ON m.value = i.value AND m.system = i.system
        WHERE i.patient_id = ANY (${ids}::uuid[])
          AND NOT EXISTS (SELECT FROM patients.mother n WHERE n.patient_id = m.patient_id AND (n.recorded_at, n.id) > (m.recorded_at, m.id))
    ) f JOIN patients.member member ON member.patient_id = f.patient_id
    WHERE member.survivor_id <> ALL (${ids}::uuid[])
    ORDER BY f.kind, member.survivor_id, f.recorded_at LIMIT ${MOST_RELATIVES}`.execute(act.tx);
  return rows.map((row) => ({
    ...{ kind: row.kind, patientId: row.patient_id, origin: row.origin, saidAt: row.recorded_at },
  }));
}
