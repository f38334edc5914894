import { sql } from 'kysely';
import type { Act } from '../../../platform/act.ts';
import { isObject, type JsonObject } from '../read-json.ts';
import { patientIdOf } from '../references.ts';
import type { BundlePlan, TakeOptions } from '../take-bundle.ts';
import { queueProjection } from '../projected/queue-projection.ts';
import { deriveAttachments } from './derive-attachments.ts';
import { deriveDocumentFacts, type DocumentFacts } from './derive-document-facts.ts';
import { deriveServedBinary, deriveServedReference, withoutData } from './derive-served.ts';
import { type FiledReference, writeDocuments } from './write-documents.ts';

/** What the store must know of the documents of a bundle, by id of the resource. */
export interface FiledDocuments {
  /** What is stored instead of what came: the same without the content. */
  readonly contents: ReadonlyMap<string, JsonObject>;
  /** A document's own sensitivity: its resource must not be easier to see than itself. */
  readonly labels: ReadonlyMap<string, bigint>;
  readonly remarks: ReadonlyMap<string, string>;
}

/** Which DocumentReference of the bundle a Binary of the bundle is the content of, and so whose it is. */
export function ownersOfBinaries(
  resources: readonly (JsonObject & { resourceType: string })[],
): Map<string, { referenceId: string; patientId: string | undefined }> {
  const binaries = new Set(resources.filter((each) => each.resourceType === 'Binary').map((each) => each.id));
  const owners = new Map<string, { referenceId: string; patientId: string | undefined }>();
  if (binaries.size === 0) return owners;
  for (const resource of resources) {
    if (resource.resourceType !== 'DocumentReference' || typeof resource.id !== 'string') continue;
    for (const { source } of deriveAttachments(resource))
      if (source.kind === 'binary' && binaries.has(source.id) && !owners.has(source.id))
        owners.set(source.id, { referenceId: resource.id, patientId: patientIdOf(resource) });
  }
  return owners;
}

/** Files the documents of a planned bundle, and says what is to be stored of them. */
export async function fileDocuments(
  act: Act,
  { incoming, documents }: Pick<BundlePlan, 'incoming' | 'documents'>,
  options: Pick<TakeOptions, 'facilityId' | 'origin' | 'prepared'>,
): Promise<FiledDocuments> {
  const contents = new Map<string, JsonObject>();
  const remarks = new Map<string, string>();
  if (documents.byId.size === 0) return { contents, remarks, labels: new Map() };
  const filed = await writeDocuments(act, incoming, documents, {
    facilityId: options.facilityId,
    origin: act.actor.kind === 'machine' ? act.actor.name : options.origin,
    prepared: options.prepared ?? new Map(),
    was: await saidBefore(act, [...documents.byId.keys()]),
    newEncounters: new Set(
      incoming.filter(({ resource, known }) => resource.resourceType === 'Encounter' && !known).map(({ id }) => id),
    ),
  });
  const byId = new Map(incoming.map((each) => [each.id, each]));
  for (const [id, plan] of documents.byId) {
    const one = filed.get(id);
    const resource = byId.get(id)?.resource;
    if (plan.kind === 'kept' && plan.stands === true && resource !== undefined) {
      remarks.set(id, `Kept as a resource; the record was not changed. ${plan.reason}`);
      contents.set(id, withoutData(resource));
    } else if (plan.kind === 'kept')
      remarks.set(id, `Kept as a resource; it became no document of the record. ${plan.reason}`);
    if (one === undefined || resource === undefined) continue;
    const remark = remarkOn(plan.kind === 'kept' ? undefined : plan.facts, one);
    if (remark !== undefined) remarks.set(id, remark);
    const { documentId, number, prepared } = one;
    // What the desk had corrected in it is shown in what the source says now.
    if (plan.kind === 'of-standing') await queueProjection(act, 'DocumentReference', one.patientId, documentId);
    const served = { documentId, number, files: prepared.files };
    contents.set(id, deriveServedReference(resource, served));
    for (const [n, file] of prepared.files.entries()) {
      const binary = file.binaryId === undefined ? undefined : byId.get(file.binaryId);
      if (binary !== undefined && !contents.has(binary.id))
        contents.set(binary.id, deriveServedBinary(binary.resource, served, n));
    }
  }
  return { contents, remarks, labels: await labelsOfFiled(act, filed, byId) };
}

function remarkOn(facts: DocumentFacts | undefined, filed: FiledReference): string | undefined {
  const remarks = [
    ...(facts?.type.recognised === false
      ? ['Filed as a record of another provider: its type was not recognised.']
      : []),
    ...(filed.prepared.unread === undefined
      ? []
      : [`Filed as it came; its pages cannot be shown. ${filed.prepared.unread}`]),
  ];
  return remarks.length === 0 ? undefined : remarks.join(' ');
}

/**
 * What the source said last, to tell what it changes from what it repeats: what stands may be what the desk made of it.
 * A document of the desk is what it is served as.
 */
async function saidBefore(act: Act, ids: readonly string[]): Promise<Map<string, DocumentFacts>> {
  const { rows } = await sql<{ id: string; content: string }>`
    SELECT r.id, coalesce(CASE WHEN r.origin = 'desk' THEN (SELECT h.content FROM fhir.history h
        WHERE h.patient_id = r.patient_id AND h.type = r.type AND h.id = r.id AND h.origin IS DISTINCT FROM 'desk'
        ORDER BY h.version DESC LIMIT 1) END, r.content) AS content
    FROM fhir.resource r WHERE r.type = 'DocumentReference' AND r.id = ANY (${[...ids]}::uuid[])`.execute(act.tx);
  return new Map(
    rows.flatMap(({ id, content }) => {
      const said: unknown = JSON.parse(content);
      return isObject(said) ? [[id, deriveDocumentFacts(said)] as const] : [];
    }),
  );
}

async function labelsOfFiled(
  act: Act,
  filed: ReadonlyMap<string, FiledReference>,
  byId: ReadonlyMap<string, unknown>,
): Promise<Map<string, bigint>> {
  const found = new Map<string, bigint>();
  if (filed.size === 0) return found;
  const all = [...filed];
  const { rows } = await sql<{ id: string; labels: string }>`
    SELECT d.id, d.labels FROM unnest(${all.map(([, one]) => one.patientId)}::uuid[], ${all.map(([, one]) => one.documentId)}::uuid[]) AS w (patient_id, id)
    JOIN documents.document d ON d.patient_id = w.patient_id AND d.id = w.id`.execute(act.tx);
  const ofDocument = new Map(rows.map((row) => [row.id, BigInt(row.labels)]));
  for (const [id, one] of all) {
    const labels = ofDocument.get(one.documentId) ?? 0n;
    found.set(id, labels);
    for (const { binaryId } of one.prepared.files)
      if (binaryId !== undefined && byId.has(binaryId)) found.set(binaryId, labels);
  }
  return found;
}
