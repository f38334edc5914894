import { sql } from 'kysely';
import { get, isRefusal, type Message, parseMessage, printMessage, set } from '../../../packages/hl7/index.ts';
import type { Act } from '../../platform/act.ts';
import { newId } from '../../platform/ids.ts';
import { type Keyring, seal, unseal } from '../../platform/keys/index.ts';
import { decideAcknowledgements, followCopy } from './acknowledgements/queue-acknowledgements.ts';
import { enqueueApplying } from './archive.ts';
import { problems } from './problems.ts';

export interface Edit {
  readonly path: string;
  /** null writes `""`: delete the value. */
  readonly value: string | null;
}

interface Kept {
  readonly text: string;
  readonly senderId: string | null;
  readonly volumeId: string;
  readonly keySlot: string;
  readonly state: string | null;
  readonly reason: string | null;
  readonly editedFrom: string | null;
}

/** @throws hl7v2/not-found */
export async function readMessage(act: Act, keyring: Keyring, id: string): Promise<Kept> {
  const { rows } = await sql<{
    sealed: Buffer;
    sender_id: string | null;
    volume_id: string;
    key_slot: string;
    state: string | null;
    reason: string | null;
    edited_from: string | null;
  }>`
    SELECT m.sealed, m.sender_id, m.volume_id, v.key_slot, w.state, coalesce(w.reason, m.refusal) AS reason, m.edited_from
    FROM hl7v2.message m JOIN hl7v2.volume v ON v.id = m.volume_id LEFT JOIN hl7v2.work w ON w.message_id = m.id
    WHERE m.id = ${id}::uuid`.execute(act.tx);
  const row = rows[0];
  if (row === undefined) throw problems.notFound({ detail: 'Nothing was changed. Reload the list.' });
  act.note({ subjectIds: [id], count: 1 });
  return {
    text: unseal(keyring.unitKey(row.key_slot), row.sealed, id),
    senderId: row.sender_id,
    volumeId: row.volume_id,
    keySlot: row.key_slot,
    state: row.state,
    reason: row.reason,
    editedFrom: row.edited_from,
  };
}

/**
 * Applies a message in error again. An edit makes a copy beside the original, which stays as it came; from then on the copy
 * is what counts. @returns the message that is applied
 * @throws hl7v2/not-found, hl7v2/cannot-replay, hl7v2/cannot-edit
 */
export async function replayMessage(act: Act, keyring: Keyring, id: string, edits: readonly Edit[]): Promise<string> {
  const kept = await readMessage(act, keyring, id);
  const again = kept.state === 'failed' || kept.state === 'held' || kept.state === 'set-aside';
  // One that was not taken has no work yet: its edited copy is the first.
  if (kept.senderId === null || !(again || (kept.state === null && edits.length > 0)))
    throw problems.cannotReplay({
      detail:
        'Nothing was changed. It was applied already, or its sender cannot be read; a message that was refused is replayed with an edit.',
    });
  if (edits.length === 0) {
    await changeWork(act, id, 'waiting', null);
    enqueueApplying(act, kept.senderId);
    return id;
  }
  const text = edited(kept.text, edits);
  const copyId = newId();
  const digester = keyring.digester();
  digester.update(Buffer.from(text, 'latin1'));
  const message = parseMessage(text);
  const { n } = await act.tx
    .insertInto('hl7v2.message')
    .values({
      id: copyId,
      sender_id: kept.senderId,
      control_id: isRefusal(message) ? '' : (get(message, 'MSH-10') ?? '').slice(0, 199),
      type: isRefusal(message) ? '' : `${get(message, 'MSH-9.1') ?? ''}^${get(message, 'MSH-9.2') ?? ''}`.slice(0, 40),
      digest: digester.digest('hex'),
      bytes: text.length,
      volume_id: kept.volumeId,
      sealed: seal(keyring.unitKey(kept.keySlot), text, copyId),
      received_at: act.now,
      received_via: 'edit',
      taken: true,
      code: 'AA',
      edited_from: id,
    })
    .returning('n')
    .executeTakeFirstOrThrow();
  if (kept.state !== null) await changeWork(act, id, 'replaced', 'A corrected copy was applied in its place.');
  await act.tx
    .insertInto('hl7v2.work')
    .values({ message_id: copyId, sender_id: kept.senderId, n, state: 'waiting' })
    .execute();
  await followCopy(act, id, copyId);
  act.note({ subjectIds: [copyId], detail: { places: edits.map((edit) => edit.path) } });
  enqueueApplying(act, kept.senderId);
  return copyId;
}

/** Told to the sender; the words of the person are for the desk. */
const ASIDE = 'A person set this message aside: nothing follows from it.';

/** @throws hl7v2/cannot-replay */
export async function setAside(act: Act, id: string, reason: string): Promise<void> {
  await changeWork(act, id, 'set-aside', reason);
  await decideAcknowledgements(act, [{ messageId: id, done: false, words: ASIDE }]);
  act.note({ subjectIds: [id] });
}

async function changeWork(act: Act, id: string, state: 'waiting' | 'replaced' | 'set-aside', reason: string | null) {
  const changed = await act.tx
    .updateTable('hl7v2.work')
    .set({ state, reason, waits_for: null, done_at: act.now, done_by: act.actor.id })
    .where('message_id', '=', id)
    .where('state', 'in', state === 'set-aside' ? ['failed', 'held'] : ['failed', 'held', 'set-aside'])
    .executeTakeFirst();
  if (changed.numUpdatedRows === 0n)
    throw problems.cannotReplay({
      detail: 'Nothing was changed. Somebody has dealt with it meanwhile; reload the list.',
    });
}

function edited(text: string, edits: readonly Edit[]): string {
  let message: Message | ReturnType<typeof parseMessage> = parseMessage(text);
  for (const edit of edits) {
    if (isRefusal(message)) break;
    message = set(message, edit.path, edit.value);
  }
  if (isRefusal(message)) throw problems.cannotEdit({ detail: `Nothing was changed. ${message.reason}`, at: 'edits' });
  return printMessage(message);
}
