import type { Act } from '../../platform/act.ts';
import type { BlobRef } from '../../platform/blobs/index.ts';
import type { RenditionKind } from './document.ts';

export interface Rendition {
  readonly patientId: string;
  readonly documentId: string;
  readonly versionId: string;
  readonly id: string;
  readonly kind: RenditionKind;
  /** None where it is of the whole version. */
  readonly pageNumber: number | null;
  readonly mediaType: string;
  readonly fileName: string | null;
  /** Open it outside the transaction: `services.blobs.open(rendition.blob)`. */
  readonly blob: BlobRef;
}

export interface FindRenditions {
  /** The registration the document was filed under. */
  readonly patientId: string;
  readonly documentIds: readonly string[];
  readonly kinds?: readonly RenditionKind[];
  /** Else the current version of each. */
  readonly versionId?: string;
  /** All versions instead. */
  readonly everyVersion?: boolean;
  readonly pageNumber?: number;
}

/** Five forms of each page of the longest document. */
const MAX_RENDITIONS = 30_000;

/**
 * Where the content of documents lies, in page order. Only what the actor may see; the bytes are opened after the
 * transaction. Amendments are of the document, not of a page, and come with the kind `amendment`.
 */
export async function findRenditions(act: Act, asked: FindRenditions): Promise<Rendition[]> {
  if (asked.documentIds.length === 0) return [];
  const rows = await act.tx
    .selectFrom('documents.version as v')
    .innerJoin('documents.rendition as r', (join) =>
      join.onRef('r.patient_id', '=', 'v.patient_id').onRef('r.version_id', '=', 'v.id'),
    )
    .leftJoin('documents.page as p', (join) =>
      join.onRef('p.patient_id', '=', 'r.patient_id').onRef('p.id', '=', 'r.page_id'),
    )
    .innerJoin('platform.blob as b', 'b.address', 'r.blob_address')
    .select([
      'v.document_id',
      'v.id as version_id',
      'r.id',
      'r.kind',
      'p.number',
      'r.media_type',
      'r.file_name',
      'b.address',
      'b.slot',
      'b.bytes',
      'b.frames',
      'b.digest',
    ])
    .where('v.patient_id', '=', asked.patientId)
    .where('v.document_id', 'in', [...asked.documentIds])
    .$if(asked.kinds !== undefined, (query) => query.where('r.kind', 'in', [...(asked.kinds ?? [])]))
    .$if(asked.pageNumber !== undefined, (query) => query.where('p.number', '=', asked.pageNumber ?? 0))
    .$if(asked.versionId !== undefined, (query) => query.where('v.id', '=', asked.versionId ?? ''))
    .$if(asked.versionId === undefined && asked.everyVersion !== true, (query) =>
      query.where((eb) =>
        eb.or([
          eb('r.kind', '=', 'amendment'),
          eb(
            'v.number',
            '=',
            eb
              .selectFrom('documents.version as newest')
              .select((inner) => inner.fn.max('newest.number').as('number'))
              .whereRef('newest.patient_id', '=', 'v.patient_id')
              .whereRef('newest.document_id', '=', 'v.document_id'),
          ),
        ]),
      ),
    )
    .orderBy('v.document_id')
    .orderBy('p.number', (order) => order.asc().nullsFirst())
    .orderBy('r.id')
    .limit(MAX_RENDITIONS)
    .execute();
  return rows.map((row) => ({
    patientId: asked.patientId,
    documentId: row.document_id,
    versionId: row.version_id,
    id: row.id,
    // The column's check names exactly the kinds of the type.
    kind: row.kind as RenditionKind,
    pageNumber: row.number,
    mediaType: row.media_type,
    fileName: row.file_name,
    blob: { address: row.address, slot: row.slot, bytes: Number(row.bytes), frames: row.frames, digest: row.digest },
  }));
}
