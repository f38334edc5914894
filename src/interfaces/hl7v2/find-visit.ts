import { type RawBuilder, sql } from 'kysely';
import type { Act } from '../../platform/act.ts';
import type { EncounterFacts } from '../../modules/encounters/index.ts';

export interface KnownVisit {
  readonly patientId: string;
  readonly survivorId: string;
  readonly id: string;
  readonly facts: EncounterFacts;
  readonly recordedAt: Date;
  /** Who recorded it: name of a feed, desk, fhir. */
  readonly origin: string;
  /** It was merged, or moved to another patient: another encounter stands for it. */
  readonly replaced: boolean;
  /** As it was said last. */
  readonly cancelled: boolean;
}

const MOST_STEPS = 20;
const MOST_VISITS = 200;

/**
 * The visit of a number of the facility, or of one that it had before. Where it gave its number away, as another visit
 * stands for it, that one; where it was merged and kept its number, itself.
 */
export async function findVisit(act: Act, facilityId: string, number: string): Promise<KnownVisit | undefined> {
  let visit = await load(
    act,
    sql`SELECT f.patient_id, f.id FROM (SELECT o.patient_id, o.id, 1 AS place FROM encounters.encounter o
          WHERE o.facility_id = ${facilityId}::uuid AND o.visit_number = ${number}
        UNION ALL SELECT n.patient_id, n.encounter_id, 2 FROM encounters.former_number n
          WHERE n.facility_id = ${facilityId}::uuid AND n.number = ${number} ORDER BY place LIMIT 1) f`,
  );
  for (let step = 0; step < MOST_STEPS && visit?.replaced === true && visit.facts.visitNumber === undefined; step++)
    visit = await load(
      act,
      sql`SELECT c.other_patient_id AS patient_id, c.other_encounter_id AS id FROM encounters.change c
          WHERE c.patient_id = ${visit.patientId}::uuid AND c.encounter_id = ${visit.id}::uuid AND c.kind IN ('merged', 'moved')
          ORDER BY c.recorded_at DESC LIMIT 1`,
    );
  return visit;
}

/** The visits of these registrations that have one of these accounts, and that nothing else stands for. */
export async function visitsOfAccount(
  act: Act,
  facilityId: string,
  patientIds: readonly string[],
  accounts: readonly string[],
): Promise<KnownVisit[]> {
  const found = await loadAll(
    act,
    sql`SELECT e.patient_id, e.id FROM encounters.encounter e WHERE e.facility_id = ${facilityId}::uuid
        AND e.patient_id = ANY (${patientIds}::uuid[]) AND e.account_number = ANY (${accounts}::text[]) LIMIT ${MOST_VISITS}`,
  );
  return found.filter((visit) => !visit.replaced);
}

/** The visits of a registration at the facility that nothing else stands for. */
export async function visitsOf(act: Act, facilityId: string, patientId: string): Promise<KnownVisit[]> {
  const found = await loadAll(
    act,
    sql`SELECT e.patient_id, e.id FROM encounters.encounter e WHERE e.facility_id = ${facilityId}::uuid
        AND e.patient_id = ${patientId}::uuid LIMIT ${MOST_VISITS}`,
  );
  return found.filter((visit) => !visit.replaced);
}

interface Row {
  readonly patient_id: string;
  readonly survivor_id: string;
  readonly id: string;
  readonly class: string;
  readonly type_text: string | null;
  readonly visit_number: string | null;
  readonly account_number: string | null;
  readonly started_at: Date | null;
  readonly ended_at: Date | null;
  readonly attending_practitioner_id: string | null;
  readonly unit_id: string | null;
  readonly location: string | null;
  readonly attending_name: string | null;
  readonly referring_name: string | null;
  readonly consulting_names: string[];
  readonly origin: string;
  readonly recorded_at: Date;
  readonly replaced: boolean;
  readonly cancelled: boolean | null;
}

async function load(act: Act, wanted: RawBuilder<unknown>): Promise<KnownVisit | undefined> {
  return (await loadAll(act, wanted))[0];
}

async function loadAll(act: Act, wanted: RawBuilder<unknown>): Promise<KnownVisit[]> {
  const { rows } = await sql<Row>`
    SELECT e.patient_id, m.survivor_id, e.id, e.class, e.type_text, e.visit_number, e.account_number, e.started_at, e.ended_at,
      e.attending_practitioner_id, e.unit_id, e.location, e.attending_name, e.referring_name, e.consulting_names, e.origin, e.recorded_at,
      EXISTS (SELECT FROM encounters.change c WHERE c.patient_id = e.patient_id AND c.encounter_id = e.id
        AND c.kind IN ('merged', 'moved')) AS replaced,
      (SELECT c.kind = 'cancelled' FROM encounters.change c WHERE c.patient_id = e.patient_id AND c.encounter_id = e.id
        AND c.kind IN ('cancelled', 'reinstated') ORDER BY c.recorded_at DESC, c.id DESC LIMIT 1) AS cancelled
    FROM (${wanted}) found
    JOIN encounters.encounter e ON e.patient_id = found.patient_id AND e.id = found.id
    JOIN patients.member m ON m.patient_id = e.patient_id`.execute(act.tx);
  return rows.map(visitOf);
}

function visitOf(row: Row): KnownVisit {
  return {
    patientId: row.patient_id,
    survivorId: row.survivor_id,
    id: row.id,
    origin: row.origin,
    recordedAt: row.recorded_at,
    facts: {
      class: row.class,
      typeText: row.type_text ?? undefined,
      visitNumber: row.visit_number ?? undefined,
      accountNumber: row.account_number ?? undefined,
      startedAt: row.started_at ?? undefined,
      endedAt: row.ended_at ?? undefined,
      attendingPractitionerId: row.attending_practitioner_id ?? undefined,
      unitId: row.unit_id ?? undefined,
      location: row.location,
      attendingName: row.attending_name,
      referringName: row.referring_name,
      consultingNames: row.consulting_names,
    },
    replaced: row.replaced,
    cancelled: row.cancelled === true,
  };
}

/** What a message that speaks of a visit too early waits for; kept as a keyed digest. */
export function visitKey(facilityId: string, number: string): string {
  return JSON.stringify(['visit', facilityId, number]);
}
