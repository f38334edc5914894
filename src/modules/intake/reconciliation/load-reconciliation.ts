import { sql } from 'kysely';
import type { Act } from '../../../platform/act.ts';
import { policies } from '../../access/index.ts';
import { facilityById } from '../../directory/index.ts';
import { nameOfPatients } from '../../patients/index.ts';
import { problems } from '../problems.ts';
import { countPaper, deriveReconciliation, type PaperCounts, type Reconciled } from './derive-reconciliation.ts';
import { rulesInForce } from './paper-rules.ts';

/** Days that one look goes back at most: a long weekend with holidays, twice. */
const MOST_DAYS = 14;
/** Encounters of one look. A hospital with more a day chooses fewer days. */
const MOST_ENCOUNTERS = 3_000;
/** Rows that are shown with names; the counts are of all. */
const MOST_SHOWN = 500;
const NOTED_PATIENTS = 100;

export interface PaperMark {
  readonly id: string;
  readonly reason: string | null;
  readonly at: string;
  readonly by: string;
}

export interface ReconciledEncounter extends Reconciled {
  readonly encounterId: string;
  readonly patientId: string;
  readonly class: string;
  readonly visitNumber: string | null;
  readonly unitId: string | null;
  readonly unit: string | null;
  /** When it ended; a visit without an end, when it began. */
  readonly at: string;
  readonly day: string;
  /** Of those who may know it. */
  readonly patient: { readonly name: string; readonly mrn: string | null } | null;
  readonly documents: number;
  /** Documents to be that wait in intake and name this encounter, or its patient. */
  readonly waiting: { readonly encounter: number; readonly patient: number; readonly itemId: string | null };
  readonly noPaperMark: PaperMark | null;
  readonly atDesk: PaperMark | null;
  readonly reminded: { readonly at: string; readonly by: string; readonly times: number } | null;
}

export interface UnitPaper extends PaperCounts {
  readonly unitId: string | null;
  readonly unit: string | null;
  /** Where the last reminder was mailed to. */
  readonly mailAddress: string | null;
}

export interface Reconciliation {
  readonly facilityId: string;
  readonly from: string;
  readonly to: string;
  /** The last day that somebody went through. */
  readonly lastReconciled: string | null;
  readonly units: UnitPaper[];
  readonly total: PaperCounts;
  readonly encounters: ReconciledEncounter[];
  /** There are more than one look holds: choose fewer days. */
  readonly more: boolean;
}

