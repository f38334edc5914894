import type { Act } from '../../platform/act.ts';
import { listFacilities } from '../directory/index.ts';
import { type DocumentSummary, listDocuments, SECTIONS } from '../documents/index.ts';
import { memberIds } from '../patients/index.ts';
import type { DocumentFacts } from './decide-release.ts';
import { problems } from './problems.ts';

/** A chart is assembled in this order. */
const SECTION_ORDER = Object.keys(SECTIONS);

export interface GatheredDocument {
  readonly summary: DocumentSummary;
  /** As far as the record of the document itself says it; decide-record.ts adds what hangs on the person and the request. */
  readonly facts: Omit<DocumentFacts, 'restriction' | 'minorAge'>;
}

/**
 * Every document of the person that the actor may see, as the facts that decideRelease asks for, in the order of a chart:
 * by section, then by date.
 * @throws release/record-too-large
 */
export async function gatherDocuments(
  act: Act,
  patientId: string,
  documentIds?: readonly string[],
): Promise<GatheredDocument[]> {
  const { documents, more } = await listDocuments(act, {
    patientId,
    ...(documentIds === undefined ? {} : { documentIds }),
  });
  if (more)
    throw problems.recordTooLarge({
      detail: 'Nothing was saved. Ask the administrator: this record must be released in several requests by dates.',
    });
  const { ids: members } = await memberIds(act, patientId);
  const facilities = new Map((await listFacilities(act)).map((each) => [each.id, each.legalEntityId]));
  const dates = await datesOf(act, members);
  const linked = await linksOf(act, members);
  return documents.toSorted(inChartOrder).map((summary) => ({
    summary,
    facts: {
      documentId: summary.id,
      legalEntityId: facilities.get(summary.facilityId) ?? '',
      typeCode: summary.typeCode,
      ...(dates.get(summary.unitId) ?? { serviceFrom: summary.date, serviceTo: summary.date }),
      inDesignatedRecordSet: summary.inDesignatedRecordSet,
      inLegalHealthRecord: summary.inLegalHealthRecord,
      labels: summary.labels,
      authentication: authenticationOf(summary),
      superseded: linked.replaced.has(summary.id),
      enteredInError: summary.enteredInError !== null,
      recordKind: recordKindOf(summary),
      appendsTo: linked.appendsTo.get(summary.id) ?? null,
    },
  }));
}

function inChartOrder(a: DocumentSummary, b: DocumentSummary): number {
  return (
    SECTION_ORDER.indexOf(a.section) - SECTION_ORDER.indexOf(b.section) ||
    (a.date ?? '').localeCompare(b.date ?? '') ||
    a.id.localeCompare(b.id)
  );
}

async function datesOf(act: Act, members: readonly string[]) {
  const rows = await act.tx
    .selectFrom('documents.unit')
    .select(['id', 'service_from', 'service_to'])
    .where('patient_id', 'in', [...members])
    .where('kind', '=', 'document')
    .where('service_from', 'is not', null)
    .execute();
  return new Map(rows.map((row) => [row.id, { serviceFrom: row.service_from, serviceTo: row.service_to }]));
}

async function linksOf(act: Act, members: readonly string[]) {
  const rows = await act.tx
    .selectFrom('documents.link')
    .select(['document_id', 'kind', 'other_document_id'])
    .where('patient_id', 'in', [...members])
    .where('kind', 'in', ['replaced-by', 'appends'])
    .execute();
  const of = (wanted: string) => rows.filter(({ kind }) => kind === wanted);
  return {
    replaced: new Set(of('replaced-by').map((row) => row.document_id)),
    appendsTo: new Map(of('appends').map((row) => [row.document_id, row.other_document_id])),
  };
}

/** Half signed and changed since signed are not authenticated: nobody has answered for what stands there now. */
function authenticationOf(summary: DocumentSummary): DocumentFacts['authentication'] {
  const { state } = summary.authentication;
  // Whoever signed a preliminary report answers for no more than that.
  if (summary.versionStatus === 'preliminary') return 'preliminary';
  switch (state) {
    case 'not-required':
      return 'not-needed';
    case 'authenticated':
      return 'authenticated';
    case 'unsigned':
    case 'partly-signed':
    case 'changed-since-signed':
      return 'unsigned';
  }
}

/** What the law calls it, by its type and labels. */
export function recordKindOf({
  typeCode,
  labels,
}: Pick<DocumentSummary, 'typeCode' | 'labels'>): DocumentFacts['recordKind'] {
  if (typeCode === 'sud-counseling-notes') return 'sud-counseling-notes';
  if (labels.includes('psychotherapy-notes')) return 'psychotherapy-notes';
  return labels.includes('substance-use-part2') ? 'sud-record' : 'medical-record';
}
