import { sql } from 'kysely';
import type { Act } from '../../platform/act.ts';
import type { ContactFacts, IdentifierFacts, NameFacts, PatientFacts } from './facts.ts';
import { problems } from './problems.ts';
import { readPatient } from './read-patient.ts';
import { checkFacts } from './register-patient.ts';
import { writeSearchKeys } from './search-keys.ts';
import { insertContacts, insertDeath, insertIdentifiers, insertNames } from './write-facts.ts';

/**
 * Makes the register say what the source says now. History stays: a name no longer said gets its end date and becomes a
 * previous one, an identifier is retired, a contact ended. Search goes on finding all of them.
 * @throws patients/not-found, patients/changed-meanwhile, patients/nameless, patients/number-taken
 */
export async function replacePatient(
  act: Act,
  id: string,
  facts: PatientFacts,
  options: {
    origin: string;
    version?: number;
    /** Numbers that the source says it replaced by others: retired, ours too. */
    replaced?: readonly IdentifierFacts[];
  },
): Promise<{ version: number }> {
  const before = await readPatient(act, id);
  if (options.version !== undefined && options.version !== before.version)
    throw problems.changedMeanwhile({ detail: 'Nothing was saved. Reload to see the change, then make yours again.' });
  checkFacts(facts, act.now);
  const today = act.now.toISOString().slice(0, 10);
  const row = await act.tx
    .updateTable('patients.patient')
    .set({
      birth_date: facts.birthDate ?? null,
      birth_date_precision: facts.birthDatePrecision ?? 'day',
      sex: facts.sex,
      language: facts.language ?? null,
      version: before.version + 1,
    })
    .where('id', '=', id)
    .where('version', '=', before.version)
    .returning(['facility_id', 'labels'])
    .executeTakeFirst();
  if (row === undefined)
    throw problems.changedMeanwhile({ detail: 'Nothing was saved. Reload to see the change, then make yours again.' });
  const patient = { id, facilityId: row.facility_id, labels: row.labels };

  await endNames(act, id, missing(before.names, facts.names, nameKey), today);
  await insertNames(act, patient, missing(facts.names, before.names, nameKey), options.origin);
  // Numbers of ours are never taken away by a source that does not know them.
  const replaced = new Set((options.replaced ?? []).map(identifierKey));
  const ours = before.identifiers.filter(
    (each) => each.kind === 'mrn' && each.value === before.mrn && !replaced.has(identifierKey(each)),
  );
  await retireIdentifiers(act, id, missing(before.identifiers, [...facts.identifiers, ...ours], identifierKey));
  await insertIdentifiers(act, patient, missing(facts.identifiers, before.identifiers, identifierKey));
  await endContacts(act, id, missing(before.contacts, facts.contacts, contactKey), today);
  await insertContacts(act, patient, missing(facts.contacts, before.contacts, contactKey));
  if (facts.death !== undefined && before.death === undefined)
    await insertDeath(act, patient, facts.death, options.origin);
  if (facts.death === undefined && before.death !== undefined) await withdrawDeath(act, id);
  // Another day than before; a source that does not know the day says nothing against it.
  if (before.death !== undefined && facts.death?.on !== undefined && facts.death.on !== before.death.on) {
    await withdrawDeath(act, id);
    await insertDeath(act, patient, facts.death, options.origin);
  }

  const after = await readPatient(act, id);
  await writeSearchKeys(act, patient, after, { fresh: false });
  act.note({ patientIds: [id], count: 1 });
  act.emit('patients.changed', { patientId: id });
  return { version: after.version };
}

function missing<T>(these: readonly T[], from: readonly T[], key: (item: T) => string): T[] {
  const present = new Set(from.map(key));
  return these.filter((item) => !present.has(key(item)));
}

function nameKey(name: NameFacts): string {
  return JSON.stringify([name.use, name.family ?? '', name.given, name.prefix ?? [], name.suffix ?? []]);
}

function identifierKey(each: IdentifierFacts): string {
  return JSON.stringify([each.system, each.value]);
}

function contactKey(contact: ContactFacts): string {
  return JSON.stringify([
    contact.kind,
    contact.use ?? '',
    contact.value ?? '',
    contact.lines ?? [],
    contact.city ?? '',
    contact.postalCode ?? '',
  ]);
}

async function endNames(act: Act, id: string, names: readonly NameFacts[], today: string): Promise<void> {
  for (const name of names.filter((each) => each.to === undefined))
    await act.tx
      .updateTable('patients.name')
      .set({ to_on: today, ...(name.use === 'legal' ? { use: 'previous' } : {}) })
      .where('patient_id', '=', id)
      .where('use', '=', name.use)
      .where('family', 'is not distinct from', name.family ?? null)
      .where(sql<boolean>`given = ${[...name.given]}::text[]`)
      .where('to_on', 'is', null)
      .execute();
}

async function retireIdentifiers(act: Act, id: string, identifiers: readonly IdentifierFacts[]): Promise<void> {
  for (const each of identifiers)
    await act.tx
      .updateTable('patients.identifier')
      .set({ retired_at: act.now })
      .where('patient_id', '=', id)
      .where('system', '=', each.system)
      .where('value', '=', each.value)
      .execute();
}

async function endContacts(act: Act, id: string, contacts: readonly ContactFacts[], today: string): Promise<void> {
  for (const contact of contacts)
    await act.tx
      .updateTable('patients.contact')
      .set({ to_on: today })
      .where('patient_id', '=', id)
      .where('kind', '=', contact.kind)
      .where('value', 'is not distinct from', contact.value ?? null)
      .where(sql<boolean>`lines = ${[...(contact.lines ?? [])]}::text[]`)
      .where('to_on', 'is', null)
      .execute();
}

async function withdrawDeath(act: Act, id: string): Promise<void> {
  await act.tx
    .updateTable('patients.death')
    .set({ withdrawn_at: act.now, withdrawn_by: act.actor.id })
    .where('patient_id', '=', id)
    .where('withdrawn_at', 'is', null)
    .execute();
}
