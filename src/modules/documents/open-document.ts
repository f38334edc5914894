import { sql } from 'kysely';
import type { Act } from '../../platform/act.ts';
import { deriveVersionStatuses, type VersionStatus } from './derive-version-status.ts';
import type { DocumentRef } from './document.ts';
import { type DocumentSummary, listDocuments } from './list-documents.ts';
import { loadDocument, noteDocument } from './load-document.ts';

export interface OpenedDocument {
  readonly summary: DocumentSummary;
  readonly versions: readonly {
    readonly id: string;
    readonly number: number;
    readonly pages: number;
    readonly reason: string | null;
    /** Preliminary, final, corrected, amended; null: nothing was said. */
    readonly status: VersionStatus | null;
    /** Its pages are out of the actor's sight. */
    readonly outOfSight: boolean;
    readonly at: Date;
    readonly by: string;
  }[];
  /** Of the current version; earlier ones are asked for by their version. */
  readonly pages: readonly {
    readonly number: number;
    readonly width: number | null;
    readonly height: number | null;
    readonly confidence: number | null;
    readonly kinds: readonly string[];
  }[];
  /** What may be downloaded, of every version. */
  readonly files: readonly {
    readonly renditionId: string;
    readonly versionId: string;
    readonly pageNumber: number | null;
    readonly kind: string;
    readonly mediaType: string;
    readonly fileName: string | null;
    readonly bytes: number;
  }[];
  readonly signatures: readonly {
    readonly role: string;
    readonly signer: string;
    readonly at: Date;
    readonly how: string;
    readonly versionId: string;
  }[];
  readonly amendments: readonly {
    readonly id: string;
    readonly kind: string;
    readonly author: string;
    readonly reason: string;
    readonly happenedAt: Date | null;
    readonly atRequestOf: string;
    readonly at: Date;
  }[];
  readonly labels: readonly {
    readonly name: string;
    readonly basis: string;
    readonly reason: string | null;
    readonly at: Date;
    readonly liftedAt: Date | null;
  }[];
  readonly changes: readonly {
    readonly before: unknown;
    readonly kind: string | null;
    readonly reason: string;
    readonly at: Date;
    readonly by: string;
  }[];
  /** Where the other document may not be seen, only that there is one. */
  readonly links: readonly {
    readonly kind: string;
    readonly other: { readonly patientId: string; readonly documentId: string } | null;
    readonly at: Date;
  }[];
}

const MAX_ROWS = 5_000;

/**
 * One document with all that was ever said and done about it. Reading the record is audited as such.
 * @throws documents/not-found, documents/destroyed
 */
export async function openDocument(act: Act, ref: DocumentRef): Promise<OpenedDocument> {
  const document = await loadDocument(act, ref, 'read');
  const [summary] = (await listDocuments(act, { patientId: ref.patientId, documentIds: [ref.documentId] })).documents;
  if (summary === undefined) throw new Error('A document that was just loaded is not in its record.');
  noteDocument(act, ref, { type: document.typeCode });
  return {
    summary,
    versions: await versionsOf(act, ref),
    pages: await pagesOf(act, ref, document.currentVersionId),
    files: await filesOf(act, ref),
    signatures: await signaturesOf(act, ref),
    amendments: await amendmentsOf(act, ref),
    labels: await labelsOf(act, ref),
    changes: await changesOf(act, ref),
    links: await linksOf(act, ref),
  };
}

async function versionsOf(act: Act, ref: DocumentRef) {
  const versions = await act.tx
    .selectFrom('documents.version as v')
    .select(['v.id', 'v.number', 'v.page_count as pages', 'v.reason', 'v.recorded_at as at', 'v.recorded_by as by'])
    .select(
      sql<boolean>`v.page_count > 0 AND NOT EXISTS (SELECT FROM documents.page p
        WHERE p.patient_id = v.patient_id AND p.version_id = v.id)`.as('outOfSight'),
    )
    .where('v.patient_id', '=', ref.patientId)
    .where('v.document_id', '=', ref.documentId)
    .orderBy('v.number')
    .limit(MAX_ROWS)
    .execute();
  const said = await act.tx
    .selectFrom('documents.version_status')
    .select(['version_id', 'status'])
    .where('patient_id', '=', ref.patientId)
    .where('document_id', '=', ref.documentId)
    .orderBy('recorded_at')
    .orderBy('id')
    .limit(MAX_ROWS)
    .execute();
  // CHECK version_status_is_known
  const newest = new Map(said.map((row) => [row.version_id, row.status as VersionStatus]));
  const statuses = deriveVersionStatuses(versions.map(({ id }) => newest.get(id) ?? null));
  return versions.map((version, at) => ({ ...version, status: statuses[at] ?? null })).reverse();
}

