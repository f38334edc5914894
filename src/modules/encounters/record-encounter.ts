import { sql } from 'kysely';
import type { Act } from '../../platform/act.ts';
import { newId } from '../../platform/ids.ts';
import { problems } from './problems.ts';

export interface EncounterFacts {
  /** HL7 ActCode: AMB, IMP, EMER, OBSENC, HH, VR, SS. */
  readonly class: string;
  readonly typeText?: string | undefined;
  readonly visitNumber?: string | undefined;
  readonly accountNumber?: string | undefined;
  readonly startedAt?: Date | undefined;
  readonly endedAt?: Date | undefined;
  readonly attendingPractitionerId?: string | undefined;
  readonly unitId?: string | undefined;
  /** As the source writes it. These four stay as they are where they are left away; null: there is none any more. */
  readonly location?: string | null | undefined;
  readonly attendingName?: string | null | undefined;
  readonly referringName?: string | null | undefined;
  readonly consultingNames?: readonly string[] | undefined;
}

/** @throws encounters/visit-number-taken, encounters/ends-before-it-starts */
export async function recordEncounter(
  act: Act,
  input: { patientId: string; facilityId: string; facts: EncounterFacts; origin: string; id?: string },
): Promise<{ id: string }> {
  const id = input.id ?? newId();
  checkOrder(input.facts);
  const inserted = await act.tx
    .insertInto('encounters.encounter')
    .values({
      patient_id: input.patientId,
      id,
      facility_id: input.facilityId,
      labels: sql<string>`coalesce(${patientLabels(act, input.patientId)}, 0)`,
      ...columns(input.facts),
      origin: input.origin,
      recorded_at: act.now,
      recorded_by: act.actor.id,
    })
    .onConflict((conflict) =>
      conflict.columns(['facility_id', 'visit_number']).where('visit_number', 'is not', null).doNothing(),
    )
    .returning('id')
    .executeTakeFirst();
  if (inserted === undefined)
    throw problems.visitNumberTaken({
      detail: 'Nothing was saved. Search for the visit number first.',
      at: 'visitNumber',
    });
  act.note({ patientIds: [input.patientId], subjectIds: [id], count: 1 });
  act.emit('encounters.recorded', { patientId: input.patientId, encounterId: id });
  return { id };
}

/** @throws encounters/not-found, encounters/ends-before-it-starts */
export async function replaceEncounter(
  act: Act,
  input: { patientId: string; id: string; facts: EncounterFacts },
): Promise<void> {
  checkOrder(input.facts);
  const before = await act.tx
    .selectFrom('encounters.encounter')
    .select(['version', 'ended_at', 'facility_id', 'labels'])
    .where('patient_id', '=', input.patientId)
    .where('id', '=', input.id)
    .forUpdate()
    .executeTakeFirst();
  if (before === undefined)
    throw problems.notFound({ detail: 'Nothing was changed. Open the patient and choose the encounter again.' });
  await act.tx
    .updateTable('encounters.encounter')
    .set({ ...columns(input.facts), version: before.version + 1 })
    .where('patient_id', '=', input.patientId)
    .where('id', '=', input.id)
    .execute();
  const discharged = before.ended_at === null && input.facts.endedAt !== undefined;
  if (discharged)
    await act.tx
      .insertInto('encounters.change')
      .values({
        patient_id: input.patientId,
        id: newId(),
        encounter_id: input.id,
        facility_id: before.facility_id,
        labels: before.labels,
        kind: 'discharged',
        happened_at: input.facts.endedAt ?? act.now,
        recorded_at: act.now,
        recorded_by: act.actor.id,
      })
      .execute();
  act.note({ patientIds: [input.patientId], subjectIds: [input.id], count: 1 });
  act.emit(discharged ? 'encounters.discharged' : 'encounters.changed', {
    patientId: input.patientId,
    encounterId: input.id,
  });
}

function columns(facts: EncounterFacts) {
  return {
    class: facts.class,
    type_text: facts.typeText ?? null,
    visit_number: facts.visitNumber ?? null,
    account_number: facts.accountNumber ?? null,
    started_at: facts.startedAt ?? null,
    ended_at: facts.endedAt ?? null,
    attending_practitioner_id: facts.attendingPractitionerId ?? null,
    unit_id: facts.unitId ?? null,
    ...(facts.location === undefined ? {} : { location: facts.location }),
    ...(facts.attendingName === undefined ? {} : { attending_name: facts.attendingName }),
    ...(facts.referringName === undefined ? {} : { referring_name: facts.referringName }),
    ...(facts.consultingNames === undefined ? {} : { consulting_names: [...facts.consultingNames] }),
  };
}

function checkOrder(facts: EncounterFacts): void {
  if (facts.startedAt !== undefined && facts.endedAt !== undefined && facts.endedAt < facts.startedAt)
    throw problems.endsBeforeItStarts({ detail: 'Nothing was saved. Correct the start or the end.', at: 'endedAt' });
}

/** An encounter is at least as sensitive as the person. */
export async function labelsOf(act: Act, patientId: string): Promise<string> {
  const row = await patientLabels(act, patientId).executeTakeFirst();
  return row?.labels ?? '0';
}

function patientLabels(act: Act, patientId: string) {
  return act.tx.selectFrom('patients.patient').select('labels').where('id', '=', patientId);
}
