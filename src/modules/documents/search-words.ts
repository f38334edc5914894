import { type RawBuilder, sql } from 'kysely';
import type { Act } from '../../platform/act.ts';
import type { BlobRef } from '../../platform/blobs/index.ts';
import { problems } from './problems.ts';

export interface WordsHit {
  readonly patientId: string;
  readonly documentId: string;
  readonly versionId: string;
  readonly typeCode: string;
  readonly title: string | null;
  readonly date: string | null;
  readonly inError: boolean;
  /** The organisation that made it, where that was another one. */
  readonly madeBy: string | null;
  /** Pages on which the words stand, those with most of them first; 0 is an amendment. */
  readonly pages: readonly number[];
  /** Text of the first of them, to be opened after the transaction; none where the page has no text of its own. */
  readonly text: BlobRef | null;
}

export interface WordsFound {
  readonly hits: readonly WordsHit[];
  /** What was searched for, as stems: for highlights. */
  readonly stems: readonly string[];
  readonly more: boolean;
}

export const MAX_HITS = 100;

/**
 * The words asked for, understood as people type them: all must occur, "in quotes" as a phrase, OR, -without.
 * @throws documents/nothing-to-search where nothing is left but words like "the"
 */
export async function understandWords(act: Act, asked: string): Promise<string[]> {
  const { rows } = await sql<{ stems: string[]; nodes: number }>`
    SELECT documents.lexemes(${asked}) AS stems, numnode(websearch_to_tsquery('pg_catalog.english', ${asked})) AS nodes`.execute(
    act.tx,
  );
  const { stems = [], nodes = 0 } = rows[0] ?? {};
  if (nodes === 0 || stems.length === 0)
    throw problems.nothingToSearch({
      detail: 'Type a word that says something: "the", "and" and words behind a minus alone find nothing.',
      at: 'text',
    });
  return stems;
}

interface Row {
  patient_id: string;
  document_id: string;
  version_id: string;
  type_code: string;
  title: string | null;
  dated_on: string | null;
  in_error: boolean;
  made_by: string | null;
  pages: number[];
  address: string | null;
  slot: string | null;
  bytes: string | null;
  frames: number | null;
  digest: string | null;
}

/**
 * Joins what a search found (`patient_id, words_id, rank`) back by id to the protected tables: row-level security speaks
 * once more, on every row that is shown. One hit a document, its best part.
 */
export async function showHits(
  act: Act,
  found: RawBuilder<unknown>,
  stems: string[],
): Promise<Omit<WordsFound, 'stems'>> {
  // Each LATERAL is one look-up by primary key for each of the few hits; a plain join is planned as a scan of the table.
  const { rows } = await sql<Row>`
    SELECT best.*, b.address, b.slot, b.bytes, b.frames, b.digest FROM (
      SELECT DISTINCT ON (f.patient_id, d.document_id) f.rank, f.patient_id, d.document_id, w.version_id, d.type_code, d.title,
        d.dated_on, error.in_error, origin.made_by, hit.pages
      FROM (${found}) AS f
      CROSS JOIN LATERAL (SELECT document_id, version_id, vector, page_numbers, page_starts FROM documents.words
        WHERE patient_id = f.patient_id AND id = f.words_id LIMIT 1) AS w
      CROSS JOIN LATERAL (SELECT id AS document_id, type_code, title, dated_on FROM documents.document
        WHERE patient_id = f.patient_id AND id = w.document_id LIMIT 1) AS d
      CROSS JOIN LATERAL (SELECT FROM patients.patient WHERE id = f.patient_id LIMIT 1) AS seen
      CROSS JOIN LATERAL (SELECT EXISTS (SELECT FROM documents.entered_in_error
        WHERE patient_id = f.patient_id AND document_id = w.document_id AND withdrawn_at IS NULL) AS in_error) AS error
      CROSS JOIN LATERAL (SELECT (SELECT organisation FROM documents.outside_origin
        WHERE patient_id = f.patient_id AND document_id = w.document_id AND withdrawn_at IS NULL) AS made_by) AS origin
      CROSS JOIN LATERAL (SELECT documents.pages_hit(w.vector, w.page_numbers, w.page_starts, ${stems}::text[]) AS pages) AS hit
      ORDER BY f.patient_id, d.document_id, f.rank DESC) AS best
    LEFT JOIN LATERAL (SELECT r.blob_address FROM documents.page g
      JOIN documents.rendition r ON r.patient_id = g.patient_id AND r.page_id = g.id AND r.kind = 'text'
      WHERE g.patient_id = best.patient_id AND g.version_id = best.version_id AND g.number = best.pages[1] LIMIT 1) AS t ON true
    LEFT JOIN LATERAL (SELECT * FROM platform.blob WHERE address = t.blob_address LIMIT 1) AS b ON true
    ORDER BY best.rank DESC, best.document_id DESC
    LIMIT ${MAX_HITS + 1}`.execute(act.tx);
  const hits = rows.slice(0, MAX_HITS).map((row) => ({
    patientId: row.patient_id,
    documentId: row.document_id,
    versionId: row.version_id,
    typeCode: row.type_code,
    title: row.title,
    date: row.dated_on,
    inError: row.in_error,
    madeBy: row.made_by,
    pages: row.pages,
    text: blobOf(row),
  }));
  return { hits, more: rows.length > MAX_HITS };
}

function blobOf({ address, slot, bytes, frames, digest }: Row): BlobRef | null {
  if (address === null || slot === null || bytes === null || frames === null || digest === null) return null;
  return { address, slot, bytes: Number(bytes), frames, digest };
}
