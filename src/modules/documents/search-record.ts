import { sql } from 'kysely';
import type { Act } from '../../platform/act.ts';
import { membersOf } from './find-home.ts';
import { MAX_HITS, showHits, understandWords, type WordsFound } from './search-words.ts';

/**
 * Full text of one record, members of merges and documents entered in error included (they are shown struck through).
 * The words of one record are few: they are found by the patient, and the text operator runs over those alone.
 * @throws documents/nothing-to-search
 */
export async function searchRecord(act: Act, asked: { patientId: string; text: string }): Promise<WordsFound> {
  const stems = await understandWords(act, asked.text);
  const members = await membersOf(act, asked.patientId);
  const found = sql`
    SELECT w.patient_id, w.id AS words_id, ts_rank_cd(w.vector, websearch_to_tsquery('pg_catalog.english', ${asked.text})) AS rank
    FROM documents.words w
    WHERE w.patient_id = ANY (${members}::uuid[]) AND w.vector @@ websearch_to_tsquery('pg_catalog.english', ${asked.text})
    ORDER BY rank DESC LIMIT ${2 * MAX_HITS}`;
  const shown = await showHits(act, found, stems);
  act.note({ patientIds: [asked.patientId], count: shown.hits.length });
  return { ...shown, stems };
}
