import { sql } from 'kysely';
import type { Act, EmittedEvent } from '../../platform/act.ts';
import { together } from '../../platform/db/together.ts';
import { newId } from '../../platform/ids.ts';
import { mrnSystemOf } from '../directory/index.ts';
import { currentName, type PatientFacts, type PatientRecord } from './facts.ts';
import type { PatientId } from './ids.ts';
import { problems } from './problems.ts';
import { writeSearchKeys } from './search-keys.ts';
import { insertContacts, insertDeath, insertIdentifiers, insertNames } from './write-facts.ts';

const OLDEST_BIRTH_DATE = '1850-01-02';

export interface Registration {
  readonly facts: PatientFacts;
  readonly facilityId: string;
  /** desk, fhir, hl7v2, csv, or the name of the feed. */
  readonly origin: string;
  /** Given by a feed that assigned it before; a new one otherwise. */
  readonly id?: string;
}

/**
 * Registers a person. Where the source brings no medical record number of the facility, the next one is assigned.
 * @throws patients/nameless, patients/impossible-date, patients/number-taken
 */
export async function registerPatient(act: Act, registration: Registration): Promise<{ id: PatientId; mrn: string }> {
  const { facilityId, origin } = registration;
  const mrnSystem = await mrnSystemOf(act, facilityId);
  checkFacts(registration.facts, act.now);
  const given = registration.facts.identifiers.find((each) => each.kind === 'mrn' && each.system === mrnSystem);
  const mrn = given?.value ?? (await nextMrn(act));
  const facts: PatientFacts =
    given === undefined
      ? {
          ...registration.facts,
          identifiers: [{ system: mrnSystem, value: mrn, kind: 'mrn' }, ...registration.facts.identifiers],
        }
      : registration.facts;

  const id = (registration.id ?? newId()) as PatientId;
  const row = { id, facilityId, labels: '0' };
  await together([
    act.tx
      .insertInto('patients.patient')
      .values({
        id,
        facility_id: facilityId,
        birth_date: facts.birthDate ?? null,
        birth_date_precision: facts.birthDatePrecision ?? 'day',
        sex: facts.sex,
        language: facts.language ?? null,
        registered_at: act.now,
        registered_by: act.actor.id,
        origin,
      })
      .execute(),
    act.tx.insertInto('patients.member').values({ patient_id: id, survivor_id: id, facility_id: facilityId }).execute(),
    insertNames(act, row, facts.names, origin),
    insertIdentifiers(act, row, facts.identifiers),
    insertContacts(act, row, facts.contacts),
    facts.death === undefined ? Promise.resolve() : insertDeath(act, row, facts.death, origin),
    writeSearchKeys(act, row, facts, { fresh: true }),
  ]);
  act.note({ patientIds: [id], count: 1 });
  act.emit('patients.registered', withRecord({ patientId: id }, recordOf(id, facilityId, facts, mrn)));
  return { id, mrn };
}

const RECORD = Symbol('record');

/** Within the act whoever listens need not read again what was just written; the news that is kept has the id only. */
function withRecord(payload: { patientId: string }, record: PatientRecord): Readonly<Record<string, unknown>> {
  return Object.assign(payload, { [RECORD]: record });
}

/**
 * The patient of a registration heard in its own act, as `readPatient` would answer; undefined where something was changed
 * since, or where the news was read later.
 */
export async function registeredNow(act: Act, event: EmittedEvent): Promise<PatientRecord | undefined> {
  const record = Reflect.get(event.payload, RECORD) as PatientRecord | undefined; // only `withRecord` puts it there
  if (record === undefined) return undefined;
  const row = await act.tx
    .selectFrom('patients.patient')
    .select(['version', 'labels'])
    .where('id', '=', record.id)
    .executeTakeFirst();
  return row?.version === record.version && row.labels === '0' ? record : undefined;
}

function recordOf(id: string, facilityId: string, facts: PatientFacts, mrn: string): PatientRecord {
  return {
    ...{ id, facilityId, labels: [], version: 1, survivorId: id, memberIds: [id], flags: [], mrn },
    birthDate: facts.birthDate,
    birthDatePrecision: facts.birthDatePrecision ?? 'day',
    sex: facts.sex,
    language: facts.language,
    names: facts.names.map((name) => ({ ...name, prefix: name.prefix ?? [], suffix: name.suffix ?? [] })),
    identifiers: facts.identifiers,
    contacts: facts.contacts.map((contact) => ({ ...contact, lines: contact.lines ?? [] })),
    death: facts.death,
  };
}

/** Refuses what cannot be a person, and nothing more: an unusual person is still one. */
export function checkFacts(facts: PatientFacts, now: Date): void {
  const name = currentName(facts.names);
  if (name === undefined || ((name.family ?? '') === '' && name.given.every((part) => part === '')))
    throw problems.nameless({
      detail:
        'Nothing was saved. Give a family or a given name; for an unknown person use the unknown-patient placeholder.',
      at: 'names',
    });
  const tomorrow = new Date(now.getTime() + 24 * 3_600_000).toISOString().slice(0, 10);
  if (facts.birthDate !== undefined && (facts.birthDate > tomorrow || facts.birthDate < OLDEST_BIRTH_DATE))
    throw problems.impossibleDate({
      detail: 'Nothing was saved. The birth date lies in the future or too far back; correct it.',
      at: 'birthDate',
    });
}

async function nextMrn(act: Act): Promise<string> {
  const { rows } = await sql<{ n: string }>`SELECT nextval('patients.mrn_number')::text AS n`.execute(act.tx);
  return (rows[0]?.n ?? '').padStart(8, '0');
}
