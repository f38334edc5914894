import { type Selectable, sql } from 'kysely';
import { localDate } from '../../../../packages/rule-engine/index.ts';
import type { Act } from '../../../platform/act.ts';
import type { DB } from '../../../platform/db/types.generated.ts';
import { facilityById, type FacilityFacts } from '../../directory/index.ts';
import { type DocumentSummary, listDocuments } from '../../documents/index.ts';
import { type DisclosureOfDocument, disclosuresOfDocument } from '../disclosures-of-document.ts';
import { refuseOwnRecord } from '../load-request.ts';
import { recallProblems as problems } from './problems.ts';

/** Its letters are kept under this name. */
export const RECALL = 'release-recall';

/** Somebody who has what does not stand any more, once however often it was handed over; by the newest hand-over. */
export interface RecallRecipient {
  readonly key: string;
  readonly handOver: DisclosureOfDocument;
  readonly answer: Selectable<DB['release.recall_answer']> | null;
}

export interface LoadedRecall {
  readonly id: string;
  readonly patientId: string;
  readonly labels: bigint;
  readonly why: 'corrected' | 'retracted';
  readonly row: Selectable<DB['release.recall']>;
  readonly document: DocumentSummary;
  readonly facility: FacilityFacts;
  readonly today: string;
  readonly recipients: readonly RecallRecipient[];
  readonly isOpen: boolean;
}

/** @throws release/recall-unknown, release/own-record */
export async function loadRecall(act: Act, id: string, lock = false): Promise<LoadedRecall> {
  const row = await act.tx.selectFrom('release.recall').selectAll().where('id', '=', id).executeTakeFirst();
  if (row === undefined) throw unknown();
  await refuseOwnRecord(act, row.patient_id);
  if (lock) await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`release.recall ${id}`}, 0))`.execute(act.tx);
  const { documents } = await listDocuments(act, { patientId: row.patient_id, documentIds: [row.document_id] });
  const document = documents.find((each) => each.id === row.document_id);
  if (document === undefined) throw unknown();
  const facility = await facilityById(act, row.facility_id);
  const answers = await act.tx
    .selectFrom('release.recall_answer')
    .selectAll()
    .where('patient_id', '=', row.patient_id)
    .where('recall_id', '=', id)
    .execute();
  const why = row.why as 'corrected' | 'retracted'; // CHECK recall_reason_is_known
  const recipients = new Map<string, RecallRecipient>();
  for (const handOver of await disclosuresOfDocument(act, { patientId: row.patient_id, documentId: row.document_id })) {
    // What was handed over after it was raised is the answer itself, or the version that stands.
    if (handOver.disclosedAt >= row.recorded_at) continue;
    const key = keyOf(handOver);
    // Who got the version that stands does not have to be told of it.
    if (why === 'corrected' && handOver.versionId === row.version_id) {
      recipients.delete(key);
      continue;
    }
    const answer = answers.find((each) => each.recipient_key === key) ?? null;
    recipients.set(key, { key, handOver, answer });
  }
  act.note({ patientIds: [row.patient_id], subjectIds: [id] });
  return {
    ...{ id, patientId: row.patient_id, labels: BigInt(row.labels), why, row, document, facility },
    today: localDate(act.now, facility.timeZone),
    recipients: [...recipients.values()],
    isOpen: row.closed_at === null,
  };
}

function keyOf({ recipientName, recipientOrganisation }: DisclosureOfDocument): string {
  return [recipientName, recipientOrganisation ?? ''].map((each) => each.trim().toLowerCase()).join(' | ');
}

function unknown() {
  return problems.recallUnknown({ detail: 'Nothing was changed. Reload the queue.' });
}
