import { sql } from 'kysely';
import type { Act } from '../../platform/act.ts';
import type { Static } from 'typebox';
import type { contract } from './contract.ts';
import { problems } from './problems.ts';

const MAX_SENDERS = 500;
const MAX_ERRORS = 200;
/** A sender that is busier within a day shows this number. */
const MAX_COUNTED = 20_000;
const A_DAY_MS = 24 * 3_600_000;

type Senders = Static<NonNullable<typeof contract.senders.response>>['senders'];
type Errors = Static<NonNullable<typeof contract.errors.response>>['messages'];

/** Throughput and lag of each sender; those that wait for a decision first. */
export async function listSenders(act: Act): Promise<Senders> {
  const since = new Date(act.now.getTime() - A_DAY_MS);
  const { rows } = await sql<{
    id: string;
    application: string;
    facility: string;
    state: string;
    first_seen_at: Date;
    first_address: string;
    expected_minutes: number | null;
    expected_at: Date | null;
    answers_to: string | null;
    answers_waiting: string;
    answers_alarm_minutes: number;
    answers_late_since: Date | null;
    last_at: Date | null;
    refused: string;
    messages: string;
    waiting: string;
    oldest: Date | null;
    held: string;
    failed: string;
  }>`
    SELECT s.id, s.application, s.facility, s.state, s.first_seen_at, s.first_address, s.expected_minutes, s.expected_at, s.answers_to, s.answers_alarm_minutes,
      (SELECT min(a.decided_at) FROM hl7v2.acknowledgement a WHERE a.sender_id = s.id AND a.state = 'waiting'
        AND a.decided_at + make_interval(mins => s.answers_alarm_minutes) <= ${act.now}::timestamptz) AS answers_late_since,
      (SELECT count(*) FROM hl7v2.acknowledgement a WHERE a.sender_id = s.id AND a.state = 'waiting') AS answers_waiting,
      (SELECT max(m.received_at) FROM hl7v2.message m WHERE m.sender_id = s.id) AS last_at,
      (SELECT count(*) FROM (SELECT FROM hl7v2.message m
        WHERE m.sender_id = s.id AND m.received_at > ${since}::timestamptz LIMIT ${MAX_COUNTED}) AS newest) AS messages,
      (SELECT count(*) FROM (SELECT FROM hl7v2.message m
        WHERE m.sender_id = s.id AND NOT m.taken AND m.received_at > ${since}::timestamptz LIMIT ${MAX_COUNTED}) AS newest) AS refused,
      (SELECT count(*) FROM hl7v2.work w WHERE w.sender_id = s.id AND w.state = 'waiting') AS waiting,
      (SELECT m.received_at FROM hl7v2.work w JOIN hl7v2.message m ON m.id = w.message_id
        WHERE w.sender_id = s.id AND w.state = 'waiting' ORDER BY w.n LIMIT 1) AS oldest,
      (SELECT count(*) FROM hl7v2.work w WHERE w.sender_id = s.id AND w.state = 'held') AS held,
      (SELECT count(*) FROM hl7v2.work w WHERE w.sender_id = s.id AND w.state = 'failed') AS failed
    FROM hl7v2.sender s ORDER BY s.state = 'waiting' DESC, s.application, s.facility LIMIT ${MAX_SENDERS}`.execute(
    act.tx,
  );
  act.note({ count: rows.length });
  return rows.map((row) => ({
    id: row.id,
    application: row.application,
    facility: row.facility,
    state: row.state,
    firstSeenAt: row.first_seen_at.toISOString(),
    firstAddress: row.first_address,
    lastAt: row.last_at?.toISOString() ?? null,
    expectedMinutes: row.expected_minutes,
    answersTo: row.answers_to,
    answersWaiting: Number(row.answers_waiting),
    answersAlarmMinutes: row.answers_alarm_minutes,
    answersLateSince: row.answers_late_since?.toISOString() ?? null,
    silentSince: silentSince(row, act.now),
    messages: Number(row.messages),
    refused: Number(row.refused),
    waiting: Number(row.waiting),
    oldestWaitingAt: row.oldest?.toISOString() ?? null,
    held: Number(row.held),
    failed: Number(row.failed),
  }));
}

/** Since when it should have spoken, where it has not. */
function silentSince(
  row: { expected_minutes: number | null; expected_at: Date | null; last_at: Date | null; first_seen_at: Date },
  now: Date,
): string | null {
  if (row.expected_minutes === null) return null;
  const heard = [row.last_at, row.expected_at, row.first_seen_at].map((at) => at?.getTime() ?? 0);
  const dueAt = Math.max(...heard) + row.expected_minutes * 60_000;
  return dueAt > now.getTime() ? null : new Date(dueAt).toISOString();
}

export async function decideSender(act: Act, id: string, state: 'allowed' | 'refused'): Promise<void> {
  const changed = await act.tx
    .updateTable('hl7v2.sender')
    .set({ state, decided_at: act.now, decided_by: act.actor.id })
    .where('id', '=', id)
    .executeTakeFirst();
  if (changed.numUpdatedRows === 0n)
    throw problems.noSender({ detail: 'Nothing was changed. Reload the list of senders.' });
  act.note({ subjectIds: [id], detail: { state } });
}

export async function listErrors(act: Act): Promise<Errors> {
  const { rows } = await sql<{
    id: string;
    sender_id: string | null;
    application: string | null;
    control_id: string;
    type: string;
    received_at: Date;
    state: string;
    reason: string;
  }>`
    SELECT m.id, m.sender_id, s.application, m.control_id, m.type, m.received_at, e.state, e.reason
    FROM ((SELECT message_id, state, coalesce(reason, '') AS reason, n FROM hl7v2.work WHERE state IN ('failed', 'held') ORDER BY n DESC LIMIT ${MAX_ERRORS})
      UNION ALL
      (SELECT r.id, 'refused', r.refusal, r.n FROM hl7v2.message r WHERE NOT r.taken
        AND NOT EXISTS (SELECT FROM hl7v2.message c WHERE c.edited_from = r.id) ORDER BY r.received_at DESC LIMIT ${MAX_ERRORS})) AS e
    JOIN hl7v2.message m ON m.id = e.message_id LEFT JOIN hl7v2.sender s ON s.id = m.sender_id
    ORDER BY e.n DESC LIMIT ${MAX_ERRORS}`.execute(act.tx);
  act.note({ count: rows.length });
  return rows.map((row) => ({
    id: row.id,
    senderId: row.sender_id,
    application: row.application,
    controlId: row.control_id,
    type: row.type,
    receivedAt: row.received_at.toISOString(),
    state: row.state,
    reason: row.reason,
  }));
}
