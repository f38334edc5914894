import { sql } from 'kysely';
import type { Act } from '../../../platform/act.ts';
import { nameOfPatients } from '../../patients/index.ts';
import { findType } from '../catalogue.ts';

/** As many as a queue shows. */
const MOST = 200;

export const WAITING_KINDS = ['documents.late', 'documents.preliminary', 'documents.rescan'] as const;
export type WaitingKind = (typeof WAITING_KINDS)[number];

/** What the rows of the document queues are called: what it is, of which day, whose. */
export async function listWaitingDocuments(act: Act, kind: WaitingKind) {
  const { rows } = await sql<{ id: string; patient_id: string; type_code: string; dated_on: string | null }>`
    SELECT d.id, d.patient_id, d.type_code, d.dated_on::text AS dated_on
    FROM (SELECT subject_id, patient_id FROM worklist.item WHERE kind = ${kind} AND closed_at IS NULL
          ORDER BY priority, due_at NULLS LAST, opened_at LIMIT ${MOST}) w
    JOIN documents.document d ON d.patient_id = w.patient_id AND d.id = w.subject_id`.execute(act.tx);
  const names = await nameOfPatients(act, [...new Set(rows.map(({ patient_id: id }) => id))]);
  act.note({ count: rows.length, patientIds: [...names.keys()] });
  return {
    waiting: rows.map((row) => ({
      id: row.id,
      typeName: findType(row.type_code)?.name ?? row.type_code,
      date: row.dated_on,
      patient: names.get(row.patient_id)?.name ?? null,
    })),
  };
}
