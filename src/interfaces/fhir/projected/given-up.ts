import { sql } from 'kysely';
import type { Act } from '../../../platform/act.ts';
import { nameOfPatients } from '../../../modules/patients/index.ts';
import { MOST_TRIES } from './project-queued.ts';

const MAX_LISTED = 200;

/** Documents and encounters of ours that failed to become FHIR and are tried no more, latest first. */
export async function listGivenUp(act: Act) {
  // A literal, so that the index of what was given up is taken.
  const { rows } = await sql<{ n: string; type: string; subject_id: string; resource_id: string }>`
    SELECT n, type, subject_id, resource_id FROM fhir.to_project
    WHERE tries >= ${sql.lit(MOST_TRIES)} ORDER BY n DESC LIMIT ${MAX_LISTED}`.execute(act.tx);
  const people = await nameOfPatients(
    act,
    rows.map((row) => row.subject_id),
  );
  act.note({ count: rows.length, patientIds: [...people.keys()] });
  return rows.map((row) => ({
    ...{ n: Number(row.n), type: row.type, resourceId: row.resource_id },
    // Null: of somebody whom the actor may not see.
    patientId: people.has(row.subject_id) ? row.subject_id : null,
    patient: people.get(row.subject_id)?.name ?? null,
  }));
}

/** They take their turn again; what fails again five times is given up again. @returns how many */
export async function projectAgain(act: Act): Promise<number> {
  const { numAffectedRows } = await sql`
    UPDATE fhir.to_project SET tries = 0 WHERE tries >= ${sql.lit(MOST_TRIES)}`.execute(act.tx);
  const count = Number(numAffectedRows ?? 0);
  act.note({ count });
  if (count > 0) act.enqueue('fhir.project', {}, { key: 'fhir.project' });
  return count;
}
