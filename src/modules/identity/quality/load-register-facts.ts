import { sql } from 'kysely';
import { identifierText } from '../../../../packages/linkage/index.ts';
import type { Act } from '../../../platform/act.ts';
import { CHILD_YEARS, CHILDS_TYPES, MOTHERS_TYPES, type RegisterFacts } from './derive-findings.ts';

/** Of one registration; who has more of what cannot be right is looked at by a person anyway. */
const MOST_OF_A_KIND = 50;
/** Others that are named beside a number. */
const MOST_OTHERS = 5;
/** A shorter number stands on many a page for something else. */
const SHORTEST_NUMBER = 4;
const WORDS_AFTER_HER = 8;
/** Numbers of one person. A number of an insurance is that of a family, and a record number is unique by its index. */
const PERSONAL = ['ssn', 'national', 'passport', 'drivers-licence'] as const;

export interface Registered {
  readonly patientId: string;
  readonly survivorId: string;
  readonly facilityId: string;
  readonly labels: bigint;
  readonly documentLabels: ReadonlyMap<string, bigint>;
  readonly flags: readonly string[];
  readonly facts: RegisterFacts;
}

interface Row {
  id: string;
  survivor_id: string;
  facility_id: string;
  labels: string;
  registered_on: string;
  birth_date: string | null;
  birth_date_precision: 'day' | 'month' | 'year';
  died_on: string | null;
  flags: string[] | null;
  names: { use: string; family: string | null; given: string[] }[] | null;
  identifiers: { kind: string; system: string; value: string; ours: boolean }[] | null;
  phones: string[] | null;
  visits: { id: string; from: string | null; to: string | null }[] | null;
  documents:
    | {
        id: string;
        date: string | null;
        type: string;
        labels: string;
        parent: boolean;
        mother: string | null;
        hers: boolean;
      }[]
    | null;
}

/**
 * What the rules look at, of many registrations in one read. Visits and documents are those that a rule may say something
 * of; `deriveFindings` decides. All registrations of a person come, whichever was asked for: a birth date of one is that
 * of the documents of all.
 */
