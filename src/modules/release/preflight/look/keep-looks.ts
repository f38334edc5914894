import { sql } from 'kysely';
import type { Act } from '../../../../platform/act.ts';
import type { BlobRef } from '../../../../platform/blobs/index.ts';
import { type Keyring, seal, unseal } from '../../../../platform/keys/index.ts';
import type { DocumentToRead } from '../plan-preflight.ts';
import { LOOK_ALGORITHM } from './derive-sameness.ts';

/** How a page looks, as it is kept: under the key of the content it was taken from, and gone with it. */
export interface KeptLook {
  readonly patientId: string;
  readonly documentId: string;
  /** Of the content: `contentOf`. */
  readonly address: string;
  readonly page: number;
  readonly sealed: Buffer;
}

/** By document and content of the page. */
export type KeptLooks = ReadonlyMap<string, KeptLook>;

export const keyOfLook = (documentId: string, address: string, page: number): string =>
  `${documentId} ${address} ${page}`;

/** Looks of these documents that an earlier going over took in the way of today. */
export async function findKeptLooks(act: Act, documents: readonly DocumentToRead[]): Promise<KeptLooks> {
  if (documents.length === 0) return new Map();
  const rows = await act.tx
    .selectFrom('release.page_look')
    .select(['patient_id', 'document_id', 'address', 'page', 'sealed'])
    .where('patient_id', 'in', [...new Set(documents.map(({ scoped }) => scoped.patientId))])
    .where(
      'document_id',
      'in',
      documents.map(({ scoped }) => scoped.documentId),
    )
    .where('algorithm', '=', LOOK_ALGORITHM)
    .execute();
  return new Map(
    rows.map((row) => [
      keyOfLook(row.document_id, row.address, row.page),
      {
        ...{ patientId: row.patient_id, documentId: row.document_id },
        ...{ address: row.address, page: row.page, sealed: row.sealed },
      },
    ]),
  );
}

/** Labels and facility are those of the document; of one whose destruction is written nothing is kept any more. */
export async function writeLooks(act: Act, looks: readonly KeptLook[]): Promise<void> {
  if (looks.length === 0) return;
  await sql`
    INSERT INTO release.page_look (patient_id, document_id, address, page, facility_id, labels, algorithm, sealed, recorded_at)
    SELECT d.patient_id, d.id, x.address, x.page, d.facility_id, d.labels, ${LOOK_ALGORITHM}::integer, x.sealed, ${act.now}
    FROM unnest(${looks.map((look) => look.patientId)}::uuid[], ${looks.map((look) => look.documentId)}::uuid[],
      ${looks.map((look) => look.address)}::text[], ${looks.map((look) => look.page)}::integer[],
      ${looks.map((look) => look.sealed)}::bytea[]) AS x (patient_id, document_id, address, page, sealed)
    JOIN documents.document d ON d.patient_id = x.patient_id AND d.id = x.document_id
    WHERE NOT EXISTS (SELECT FROM documents.destruction n WHERE n.patient_id = d.patient_id AND n.unit_id = d.unit_id)
    ON CONFLICT (patient_id, document_id, address, page)
    DO UPDATE SET algorithm = excluded.algorithm, sealed = excluded.sealed, recorded_at = excluded.recorded_at`.execute(
    act.tx,
  );
}

/** Undefined: its key was destroyed meanwhile, and nothing is kept of it. */
export function sealLook(
  keyring: Keyring,
  { blob, look }: { readonly blob: BlobRef; readonly look: bigint | undefined },
  of: Omit<KeptLook, 'sealed' | 'address'>,
): KeptLook | undefined {
  if (keyring.slotState(blob.slot) !== 'live') return undefined;
  const { address } = blob;
  const bound = keyOfLook(of.documentId, address, of.page);
  return { ...of, address, sealed: seal(keyring.unitKey(blob.slot), look === undefined ? '' : String(look), bound) };
}

/** The look, and `undefined` where nothing is seen on the page. None where it cannot be opened any more: it is taken anew. */
export function openLook(
  keyring: Keyring,
  blob: BlobRef,
  kept: KeptLook,
): { readonly look: bigint | undefined } | undefined {
  if (keyring.slotState(blob.slot) !== 'live') return undefined;
  const text = unseal(keyring.unitKey(blob.slot), kept.sealed, keyOfLook(kept.documentId, kept.address, kept.page));
  return { look: text === '' ? undefined : BigInt(text) };
}
