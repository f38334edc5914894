import type { Act } from '../../platform/act.ts';
import { newId } from '../../platform/ids.ts';
import { problems } from './problems.ts';

interface Encounter {
  readonly patientId: string;
  readonly id: string;
}

interface MergeEncounters extends Encounter {
  /** The one that stands, of the same person. */
  readonly into: Encounter;
  readonly reason: string;
  readonly happenedAt: Date;
}

/**
 * An encounter turned out to be another one of the same person. It stays with its numbers, which go on finding it, and says
 * which one stands for it; what is filed to it is moved by whoever merges. @throws encounters/not-found
 */
export async function mergeEncounters(act: Act, input: MergeEncounters): Promise<void> {
  await becameOther(act, 'merged', input);
}

/** One row says which encounter stands for this one. @throws encounters/not-found */
export async function becameOther(act: Act, kind: 'merged' | 'moved', input: MergeEncounters): Promise<void> {
  const encounter = await act.tx
    .selectFrom('encounters.encounter')
    .select(['facility_id', 'labels'])
    .where('patient_id', '=', input.patientId)
    .where('id', '=', input.id)
    .forUpdate()
    .executeTakeFirst();
  if (encounter === undefined)
    throw problems.notFound({ detail: 'Nothing was changed. Open the patient and choose the encounter again.' });
  await act.tx
    .insertInto('encounters.change')
    .values({
      ...{ patient_id: input.patientId, id: newId(), encounter_id: input.id },
      ...{ facility_id: encounter.facility_id, labels: encounter.labels, kind, reason: input.reason },
      ...{ other_patient_id: input.into.patientId, other_encounter_id: input.into.id },
      ...{ happened_at: input.happenedAt, recorded_at: act.now, recorded_by: act.actor.id },
    })
    .execute();
  act.note({ patientIds: [input.patientId, input.into.patientId], subjectIds: [input.id, input.into.id], count: 1 });
  for (const each of [input, input.into])
    act.emit('encounters.changed', { patientId: each.patientId, encounterId: each.id });
}

const MOST_STEPS = 20;

/** The encounter that stands for one that was merged or moved, through however many steps; else itself. */
export async function standingEncounter(act: Act, encounter: Encounter): Promise<Encounter> {
  let standing = encounter;
  for (let step = 0; step < MOST_STEPS; step++) {
    const next = await act.tx
      .selectFrom('encounters.change')
      .select(['other_patient_id', 'other_encounter_id'])
      .where('patient_id', '=', standing.patientId)
      .where('encounter_id', '=', standing.id)
      .where('kind', 'in', ['merged', 'moved'])
      .orderBy('recorded_at', 'desc')
      .limit(1)
      .executeTakeFirst();
    if (next?.other_patient_id == null || next.other_encounter_id === null) return standing;
    standing = { patientId: next.other_patient_id, id: next.other_encounter_id };
  }
  return standing;
}
