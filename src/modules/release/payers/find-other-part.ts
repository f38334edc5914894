import { sql } from 'kysely';
import type { Act } from '../../../platform/act.ts';
import type { GatheredDocument } from '../gather-documents.ts';
import { derivePartQueries } from './derive-other-part.ts';

/**
 * The documents whose words, as they are searched by, or title speak clearly of another part of the body than the claim: of another
 * one and of this one nowhere, or of the other side. One query for a record; a document whose words were not read yet tells nothing.
 */
export async function findOtherPart(
  act: Act,
  gathered: readonly GatheredDocument[],
  bodyPart: string,
): Promise<ReadonlySet<string>> {
  const queries = derivePartQueries(bodyPart);
  if (queries === undefined || gathered.length === 0) return new Set();
  const versions = gathered.map(({ summary }) => summary.currentVersionId);
  const patients = [...new Set(gathered.map(({ summary }) => summary.patientId))];
  const titles = gathered.map(({ summary }) => summary.title ?? '');
  const side = queries.otherSide ?? '';
  const { rows } = await sql<{ version_id: string; same: boolean; other: boolean; side: boolean }>`
    SELECT t.version_id, bool_or(t.vector @@ to_tsquery('pg_catalog.english', ${queries.same})) AS same,
      bool_or(t.vector @@ to_tsquery('pg_catalog.english', ${queries.other})) AS other,
      ${side !== ''} AND bool_or(t.vector @@ to_tsquery('pg_catalog.english', ${side})) AS side
    FROM (
      SELECT version_id, vector FROM documents.words
      WHERE patient_id = ANY(${patients}::uuid[]) AND version_id = ANY(${versions}::uuid[])
      UNION ALL
      SELECT version_id, to_tsvector('pg_catalog.english', title)
      FROM unnest(${versions}::uuid[], ${titles}::text[]) AS named (version_id, title)
    ) AS t
    GROUP BY t.version_id`.execute(act.tx);
  const other = new Set(rows.filter((row) => row.side || (row.other && !row.same)).map((row) => row.version_id));
  return new Set(gathered.flatMap(({ summary }) => (other.has(summary.currentVersionId) ? [summary.id] : [])));
}
