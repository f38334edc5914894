import { sql } from 'kysely';
import type { Act } from '../../platform/act.ts';
import { breakGlass } from '../access/index.ts';
import { problems } from './problems.ts';

/**
 * Opens a restricted record in need. The whole MRN must be typed: names do not lead to a record that is hidden.
 * @throws patients/not-found, which also answers for numbers that do not exist and for one's own record
 */
export async function openInNeed(
  act: Act,
  input: { mrn: string; reason: { code: string; text: string }; minutes?: number },
) {
  const { rows } = await sql<{
    patient_id: string;
    facility_id: string;
    labels: string;
  }>`SELECT * FROM patients.find_for_glass(${input.mrn.trim()})`.execute(act.tx);
  const found = rows[0];
  const facilities = act.scope.facilityIds;
  const reachable =
    found !== undefined && rows.length === 1 && (facilities === 'all' || facilities.includes(found.facility_id));
  if (!reachable || (act.actor.ownPatientIds ?? []).includes(found.patient_id))
    throw problems.notFound({ detail: 'Nothing was opened. Check the medical record number; it must be typed whole.' });
  return breakGlass(act, {
    patientId: found.patient_id,
    facilityId: found.facility_id,
    labels: BigInt(found.labels),
    reason: input.reason,
    ...(input.minutes === undefined ? {} : { minutes: input.minutes }),
  });
}
