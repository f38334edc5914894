import { sql } from 'kysely';
import type { Act } from '../../platform/act.ts';
import { type NamedPatient, nameOfPatients } from '../patients/index.ts';
import { MAX_HITS, showHits, understandWords, type WordsFound } from './search-words.ts';

export interface SearchEverywhere {
  readonly text: string;
  readonly typeCodes?: readonly string[];
  readonly from?: string;
  readonly to?: string;
}

export interface WordsFoundEverywhere extends WordsFound {
  /** Whose records the hits are in. */
  readonly patients: readonly NamedPatient[];
}

/**
 * Full text across records, trimmed to what the actor may see. The owner's function finds ids under the scope in force
 * with the text index; what is shown is joined back under row-level security.
 * @throws documents/nothing-to-search
 */
export async function searchEverywhere(act: Act, asked: SearchEverywhere): Promise<WordsFoundEverywhere> {
  const stems = await understandWords(act, asked.text);
  const types = asked.typeCodes === undefined ? null : [...asked.typeCodes];
  const found = sql`
    SELECT patient_id, words_id, rank
    FROM documents.search_everywhere(${asked.text}, ${types}::text[], ${asked.from ?? null}::date, ${asked.to ?? null}::date, ${2 * MAX_HITS})`;
  const shown = await showHits(act, found, stems);
  const patientIds = [...new Set(shown.hits.map((hit) => hit.patientId))];
  act.note({ patientIds, count: shown.hits.length });
  const patients = await nameOfPatients(act, patientIds);
  return { ...shown, stems, patients: [...patients.values()] };
}
