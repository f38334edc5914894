import { sql } from 'kysely';
import type { Act } from '../../../platform/act.ts';
import { isObject, type Json, type JsonObject } from '../read-json.ts';
import { type Stored, storeResources } from '../store.ts';
import { parseFiled } from './derive-attachments.ts';
import { tagFiled } from './derive-served.ts';

/** A Binary of a transaction that is content of a document which the same transaction changes. */
export interface TakenUp {
  /** Given to the Binary. */
  readonly id: string;
  readonly binary: JsonObject & { resourceType: string };
  /** Id of the DocumentReference, and which of its contents it is. */
  readonly documentId: string;
  readonly n: number;
}

/** Address of each content of a document, in their order. */
export function urlsOf(resource: JsonObject): (string | undefined)[] {
  return (Array.isArray(resource.content) ? resource.content : []).map((each) =>
    isObject(each) && isObject(each.attachment) && typeof each.attachment.url === 'string'
      ? each.attachment.url
      : undefined,
  );
}

/** The document as if its content had come in it: the Binary belongs to nobody yet, and has its owner by being filed in it. */
export function withContents<T extends JsonObject>(resource: T, taken: readonly TakenUp[]): T {
  if (taken.length === 0 || !Array.isArray(resource.content)) return resource;
  const content = resource.content.map((each, index): Json => {
    const binary = taken.find(({ n }) => n === index)?.binary;
    if (binary === undefined || !isObject(each) || !isObject(each.attachment)) return each;
    const { url: _url, ...said } = each.attachment;
    return {
      ...each,
      attachment: { contentType: binary.contentType ?? null, ...said, data: binary.data ?? null },
    };
  });
  return { ...resource, content };
}

/**
 * Stores the Binary after its document: where the record has the content now, the Binary only says so and is served from
 * there; where the document was kept as it is, it stays a resource, seen by whoever may see the document's.
 */
export async function storeTakenUp(act: Act, { id, binary, documentId, n }: TakenUp): Promise<Stored> {
  const {
    rows: [document],
  } = await sql<{ patient_id: string; facility_id: string; labels: string; content: string }>`
    SELECT patient_id, facility_id, labels, content FROM fhir.resource
    WHERE type = 'DocumentReference' AND id = ${documentId}::uuid`.execute(act.tx);
  if (document === undefined) throw new Error('A document that was just changed is not there.');
  const filed = urlsOf(JSON.parse(document.content) as JsonObject)[n]; // we wrote it
  const [stored] = await storeResources(
    act,
    [
      {
        patientId: document.patient_id,
        type: 'Binary',
        id,
        facilityId: document.facility_id,
        labels: BigInt(document.labels),
        content:
          filed !== undefined && parseFiled(filed.replace(/^Binary\//, '')) !== undefined
            ? tagFiled(binary, filed)
            : binary,
        said: binary,
      },
    ],
    'fhir',
    { fresh: true },
  );
  return stored as Stored; // of one resource, one
}