export async function loadRegisterFacts(act: Act, ids: readonly string[]): Promise<Registered[]> {
  if (ids.length === 0) return [];
  const today = act.now.toISOString().slice(0, 10);
  const isSaidLast = sql`length(m.value) >= ${SHORTEST_NUMBER}
    AND NOT EXISTS (SELECT FROM patients.mother l WHERE l.patient_id = m.patient_id AND (l.recorded_at, l.id) > (m.recorded_at, m.id))`;
  const number = sql`phraseto_tsquery('pg_catalog.english', n.value)`;
  // A newborn's own paper may name the mother: then the number stands a few words after her.
  const isSaidOfHer = sql`EXISTS (SELECT FROM generate_series(1, ${WORDS_AFTER_HER}) AS after (words)
    WHERE w.vector @@ tsquery_phrase('mother:* | matern:* | mom:*', ${number}, after.words))`;
  const { rows } = await sql<Row>`
    WITH who AS MATERIALIZED (
      SELECT DISTINCT other.patient_id, other.survivor_id FROM patients.member own JOIN patients.member other ON other.survivor_id = own.survivor_id
      WHERE own.patient_id = ANY (${ids}::uuid[])
    ), mothers_number AS MATERIALIZED (
      SELECT DISTINCT w.survivor_id AS child_id, m.value, NULL::text AS mother FROM who w JOIN patients.mother m ON m.patient_id = w.patient_id AND ${isSaidLast}
      UNION SELECT w.survivor_id, n.value, her.survivor_id::text FROM who w JOIN patients.mother m ON m.patient_id = w.patient_id AND ${isSaidLast}
        JOIN patients.identifier i ON i.value = m.value AND i.system = m.system JOIN patients.member her ON her.patient_id = i.patient_id
        JOIN patients.member same ON same.survivor_id = her.survivor_id JOIN patients.identifier n ON n.patient_id = same.patient_id AND n.kind = 'mrn'
    )
    SELECT p.id, who.survivor_id, p.facility_id, p.labels, to_char(p.registered_at AT TIME ZONE f.time_zone, 'YYYY-MM-DD') AS registered_on,
      s.birth_date::text AS birth_date, s.birth_date_precision, death.died_on::text AS died_on,
      (SELECT array_agg(g.kind) FROM patients.flag g WHERE g.patient_id IN (p.id, s.id) AND g.lowered_at IS NULL) AS flags,
      (SELECT json_agg(json_build_object('use', n.use, 'family', n.family, 'given', n.given)) FROM patients.name n
         WHERE n.patient_id = p.id AND n.to_on IS NULL AND n.use NOT IN ('previous', 'maiden', 'alias')) AS names,
      (SELECT json_agg(json_build_object('kind', i.kind, 'system', i.system, 'value', i.value, 'ours', i.assigned_here)) FROM patients.identifier i
         WHERE i.patient_id = p.id AND i.retired_at IS NULL) AS identifiers,
      (SELECT array_agg(c.value) FROM patients.contact c WHERE c.patient_id = p.id AND c.kind = 'phone' AND c.to_on IS NULL) AS phones,
      (SELECT json_agg(v) FROM (SELECT e.id, to_char(e.started_at AT TIME ZONE f.time_zone, 'YYYY-MM-DD') AS from, to_char(e.ended_at AT TIME ZONE f.time_zone, 'YYYY-MM-DD') AS to
         FROM encounters.encounter e WHERE e.patient_id = p.id AND (e.started_at < s.birth_date OR e.started_at > death.died_on OR e.ended_at > ${act.now})
           AND (SELECT ch.kind FROM encounters.change ch WHERE ch.patient_id = e.patient_id AND ch.encounter_id = e.id AND ch.kind IN ('cancelled', 'reinstated')
                ORDER BY ch.recorded_at DESC, ch.id DESC LIMIT 1) IS DISTINCT FROM 'cancelled'
           AND NOT EXISTS (SELECT FROM encounters.change ch WHERE ch.patient_id = e.patient_id AND ch.encounter_id = e.id AND ch.kind IN ('merged', 'moved'))
         ORDER BY e.started_at DESC LIMIT ${MOST_OF_A_KIND}) v) AS visits,
      (SELECT json_agg(o) FROM (SELECT d.id, d.dated_on AS date, d.type_code AS type, d.labels::text AS labels, label.parent, hers.mother, hers.found AS hers
         FROM documents.document d CROSS JOIN LATERAL (SELECT d.dated_on < s.birth_date + interval '1 year' AND EXISTS (
             SELECT FROM patients.representative r JOIN documents.words w ON w.patient_id = d.patient_id AND w.document_id = d.id
             WHERE r.patient_id = s.id AND r.kind = 'parent' AND w.vector @@ (
               phraseto_tsquery('pg_catalog.english', 'patient name ' || r.name)
               || phraseto_tsquery('pg_catalog.english', 'patient name ' || regexp_replace(r.name, '^(.*)\\s+(\\S+)$', '\\2 \\1')))) AS parent) label
           CROSS JOIN LATERAL (SELECT min(n.mother) AS mother, count(*) > 0 AS found FROM mothers_number n
             WHERE n.child_id = s.id AND d.dated_on < s.birth_date + interval '1 year'
               AND EXISTS (SELECT FROM documents.words w WHERE w.patient_id = d.patient_id AND w.document_id = d.id
                 AND w.vector @@ ${number} AND NOT ${isSaidOfHer}
                 AND NOT EXISTS (SELECT FROM patients.identifier own JOIN who o ON o.patient_id = own.patient_id WHERE o.survivor_id = s.id
                   AND own.kind = 'mrn' AND w.vector @@ phraseto_tsquery('pg_catalog.english', own.value)))) hers
         WHERE d.patient_id = p.id AND (d.dated_on > ${today}::date OR d.dated_on < s.birth_date OR label.parent OR hers.found OR d.type_code = ANY (${CHILDS_TYPES}::text[])
             OR d.type_code = ANY (${MOTHERS_TYPES}::text[]) AND d.dated_on < s.birth_date + make_interval(years => ${CHILD_YEARS}))
           AND NOT EXISTS (SELECT FROM documents.entered_in_error w WHERE w.patient_id = d.patient_id AND w.document_id = d.id AND w.withdrawn_at IS NULL)
         ORDER BY d.dated_on DESC, d.id LIMIT ${MOST_OF_A_KIND}) o) AS documents
    FROM who JOIN patients.patient p ON p.id = who.patient_id JOIN patients.patient s ON s.id = who.survivor_id
      JOIN directory.facility f ON f.id = p.facility_id
      LEFT JOIN LATERAL (SELECT x.died_on FROM patients.death x WHERE x.patient_id = s.id AND x.withdrawn_at IS NULL ORDER BY x.recorded_at DESC LIMIT 1) death ON true`.execute(
    act.tx,
  );
  const sharers = await findSharers(act, rows);
  return rows.map((row) => registered(row, sharers));
}

