import { sql } from 'kysely';
import type { Act } from '../../platform/act.ts';
import type { Candidate } from './decide-patient.ts';
import type { Numbers, Standing } from './decide-filing.ts';
import type { FilingFacts } from './derive-filing.ts';

const MAX_FOUND = 50;
/** A document is moved once, seldom twice. */
const MAX_MOVES = 10;

/** Who has one of these numbers, retired ones included: of that authority, or as a record number of ours. */
export async function findCandidates(act: Act, numbers: FilingFacts['patientNumbers']): Promise<Candidate[]> {
  if (numbers.length === 0) return [];
  const { rows } = await sql<Omit<Candidate, 'names'> & { names: Candidate['names'] | null }>`
    SELECT DISTINCT ON (i.patient_id) i.patient_id AS "patientId", m.survivor_id AS "survivorId",
      i.system = w.system AS "sameAuthority", p.birth_date::text AS "birthDate",
      (SELECT jsonb_agg(jsonb_build_object('family', n.family, 'given', n.given))
        FROM patients.name n JOIN patients.member o ON o.patient_id = n.patient_id WHERE o.survivor_id = m.survivor_id) AS names
    FROM unnest(${numbers.map((each) => each.system)}::text[], ${numbers.map((each) => each.value)}::text[]) AS w (system, value)
    JOIN patients.identifier i ON i.value = w.value AND (i.system = w.system OR i.kind = 'mrn')
    JOIN patients.member m ON m.patient_id = i.patient_id
    JOIN patients.patient p ON p.id = m.survivor_id
    ORDER BY i.patient_id, i.system = w.system DESC LIMIT ${MAX_FOUND}`.execute(act.tx);
  return rows.map((row) => ({ ...row, names: row.names ?? [] }));
}

/**
 * The documents that its own number, its set, or what it replaces became; of one that was misfiled and moved, what it is
 * in the right record. The order is that of arrival.
 */
export async function findStanding(act: Act, { number, set, replaces }: Numbers): Promise<Standing[]> {
  const asked = [number, ...replaces.flatMap((each) => each.number ?? [])];
  const sets = [...(set === undefined ? [] : [set]), ...replaces.flatMap((each) => each.set ?? [])];
  const { rows } = await sql<Standing>`
    WITH RECURSIVE stood AS (
      SELECT c.number, c.type_code, c.set_number, c.set_version, c.recorded_at, d.patient_id, d.id AS document_id, 0 AS moves
      FROM ccda.document c JOIN documents.document d ON d.id = c.document_id
      WHERE c.number = ANY (${asked}::text[]) OR c.set_number = ANY (${sets}::text[])
      UNION ALL
      SELECT s.number, s.type_code, s.set_number, s.set_version, s.recorded_at, l.other_patient_id, l.other_document_id, s.moves + 1
      FROM stood s
      JOIN documents.link l ON l.patient_id = s.patient_id AND l.document_id = s.document_id AND l.kind = 'moved-to'
      WHERE s.moves < ${MAX_MOVES} AND EXISTS (SELECT 1 FROM documents.entered_in_error e
        WHERE e.patient_id = s.patient_id AND e.document_id = s.document_id AND e.withdrawn_at IS NULL)
    ), last AS (SELECT DISTINCT ON (number, type_code) * FROM stood ORDER BY number, type_code, moves DESC)
    SELECT c.number, c.type_code AS "typeCode", c.set_number AS "setNumber", c.set_version AS "setVersion", d.patient_id AS "patientId",
      m.survivor_id AS "survivorId", d.id AS "documentId", u.key_slot AS "keySlot", v.id AS "versionId",
      (SELECT b.digest FROM documents.rendition r JOIN platform.blob b ON b.address = r.blob_address
        WHERE r.patient_id = d.patient_id AND r.version_id = v.id AND r.kind = 'original' AND r.page_id IS NULL ORDER BY r.id LIMIT 1) AS digest
    FROM last c
    JOIN documents.document d ON d.patient_id = c.patient_id AND d.id = c.document_id
    JOIN patients.member m ON m.patient_id = d.patient_id
    JOIN documents.unit u ON u.patient_id = d.patient_id AND u.id = d.unit_id
    JOIN LATERAL (SELECT n.id FROM documents.version n WHERE n.patient_id = d.patient_id AND n.document_id = d.id ORDER BY n.number DESC LIMIT 1) v ON true
    ORDER BY c.recorded_at, c.number LIMIT ${MAX_FOUND}`.execute(act.tx);
  return rows;
}

/** The visit of this patient that the document names, where we know its number. */
export async function findVisit(act: Act, survivorId: string, numbers: readonly string[]): Promise<string | undefined> {
  if (numbers.length === 0) return undefined;
  const { rows } = await sql<{ id: string }>`
    SELECT e.id FROM encounters.encounter e JOIN patients.member m ON m.patient_id = e.patient_id
    WHERE m.survivor_id = ${survivorId}::uuid AND e.visit_number = ANY (${[...numbers]}::text[]) ORDER BY e.id LIMIT 2`.execute(
    act.tx,
  );
  return rows.length === 1 ? rows[0]?.id : undefined;
}

/** Whether that name is one of ours: a facility or its custodian. */
export async function isOurs(act: Act, name: string): Promise<boolean> {
  const { rows } = await sql<{ ours: boolean }>`
    SELECT EXISTS (SELECT 1 FROM directory.facility f JOIN directory.legal_entity l ON l.id = f.legal_entity_id
      WHERE lower(${name}) IN (lower(f.name), lower(l.name))) AS ours`.execute(act.tx);
  return rows[0]?.ours === true;
}

export async function nameNumber(
  act: Act,
  numbers: Numbers,
  facts: Pick<FilingFacts, 'set' | 'typeCode'>,
  documentId: string,
): Promise<void> {
  await act.tx
    .insertInto('ccda.document')
    .values({
      number: numbers.number,
      type_code: facts.typeCode,
      set_number: numbers.set ?? null,
      set_version: numbers.set === undefined ? null : (facts.set?.version ?? null),
      document_id: documentId,
      recorded_at: act.now,
      recorded_by: act.actor.id,
    })
    .onConflict((conflict) => conflict.columns(['number', 'type_code']).doNothing())
    .execute();
}
