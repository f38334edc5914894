import { sql } from 'kysely';
import type { Act } from '../../platform/act.ts';
import { newId } from '../../platform/ids.ts';
import type { IdentifierFacts } from './facts.ts';
import { problems } from './problems.ts';
import { readPatient } from './read-patient.ts';
import { writeSearchKeys } from './search-keys.ts';

/**
 * A number was one patient's and is another's from now on: it goes, and finds the other only. What is filed under it is moved
 * by whoever moves the number. Moving it back is the same verb the other way round.
 * @throws patients/not-found, patients/number-gone
 */
export async function moveNumber(
  act: Act,
  input: {
    readonly fromId: string;
    readonly toId: string;
    readonly number: Pick<IdentifierFacts, 'system' | 'value'>;
    readonly origin: string;
  },
): Promise<void> {
  const { fromId, toId, number } = input;
  const locked = await act.tx
    .updateTable('patients.patient')
    .set({ version: sql`version + 1` })
    .where('id', 'in', [fromId, toId])
    .returning(['id', 'facility_id', 'labels'])
    .execute();
  const [from, to] = [fromId, toId].map((id) => locked.find((row) => row.id === id));
  if (from === undefined || to === undefined)
    throw problems.notFound({ detail: 'Nothing was changed. Search for both patients again.' });
  const moved = await act.tx
    .updateTable('patients.identifier')
    .set({ patient_id: toId, labels: to.labels, recorded_at: act.now, recorded_by: act.actor.id })
    .where('patient_id', '=', fromId)
    .where('system', '=', number.system)
    .where('value', '=', number.value)
    .where('retired_at', 'is', null)
    .returning('id')
    .execute();
  if (moved.length === 0)
    throw problems.numberGone({ detail: 'Nothing was changed. Look which numbers the two patients have now.' });
  await act.tx
    .insertInto('patients.number_move')
    .values({
      ...{ patient_id: fromId, id: newId(), facility_id: from.facility_id, labels: from.labels },
      ...{ to_patient_id: toId, system: number.system, value: number.value },
      ...{ origin: input.origin, moved_at: act.now, moved_by: act.actor.id },
    })
    .execute();
  for (const { id, facility_id: facilityId, labels } of [from, to]) {
    await writeSearchKeys(act, { id, facilityId, labels }, await readPatient(act, id), { fresh: false });
    act.emit('patients.changed', { patientId: id });
  }
  act.note({ patientIds: [fromId, toId], count: 1 });
}
