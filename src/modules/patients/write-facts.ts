import { sql } from 'kysely';
import type { Act } from '../../platform/act.ts';
import { newId } from '../../platform/ids.ts';
import type { ContactFacts, IdentifierFacts, NameFacts, PatientFacts } from './facts.ts';
import { problems } from './problems.ts';

interface Row {
  readonly id: string;
  readonly facilityId: string;
  readonly labels: string;
}

export async function insertNames(act: Act, patient: Row, names: readonly NameFacts[], source: string): Promise<void> {
  if (names.length === 0) return;
  await act.tx
    .insertInto('patients.name')
    .values(
      names.map((name) => ({
        ...keysOf(patient),
        use: name.use,
        family: name.family ?? null,
        given: [...name.given],
        prefix: [...(name.prefix ?? [])],
        suffix: [...(name.suffix ?? [])],
        from_on: name.from ?? null,
        to_on: name.to ?? null,
        source,
        recorded_at: act.now,
        recorded_by: act.actor.id,
      })),
    )
    .execute();
}

/** @throws patients/number-taken when a number of ours is another patient's */
export async function insertIdentifiers(
  act: Act,
  patient: Row,
  identifiers: readonly IdentifierFacts[],
): Promise<void> {
  if (identifiers.length === 0) return;
  const rows = identifiers.map((each) => ({
    ...keysOf(patient),
    system: each.system,
    value: each.value,
    kind: each.kind,
    assigned_here: sql<boolean>`EXISTS (SELECT 1 FROM directory.facility WHERE mrn_system = ${each.system})`,
    recorded_at: act.now,
    recorded_by: act.actor.id,
  }));
  const inserted = await act.tx
    .insertInto('patients.identifier')
    .values(rows)
    // A literal: the partial index must be recognised also where the statement is planned without its values.
    .onConflict((conflict) =>
      conflict.columns(['system', 'value']).where('assigned_here', '=', sql.lit(true)).doNothing(),
    )
    .returning('id')
    .execute();
  if (inserted.length < rows.length)
    throw problems.numberTaken({
      detail:
        'Nothing was saved. Search for the number first: the person may be registered already, or the number was mistyped.',
      at: 'identifiers',
    });
}

export async function insertContacts(act: Act, patient: Row, contacts: readonly ContactFacts[]): Promise<void> {
  if (contacts.length === 0) return;
  await act.tx
    .insertInto('patients.contact')
    .values(
      contacts.map((contact) => ({
        ...keysOf(patient),
        kind: contact.kind,
        use: contact.use ?? null,
        value: contact.value ?? null,
        lines: [...(contact.lines ?? [])],
        city: contact.city ?? null,
        state: contact.state ?? null,
        postal_code: contact.postalCode ?? null,
        country: contact.country ?? null,
        recorded_at: act.now,
        recorded_by: act.actor.id,
      })),
    )
    .execute();
}

export async function insertDeath(
  act: Act,
  patient: Row,
  death: NonNullable<PatientFacts['death']>,
  source: string,
): Promise<void> {
  await act.tx
    .insertInto('patients.death')
    .values({ ...keysOf(patient), died_on: death.on ?? null, source, recorded_at: act.now, recorded_by: act.actor.id })
    .execute();
  // Proxies and links are suspended on a known death; whoever keeps those listens.
  act.emit('patients.died', { patientId: patient.id });
}

function keysOf(patient: Row) {
  return { patient_id: patient.id, id: newId(), facility_id: patient.facilityId, labels: patient.labels };
}