async function pagesOf(act: Act, ref: DocumentRef, versionId: string) {
  const rows = await act.tx
    .selectFrom('documents.page as p')
    .leftJoin('documents.rendition as r', (join) =>
      join.onRef('r.patient_id', '=', 'p.patient_id').onRef('r.page_id', '=', 'p.id'),
    )
    .select(['p.number', 'p.width', 'p.height', 'p.confidence'])
    .select((eb) => eb.fn.agg<(string | null)[]>('array_agg', ['r.kind']).as('kinds'))
    .where('p.patient_id', '=', ref.patientId)
    .where('p.version_id', '=', versionId)
    .groupBy(['p.number', 'p.width', 'p.height', 'p.confidence'])
    .orderBy('p.number')
    .limit(MAX_ROWS)
    .execute();
  return rows.map((row) => ({ ...row, kinds: row.kinds.filter((kind) => kind !== null) }));
}

async function filesOf(act: Act, ref: DocumentRef) {
  const rows = await act.tx
    .selectFrom('documents.rendition as r')
    .innerJoin('platform.blob as b', 'b.address', 'r.blob_address')
    .innerJoin('documents.version as v', (join) =>
      join.onRef('v.patient_id', '=', 'r.patient_id').onRef('v.id', '=', 'r.version_id'),
    )
    .leftJoin('documents.page as p', (join) =>
      join.onRef('p.patient_id', '=', 'r.patient_id').onRef('p.id', '=', 'r.page_id'),
    )
    .select([
      'r.id as renditionId',
      'r.version_id as versionId',
      'p.number as pageNumber',
      'r.kind',
      'r.media_type as mediaType',
      'r.file_name as fileName',
      'b.bytes',
    ])
    .where('v.patient_id', '=', ref.patientId)
    .where('v.document_id', '=', ref.documentId)
    .where('r.kind', 'in', ['original', 'searchable', 'redacted'])
    .orderBy('v.number', 'desc')
    .orderBy('r.id')
    .limit(MAX_ROWS)
    .execute();
  return rows.map((row) => ({ ...row, bytes: Number(row.bytes) }));
}

async function signaturesOf(act: Act, ref: DocumentRef) {
  return act.tx
    .selectFrom('documents.signature')
    .select(['role', 'signer_name as signer', 'signed_at as at', 'how', 'version_id as versionId'])
    .where('patient_id', '=', ref.patientId)
    .where('document_id', '=', ref.documentId)
    .orderBy('signed_at')
    .limit(MAX_ROWS)
    .execute();
}

async function amendmentsOf(act: Act, ref: DocumentRef) {
  return act.tx
    .selectFrom('documents.amendment')
    .select([
      'id',
      'kind',
      'author_name as author',
      'reason',
      'happened_at as happenedAt',
      'at_request_of as atRequestOf',
      'recorded_at as at',
    ])
    .where('patient_id', '=', ref.patientId)
    .where('document_id', '=', ref.documentId)
    .orderBy('recorded_at')
    .orderBy('id')
    .limit(MAX_ROWS)
    .execute();
}

async function labelsOf(act: Act, ref: DocumentRef) {
  return act.tx
    .selectFrom('documents.label')
    .select(['class as name', 'basis', 'reason', 'recorded_at as at', 'lifted_at as liftedAt'])
    .where('patient_id', '=', ref.patientId)
    .where('document_id', '=', ref.documentId)
    .orderBy('recorded_at')
    .limit(MAX_ROWS)
    .execute();
}

async function changesOf(act: Act, ref: DocumentRef) {
  return act.tx
    .selectFrom('documents.change')
    .select(['before', 'kind', 'reason', 'recorded_at as at', 'recorded_by as by'])
    .where('patient_id', '=', ref.patientId)
    .where('document_id', '=', ref.documentId)
    .orderBy('recorded_at')
    .limit(MAX_ROWS)
    .execute();
}

async function linksOf(act: Act, ref: DocumentRef) {
  const rows = await act.tx
    .selectFrom('documents.link as l')
    .leftJoin('documents.document as o', (join) =>
      join.onRef('o.patient_id', '=', 'l.other_patient_id').onRef('o.id', '=', 'l.other_document_id'),
    )
    .select(['l.kind', 'l.recorded_at as at', 'o.patient_id', 'o.id'])
    .where('l.patient_id', '=', ref.patientId)
    .where('l.document_id', '=', ref.documentId)
    .where(twinStillStruck)
    .limit(MAX_ROWS)
    .execute();
  return rows.map(({ kind, at, patient_id: patientId, id }) => ({
    kind,
    at,
    other: patientId === null || id === null ? null : { patientId, documentId: id },
  }));
}

/** The links of a duplicate were written in the act that struck it and hold as long as that striking does. */
const twinStillStruck = sql<boolean>`(l.kind NOT IN ('duplicate-of', 'has-duplicate') OR EXISTS (
  SELECT FROM documents.entered_in_error e
  WHERE (e.patient_id, e.document_id) = (
      CASE l.kind WHEN 'duplicate-of' THEN l.patient_id ELSE l.other_patient_id END,
      CASE l.kind WHEN 'duplicate-of' THEN l.document_id ELSE l.other_document_id END)
    AND e.recorded_at = l.recorded_at AND e.withdrawn_at IS NULL))`;
