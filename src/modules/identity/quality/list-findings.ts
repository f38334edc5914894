import type { Act } from '../../../platform/act.ts';
import { printTable } from '../../../platform/print-table.ts';
import { listFacilities } from '../../directory/index.ts';
import { type NamedPatient, nameOfPatients } from '../../patients/index.ts';
import type { Progress } from '../walk-register.ts';
import { viewProgress } from '../walk-register.ts';
import { FINDINGS_WALK } from './look-for-findings.ts';

const MOST_LISTED = 100;
const MOST_PRINTED = 10_000;
/** Names are read for so many at a time. */
const NAMED_AT_ONCE = 500;

export interface FindingFilter {
  readonly rule?: string | undefined;
  readonly facilityId?: string | undefined;
}

export interface ListedFinding {
  readonly id: string;
  readonly rule: string;
  readonly field: string;
  readonly why: string;
  readonly subjectId: string | null;
  readonly facilityId: string;
  readonly foundAt: Date;
  readonly patient: NamedPatient;
}

export interface FindingsView {
  readonly findings: readonly ListedFinding[];
  readonly more: boolean;
  /** Of all rules and facilities, whatever the list is narrowed to. */
  readonly counts: readonly { readonly rule: string; readonly facilityId: string; readonly open: number }[];
  readonly whole: Progress | null;
}

/** What waits to be mended, the oldest first. Nobody is shown what stands in their own record. */
export async function listFindings(act: Act, filter: FindingFilter): Promise<FindingsView> {
  const { findings, more } = await readOpen(act, filter, MOST_LISTED);
  act.note({ count: findings.length, patientIds: findings.map(({ patient }) => patient.id) });
  return { findings, more, counts: await countFindings(act), whole: await viewProgress(act, FINDINGS_WALK) };
}

/** How many are open, by rule and facility, of those that the actor may see. */
export async function countFindings(act: Act): Promise<FindingsView['counts']> {
  const rows = await act.tx
    .selectFrom('identity.finding')
    .select(({ fn }) => ['rule', 'facility_id', fn.countAll<string>().as('open')])
    .where('ended_at', 'is', null)
    .groupBy(['rule', 'facility_id'])
    .orderBy('rule')
    .execute();
  return rows.map((row) => ({ rule: row.rule, facilityId: row.facility_id, open: Number(row.open) }));
}

/** The same to take along. */
export async function printFindings(act: Act, filter: FindingFilter): Promise<Buffer> {
  const { findings, more } = await readOpen(act, filter, MOST_PRINTED);
  const facilities = new Map((await listFacilities(act)).map(({ id, name }) => [id, name]));
  act.note({ count: findings.length, patientIds: findings.slice(0, MOST_LISTED).map(({ patient }) => patient.id) });
  return printTable([
    ['rule', 'field', 'why', 'facility', 'MRN', 'name', 'birth date', 'since', 'patient', 'document or visit'],
    ...findings.map(({ rule, field, why, facilityId, patient, foundAt, subjectId }) => [
      ...[rule, field, why, facilities.get(facilityId) ?? facilityId],
      ...[patient.mrn ?? '', patient.name, patient.birthDate ?? '', foundAt.toISOString(), patient.id, subjectId ?? ''],
    ]),
    ...(more ? [[`Only the oldest ${MOST_PRINTED} are listed. Narrow the list by rule or facility.`]] : []),
  ]);
}

async function readOpen(act: Act, { rule, facilityId }: FindingFilter, most: number) {
  const own = [...(act.actor.ownPatientIds ?? [])];
  const rows = await act.tx
    .selectFrom('identity.finding')
    .select(['id', 'patient_id', 'rule', 'field', 'why', 'subject_id', 'facility_id', 'found_at'])
    .where('ended_at', 'is', null)
    .$if(rule !== undefined, (query) => query.where('rule', '=', rule ?? ''))
    .$if(facilityId !== undefined, (query) => query.where('facility_id', '=', facilityId ?? ''))
    .$if(own.length > 0, (query) => query.where('patient_id', 'not in', own))
    .orderBy('found_at')
    .orderBy('id')
    .limit(most + 1)
    .execute();
  const shown = rows.slice(0, most);
  const named = new Map<string, NamedPatient>();
  for (let from = 0; from < shown.length; from += NAMED_AT_ONCE) {
    const ids = shown.slice(from, from + NAMED_AT_ONCE).map((row) => row.patient_id);
    for (const [id, name] of await nameOfPatients(act, ids)) named.set(id, name);
  }
  const findings = shown.flatMap((row): ListedFinding[] => {
    const patient = named.get(row.patient_id);
    const { id, field, why } = row;
    const about = { subjectId: row.subject_id, facilityId: row.facility_id, foundAt: row.found_at };
    return patient === undefined ? [] : [{ id, rule: row.rule, field, why, ...about, patient }];
  });
  return { findings, more: rows.length > most };
}
