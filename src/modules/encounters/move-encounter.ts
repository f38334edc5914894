import { type RawBuilder, sql } from 'kysely';
import type { Act } from '../../platform/act.ts';
import { newId } from '../../platform/ids.ts';
import { becameOther } from './merge-encounters.ts';
import { problems } from './problems.ts';
import { labelsOf } from './record-encounter.ts';
import { visitNumbersOf } from './list-charges.ts';

interface MoveEncounter {
  readonly patientId: string;
  readonly id: string;
  readonly toPatientId: string;
  /** Its visit number from now on; undefined: none, as before. */
  readonly visitNumber: string | undefined;
  readonly origin: string;
  readonly reason: string;
  readonly happenedAt: Date;
}

/**
 * An encounter was recorded under the wrong patient: it is recorded anew for the right one, with what billing said of its visit
 * numbers. The first stays, without its number, and names the one that stands for it. What is filed to it is moved by whoever
 * moves the encounter. @throws encounters/not-found
 */
export async function moveEncounter(act: Act, input: MoveEncounter): Promise<{ id: string }> {
  const from = { patientId: input.patientId, id: input.id };
  const encounter = await act.tx
    .selectFrom('encounters.encounter')
    .selectAll()
    .where('patient_id', '=', input.patientId)
    .where('id', '=', input.id)
    .forUpdate()
    .executeTakeFirst();
  if (encounter === undefined)
    throw problems.notFound({ detail: 'Nothing was changed. Open the patient and choose the encounter again.' });
  const numbers = await visitNumbersOf(act, from);
  await act.tx
    .updateTable('encounters.encounter')
    .set({ visit_number: null, version: encounter.version + 1 })
    .where('patient_id', '=', input.patientId)
    .where('id', '=', input.id)
    .execute();
  const id = newId();
  const labels = await labelsOf(act, input.toPatientId);
  const owned = { patient_id: input.toPatientId, labels, recorded_at: act.now, recorded_by: act.actor.id };
  await act.tx
    .insertInto('encounters.encounter')
    .values({
      ...encounter,
      ...{ ...owned, id, visit_number: input.visitNumber ?? null },
      ...{ series_parent_id: null, origin: input.origin, version: 1 },
    })
    .execute();
  await copyStanding(act, from, { id, facilityId: encounter.facility_id, ...owned });
  const ofIt = sql`visit_number = ANY (${numbers}::text[])`;
  const renumbered = { visit_number: input.visitNumber ?? null };
  await copyRows(act, 'charge', { ...input, labels }, ofIt, renumbered);
  await copyRows(act, 'account_event', { ...input, labels }, ofIt, renumbered);
  await becameOther(act, 'moved', {
    ...{ ...from, into: { patientId: input.toPatientId, id } },
    ...{ reason: input.reason, happenedAt: input.happenedAt },
  });
  act.emit('encounters.recorded', { patientId: input.toPatientId, encounterId: id });
  return { id };
}

/** What billing said of accounts as such, and of their numbers, is recorded anew for the patient whose they are. */
export async function moveAccount(
  act: Act,
  input: {
    readonly patientIds: readonly string[];
    readonly facilityId: string;
    readonly numbers: readonly string[];
    /** Of visits that are not recorded for the first patient, and of which billing spoke. */
    readonly visitNumbers?: readonly string[];
    readonly toPatientId: string;
  },
): Promise<void> {
  const labels = await labelsOf(act, input.toPatientId);
  const ofIt = sql`facility_id = ${input.facilityId}::uuid AND (visit_number = ANY (${input.visitNumbers ?? []}::text[])
    OR visit_number IS NULL AND account_number = ANY (${input.numbers}::text[]))`;
  for (const patientId of input.patientIds) {
    const move = { patientId, toPatientId: input.toPatientId, labels };
    await copyRows(act, 'charge', move, ofIt);
    await copyRows(act, 'account_event', move, ofIt);
    await copyRows(
      act,
      'account_number',
      move,
      sql`facility_id = ${input.facilityId}::uuid AND number = ANY (${input.numbers}::text[])`,
    );
  }
  act.note({ patientIds: [...input.patientIds, input.toPatientId] });
  act.emit('encounters.billed', { patientId: input.toPatientId });
}

interface Owned {
  readonly id: string;
  readonly facilityId: string;
  readonly patient_id: string;
  readonly labels: string;
  readonly recorded_at: Date;
  readonly recorded_by: string;
}

/** That it did not take place, or was left, was said of the visit and goes with it. */
async function copyStanding(act: Act, from: { patientId: string; id: string }, to: Owned): Promise<void> {
  const said = await act.tx
    .selectFrom('encounters.change')
    .select(['kind', 'reason', 'happened_at'])
    .where('patient_id', '=', from.patientId)
    .where('encounter_id', '=', from.id)
    .where('kind', 'in', ['cancelled', 'reinstated', 'left-without-being-seen'])
    .orderBy('recorded_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (said === undefined) return;
  const { id, facilityId, ...owned } = to;
  await act.tx
    .insertInto('encounters.change')
    .values({ ...owned, ...said, id: newId(), encounter_id: id, facility_id: facilityId })
    .execute();
}

interface Copying {
  readonly patientId: string;
  readonly toPatientId: string;
  readonly labels: string;
}

/** The same rows under the other patient, each with its own id: those of the first stay as they were said. */
async function copyRows(
  act: Act,
  table: 'charge' | 'account_event' | 'account_number',
  { patientId, toPatientId, labels }: Copying,
  which: RawBuilder<unknown>,
  more: Readonly<Record<string, string | null>> = {},
): Promise<void> {
  const changed = JSON.stringify({ patient_id: toPatientId, labels, ...more });
  await sql`INSERT INTO ${sql.table(`encounters.${table}`)}
    SELECT (jsonb_populate_record(r, ${changed}::jsonb)).* FROM ${sql.table(`encounters.${table}`)} r
    WHERE patient_id = ${patientId}::uuid AND ${which} ON CONFLICT DO NOTHING`.execute(act.tx);
}
