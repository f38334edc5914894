import { sql } from 'kysely';
import type { Act } from '../../platform/act.ts';
import { newId } from '../../platform/ids.ts';
import { currentName } from './facts.ts';
import { lowerFlag, raiseFlag } from './flags.ts';
import { nameOf, readPatient } from './read-patient.ts';
import { writeSearchKeys } from './search-keys.ts';

/** Fields of a person that are settled one by one when two registrations become one. */
export const MERGE_FIELDS = ['name', 'birthDate', 'sex', 'language', 'phone', 'email', 'address', 'death'] as const;
export type MergeField = (typeof MERGE_FIELDS)[number];

/** Whose value stands afterwards; *both* only where a person can have several. What is not named stays the survivor's. */
export type MergeChoices = Partial<Readonly<Record<MergeField, 'survivor' | 'retired' | 'both'>>>;

interface Merge {
  readonly mergeId: string;
  readonly retiredId: string;
  readonly survivorId: string;
}

const CARRIED_FLAGS = ['vip', 'restricted'] as const;
/** One person never has so many names or addresses. */
const MOST_ROWS = 200;

/**
 * Copies to the surviving registration what the person at the desk chose from the retired one, and notes each step for
 * `giveBackFields`. Numbers are not copied: they are found under the registration that has them. A flag that hides the
 * retired registration hides the survivor too: the two are one person from now on.
 */
export async function takeFields(act: Act, merge: Merge, choices: MergeChoices): Promise<void> {
  let steps = 0;
  const write = stepsOf(act, merge);
  const step: Step = (...said) => {
    steps++;
    return write(...said);
  };
  const retired = await rowOf(act, merge.retiredId);
  const survivor = await rowOf(act, merge.survivorId);
  const set: Record<string, string | null> = {};
  if (choices.birthDate === 'retired' && retired.birth_date !== null) {
    set['birth_date'] = retired.birth_date;
    set['birth_date_precision'] = retired.birth_date_precision;
    await step('birth-date', null, survivor.birth_date, retired.birth_date);
    await step('birth-date-precision', null, survivor.birth_date_precision, retired.birth_date_precision);
  }
  if (choices.sex === 'retired') {
    set['sex'] = retired.sex;
    await step('sex', null, survivor.sex, retired.sex);
  }
  if (choices.language === 'retired' && retired.language !== null) {
    set['language'] = retired.language;
    await step('language', null, survivor.language, retired.language);
  }
  if (choices.name === 'retired') await takeName(act, merge, step);
  for (const kind of ['phone', 'email', 'address'] as const) {
    const choice = choices[kind];
    if (choice === 'retired' || choice === 'both') await takeContacts(act, merge, kind, choice, step);
  }
  if (choices.death === 'retired') await takeDeath(act, merge, step);
  if (steps > 0) await bump(act, merge.survivorId, set);
  for (const kind of await flagsMissing(act, merge)) {
    const { id } = await raiseFlag(act, {
      patientId: merge.survivorId,
      kind,
      reason: 'Stands on a registration that was merged into this one.',
    });
    await step('flag-raised', id, null, kind);
  }
}

/** Goes back over what a merge changed; a value that somebody changed since stays as they left it. */
export async function giveBackFields(act: Act, merge: Merge): Promise<void> {
  const steps = await act.tx
    .selectFrom('patients.merge_change')
    .selectAll()
    .where('patient_id', '=', merge.survivorId)
    .where('merge_id', '=', merge.mergeId)
    .orderBy('id', 'desc')
    .execute();
  if (steps.length === 0) return;
  await sql`SELECT patients.take_back_copies(${merge.mergeId}::uuid)`.execute(act.tx);
  const survivor = await rowOf(act, merge.survivorId);
  const set: Record<string, string | null> = {};
  const now: Readonly<Record<string, [string, string | null]>> = {
    'birth-date': ['birth_date', survivor.birth_date],
    'birth-date-precision': ['birth_date_precision', survivor.birth_date_precision],
    sex: ['sex', survivor.sex],
    language: ['language', survivor.language],
  };
  for (const { what, row_id: rowId, before, after } of steps) {
    const field = now[what];
    if (field !== undefined && field[1] === after) set[field[0]] = before;
    if (rowId === null) continue;
    const row = { patientId: merge.survivorId, id: rowId };
    if (what === 'name-ended') await reopenName(act, row, { use: before ?? 'legal', ended: after });
    if (what === 'contact-ended') await reopenContact(act, row, after);
    if (what === 'death-withdrawn') await reinstateDeath(act, row);
    if (what === 'flag-raised') await lowerIfUp(act, row);
  }
  await bump(act, merge.survivorId, set);
}

