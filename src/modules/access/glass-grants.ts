import type { Act } from '../../platform/act.ts';
import type { Queries } from '../../platform/db/database.ts';
import { isId } from '../../platform/ids.ts';
import { namesOfPeople } from '../accounts/index.ts';

const LIST_LIMIT = 200;

let broken = 0;

/** Moves with every glass broken in this process: what was known of somebody's grants before is to be read anew. */
export function glassEpoch(): number {
  return broken;
}

export function tellGlassBroken(): void {
  broken++;
}

/** Grants in force of an actor: joined to the actor when a request is identified. */
export async function glassInForce(queries: Queries, actorId: string, now: Date) {
  const rows = await queries
    .selectFrom('access.glass_grant')
    .select(['patient_id', 'id', 'until'])
    .where('actor_id', '=', actorId)
    .where('until', '>', now)
    .limit(50)
    .execute();
  return rows.map((row) => ({ patientId: row.patient_id, grantId: row.id, until: row.until }));
}

export interface PatientWords {
  readonly name: string;
  readonly birthDate: string | null;
  readonly mrn: string | null;
}

/** What a reviewer has to judge: who opened whose record, when, and the reason given. */
export async function listGlassToReview(
  act: Act,
  namePatients: (act: Act, ids: readonly string[]) => Promise<ReadonlyMap<string, PatientWords>>,
) {
  const rows = await act.tx
    .selectFrom('access.glass_grant')
    .selectAll()
    .where('reviewed_at', 'is', null)
    .orderBy('granted_at')
    .limit(LIST_LIMIT)
    .execute();
  act.note({ count: rows.length, patientIds: rows.map((row) => row.patient_id) });
  const people = await namesOfPeople(act, rows.map((row) => row.actor_id).filter(isId));
  const patients = await namePatients(
    act,
    rows.map((row) => row.patient_id),
  );
  return {
    grants: rows.map((row) => ({
      id: row.id,
      patientId: row.patient_id,
      patient: wordsOf(patients.get(row.patient_id)),
      actorId: row.actor_id,
      actorName: people.get(row.actor_id) ?? null,
      reasonCode: row.reason_code,
      reason: row.reason,
      grantedAt: row.granted_at.toISOString(),
      until: row.until.toISOString(),
    })),
  };
}

function wordsOf(patient: PatientWords | undefined): PatientWords | null {
  return patient === undefined ? null : { name: patient.name, birthDate: patient.birthDate, mrn: patient.mrn };
}
