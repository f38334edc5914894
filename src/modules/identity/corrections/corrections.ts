import type { Act } from '../../../platform/act.ts';
import { newId } from '../../../platform/ids.ts';
import { findType } from '../../documents/index.ts';
import { type NamedPatient, nameOfPatients } from '../../patients/index.ts';
import { closeItem, openItem } from '../../worklist/index.ts';
import { refuseOwnRecord } from '../own-record.ts';
import { problems } from '../problems.ts';
import { ANSWERED, CORRECTION } from '../worklist.ts';

const MOST_LISTED = 100;

export interface ReportCorrection {
  readonly patientId: string;
  readonly documentId: string;
  readonly wrong: 'patient' | 'encounter' | 'date' | 'type';
  readonly note: string;
}

/** Whoever reads a document says that it stands wrongly. Nothing of it changes yet. @throws identity/document-unknown */
export async function reportCorrection(act: Act, input: ReportCorrection): Promise<{ id: string }> {
  const document = await act.tx
    .selectFrom('documents.document')
    .select(['facility_id', 'labels'])
    .where('patient_id', '=', input.patientId)
    .where('id', '=', input.documentId)
    .executeTakeFirst();
  if (document === undefined)
    throw problems.documentUnknown({
      detail: 'Nothing was reported. Open the document again; it may have been moved.',
    });
  const id = newId();
  await act.tx
    .insertInto('identity.correction')
    .values({
      patient_id: input.patientId,
      id,
      facility_id: document.facility_id,
      labels: document.labels,
      document_id: input.documentId,
      wrong: input.wrong,
      note: input.note,
      reported_at: act.now,
      reported_by: act.actor.id,
    })
    .execute();
  await openItem(act, {
    kind: CORRECTION,
    module: 'identity',
    subjectId: id,
    patientId: input.patientId,
    facilityId: document.facility_id,
    labels: BigInt(document.labels),
    permission: 'identity/work',
    priority: input.wrong === 'patient' ? 2 : 5,
  });
  act.note({ subjectIds: [id, input.documentId], patientIds: [input.patientId], detail: { wrong: input.wrong } });
  act.emit('identity.correction-changed', { correctionId: id });
  return { id };
}

/** The desk answers, after the act of documents that mends it or because nothing is wrong; the reporter is told. */
export async function answerCorrection(
  act: Act,
  input: { readonly id: string; readonly outcome: 'corrected' | 'stands'; readonly answer: string },
): Promise<void> {
  const row = await load(act, input.id);
  await refuseOwnRecord(act, [row.patient_id]);
  const settled = await act.tx
    .updateTable('identity.correction')
    .set({ settled_at: act.now, settled_by: act.actor.id, outcome: input.outcome, answer: input.answer })
    .where('patient_id', '=', row.patient_id)
    .where('id', '=', input.id)
    .where('settled_at', 'is', null)
    .executeTakeFirst();
  if (settled.numUpdatedRows === 0n)
    throw problems.correctionAnswered({ detail: 'Nothing was changed. Open it again to see the answer.' });
  await closeItem(act, { kind: CORRECTION, subjectId: input.id, outcome: input.outcome });
  await openItem(act, {
    kind: ANSWERED,
    module: 'identity',
    subjectId: input.id,
    patientId: row.patient_id,
    facilityId: row.facility_id,
    labels: BigInt(row.labels),
    permission: 'identity/report',
    assignedTo: row.reported_by,
  });
  act.note({ detail: { outcome: input.outcome } });
  act.emit('identity.correction-changed', { correctionId: input.id });
}

/** The reporter saw the answer; nobody else can say so. */
export async function seeAnswer(act: Act, id: string): Promise<void> {
  const row = await load(act, id);
  if (row.reported_by !== act.actor.id || row.settled_at === null)
    throw problems.correctionUnknown({ detail: 'Nothing was changed: only the reporter can say that it was seen.' });
  await act.tx
    .updateTable('identity.correction')
    .set({ seen_at: act.now })
    .where('patient_id', '=', row.patient_id)
    .where('id', '=', id)
    .where('seen_at', 'is', null)
    .execute();
  await closeItem(act, { kind: ANSWERED, subjectId: id, outcome: 'seen' });
  act.emit('identity.correction-changed', { correctionId: id });
}

export interface CorrectionView {
  readonly id: string;
  readonly patient: NamedPatient | null;
  readonly documentId: string;
  readonly title: string;
  readonly wrong: string;
  readonly note: string;
  readonly reportedAt: Date;
  readonly reportedBy: string;
  readonly answer: {
    readonly outcome: string;
    readonly text: string;
    readonly at: Date;
    readonly by: string;
    readonly seenAt: Date | null;
  } | null;
}

export async function openCorrection(act: Act, id: string): Promise<CorrectionView> {
  const [view] = await viewsOf(act, [await load(act, id)]);
  if (view === undefined) throw unknown();
  return view;
}

/** What waits for the desk, the oldest first. */
export async function listCorrections(act: Act): Promise<{ corrections: CorrectionView[] }> {
  const rows = await act.tx
    .selectFrom('identity.correction')
    .selectAll()
    .where('settled_at', 'is', null)
    .orderBy('reported_at')
    .orderBy('id')
    .limit(MOST_LISTED)
    .execute();
  const corrections = (await viewsOf(act, rows)).filter(({ patient }) => patient !== null);
  act.note({ count: corrections.length, patientIds: rows.map((row) => row.patient_id) });
  return { corrections };
}

async function load(act: Act, id: string) {
  const row = await act.tx.selectFrom('identity.correction').selectAll().where('id', '=', id).executeTakeFirst();
  if (row === undefined) throw unknown();
  act.note({ subjectIds: [id, row.document_id], patientIds: [row.patient_id] });
  return row;
}

function unknown() {
  return problems.correctionUnknown({ detail: 'Nothing was opened or changed. Go back to the queue.' });
}

async function viewsOf(act: Act, rows: readonly Awaited<ReturnType<typeof load>>[]): Promise<CorrectionView[]> {
  if (rows.length === 0) return [];
  const patientIds = rows.map((row) => row.patient_id);
  const named = await nameOfPatients(act, patientIds);
  const documents = await act.tx
    .selectFrom('documents.document')
    .select(['id', 'title', 'type_code'])
    .where('patient_id', 'in', patientIds)
    .where(
      'id',
      'in',
      rows.map((row) => row.document_id),
    )
    .execute();
  const titles = new Map(documents.map((row) => [row.id, row.title ?? findType(row.type_code)?.name ?? row.type_code]));
  return rows.map((row) => ({
    id: row.id,
    patient: named.get(row.patient_id) ?? null,
    documentId: row.document_id,
    title: titles.get(row.document_id) ?? '',
    wrong: row.wrong,
    note: row.note,
    reportedAt: row.reported_at,
    reportedBy: row.reported_by,
    answer:
      row.settled_at === null
        ? null
        : {
            ...{ outcome: row.outcome ?? '', text: row.answer ?? '', at: row.settled_at, by: row.settled_by ?? '' },
            seenAt: row.seen_at,
          },
  }));
}
