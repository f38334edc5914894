import type { Act } from '../../platform/act.ts';
import { newId } from '../../platform/ids.ts';
import { problems } from './problems.ts';

export interface EncounterRef {
  readonly patientId: string;
  readonly encounterId: string;
}

/**
 * Says that an encounter was coded: what is filed to it from now on is late.
 * @throws encounters/not-found, encounters/coded-in-future, encounters/already-coded
 */
export async function codeEncounter(
  act: Act,
  input: EncounterRef & { readonly codedAt?: Date | undefined },
): Promise<void> {
  const codedAt = input.codedAt ?? act.now;
  if (codedAt > act.now)
    throw problems.codedInFuture({
      detail: 'Nothing was saved. Give the moment at which it was coded.',
      at: 'codedAt',
    });
  if ((await loadCoding(act, input)).codedAt !== null)
    throw problems.alreadyCoded({ detail: 'Nothing was changed. Reload to see since when it is coded.' });
  await write(act, input, { kind: 'coded', at: codedAt });
}

/**
 * The coding is opened again: what is filed until it is coded anew comes in time.
 * @throws encounters/not-found, encounters/not-coded
 */
export async function reopenCoding(act: Act, input: EncounterRef & { readonly reason: string }): Promise<void> {
  if ((await loadCoding(act, input)).codedAt === null)
    throw problems.notCoded({
      detail: 'Nothing was changed. The encounter is not coded, or was opened again already.',
    });
  await write(act, input, { kind: 'coding-reopened', at: act.now, reason: input.reason.trim() });
}

export interface Coding {
  /** Null: not coded, or opened again since. */
  readonly codedAt: Date | null;
  /** When it ended; a visit without an end ended on the day it began. Null: it goes on. */
  readonly endedAt: Date | null;
}

/** Classes whose encounters are visits of a day, ended or not (the same as encounter_by_last_day). */
const VISITS = ['AMB', 'VR', 'HH'];

/** @throws encounters/not-found */
async function loadCoding(act: Act, ref: EncounterRef): Promise<Coding> {
  const coding = await findCoding(act, ref);
  if (coding === undefined)
    throw problems.notFound({ detail: 'Nothing was changed. Open the patient and choose the encounter again.' });
  return coding;
}

/** Undefined where there is no such encounter, or none that the actor may see. */
export async function findCoding(act: Act, ref: EncounterRef): Promise<Coding | undefined> {
  const encounter = await act.tx
    .selectFrom('encounters.encounter')
    .select(['class', 'started_at', 'ended_at'])
    .where('patient_id', '=', ref.patientId)
    .where('id', '=', ref.encounterId)
    .executeTakeFirst();
  if (encounter === undefined) return undefined;
  const change = await act.tx
    .selectFrom('encounters.change')
    .select(['kind', 'happened_at'])
    .where('patient_id', '=', ref.patientId)
    .where('encounter_id', '=', ref.encounterId)
    .where('kind', 'in', ['coded', 'coding-reopened'])
    .orderBy('recorded_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  const ended = encounter.ended_at ?? (VISITS.includes(encounter.class) ? encounter.started_at : null);
  return {
    codedAt: change?.kind === 'coded' ? change.happened_at : null,
    endedAt: ended !== null && ended <= act.now ? ended : null,
  };
}

async function write(
  act: Act,
  ref: EncounterRef,
  change: { readonly kind: 'coded' | 'coding-reopened'; readonly at: Date; readonly reason?: string },
): Promise<void> {
  const { facility_id, labels } = await act.tx
    .selectFrom('encounters.encounter')
    .select(['facility_id', 'labels'])
    .where('patient_id', '=', ref.patientId)
    .where('id', '=', ref.encounterId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  await act.tx
    .insertInto('encounters.change')
    .values({
      patient_id: ref.patientId,
      id: newId(),
      encounter_id: ref.encounterId,
      facility_id,
      labels,
      kind: change.kind,
      reason: change.reason ?? null,
      happened_at: change.at,
      recorded_at: act.now,
      recorded_by: act.actor.id,
    })
    .execute();
  act.note({ patientIds: [ref.patientId], subjectIds: [ref.encounterId], count: 1, detail: { change: change.kind } });
  act.emit('encounters.changed', { patientId: ref.patientId, encounterId: ref.encounterId });
}