function registered(row: Row, sharers: ReadonlyMap<string, readonly string[]>): Registered {
  return {
    patientId: row.id,
    survivorId: row.survivor_id,
    facilityId: row.facility_id,
    labels: BigInt(row.labels),
    documentLabels: new Map((row.documents ?? []).map(({ id, labels }) => [id, BigInt(labels)])),
    flags: row.flags ?? [],
    facts: {
      stands: row.id === row.survivor_id,
      registeredOn: row.registered_on,
      birthDate: row.birth_date,
      birthDatePrecision: row.birth_date_precision,
      diedOn: row.died_on,
      names: (row.names ?? []).map(({ use, family, given }) => ({ use, family: family ?? '', given })),
      identifiers: (row.identifiers ?? []).map(({ kind, system, value, ours }) => ({
        ...{ kind, value, assignedHere: ours },
        otherIds: sharers.get(numberKey({ kind, system, value }))?.filter((id) => id !== row.survivor_id) ?? [],
      })),
      phones: row.phones ?? [],
      visits: row.visits ?? [],
      documents: (row.documents ?? []).map(({ id, date, type, parent, mother, hers }) => ({
        ...{ id, date, typeCode: type, namesParent: parent },
        mothersNumber: hers ? { motherId: mother } : undefined,
      })),
    },
  };
}

/** The same number, however it is written. Only a social security number says by itself whose system it is of. */
function numberKey({ kind, system, value }: { kind: string; system: string; value: string }): string {
  return [kind, kind === 'ssn' ? '' : system, identifierText(value)].join('\u0000');
}

/** Who bears each of these numbers, by the person; retired numbers and merged registrations count for the person. */
async function findSharers(act: Act, rows: readonly Row[]): Promise<ReadonlyMap<string, string[]>> {
  const numbers = rows.flatMap(({ identifiers }) => identifiers ?? []).filter(({ kind }) => isPersonal(kind));
  const keys = [...new Set(numbers.map(({ value }) => identifierText(value)))];
  if (keys.length === 0) return new Map();
  const { rows: found } = await sql<{ survivor_id: string; kind: string; system: string; value: string }>`
    SELECT m.survivor_id, i.kind, i.system, i.value
    FROM unnest(${keys}::text[]) AS wanted (key) CROSS JOIN LATERAL (
        SELECT k.patient_id FROM patients.search_key k WHERE k.kind = 'identifier' AND k.key = wanted.key COLLATE "C" LIMIT ${MOST_OF_A_KIND}) hit
      JOIN patients.member m ON m.patient_id = hit.patient_id
      JOIN patients.identifier i ON i.patient_id = hit.patient_id AND i.kind = ANY (${PERSONAL}::text[]) AND i.retired_at IS NULL
    WHERE NOT EXISTS (SELECT FROM patients.flag g WHERE g.patient_id = hit.patient_id AND g.lowered_at IS NULL AND g.kind IN ('test-patient', 'sealed-identity'))`.execute(
    act.tx,
  );
  const wanted = new Set(numbers.map(numberKey));
  const bearers = new Map<string, string[]>();
  for (const { survivor_id: id, ...number } of found) {
    const key = numberKey(number);
    const known = bearers.get(key) ?? [];
    if (wanted.has(key) && !known.includes(id) && known.length <= MOST_OTHERS) bearers.set(key, [...known, id]);
  }
  return bearers;
}

function isPersonal(kind: string): boolean {
  return PERSONAL.some((each) => each === kind);
}
