import { type RawBuilder, sql } from 'kysely';
import type { QueryKey, score } from '../../../packages/linkage/index.ts';
import type { Act } from '../../platform/act.ts';
import { together } from '../../platform/db/together.ts';
import { currentName, type NameFacts, printName } from './facts.ts';
import { nameOf } from './read-patient.ts';
import { personOf } from './search-keys.ts';

/** Rows taken from one key: a common name alone is not worth more, and other words of the query narrow it. */
const ROWS_PER_KEY = 300;

/** An exact key is the narrowest range, so that one plan serves both. */
function upperBound(key: QueryKey): string {
  return key.match === 'prefix' ? `${key.key}\u{10ffff}` : `${key.key}\u0001`;
}

/** A registration with what it is compared and shown by. */
export interface Candidate {
  readonly survivorId: string;
  readonly facilityId: string;
  readonly labels: bigint;
  readonly person: Parameters<typeof score>[0];
  readonly found: {
    readonly id: string;
    readonly name: string;
    readonly otherNames: readonly string[];
    readonly birthDate: string | null;
    readonly sex: string;
    readonly mrns: readonly string[];
    readonly city: string | null;
    readonly deceased: boolean;
    readonly flags: readonly string[];
  };
}

interface CandidateRow {
  id: string;
  survivor_id: string;
  facility_id: string;
  labels: string;
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
 * the sum of each term's best key ranks. Then what the best of them are compared by.
 */
export function findCandidates(act: Act, keys: readonly QueryKey[], most: number): Promise<Candidate[]> {
  const flat = keys.flatMap((each) => each.terms.map((term) => ({ ...each, term })));
  return comparable(
    act,
    sql`WITH wanted AS (
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
    )`,
  );
}

/** Those registrations, with what they are compared by; whom the actor may not see is left out. */
export function readComparable(act: Act, ids: readonly string[]): Promise<Candidate[]> {
  return comparable(act, sql`WITH best AS MATERIALIZED (SELECT unnest(${ids}::uuid[]) AS patient_id)`);
}

/** Each subquery is a range of a primary key that begins with the patient. */
async function comparable(act: Act, best: RawBuilder<unknown>): Promise<Candidate[]> {
  const [, { rows }] = await together([
    // Its plan does not depend on what is asked: planned anew each time it costs twice as much.
    sql`SELECT set_config('plan_cache_mode', 'force_generic_plan', true)`.execute(act.tx),
    sql<CandidateRow>`
    ${best}
    SELECT p.id, m.survivor_id, p.facility_id, p.labels, p.birth_date::text AS birth_date, p.birth_date_precision, p.sex,
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
    facilityId: row.facility_id,
    labels: BigInt(row.labels),
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