interface Range {
  readonly facilityId: string;
  /** YYYY-MM-DD in the facility's time zone; without them: since the last day gone through, to yesterday. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** What the screen shows: counts of all, names of those with whose paper something is to be done. @throws intake/days-unclear */
export async function loadReconciliation(act: Act, range: Range): Promise<Reconciliation> {
  const { rows, from, to, last, more } = await reconcileDays(act, range);
  const shown = await nameThem(act, rows.filter(({ because }) => because !== 'rule').slice(0, MOST_SHOWN));
  act.note({
    count: rows.length,
    patientIds: [...new Set(shown.map(({ patientId }) => patientId))].slice(0, NOTED_PATIENTS),
  });
  return {
    facilityId: range.facilityId,
    ...{ from, to, lastReconciled: last },
    units: await countUnits(act, rows),
    total: countPaper(rows.map(({ state }) => state)),
    encounters: shown.map(({ labels: _labels, ...row }) => row),
    more,
  };
}

/** Every discharge and visit of the days against the paper received. @throws intake/days-unclear */
export async function reconcileDays(act: Act, range: Range) {
  const { timeZone } = await facilityById(act, range.facilityId);
  const last = await lastReconciledDay(act, range.facilityId);
  const today = dayAt(timeZone, act.now);
  const { from, to } = chooseDays(today, last, range);
  const found = await findEncounters(
    act,
    sql`e.facility_id = ${range.facilityId} AND (${LAST_DAY}) >= (${from}::date)::timestamp AT TIME ZONE ${timeZone}
      AND (${LAST_DAY}) < (${to}::date + 1)::timestamp AT TIME ZONE ${timeZone}`,
  );
  const rows = await reconcile(act, range.facilityId, timeZone, found.slice(0, MOST_ENCOUNTERS));
  return { rows, from, to, last, today, more: found.length > MOST_ENCOUNTERS };
}

/** The same of named encounters, for what is about to be done with them. */
export async function reconcileEncounters(
  act: Act,
  facilityId: string,
  keys: readonly { patientId: string; encounterId: string }[],
): Promise<(ReconciledEncounter & { labels: string })[]> {
  if (keys.length === 0) return [];
  const { timeZone } = await facilityById(act, facilityId);
  const found = await findEncounters(
    act,
    sql`
    e.facility_id = ${facilityId} AND (e.patient_id, e.id) IN (SELECT * FROM unnest(
      ${keys.map((key) => key.patientId)}::uuid[], ${keys.map((key) => key.encounterId)}::uuid[]))`,
  );
  return nameThem(act, await reconcile(act, facilityId, timeZone, found));
}

/** The index encounter_by_last_day says the same. */
const LAST_DAY = sql`CASE WHEN e.ended_at IS NOT NULL THEN e.ended_at WHEN e.class IN ('AMB', 'VR', 'HH') THEN e.started_at END`;

interface Row {
  patient_id: string;
  id: string;
  labels: string;
  class: string;
  visit_number: string | null;
  unit_id: string | null;
  unit: string | null;
  at: Date;
}

/** Cancelled visits left nothing, of those merged or moved another stands; one still expected has no day yet. */
async function findEncounters(act: Act, where: ReturnType<typeof sql>): Promise<Row[]> {
  const { rows } = await sql<Row>`
    SELECT e.patient_id, e.id, e.labels::text, e.class, e.visit_number, e.unit_id, u.name AS unit, ${LAST_DAY} AS at
    FROM encounters.encounter e LEFT JOIN directory.unit u ON u.id = e.unit_id
    WHERE ${where} AND (${LAST_DAY}) <= ${act.now}
      AND coalesce((SELECT c.kind FROM encounters.change c WHERE c.patient_id = e.patient_id AND c.encounter_id = e.id
        AND c.kind IN ('cancelled', 'reinstated') ORDER BY c.recorded_at DESC LIMIT 1), '') <> 'cancelled'
      AND NOT EXISTS (SELECT FROM encounters.change c WHERE c.patient_id = e.patient_id AND c.encounter_id = e.id AND c.kind IN ('merged', 'moved'))
    ORDER BY at, e.id LIMIT ${MOST_ENCOUNTERS + 1}`.execute(act.tx);
  return rows;
}

async function reconcile(act: Act, facilityId: string, timeZone: string, found: readonly Row[]) {
  const rules = new Map((await rulesInForce(act, facilityId)).map((rule) => [rule.encounterClass, rule.expected]));
  // Where nothing is expected, nothing needs to be looked up: most of a day are such visits.
  const asked = found.filter((row) => (rules.get(row.class) ?? []).length > 0);
  const filed = await filedTypes(act, asked);
  const marks = await marksOf(act, asked);
  const reminders = await remindersOf(act, asked);
  const waiting = await waitingOf(act, asked);
  return found.map((row) => {
    const [noPaper, atDesk] = [marks.get(`${row.id} no-paper`), marks.get(`${row.id} at-desk`)];
    return {
      ...deriveReconciliation(
        { class: row.class, filed: filed.get(row.id) ?? [], noPaper: noPaper !== undefined },
        rules,
      ),
      encounterId: row.id,
      patientId: row.patient_id,
      labels: row.labels,
      class: row.class,
      visitNumber: row.visit_number,
      unitId: row.unit_id,
      unit: row.unit,
      at: row.at.toISOString(),
      day: dayAt(timeZone, row.at),
      patient: null,
      documents: filed.get(row.id)?.length ?? 0,
      waiting: {
        encounter: waiting.get(row.id)?.parts ?? 0,
        patient: waiting.get(row.patient_id)?.parts ?? 0,
        itemId: (waiting.get(row.id) ?? waiting.get(row.patient_id))?.itemId ?? null,
      },
      noPaperMark: noPaper ?? null,
      atDesk: atDesk ?? null,
      reminded: reminders.get(row.id) ?? null,
    };
  });
}

const keysOf = (rows: readonly Row[]) =>
  sql`SELECT * FROM unnest(${rows.map((row) => row.patient_id)}::uuid[], ${rows.map((row) => row.id)}::uuid[]) AS k (patient_id, encounter_id)`;

async function filedTypes(act: Act, rows: readonly Row[]): Promise<ReadonlyMap<string, string[]>> {
  if (rows.length === 0) return new Map();
  const { rows: found } = await sql<{ encounter_id: string; types: string[] }>`
    SELECT k.encounter_id, array_agg(d.type_code) AS types FROM (${keysOf(rows)}) k
    JOIN documents.document d ON d.patient_id = k.patient_id AND d.encounter_id = k.encounter_id
    WHERE NOT EXISTS (SELECT FROM documents.entered_in_error x WHERE x.patient_id = d.patient_id AND x.document_id = d.id AND x.withdrawn_at IS NULL)
    GROUP BY k.encounter_id`.execute(act.tx);
  return new Map(found.map((row) => [row.encounter_id, row.types]));
}

async function marksOf(act: Act, rows: readonly Row[]): Promise<ReadonlyMap<string, PaperMark>> {
  if (rows.length === 0) return new Map();
  const { rows: found } = await sql<{
    id: string;
    encounter_id: string;
    kind: string;
    reason: string | null;
    marked_at: Date;
    marked_by: string;
  }>`
    SELECT m.id, m.encounter_id, m.kind, m.reason, m.marked_at, m.marked_by FROM (${keysOf(rows)}) k
    JOIN intake.paper_mark m ON m.patient_id = k.patient_id AND m.encounter_id = k.encounter_id AND m.withdrawn_at IS NULL`.execute(
    act.tx,
  );
  return new Map(
    found.map((row) => [
      `${row.encounter_id} ${row.kind}`,
      { id: row.id, reason: row.reason, at: row.marked_at.toISOString(), by: row.marked_by },
    ]),
  );
}

async function remindersOf(act: Act, rows: readonly Row[]) {
  if (rows.length === 0) return new Map<string, { at: string; by: string; times: number }>();
  const { rows: found } = await sql<{ encounter_id: string; at: Date; by: string; times: number }>`
    SELECT k.encounter_id, max(r.reminded_at) AS at, (array_agg(r.reminded_by ORDER BY r.reminded_at DESC))[1] AS by, count(*)::int AS times
    FROM (${keysOf(rows)}) k JOIN intake.paper_reminder r ON r.patient_id = k.patient_id AND r.encounter_id = k.encounter_id
    GROUP BY k.encounter_id`.execute(act.tx);
  return new Map(
    found.map((row) => [row.encounter_id, { at: row.at.toISOString(), by: row.by, times: row.times }] as const),
  );
}

/** Documents to be in a queue whose proposals name the encounter, or its patient. */
async function waitingOf(act: Act, rows: readonly Row[]) {
  if (rows.length === 0) return new Map<string, { parts: number; itemId: string }>();
  const named = [...new Set(rows.flatMap((row) => [row.id, row.patient_id]))];
  const { rows: found } = await sql<{ value: string; parts: number; item_id: string }>`
    SELECT p.value, count(DISTINCT p.part_id)::int AS parts, (array_agg(p.item_id))[1] AS item_id FROM intake.proposal p
    WHERE p.field IN ('encounter', 'patient') AND p.value = ANY(${named})
      AND EXISTS (SELECT FROM worklist.item w WHERE w.subject_id = p.part_id AND w.module = 'intake' AND w.closed_at IS NULL)
    GROUP BY p.value`.execute(act.tx);
  return new Map(found.map((row) => [row.value, { parts: row.parts, itemId: row.item_id }] as const));
}

/** Names are for those who may open patients; the others see the visit number. */
async function nameThem<T extends { patientId: string; patient: unknown }>(act: Act, rows: readonly T[]) {
  const roles = act.actor.assignments.map(({ role }) => role);
  const may = policies().decide(roles, 'patients/read', 'general', act.purpose).allowed;
  const names = may
    ? await nameOfPatients(
        act,
        rows.map(({ patientId }) => patientId),
      )
    : new Map<string, never>();
  return rows.map((row) => {
    const named = names.get(row.patientId);
    return { ...row, patient: named === undefined ? null : { name: named.name, mrn: named.mrn } };
  });
}

async function countUnits(
  act: Act,
  rows: readonly { unitId: string | null; unit: string | null; state: Reconciled['state'] }[],
): Promise<UnitPaper[]> {
  const units = [...new Set(rows.map(({ unitId }) => unitId))];
  const { rows: mailed } = await sql<{ unit_id: string; mail_address: string }>`
    SELECT u.id AS unit_id, r.mail_address FROM unnest(${units.filter((id) => id !== null)}::uuid[]) AS u (id)
    CROSS JOIN LATERAL (SELECT mail_address FROM intake.paper_reminder WHERE unit_id = u.id AND mail_address IS NOT NULL
      ORDER BY reminded_at DESC LIMIT 1) r`.execute(act.tx);
  return units
    .map((unitId) => {
      const of = rows.filter((row) => row.unitId === unitId);
      return {
        unitId,
        unit: of[0]?.unit ?? null,
        mailAddress: mailed.find((row) => row.unit_id === unitId)?.mail_address ?? null,
        ...countPaper(of.map(({ state }) => state)),
      };
    })
    .sort((a, b) => (a.unit ?? '\uffff').localeCompare(b.unit ?? '\uffff'));
}

async function lastReconciledDay(act: Act, facilityId: string): Promise<string | null> {
  const { rows } = await sql<{ day: string | null }>`
    SELECT max(day)::text AS day FROM intake.reconciled_day WHERE facility_id = ${facilityId}`.execute(act.tx);
  return rows[0]?.day ?? null;
}

/** Since the last day gone through to yesterday, so that Monday shows the weekend; never more than MOST_DAYS. */
export function chooseDays(
  today: string,
  last: string | null,
  wanted: { from?: string | undefined; to?: string | undefined },
): { from: string; to: string } {
  const to = wanted.to ?? wanted.from ?? dayBefore(today, 1);
  const earliest = dayBefore(to, MOST_DAYS - 1);
  const next = last === null || last >= to ? to : dayBefore(last, -1);
  const from = wanted.from ?? (next < earliest ? earliest : next);
  if (from > to || from < earliest)
    throw problems.daysUnclear({
      detail: `Nothing was counted. Choose at most ${MOST_DAYS} days, the first before the last.`,
      at: 'from',
    });
  return { from, to };
}

/** The calendar day at an instant in a time zone. */
function dayAt(timeZone: string, at: Date): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(at);
}

export function dayBefore(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - days * 24 * 3_600_000).toISOString().slice(0, 10);
}
