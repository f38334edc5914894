import type { Act } from '../../../platform/act.ts';
import { type NamedPatient, nameOfPatients } from '../../patients/index.ts';
import { refuseOwnRecord } from '../own-record.ts';
import { problems } from '../problems.ts';
import type { ListedFinding } from './list-findings.ts';

export interface OpenedFinding extends ListedFinding {
  /** Who else bears the number, of those that the actor may see. */
  readonly others: readonly NamedPatient[];
  readonly ended: {
    readonly how: string;
    readonly at: Date;
    readonly by: string;
    readonly reason: string | null;
  } | null;
}

/** @throws identity/finding-unknown, identity/own-record */
export async function openFinding(act: Act, id: string): Promise<OpenedFinding> {
  const row = await act.tx.selectFrom('identity.finding').selectAll().where('id', '=', id).executeTakeFirst();
  const named = row === undefined ? undefined : await nameOfPatients(act, [row.patient_id, ...row.other_ids]);
  const patient = named?.get(row?.patient_id ?? '');
  if (row === undefined || named === undefined || patient === undefined)
    throw problems.findingUnknown({ detail: 'Nothing was opened or changed. Go back to the list of findings.' });
  await refuseOwnRecord(act, [row.patient_id]);
  act.note({ subjectIds: [id], patientIds: [row.patient_id, ...row.other_ids] });
  const { rule, field, why, ended_at: at, ended_how: how, ended_by: by, reason } = row;
  return {
    ...{ id, rule, field, why, patient },
    ...{ subjectId: row.subject_id, facilityId: row.facility_id, foundAt: row.found_at },
    others: row.other_ids.map((other) => named.get(other)).filter((other) => other !== undefined),
    ended: at === null || how === null || by === null ? null : { how, at, by, reason },
  };
}
