import type { Act } from '../../platform/act.ts';
import { newId } from '../../platform/ids.ts';
import type { AccountNumberSaid } from './derive-account.ts';
import { problems } from './problems.ts';
import { labelsOf } from './record-encounter.ts';

const MOST_CHANGES = 1_000;

/**
 * A source says that an account goes by another number, or is one with the account of that number. Said again it changes
 * nothing but when it was said last. Visits and charges keep the number they came with; reading follows.
 */
export async function recordAccountNumber(
  act: Act,
  input: Omit<AccountNumberSaid, 'into'> & {
    readonly patientId: string;
    readonly into: string;
    readonly origin: string;
  },
): Promise<void> {
  const { patientId, facilityId, number, into, origin, saidAt, saidAs } = input;
  if (number === into) return;
  await act.tx
    .insertInto('encounters.account_number')
    .values({
      ...{ patient_id: patientId, id: newId(), facility_id: facilityId, labels: await labelsOf(act, patientId) },
      ...{ number, into_number: into, origin, said_at: saidAt, said_as: saidAs },
      ...{ recorded_at: act.now, recorded_by: act.actor.id },
    })
    .onConflict((conflict) =>
      conflict
        .columns(['patient_id', 'facility_id', 'number', 'into_number'])
        .doUpdateSet({ said_at: saidAt, said_as: saidAs })
        .where('encounters.account_number.said_at', '<', saidAt),
    )
    .execute();
  act.note({ patientIds: [patientId], count: 1 });
  act.emit('encounters.billed', { patientId });
}

/** What was said of the account numbers of these registrations. */
export async function accountNumbersOf(act: Act, patientIds: readonly string[]): Promise<AccountNumberSaid[]> {
  const rows = await act.tx
    .selectFrom('encounters.account_number')
    .select(['facility_id', 'number', 'into_number', 'said_at', 'said_as'])
    .where('patient_id', 'in', [...patientIds])
    .limit(MOST_CHANGES)
    .execute();
  return rows.map((row) => ({
    ...{ facilityId: row.facility_id, number: row.number, into: row.into_number },
    ...{ saidAt: row.said_at, saidAs: row.said_as },
  }));
}

/**
 * An encounter has another visit number; the former one goes on finding it. `null`: only the former number is written down.
 * @throws encounters/not-found
 */
export async function renumberEncounter(
  act: Act,
  input: { readonly patientId: string; readonly id: string; readonly former: string; readonly now: string | null },
): Promise<void> {
  const encounter = await act.tx
    .selectFrom('encounters.encounter')
    .select(['facility_id', 'labels', 'version'])
    .where('patient_id', '=', input.patientId)
    .where('id', '=', input.id)
    .forUpdate()
    .executeTakeFirst();
  if (encounter === undefined)
    throw problems.notFound({ detail: 'Nothing was changed. Open the patient and choose the encounter again.' });
  await act.tx
    .insertInto('encounters.former_number')
    .values({
      ...{ patient_id: input.patientId, id: newId(), facility_id: encounter.facility_id, labels: encounter.labels },
      ...{ encounter_id: input.id, number: input.former, recorded_at: act.now, recorded_by: act.actor.id },
    })
    .onConflict((conflict) => conflict.columns(['facility_id', 'number']).doNothing())
    .execute();
  if (input.now !== null)
    await act.tx
      .updateTable('encounters.encounter')
      .set({ visit_number: input.now, version: encounter.version + 1 })
      .where('patient_id', '=', input.patientId)
      .where('id', '=', input.id)
      .execute();
  act.note({ patientIds: [input.patientId], subjectIds: [input.id], count: 1 });
  act.emit('encounters.changed', { patientId: input.patientId, encounterId: input.id });
}
