import { parseQuery, type PersonQuery, queryKeys, score, type ScoreReason } from '../../../packages/linkage/index.ts';
import type { Act } from '../../platform/act.ts';
import { type Candidate, findCandidates } from './find-candidates.ts';
import { problems } from './problems.ts';

/** Candidates that go on to be compared word by word: at least this many, and always some more than are shown. */
const CANDIDATES = 60;
const SPARE = 20;
const SHOWN = 25;
const LEAST_SCORE = 0.3;

export type FoundPatient = Candidate['found'] & {
  /** Set when another registration of the same person was the one that matched. */
  readonly matchedAs: string | null;
  readonly score: number;
  readonly reasons: readonly ScoreReason[];
};

/**
 * Finds people by any mix of name parts, sounds, misspellings, birth date, MRN, phone, address: index ranges on narrow
 * keys first (under row-level security), then every candidate is compared with the words and says why it is shown.
 * @throws patients/nothing-asked
 */
export async function searchPatients(
  act: Act,
  query: PersonQuery,
  options: { order: 'mdy' | 'dmy'; limit?: number },
): Promise<{ patients: FoundPatient[]; more: boolean }> {
  const parsed = parseQuery(query, { today: act.now.toISOString().slice(0, 10), order: options.order });
  const keys = queryKeys(parsed);
  if (keys.length === 0)
    throw problems.nothingAsked({ detail: 'Type part of a name, a birth date, a record number or a phone number.' });
  const limit = options.limit ?? SHOWN;
  const people = await findCandidates(act, keys, Math.max(CANDIDATES, limit + SPARE));
  const best = new Map<string, FoundPatient>();
  for (const person of people) {
    const { score: value, reasons } = score(person.person, parsed);
    if (value < LEAST_SCORE) continue;
    const known = best.get(person.survivorId);
    if (known === undefined || known.score < value)
      best.set(person.survivorId, {
        ...person.found,
        id: person.survivorId,
        matchedAs: person.survivorId === person.found.id ? null : person.found.id,
        score: value,
        reasons,
      });
  }
  const ranked = [...best.values()].sort(
    (a, b) => b.score - a.score || a.name.localeCompare(b.name) || a.id.localeCompare(b.id),
  );
  const shown = ranked.slice(0, limit);
  act.note({ count: shown.length, patientIds: shown.map((patient) => patient.id) });
  return { patients: shown, more: ranked.length > limit };
}