type Step = (what: string, rowId: string | null, before: string | null, after: string | null) => Promise<void>;

function stepsOf(act: Act, merge: Merge): Step {
  return async (what, rowId, before, after) => {
    const patient = await rowOf(act, merge.survivorId);
    await act.tx
      .insertInto('patients.merge_change')
      .values({
        patient_id: merge.survivorId,
        id: newId(),
        facility_id: patient.facility_id,
        labels: patient.labels,
        merge_id: merge.mergeId,
        ...{ what, row_id: rowId, before, after },
      })
      .execute();
  };
}

function rowOf(act: Act, id: string) {
  return act.tx.selectFrom('patients.patient').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
}

async function takeName(act: Act, { retiredId, survivorId }: Merge, step: Step): Promise<void> {
  const rows = await act.tx
    .selectFrom('patients.name')
    .selectAll()
    .where('patient_id', 'in', [retiredId, survivorId])
    .orderBy('recorded_at', 'desc')
    .limit(MOST_ROWS)
    .execute();
  const chosenOf = (id: string) => {
    const own = rows.filter((row) => row.patient_id === id);
    const facts = own.map(nameOf);
    const at = facts.indexOf(currentName(facts) ?? (undefined as never));
    return own[at];
  };
  const [from, former] = [chosenOf(retiredId), chosenOf(survivorId)];
  if (from === undefined) return;
  const today = act.now.toISOString().slice(0, 10);
  if (former !== undefined && former.to_on === null) {
    const use = former.use === 'legal' ? 'previous' : former.use;
    await act.tx
      .updateTable('patients.name')
      .set({ use, to_on: today })
      .where('patient_id', '=', survivorId)
      .where('id', '=', former.id)
      .execute();
    await step('name-ended', former.id, former.use, today);
  }
  const id = newId();
  const { facility_id, labels } = await rowOf(act, survivorId);
  await act.tx
    .insertInto('patients.name')
    .values({
      ...from,
      ...{ patient_id: survivorId, id, facility_id, labels, recorded_at: act.now, recorded_by: act.actor.id },
    })
    .execute();
  await step('name-added', id, null, from.id);
}

async function takeContacts(
  act: Act,
  { retiredId, survivorId }: Merge,
  kind: string,
  choice: 'retired' | 'both',
  step: Step,
): Promise<void> {
  const rows = await act.tx
    .selectFrom('patients.contact')
    .selectAll()
    .where('patient_id', 'in', [retiredId, survivorId])
    .where('kind', '=', kind)
    .where('to_on', 'is', null)
    .orderBy('id')
    .limit(MOST_ROWS)
    .execute();
  const from = rows.filter((row) => row.patient_id === retiredId);
  if (from.length === 0) return;
  const own = rows.filter((row) => row.patient_id === survivorId);
  const today = act.now.toISOString().slice(0, 10);
  for (const former of choice === 'retired' ? own : []) {
    await act.tx
      .updateTable('patients.contact')
      .set({ to_on: today })
      .where('patient_id', '=', survivorId)
      .where('id', '=', former.id)
      .execute();
    await step('contact-ended', former.id, null, today);
  }
  const { facility_id, labels } = await rowOf(act, survivorId);
  for (const each of from) {
    const id = newId();
    await act.tx
      .insertInto('patients.contact')
      .values({
        ...each,
        ...{ patient_id: survivorId, id, facility_id, labels, recorded_at: act.now, recorded_by: act.actor.id },
      })
      .execute();
    await step('contact-added', id, null, each.id);
  }
}

