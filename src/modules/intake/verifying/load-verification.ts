import type { Act } from '../../../platform/act.ts';
import type { Entry } from './compare-entries.ts';
import { verifyingProblems as problems } from './problems.ts';

export interface Verification {
  readonly id: string;
  readonly state: 'to-verify' | 'to-settle' | 'closed';
  readonly facilityId: string;
  readonly labels: string;
  readonly documentId: string;
  readonly filedBy: string;
  readonly enteredBy: string | null;
  readonly filed: Entry;
  readonly entered: Entry | null;
  readonly differs: readonly string[];
}

/**
 * One verification for whoever may go on with it: never who filed the document, and of a difference never who entered it.
 * @throws intake/verification-not-found, intake/verification-not-yours
 */
export async function loadVerification(act: Act, id: string, options: { lock?: boolean } = {}): Promise<Verification> {
  const row = await act.tx
    .selectFrom('intake.verification')
    .selectAll()
    .where('id', '=', id)
    .$if(options.lock === true, (query) => query.forUpdate())
    .executeTakeFirst();
  if (row === undefined)
    throw problems.verificationNotFound({ detail: 'Nothing was changed. Take the next document from the queue.' });
  const state = row.closed_at !== null ? 'closed' : row.entered_by === null ? 'to-verify' : 'to-settle';
  const own = act.actor.ownPatientIds ?? [];
  const mine =
    row.filed_by === act.actor.id ||
    row.entered_by === act.actor.id ||
    own.includes(row.filed_patient_id) ||
    (row.entered_patient_id !== null && own.includes(row.entered_patient_id));
  if (mine && state !== 'closed')
    throw problems.verificationNotYours({
      detail: 'Nothing was changed. You had this document in hand before, or it is your own: a colleague looks at it.',
    });
  return {
    ...{ id, state, facilityId: row.facility_id, labels: row.labels, documentId: row.document_id },
    ...{ filedBy: row.filed_by, enteredBy: row.entered_by, differs: row.differs },
    filed: {
      patientId: row.filed_patient_id,
      encounterId: row.filed_encounter_id,
      typeCode: row.filed_type_code,
      date: row.filed_date,
    },
    entered:
      row.entered_patient_id === null || row.entered_type_code === null
        ? null
        : {
            patientId: row.entered_patient_id,
            encounterId: row.entered_encounter_id,
            typeCode: row.entered_type_code,
            date: row.entered_date,
          },
  };
}

/** @throws intake/verification-done */
export function mustBe(verification: Verification, state: Verification['state']): void {
  if (verification.state === state) return;
  throw problems.verificationDone({
    detail: 'Nothing was changed. A colleague did it, or the filing was taken back. Take the next one.',
  });
}
