import type { Act } from '../../platform/act.ts';
import { newId } from '../../platform/ids.ts';
import { type LabelName, maskOf } from '../access/index.ts';
import type { DocumentRef } from './document.ts';
import { mustBeFileable } from './file-document.ts';
import { findChartHome } from './find-home.ts';
import { type LoadedDocument, loadStanding, mustBeUnchanged, noteDocument } from './load-document.ts';
import { endLate, raiseLate } from './late/raise-late.ts';
import { problems } from './problems.ts';
import { applyLabels } from './relabel-document.ts';

export interface ReindexDocument extends DocumentRef {
  /** The version of the index data that the person saw. */
  readonly seenVersion?: number;
  readonly typeCode?: string;
  /** Null: of no encounter. */
  readonly encounterId?: string | null;
  readonly date?: string | null;
  readonly title?: string | null;
  readonly authorName?: string | null;
  readonly reason: string;
  /** Which one mistake this corrects; then nothing but that field may change. */
  readonly kind?: CorrectionKind | undefined;
}

export type CorrectionKind = keyof typeof FIELD_OF;
const FIELD_OF = { 'wrong-type': 'typeCode', 'wrong-encounter': 'encounterId', 'wrong-date': 'date' } as const;

/**
 * Corrects what a document is filed as, within its chart; what it was before is kept. Into another chart a document is
 * moved, never rewritten.
 * @throws documents/changed-meanwhile, documents/not-part-of-record, documents/encounter-unknown,
 *   documents/nothing-changed, documents/other-field
 */
export async function reindexDocument(act: Act, input: ReindexDocument): Promise<void> {
  const document = await loadStanding(act, input);
  mustBeUnchanged(document, input.seenVersion);
  const type = mustBeFileable(input.typeCode ?? document.typeCode);
  const after = {
    typeCode: type.code,
    encounterId: input.encounterId === undefined ? document.encounterId : input.encounterId,
    date: input.date === undefined ? document.date : input.date,
    title: input.title === undefined ? document.title : input.title,
    authorName: input.authorName === undefined ? document.authorName : input.authorName,
  };
  const before = {
    typeCode: document.typeCode,
    encounterId: document.encounterId,
    date: document.date,
    title: document.title,
    authorName: document.authorName,
  };
  const fields = (Object.keys(after) as (keyof typeof after)[]).filter((key) => after[key] !== before[key]);
  if (fields.length === 0) throw problems.nothingChanged({ detail: 'The document already stands like this.' });
  const { kind } = input;
  if (kind !== undefined && fields.some((field) => field !== FIELD_OF[kind]))
    throw problems.otherField({
      detail: 'Nothing was changed. Correct one mistake at a time, or edit the index at large.',
    });
  if (after.encounterId !== null && after.encounterId !== before.encounterId)
    await mustBeOfSameRegistration(act, document, after.encounterId);

  await act.tx
    .insertInto('documents.change')
    .values({
      patient_id: document.patientId,
      id: newId(),
      facility_id: document.facilityId,
      labels: document.labels,
      document_id: document.documentId,
      before: JSON.stringify(before),
      reason: input.reason,
      kind: input.kind ?? null,
      recorded_at: act.now,
      recorded_by: act.actor.id,
    })
    .execute();
  await act.tx
    .updateTable('documents.document')
    .set({
      type_code: after.typeCode,
      encounter_id: after.encounterId,
      dated_on: after.date,
      title: after.title,
      author_name: after.authorName,
      version: document.version + 1,
    })
    .where('patient_id', '=', document.patientId)
    .where('id', '=', document.documentId)
    .execute();
  await act.tx
    .updateTable('documents.unit')
    .set({
      encounter_id: after.encounterId,
      series: type.series,
      // Retention counts from the day of service: it follows the date where the filing had taken it from there.
      ...(fields.includes('date') ? { service_from: after.date, service_to: after.date } : {}),
    })
    .where('patient_id', '=', document.patientId)
    .where('id', '=', document.unitId)
    .execute();
  noteDocument(act, input, { fields: fields.join(' '), ...(kind === undefined ? {} : { kind }) });
  act.emit('documents.reindexed', { patientId: document.patientId, documentId: document.documentId });
  if (fields.includes('encounterId')) {
    await endLate(act, document);
    await raiseLate(act, { ...document, ...after, versionId: document.currentVersionId, what: 'encounter' });
  }
  if (fields.includes('typeCode')) await exchangeTypeLabels(act, document, type.sensitivity);
}

async function mustBeOfSameRegistration(act: Act, document: LoadedDocument, encounterId: string): Promise<void> {
  const home = await findChartHome(act, document.patientId, encounterId, undefined);
  if (home.patientId === document.patientId) return;
  throw problems.encounterUnknown({
    detail:
      'Nothing was changed. The encounter belongs to another registration of this person: move the document there.',
  });
}

/** Labels the type brought go with it; those that a person, a rule or the source placed stay. */
async function exchangeTypeLabels(act: Act, document: LoadedDocument, wanted: readonly LabelName[]): Promise<void> {
  await act.tx
    .updateTable('documents.label')
    .set({ lifted_at: act.now, lifted_by: act.actor.id, lift_reason: 'The document type was corrected.' })
    .where('patient_id', '=', document.patientId)
    .where('document_id', '=', document.documentId)
    .where('basis', '=', 'type')
    .where('lifted_at', 'is', null)
    .$if(wanted.length > 0, (query) => query.where('class', 'not in', [...wanted]))
    .execute();
  const standing = await act.tx
    .selectFrom('documents.label')
    .select('class')
    .where('patient_id', '=', document.patientId)
    .where('document_id', '=', document.documentId)
    .where('lifted_at', 'is', null)
    .execute();
  const missing = wanted.filter((name) => !standing.some((row) => row.class === name));
  for (const name of missing)
    await act.tx
      .insertInto('documents.label')
      .values({
        patient_id: document.patientId,
        id: newId(),
        facility_id: document.facilityId,
        labels: document.labels,
        document_id: document.documentId,
        class: name,
        bit: maskOf([name]),
        basis: 'type',
        recorded_at: act.now,
        recorded_by: act.actor.id,
      })
      .execute();
  await applyLabels(act, document);
}
