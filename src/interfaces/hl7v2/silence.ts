import { sql } from 'kysely';
import type { Act } from '../../platform/act.ts';
import { closeItem, isWaiting, openItem } from '../../modules/worklist/index.ts';
import { problems } from './problems.ts';

export const SILENT = { kind: 'hl7v2.silent', title: 'Feeds that fell silent', permission: 'hl7v2/manage' } as const;

const MINUTE_MS = 60_000;
/** While a feed is silent it is looked at this often, for messages that are refused and so begin no work. */
const LOOK_AGAIN_MS = 5 * MINUTE_MS;

interface Watched {
  readonly facility_id: string;
  readonly expected_minutes: number | null;
  readonly heard_at: Date;
}

/**
 * How many minutes of silence are a fault of this feed; null: none are. From then on the sender is watched.
 * @throws hl7v2/no-sender
 */
export async function expectSender(act: Act, senderId: string, minutes: number | null): Promise<void> {
  const changed = await act.tx
    .updateTable('hl7v2.sender')
    .set({ expected_minutes: minutes, expected_at: act.now, expected_by: act.actor.id })
    .where('id', '=', senderId)
    .executeTakeFirst();
  if (changed.numUpdatedRows === 0n)
    throw problems.noSender({ detail: 'Nothing was changed. Reload the list of senders.' });
  act.note({ subjectIds: [senderId], detail: { minutes } });
  await watchSender(act, senderId);
}

/** Opens the item of a feed that has been silent too long, settles that of one that spoke, and says when to look next. */
export async function watchSender(act: Act, senderId: string): Promise<void> {
  const watched = await readWatched(act, senderId);
  if (watched === undefined || watched.expected_minutes === null) return settleSilence(act, senderId, 'not-expected');
  const dueAt = new Date(watched.heard_at.getTime() + watched.expected_minutes * MINUTE_MS);
  if (dueAt > act.now) {
    await settleSilence(act, senderId, 'spoke');
    return lookNext(act, senderId, dueAt);
  }
  if (!(await isWaiting(act, { kind: SILENT.kind, subjectId: senderId }))) {
    await openItem(act, {
      ...{ kind: SILENT.kind, module: 'hl7v2', permission: SILENT.permission },
      ...{ subjectId: senderId, facilityId: watched.facility_id, priority: 2, dueAt },
    });
    act.note({ subjectIds: [senderId], count: 1 });
  }
  lookNext(act, senderId, new Date(act.now.getTime() + LOOK_AGAIN_MS));
}

/** Messages of it wait to be applied: where it was silent, it is no longer. */
export async function heardSender(act: Act, senderId: string): Promise<void> {
  if (await isWaiting(act, { kind: SILENT.kind, subjectId: senderId })) await watchSender(act, senderId);
}

function lookNext(act: Act, senderId: string, runAt: Date): void {
  act.enqueue(
    'hl7v2.watch-silence',
    { senderId, at: runAt.toISOString() },
    { key: `hl7v2.watch-silence ${senderId}`, runAt },
  );
}

function settleSilence(act: Act, senderId: string, outcome: string): Promise<void> {
  return closeItem(act, { kind: SILENT.kind, subjectId: senderId, outcome });
}

/** Silence from before it was expected to speak does not count. */
async function readWatched(act: Act, senderId: string): Promise<Watched | undefined> {
  const { rows } = await sql<Watched>`
    SELECT s.facility_id, s.expected_minutes,
      greatest((SELECT max(m.received_at) FROM hl7v2.message m WHERE m.sender_id = s.id), s.expected_at, s.first_seen_at) AS heard_at
    FROM hl7v2.sender s WHERE s.id = ${senderId}::uuid`.execute(act.tx);
  return rows[0];
}
