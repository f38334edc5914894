import { sql } from 'kysely';
import type { Act } from '../../../../platform/act.ts';
import { LOOK_ALGORITHM } from './derive-sameness.ts';

export interface PageContent {
  readonly patientId: string;
  readonly documentId: string;
  readonly address: string;
  readonly page: number;
}

/** Two pages whose looks are near, with what they are made of. */
export interface ContentPair {
  readonly page: PageContent;
  readonly like: PageContent;
}

export interface ComparedPair extends ContentPair {
  readonly same: boolean;
}

export const keyOfPair = ({ page, like }: ContentPair): string =>
  [page.documentId, page.address, page.page, like.address, like.page].join(' ');

/** Which of these were compared before, in the way of today, and whether they are the same. */
export async function findCompared(act: Act, pairs: readonly ContentPair[]): Promise<ReadonlyMap<string, boolean>> {
  if (pairs.length === 0) return new Map();
  const { rows } = await sql<{ key: string; same: boolean }>`
    SELECT w.key, c.same
    FROM unnest(${pairs.map(keyOfPair)}::text[], ${pairs.map(({ page }) => page.patientId)}::uuid[],
      ${pairs.map(({ page }) => page.documentId)}::uuid[], ${pairs.map(({ page }) => page.address)}::text[],
      ${pairs.map(({ page }) => page.page)}::integer[], ${pairs.map(({ like }) => like.address)}::text[],
      ${pairs.map(({ like }) => like.page)}::integer[])
      AS w (key, patient_id, document_id, address, page, like_address, like_page)
    JOIN release.look_compared c USING (patient_id, document_id, address, page, like_address, like_page)
    WHERE c.algorithm = ${LOOK_ALGORITHM}`.execute(act.tx);
  return new Map(rows.map(({ key, same }) => [key, same]));
}

/** As with looks, of a document whose destruction is written nothing is kept any more. */
export async function writeCompared(act: Act, pairs: readonly ComparedPair[]): Promise<void> {
  if (pairs.length === 0) return;
  await sql`
    INSERT INTO release.look_compared (patient_id, document_id, address, page, like_patient_id, like_document_id, like_address,
      like_page, facility_id, labels, algorithm, same, recorded_at)
    SELECT d.patient_id, d.id, x.address, x.page, l.patient_id, l.id, x.like_address, x.like_page, d.facility_id, d.labels,
      ${LOOK_ALGORITHM}::integer, x.same, ${act.now}
    FROM unnest(${pairs.map(({ page }) => page.patientId)}::uuid[], ${pairs.map(({ page }) => page.documentId)}::uuid[],
      ${pairs.map(({ page }) => page.address)}::text[], ${pairs.map(({ page }) => page.page)}::integer[],
      ${pairs.map(({ like }) => like.patientId)}::uuid[], ${pairs.map(({ like }) => like.documentId)}::uuid[],
      ${pairs.map(({ like }) => like.address)}::text[], ${pairs.map(({ like }) => like.page)}::integer[],
      ${pairs.map(({ same }) => same)}::boolean[])
      AS x (patient_id, document_id, address, page, like_patient_id, like_document_id, like_address, like_page, same)
    JOIN documents.document d ON d.patient_id = x.patient_id AND d.id = x.document_id
    JOIN documents.document l ON l.patient_id = x.like_patient_id AND l.id = x.like_document_id
    WHERE NOT EXISTS (SELECT FROM documents.destruction n WHERE n.patient_id = d.patient_id AND n.unit_id = d.unit_id
      OR n.patient_id = l.patient_id AND n.unit_id = l.unit_id)
    ON CONFLICT (patient_id, document_id, address, page, like_address, like_page)
    DO UPDATE SET algorithm = excluded.algorithm, same = excluded.same, recorded_at = excluded.recorded_at`.execute(
    act.tx,
  );
}
