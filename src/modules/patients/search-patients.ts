import { sql } from 'kysely';
import {
  parseQuery,
  type PersonQuery,
  queryKeys,
  type QueryKey,
  score,
  type ScoreReason,
} from '../../../packages/linkage/index.ts';
import type { Act } from '../../platform/act.ts';
import { together } from '../../platform/db/together.ts';
import { currentName, type NameFacts, printName } from './facts.ts';
import { problems } from './problems.ts';
import { nameOf } from './read-patient.ts';
import { personOf } from './search-keys.ts';

/** Rows taken from one key: a common name alone is not worth more, and other words of the query narrow it. */
const ROWS_PER_KEY = 300;
/** Candidates that go on to be compared word by word: at least this many, and always some more than are shown. */
const CANDIDATES = 60;
const SPARE = 20;
const SHOWN = 25;
const LEAST_SCORE = 0.3;

export interface FoundPatient {
  readonly id: string;
  readonly name: string;
  readonly otherNames: readonly string[];
  readonly birthDate: string | null;
  readonly sex: string;
  readonly mrns: readonly string[];
  readonly city: string | null;
  readonly deceased: boolean;
  readonly flags: readonly string[];
  /** Set when another registration of the same person was the one that matched. */
  readonly matchedAs: string | null;
  readonly score: number;
  readonly reasons: readonly ScoreReason[];
}

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
  const people = await candidates(act, keys, Math.max(CANDIDATES, limit + SPARE));
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

/** An exact key is the narrowest range, so that one plan serves both. */
function upperBound(key: QueryKey): string {
  return key.match === 'prefix' ? `${key.key}\u{10ffff}` : `${key.key}\u0001`;
}

interface Candidate {
  readonly survivorId: string;
  readonly person: Parameters<typeof score>[0];
  readonly found: Omit<FoundPatient, 'score' | 'reasons' | 'matchedAs'>;
}

interface CandidateRow {
  id: string;
  survivor_id: string;
  birth_date: string | null;
  birth_date_precision: 'day' | 'month' | 'year';
  sex: 'male' | 'female' | 'other' | 'unknown';
  names: Parameters<typeof nameOf>[0][] | null;
  identifiers: { value: string; kind: 'mrn' | 'other'; ours: boolean }[] | null;
  contacts:
    | {
        kind: 'phone' | 'address';
        value: string | null;
        lines: string[];
        city: string | null;
        postal_code: string | null;
      }[]
    | null;
  deceased: boolean;
  flags: string[] | null;
}

/**
 * Each key is one range of the primary key (kind, key, patient_id), at most ROWS_PER_KEY rows, read from the index alone;
 * the sum of each term's best key ranks. Then what the best of them are compared by: each subquery is a range of a primary
 * key that begins with the patient.
 */
async function candidates(act: Act, keys: readonly QueryKey[], most: number): Promise<Candidate[]> {
  const flat = keys.flatMap((each) => each.terms.map((term) => ({ ...each, term })));
  const [, { rows }] = await together([
    // Its plan does not depend on what is asked: planned anew each time it costs twice as much.
    sql`SELECT set_config('plan_cache_mode', 'force_generic_plan', true)`.execute(act.tx),
    sql<CandidateRow>`
    WITH wanted AS (
      SELECT * FROM unnest(
        ${flat.map((each) => each.kind)}::text[], ${flat.map((each) => each.key)}::text[], ${flat.map((each) => upperBound(each))}::text[],
        ${flat.map((each) => each.weight)}::real[], ${flat.map((each) => each.term)}::int[]) AS w (kind, key, upper, weight, term)
    ), hit AS (
      SELECT found.patient_id, wanted.term, max(wanted.weight * found.weight) AS weight
      FROM wanted CROSS JOIN LATERAL (
        SELECT k.patient_id, k.weight FROM patients.search_key k
        WHERE k.kind = wanted.kind AND k.key >= wanted.key COLLATE "C" AND k.key < wanted.upper COLLATE "C" LIMIT ${ROWS_PER_KEY}
      ) found
      GROUP BY found.patient_id, wanted.term
    ), best AS MATERIALIZED (
      SELECT patient_id FROM hit GROUP BY patient_id ORDER BY sum(weight) DESC, patient_id LIMIT ${most}
    )
    SELECT p.id, m.survivor_id, p.birth_date::text AS birth_date, p.birth_date_precision, p.sex,
      (SELECT json_agg(json_build_object('use', n.use, 'family', n.family, 'given', n.given, 'prefix', n.prefix, 'suffix', n.suffix, 'from_on', n.from_on, 'to_on', n.to_on) ORDER BY n.recorded_at DESC)
         FROM patients.name n WHERE n.patient_id = p.id) AS names,
      (SELECT json_agg(json_build_object('value', i.value, 'kind', i.kind, 'ours', i.assigned_here AND i.retired_at IS NULL)) FROM patients.identifier i WHERE i.patient_id = p.id) AS identifiers,
      (SELECT json_agg(json_build_object('kind', c.kind, 'value', c.value, 'lines', c.lines, 'city', c.city, 'postal_code', c.postal_code)) FROM patients.contact c
         WHERE c.patient_id = p.id AND c.kind <> 'email') AS contacts,
      EXISTS (SELECT 1 FROM patients.death d WHERE d.patient_id = p.id AND d.withdrawn_at IS NULL) AS deceased,
      (SELECT array_agg(f.kind) FROM patients.flag f WHERE f.patient_id = p.id AND f.lowered_at IS NULL) AS flags
    FROM best JOIN patients.patient p ON p.id = best.patient_id JOIN patients.member m ON m.patient_id = p.id`.execute(
      act.tx,
    ),
  ]);
  return rows.map(candidateOf);
}

function candidateOf(row: CandidateRow): Candidate {
  const names: NameFacts[] = (row.names ?? []).map(nameOf);
  const identifiers = row.identifiers ?? [];
  const contacts = row.contacts ?? [];
  const current = currentName(names);
  return {
    survivorId: row.survivor_id,
    person: personOf({
      names,
      birthDate: row.birth_date ?? undefined,
      birthDatePrecision: row.birth_date_precision,
      sex: row.sex,
      identifiers: identifiers.map((each) => ({ system: '', value: each.value, kind: each.kind })),
      contacts: contacts.map((each) => ({
        kind: each.kind,
        value: each.value ?? undefined,
        lines: each.lines,
        city: each.city ?? undefined,
        postalCode: each.postal_code ?? undefined,
      })),
    }),
    found: {
      id: row.id,
      name: printName(current),
      otherNames: [...new Set(names.filter((name) => name !== current).map(printName))].slice(0, 5),
      birthDate: row.birth_date,
      sex: row.sex,
      mrns: identifiers.filter((each) => each.kind === 'mrn' && each.ours).map((each) => each.value),
      city: contacts.find((each) => each.kind === 'address')?.city ?? null,
      deceased: row.deceased,
      flags: row.flags ?? [],
    },
  };
}
