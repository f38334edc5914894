import type { Act } from '../../platform/act.ts';
import { newId } from '../../platform/ids.ts';
import { DEFAULT_FACILITY } from '../../modules/directory/index.ts';
import { problems } from './problems.ts';

export type SenderState = 'waiting' | 'allowed' | 'refused';

export interface Sender {
  readonly id: string;
  readonly facilityId: string;
  readonly state: SenderState;
}

/** MSH-3.1 and MSH-4.1. */
export interface SenderName {
  readonly application: string;
  readonly facility: string;
}

/** Strangers who knock; beyond it they are refused and no longer written down, so that nobody can fill the list. */
const MAX_WAITING = 500;

/**
 * The sender of these names. One that was never seen is written down; it is allowed at once when it is trusted (a program on
 * this machine, a file that the owner of the data imports), and otherwise waits for a person.
 */
export async function meetSender(
  act: Act,
  name: SenderName,
  from: { address: string; trusted: boolean },
): Promise<Sender | undefined> {
  const known = await senderNamed(act, name);
  if (known !== undefined && !(known.state === 'waiting' && from.trusted)) return known;
  if (known !== undefined) {
    await act.tx
      .updateTable('hl7v2.sender')
      .set({ state: 'allowed', decided_at: act.now, decided_by: act.actor.id })
      .where('id', '=', known.id)
      .where('state', '=', 'waiting')
      .execute();
    return { ...known, state: 'allowed' };
  }
  if (!from.trusted) {
    const waiting = await act.tx
      .selectFrom('hl7v2.sender')
      .select('id')
      .where('state', '=', 'waiting')
      .limit(MAX_WAITING)
      .execute();
    if (waiting.length >= MAX_WAITING) return undefined;
  }
  await act.tx
    .insertInto('hl7v2.sender')
    .values({
      id: newId(),
      ...name,
      facility_id: DEFAULT_FACILITY,
      state: from.trusted ? 'allowed' : 'waiting',
      first_seen_at: act.now,
      first_address: from.address,
      decided_at: from.trusted ? act.now : null,
      decided_by: from.trusted ? act.actor.id : null,
    })
    .onConflict((conflict) => conflict.columns(['application', 'facility']).doNothing())
    .execute();
  act.note({ count: 1 });
  return senderNamed(act, name);
}

/**
 * A sender written down before it speaks, so that its first message is taken. @returns its id
 * @throws hl7v2/sender-known
 */
export async function declareSender(
  act: Act,
  { facilityId = DEFAULT_FACILITY, ...name }: SenderName & { readonly facilityId?: string | undefined },
): Promise<string> {
  if ((await senderNamed(act, name)) !== undefined)
    throw problems.senderKnown({ detail: 'Nothing was changed. It is in the list of senders; allow it there.' });
  const id = newId();
  await act.tx
    .insertInto('hl7v2.sender')
    .values({
      ...{ id, application: name.application, facility: name.facility, facility_id: facilityId, state: 'allowed' },
      ...{ first_seen_at: act.now, first_address: 'declared', decided_at: act.now, decided_by: act.actor.id },
    })
    .execute();
  act.note({ subjectIds: [id], count: 1 });
  return id;
}

export async function senderNamed(act: Act, name: SenderName): Promise<Sender | undefined> {
  const row = await act.tx
    .selectFrom('hl7v2.sender')
    .select(['id', 'facility_id', 'state'])
    .where('application', '=', name.application)
    .where('facility', '=', name.facility)
    .executeTakeFirst();
  return row === undefined
    ? undefined
    : // CHECK sender_state_is_known
      { id: row.id, facilityId: row.facility_id, state: row.state as SenderState };
}
