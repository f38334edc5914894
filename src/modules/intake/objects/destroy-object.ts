import { sql } from 'kysely';
import type { Act } from '../../../platform/act.ts';
import { appendMovement, mustBeAsSeen } from './append-movement.ts';
import { decideObjectDestruction, type KeptBecause } from './decide-object-destruction.ts';
import type { Disposition } from './derive-object-due.ts';
import type { ObjectState } from './derive-object-state.ts';
import { loadObject, type ObjectRow, todayOf } from './load-object.ts';
import { problems } from './problems.ts';

export interface DestroyObject {
  readonly id: string;
  readonly seen: number;
  readonly method: string;
  /** A second person who saw it. */
  readonly witness: string;
  /** The rule of law or of the house that the person relies on. */
  readonly rule: string;
}

/**
 * Records that a thing was destroyed; nothing more is ever recorded of it. Takes the lock that a legal hold takes, so one
 * of the two is first and the other sees it; the database refuses by itself too.
 * @throws intake/object-not-found, intake/object-changed, intake/movement-incomplete, intake/object-needed
 */
export async function destroyObject(act: Act, input: DestroyObject): Promise<{ number: number }> {
  const { patient_id: patientId } = await loadObject(act, input.id);
  if (patientId !== null) await sql`SELECT documents.lock_person(${patientId}::uuid)`.execute(act.tx);
  const object = await loadObject(act, input.id, { lock: true });
  mustBeAsSeen(object, input.seen);
  for (const at of ['method', 'witness', 'rule'] as const)
    if (input[at].trim() === '')
      throw problems.movementIncomplete({ detail: `Nothing was recorded. ${ASKED[at]}`, at });
  if (sameName(input.witness, act.actor.name))
    throw problems.movementIncomplete({
      ...{ detail: 'Nothing was recorded. The witness is a second person: somebody else than you.', at: 'witness' },
    });
  const reasons = await whyKept(act, object);
  if (reasons.length > 0)
    throw problems.objectNeeded({
      detail: `Nothing was recorded; keep the thing where it is. ${reasons.map((reason) => KEPT[reason]).join(' ')}`,
      internal: reasons.join(' '),
    });
  return appendMovement(act, object, {
    ...{ kind: 'destroyed' },
    more: { method: input.method.trim(), witness: input.witness.trim(), note: input.rule.trim() },
  });
}

/** All reasons why a thing may not be destroyed today. */
export async function whyKept(act: Act, object: ObjectRow): Promise<KeptBecause[]> {
  const { rows } = await sql<{ id: string }>`SELECT id FROM intake.holds_on_object(${object.id}::uuid) AS id`.execute(
    act.tx,
  );
  return decideObjectDestruction({
    state: object.state as ObjectState, // CHECK object_state_is_known
    patientKnown: object.patient_id !== null,
    holds: rows.length,
    disposition: object.disposition as Disposition, // CHECK disposition_is_known
    dispositionOn: object.disposition_on,
    copied: object.copied_on !== null,
    today: await todayOf(act, object.facility_id),
  });
}

const ASKED = {
  method: 'Say how it was destroyed.',
  witness: 'Name the second person who saw it.',
  rule: 'Name the rule that you rely on.',
} as const;

const KEPT: Readonly<Record<KeptBecause, string>> = {
  'not-here': 'It is not here: record its return first.',
  'patient-unknown': 'Nobody knows whose it is, so no legal hold on it can be seen: assign it to its patient first.',
  'legal-hold': 'A legal hold covers it: ask whoever placed the hold.',
  'planned-otherwise': 'It is to be kept or returned: change what is to become of it first, with the reason.',
  'not-copied': 'It is not copied into the record yet.',
  'not-yet': 'The day until which it is kept has not come.',
};

const sameName = (a: string, b: string) => a.trim().toLowerCase() === b.trim().toLowerCase();
