import type { Act } from '../../platform/act.ts';
import { together } from '../../platform/db/together.ts';
import { namesOf } from '../access/index.ts';
import type { ContactFacts, IdentifierFacts, IdentifierKind, NameFacts, NameUse, PatientRecord } from './facts.ts';
import { problems } from './problems.ts';

/** More rows of one kind for one person than this is a defect of a feed; the screen says so by showing the newest. */
const ROWS_OF_A_KIND = 200;

/**
 * One registration with all it ever said, and who it stands with. Unknown and forbidden answer alike.
 * @throws patients/not-found
 */
export async function readPatient(act: Act, id: string): Promise<PatientRecord> {
  const [patient, members, names, identifiers, contacts, deaths, flags] = await together([
    act.tx.selectFrom('patients.patient').selectAll().where('id', '=', id).executeTakeFirst(),
    memberIds(act, id),
    act.tx
      .selectFrom('patients.name')
      .selectAll()
      .where('patient_id', '=', id)
      .orderBy('recorded_at', 'desc')
      .orderBy('id')
      .limit(ROWS_OF_A_KIND)
      .execute(),
    act.tx
      .selectFrom('patients.identifier')
      .selectAll()
      .where('patient_id', '=', id)
      .where('retired_at', 'is', null)
      .orderBy('id')
      .limit(ROWS_OF_A_KIND)
      .execute(),
    act.tx
      .selectFrom('patients.contact')
      .selectAll()
      .where('patient_id', '=', id)
      .where('to_on', 'is', null)
      .orderBy('id')
      .limit(ROWS_OF_A_KIND)
      .execute(),
    act.tx
      .selectFrom('patients.death')
      .selectAll()
      .where('patient_id', '=', id)
      .where('withdrawn_at', 'is', null)
      .limit(1)
      .execute(),
    act.tx
      .selectFrom('patients.flag')
      .selectAll()
      .where('patient_id', 'in', membersOf(act, id))
      .where('lowered_at', 'is', null)
      .limit(ROWS_OF_A_KIND)
      .execute(),
  ]);
  if (patient === undefined)
    throw problems.notFound({
      detail: 'Nothing was opened. Search again; a restricted record is opened by its whole medical record number.',
    });
  const mrn =
    identifiers.find((each) => each.kind === 'mrn' && each.assigned_here) ??
    identifiers.find((each) => each.kind === 'mrn');
  const death = deaths[0];
  return {
    id,
    facilityId: patient.facility_id,
    labels: namesOf(BigInt(patient.labels)),
    version: patient.version,
    survivorId: members.survivorId,
    memberIds: members.ids,
    birthDate: patient.birth_date ?? undefined,
    birthDatePrecision: patient.birth_date_precision as 'day' | 'month' | 'year', // CHECK birth_date_precision_is_known
    sex: patient.sex as PatientRecord['sex'], // CHECK sex_is_administrative_gender
    language: patient.language ?? undefined,
    names: names.map(nameOf),
    identifiers: identifiers.map(identifierOf),
    contacts: contacts.map(contactOf),
    death: death === undefined ? undefined : { on: death.died_on ?? undefined },
    flags: flags.map((flag) => ({
      id: flag.id,
      kind: flag.kind,
      reason: flag.reason,
      raisedAt: flag.raised_at.toISOString(),
    })),
    mrn: mrn?.value,
  };
}

/** All registrations of the person that `id` belongs to: reading a patient reads its members. */
export async function memberIds(act: Act, id: string): Promise<{ survivorId: string; ids: string[] }> {
  const rows = await membersOf(act, id)
    .select('of.survivor_id')
    .orderBy('of.patient_id')
    .limit(ROWS_OF_A_KIND)
    .execute();
  const survivorId = rows[0]?.survivor_id ?? id;
  return { survivorId, ids: rows.length === 0 ? [id] : rows.map((row) => row.patient_id) };
}

function membersOf(act: Act, id: string) {
  return act.tx
    .selectFrom('patients.member as own')
    .innerJoin('patients.member as of', 'of.survivor_id', 'own.survivor_id')
    .select('of.patient_id')
    .where('own.patient_id', '=', id);
}

export function nameOf(row: {
  use: string;
  family: string | null;
  given: string[];
  prefix: string[];
  suffix: string[];
  from_on: string | null;
  to_on: string | null;
}): NameFacts {
  return {
    use: row.use as NameUse, // CHECK name_use_is_known
    family: row.family ?? undefined,
    given: row.given,
    prefix: row.prefix,
    suffix: row.suffix,
    from: row.from_on ?? undefined,
    to: row.to_on ?? undefined,
  };
}

function identifierOf(row: { system: string; value: string; kind: string }): IdentifierFacts {
  return { system: row.system, value: row.value, kind: row.kind as IdentifierKind }; // CHECK identifier_kind_is_known
}

function contactOf(row: {
  kind: string;
  use: string | null;
  value: string | null;
  lines: string[];
  city: string | null;
  state: string | null;
  postal_code: string | null;
  country: string | null;
}): ContactFacts {
  return {
    kind: row.kind as ContactFacts['kind'], // CHECK contact_kind_is_known
    use: row.use ?? undefined,
    value: row.value ?? undefined,
    lines: row.lines,
    city: row.city ?? undefined,
    state: row.state ?? undefined,
    postalCode: row.postal_code ?? undefined,
    country: row.country ?? undefined,
  };
}