async function takeDeath(act: Act, { retiredId, survivorId }: Merge, step: Step): Promise<void> {
  const rows = await act.tx
    .selectFrom('patients.death')
    .selectAll()
    .where('patient_id', 'in', [retiredId, survivorId])
    .where('withdrawn_at', 'is', null)
    .limit(MOST_ROWS)
    .execute();
  const own = rows.filter((row) => row.patient_id === survivorId);
  const from = rows.find((row) => row.patient_id === retiredId);
  for (const former of own) {
    await act.tx
      .updateTable('patients.death')
      .set({ withdrawn_at: act.now, withdrawn_by: act.actor.id })
      .where('patient_id', '=', survivorId)
      .where('id', '=', former.id)
      .execute();
    await step('death-withdrawn', former.id, null, null);
  }
  if (from === undefined) return;
  const id = newId();
  const { facility_id, labels } = await rowOf(act, survivorId);
  await act.tx
    .insertInto('patients.death')
    .values({
      ...from,
      ...{ patient_id: survivorId, id, facility_id, labels, recorded_at: act.now, recorded_by: act.actor.id },
    })
    .execute();
  await step('death-added', id, null, from.id);
  if (own.length === 0) act.emit('patients.died', { patientId: survivorId });
}

/** Flags that hide the person, raised on the retired registration alone. */
async function flagsMissing(act: Act, { retiredId, survivorId }: Merge): Promise<('vip' | 'restricted')[]> {
  const rows = await act.tx
    .selectFrom('patients.flag')
    .select(['patient_id', 'kind'])
    .where('patient_id', 'in', [retiredId, survivorId])
    .where('lowered_at', 'is', null)
    .execute();
  const has = (id: string, kind: string) => rows.some((row) => row.patient_id === id && row.kind === kind);
  return CARRIED_FLAGS.filter((kind) => has(retiredId, kind) && !has(survivorId, kind));
}

interface RowKey {
  readonly patientId: string;
  readonly id: string;
}

async function reopenName(act: Act, row: RowKey, was: { use: string; ended: string | null }): Promise<void> {
  await act.tx
    .updateTable('patients.name')
    .set({ use: was.use, to_on: null })
    .where('patient_id', '=', row.patientId)
    .where('id', '=', row.id)
    .where('to_on', '=', was.ended)
    .execute();
}

async function reopenContact(act: Act, row: RowKey, ended: string | null): Promise<void> {
  await act.tx
    .updateTable('patients.contact')
    .set({ to_on: null })
    .where('patient_id', '=', row.patientId)
    .where('id', '=', row.id)
    .where('to_on', '=', ended)
    .execute();
}

async function reinstateDeath(act: Act, row: RowKey): Promise<void> {
  await act.tx
    .updateTable('patients.death')
    .set({ withdrawn_at: null, withdrawn_by: null })
    .where('patient_id', '=', row.patientId)
    .where('id', '=', row.id)
    .execute();
}

async function lowerIfUp(act: Act, row: RowKey): Promise<void> {
  const up = await act.tx
    .selectFrom('patients.flag')
    .select('id')
    .where('patient_id', '=', row.patientId)
    .where('id', '=', row.id)
    .where('lowered_at', 'is', null)
    .executeTakeFirst();
  if (up !== undefined) await lowerFlag(act, { patientId: row.patientId, flagId: row.id });
}

async function bump(act: Act, id: string, set: Readonly<Record<string, string | null>>): Promise<void> {
  const row = await act.tx
    .updateTable('patients.patient')
    .set({ ...set, version: sql`version + 1` })
    .where('id', '=', id)
    .returning(['facility_id', 'labels'])
    .executeTakeFirstOrThrow();
  const patient = { id, facilityId: row.facility_id, labels: row.labels };
  await writeSearchKeys(act, patient, await readPatient(act, id), { fresh: false });
  act.emit('patients.changed', { patientId: id });
}
