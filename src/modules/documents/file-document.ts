import type { Act } from '../../platform/act.ts';
import { newId } from '../../platform/ids.ts';
import { type LabelName, maskOf } from '../access/index.ts';
import { findType } from './catalogue.ts';
import { DESTINATIONS, type DocumentType } from './catalogue/document-type.ts';
import type { Author, NewLabel, NewPage, NewRendition, NewSignature, ReceivedVia } from './document.ts';
import { findChartHome } from './find-home.ts';
import { raiseLate } from './late/raise-late.ts';
import { openUnit } from './open-unit.ts';
import type { OutsideOrigin } from './outside/origin.ts';
import { writeOutsideOrigin } from './outside/write-outside-origin.ts';
import { problems } from './problems.ts';
import { writeLabels } from './write-labels.ts';
import { type SaidStatus } from './write-version-status.ts';
import { writeSignatures } from './write-signatures.ts';
import { type DocumentHome, writeVersion } from './write-version.ts';

export interface FileDocument {
  /** Given by a feed that assigned it before; a new one otherwise. */
  readonly id?: string;
  /** Any registration of the person; the document joins the one that findChartHome says. */
  readonly patientId: string;
  readonly encounterId?: string;
  /** Custodian's facility where there is no encounter; else the patient's. */
  readonly facilityId?: string;
  readonly typeCode: string;
  /** The date the document carries, `YYYY-MM-DD`. */
  readonly date?: string;
  readonly title?: string;
  readonly author?: Author;
  /** From `services.keyring.newSlot()`; every blob below was put under it before the transaction. */
  readonly keySlot: string;
  readonly pages: readonly NewPage[];
  /** Of the whole document: the original as it came, a searchable copy. */
  readonly renditions: readonly NewRendition[];
  readonly receivedVia: ReceivedVia;
  /** Feed, scanner or `desk`, and the number it has there. */
  readonly origin: string;
  readonly originId?: string;
  /** Beyond those of the type. */
  readonly labels?: readonly NewLabel[];
  readonly signatures?: readonly NewSignature[];
  readonly serviceFrom?: string;
  readonly serviceTo?: string;
  /** Preliminary, final, corrected or amended, where that came with it. */
  readonly said?: SaidStatus;
  /** Of an archive, or history that is loaded at the start: old by nature, so never late for its encounter. */
  readonly isHistory?: boolean;
  /** Another organisation made it: then it needs none of our signatures, and a person decides what is kept. */
  readonly outside?: OutsideOrigin;
}

export interface FiledDocument {
  readonly documentId: string;
  /** May differ from the one asked for: see findChartHome. */
  readonly patientId: string;
  readonly unitId: string;
  readonly versionId: string;
}

/**
 * Files a document: one unit, one document, its first version. The caller audits by being an act; intake, FHIR, HL7 and
 * the demonstration all come through here.
 * @throws documents/type-unknown, documents/not-part-of-record, documents/patient-unknown, documents/encounter-unknown,
 *   documents/too-many-pages, documents/slot-in-use, documents/blob-of-other
 */
export async function fileDocument(act: Act, input: FileDocument): Promise<FiledDocument> {
  const type = mustBeFileable(input.typeCode);
  const chart = await findChartHome(act, input.patientId, input.encounterId, input.facilityId);
  const names = [...new Set<LabelName>([...type.sensitivity, ...(input.labels ?? []).map((label) => label.name)])];
  const labels = chart.patientLabels | maskOf(names);
  const documentId = input.id ?? newId();
  const home: DocumentHome = { ...chart, documentId, labels, keySlot: input.keySlot };

  const unitId = await openUnit(act, {
    patientId: chart.patientId,
    facilityId: chart.facilityId,
    labels,
    kind: 'document',
    series: type.series,
    encounterId: input.encounterId ?? null,
    serviceFrom: input.serviceFrom ?? input.date ?? null,
    serviceTo: input.serviceTo ?? input.serviceFrom ?? input.date ?? null,
    closedOn: chart.today,
    keySlot: input.keySlot,
  });
  await act.tx
    .insertInto('documents.document')
    .values({
      patient_id: chart.patientId,
      id: documentId,
      facility_id: chart.facilityId,
      labels,
      unit_id: unitId,
      encounter_id: input.encounterId ?? null,
      type_code: type.code,
      dated_on: input.date ?? null,
      title: input.title ?? null,
      author_name: input.author?.name ?? null,
      author_practitioner_id: input.author?.practitionerId ?? null,
      received_via: input.receivedVia,
      origin: input.origin,
      origin_id: input.originId ?? null,
      recorded_at: act.now,
      recorded_by: act.actor.id,
    })
    .execute();
  const { versionId, pagesNotWhollySearchable } = await writeVersion(act, home, { number: 1, ...input });
  await writeLabels(act, home, type.sensitivity, input.labels ?? []);
  await writeSignatures(act, home, versionId, input.signatures ?? []);
  if (input.outside !== undefined) await writeOutsideOrigin(act, home, input.outside);

  act.note({
    patientIds: [chart.patientId],
    subjectIds: [documentId],
    count: 1,
    detail: {
      type: type.code,
      pages: input.pages.length,
      receivedVia: input.receivedVia,
      ...(input.outside === undefined ? {} : { outside: true }),
      ...(pagesNotWhollySearchable === 0 ? {} : { pagesNotWhollySearchable }),
    },
  });
  act.emit('documents.filed', {
    patientId: chart.patientId,
    documentId,
    unitId,
    versionId,
    encounterId: input.encounterId ?? null,
    typeCode: type.code,
    receivedVia: input.receivedVia,
  });
  if (input.isHistory !== true)
    await raiseLate(act, {
      ...home,
      versionId,
      encounterId: input.encounterId ?? null,
      typeCode: type.code,
      what: 'document',
    });
  return { documentId, patientId: chart.patientId, unitId, versionId };
}

export function mustBeFileable(code: string): DocumentType {
  const type = findType(code);
  if (type === undefined)
    throw problems.typeUnknown({
      detail: 'Nothing was filed. Choose the document type from the list.',
      at: 'typeCode',
    });
  if (type.notPartOfRecord === undefined) return type;
  throw problems.notPartOfRecord({
    detail: `Nothing was filed. ${type.name} does not belong in a chart: send the pages to ${DESTINATIONS[type.notPartOfRecord]}.`,
    at: 'typeCode',
  });
}
