import type { Act } from '../../platform/act.ts';
import type { DocumentRef } from './document.ts';
import { problems } from './problems.ts';

export interface LoadedDocument {
  readonly patientId: string;
  readonly documentId: string;
  readonly facilityId: string;
  readonly labels: bigint;
  readonly unitId: string;
  readonly keySlot: string;
  readonly encounterId: string | null;
  readonly typeCode: string;
  readonly date: string | null;
  readonly title: string | null;
  readonly authorName: string | null;
  readonly authorPractitionerId: string | null;
  readonly receivedVia: string;
  readonly origin: string;
  readonly originId: string | null;
  readonly version: number;
  readonly currentVersionId: string;
  readonly currentNumber: number;
  readonly inError: boolean;
  readonly filedAt: Date;
  readonly filedBy: string;
}

/**
 * One document as it stands, for reading; `change` locks its row until the act ends, so that two people do not change
 * it at once.
 * @throws documents/not-found (unknown and hidden answer alike), documents/destroyed
 */
export async function loadDocument(act: Act, ref: DocumentRef, purpose: 'read' | 'change'): Promise<LoadedDocument> {
  const row = await act.tx
    .selectFrom('documents.document as d')
    .innerJoin('documents.unit as u', (join) =>
      join.onRef('u.patient_id', '=', 'd.patient_id').onRef('u.id', '=', 'd.unit_id'),
    )
    .select([
      'd.facility_id',
      'd.labels',
      'd.unit_id',
      'u.key_slot',
      'd.encounter_id',
      'd.type_code',
      'd.dated_on',
      'd.title',
      'd.author_name',
      'd.author_practitioner_id',
      'd.received_via',
      'd.origin',
      'd.origin_id',
      'd.version',
      'd.recorded_at',
      'd.recorded_by',
    ])
    .select((eb) => [
      eb
        .exists(
          eb
            .selectFrom('documents.entered_in_error as e')
            .select('e.id')
            .whereRef('e.patient_id', '=', 'd.patient_id')
            .whereRef('e.document_id', '=', 'd.id')
            .where('e.withdrawn_at', 'is', null),
        )
        .as('in_error'),
      eb
        .exists(
          eb
            .selectFrom('documents.destruction as x')
            .select('x.id')
            .whereRef('x.patient_id', '=', 'd.patient_id')
            .whereRef('x.unit_id', '=', 'd.unit_id'),
        )
        .as('destroyed'),
    ])
    .where('d.patient_id', '=', ref.patientId)
    .where('d.id', '=', ref.documentId)
    .$if(purpose === 'change', (query) => query.forUpdate('d'))
    .executeTakeFirst();
  if (row === undefined) throw unknown();
  if (row.destroyed === true || row.key_slot === null)
    throw problems.destroyed({
      detail:
        'Its content was destroyed under the retention schedule and cannot be read again. The certificate says when and why.',
    });
  const current = await act.tx
    .selectFrom('documents.version')
    .select(['id', 'number'])
    .where('patient_id', '=', ref.patientId)
    .where('document_id', '=', ref.documentId)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (current === undefined) throw unknown();
  return {
    ...ref,
    facilityId: row.facility_id,
    labels: BigInt(row.labels),
    unitId: row.unit_id,
    keySlot: row.key_slot,
    encounterId: row.encounter_id,
    typeCode: row.type_code,
    date: row.dated_on,
    title: row.title,
    authorName: row.author_name,
    authorPractitionerId: row.author_practitioner_id,
    receivedVia: row.received_via,
    origin: row.origin,
    originId: row.origin_id,
    version: row.version,
    currentVersionId: current.id,
    currentNumber: current.number,
    inError: row.in_error === true,
    filedAt: row.recorded_at,
    filedBy: row.recorded_by,
  };
}

/** As `loadDocument` for change, and refuses what is struck through: that is history, not a document to work on. */
export async function loadStanding(act: Act, ref: DocumentRef): Promise<LoadedDocument> {
  const document = await loadDocument(act, ref, 'change');
  if (document.inError)
    throw problems.enteredInError({ detail: 'Nothing was changed. If the marking was a mistake, withdraw it first.' });
  return document;
}

/**
 * What may be moved: a document that stands, or one that was withdrawn as another patient's and waits for that patient.
 * @throws documents/entered-in-error
 */
export async function loadMovable(act: Act, ref: DocumentRef): Promise<LoadedDocument> {
  const document = await loadDocument(act, ref, 'change');
  if (!document.inError || (await waitsForPatient(act, ref))) return document;
  throw problems.enteredInError({
    detail:
      'Nothing was moved. It was moved before, its pages are back in the index queue, or the marking was a mistake: then withdraw it first.',
  });
}

/** Withdrawn as another patient's, and neither moved to that patient nor back on the desk it came from. */
export async function waitsForPatient(act: Act, ref: DocumentRef): Promise<boolean> {
  const withdrawn = await withdrawnUnmoved(act, ref);
  return withdrawn?.cause === 'wrong-patient' && withdrawn.pages_returned_at === null;
}

/** The marking of a document that is entered in error and stands nowhere else instead. */
export function withdrawnUnmoved(act: Act, ref: DocumentRef) {
  return act.tx
    .selectFrom('documents.entered_in_error as e')
    .select(['e.cause', 'e.pages_returned_at'])
    .where('e.patient_id', '=', ref.patientId)
    .where('e.document_id', '=', ref.documentId)
    .where('e.withdrawn_at', 'is', null)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('documents.link as l')
            .select('l.id')
            .whereRef('l.patient_id', '=', 'e.patient_id')
            .whereRef('l.document_id', '=', 'e.document_id')
            .where('l.kind', '=', 'moved-to'),
        ),
      ),
    )
    .executeTakeFirst();
}

/** @throws documents/changed-meanwhile when the version the person saw is no longer the one that stands. */
export function mustBeUnchanged(document: LoadedDocument, seen: number | undefined): void {
  if (seen === undefined || seen === document.version) return;
  throw problems.changedMeanwhile({
    detail: 'Nothing was changed by you. Reload the document, look at what is new, and do it again.',
  });
}

/** Counts a change of what the document is or says, for If-Match. */
export async function countChange(act: Act, document: LoadedDocument): Promise<void> {
  await act.tx
    .updateTable('documents.document')
    .set({ version: document.version + 1 })
    .where('patient_id', '=', document.patientId)
    .where('id', '=', document.documentId)
    .execute();
}

export function noteDocument(act: Act, ref: DocumentRef, detail: Record<string, string | number | boolean> = {}): void {
  act.note({ patientIds: [ref.patientId], subjectIds: [ref.documentId], count: 1, detail });
}

function unknown() {
  return problems.notFound({
    detail: 'Nothing was changed. Open the record again; the document may have been restricted.',
  });
}
