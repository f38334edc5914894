import { sql } from 'kysely';
import type { Act } from '../../../platform/act.ts';
import { newId } from '../../../platform/ids.ts';
import { DEFAULT_FACILITY } from '../../../modules/directory/index.ts';
import { failedAcknowledgements } from '../acknowledgements/failed-acknowledgements.ts';
import { enqueueAcknowledging } from '../acknowledgements/queue-acknowledgements.ts';
import { problems } from '../problems.ts';
import { enqueueSending } from './queue-outbound.ts';
import { leaveUnsent, takeUpAgain } from './settle-attempt.ts';
import { settleUnreachable } from './unreachable.ts';

export interface DestinationFacts {
  readonly name: string;
  readonly host: string;
  readonly port: number;
  readonly tls: boolean;
  readonly ca: string | null;
  readonly application: string;
  readonly facility: string;
  readonly tells: readonly ('identity' | 'documents')[];
  readonly stopped: boolean;
  readonly alarmMinutes: number;
  readonly downstreamIds: readonly string[];
}

const MAX_LISTED = 200;

/** Each destination with what waits, what failed, and when the last message was taken. */
export async function listDestinations(act: Act) {
  const { rows } = await sql<{
    id: string;
    name: string;
    host: string;
    port: number;
    tls: boolean;
    ca: string | null;
    application: string;
    facility: string;
    tells: ('identity' | 'documents')[];
    stopped_at: Date | null;
    alarm_minutes: number;
    downstream_ids: string[];
    unanswered_since: Date | null;
    waiting: string;
    oldest: Date | null;
    trouble: string | null;
    failed: string;
    last_at: Date | null;
  }>`
    SELECT d.id, d.name, d.host, d.port, d.tls, d.ca, d.application, d.facility, d.tells, d.stopped_at, d.alarm_minutes, d.downstream_ids, d.unanswered_since,
      (SELECT count(*) FROM hl7v2.outbound o WHERE o.destination_id = d.id AND o.state = 'waiting') AS waiting,
      first.queued_at AS oldest, first.reason AS trouble,
      (SELECT count(*) FROM hl7v2.outbound o WHERE o.destination_id = d.id AND o.state = 'failed') AS failed,
      (SELECT max(o.done_at) FROM hl7v2.outbound o WHERE o.destination_id = d.id AND o.state = 'sent') AS last_at
    FROM hl7v2.destination d
    LEFT JOIN LATERAL (SELECT o.queued_at, o.reason FROM hl7v2.outbound o
      WHERE o.destination_id = d.id AND o.state = 'waiting' ORDER BY o.n LIMIT 1) AS first ON true
    ORDER BY d.name LIMIT ${MAX_LISTED}`.execute(act.tx);
  act.note({ count: rows.length });
  return rows.map((row) => ({
    ...{ id: row.id, name: row.name, host: row.host, port: row.port, tls: row.tls, ca: row.ca },
    ...{ application: row.application, facility: row.facility, tells: row.tells, stopped: row.stopped_at !== null },
    ...{ waiting: Number(row.waiting), oldestWaitingAt: row.oldest?.toISOString() ?? null, trouble: row.trouble },
    ...{ alarmMinutes: row.alarm_minutes, downstreamIds: row.downstream_ids },
    ...{ unansweredSince: row.unanswered_since?.toISOString() ?? null },
    ...{ failed: Number(row.failed), lastAt: row.last_at?.toISOString() ?? null },
  }));
}

/** @returns its id. @throws hl7v2/no-destination */
export async function saveDestination(act: Act, id: string | undefined, facts: DestinationFacts): Promise<string> {
  const { stopped, alarmMinutes, downstreamIds, ...rest } = facts;
  const row = {
    ...{ ...rest, tells: [...rest.tells], alarm_minutes: alarmMinutes },
    downstream_ids: [...downstreamIds],
    ...{ set_at: act.now, set_by: act.actor.id },
  };
  const savedId = id ?? newId();
  if (id === undefined)
    await act.tx
      .insertInto('hl7v2.destination')
      .values({ id: savedId, facility_id: DEFAULT_FACILITY, ...row, stopped_at: stopped ? act.now : null })
      .execute();
  else {
    const changed = await act.tx
      .updateTable('hl7v2.destination')
      .set({ ...row, stopped_at: stopped ? sql<Date>`coalesce(stopped_at, ${act.now}::timestamptz)` : null })
      .where('id', '=', id)
      .executeTakeFirst();
    if (changed.numUpdatedRows === 0n) throw gone();
  }
  act.note({
    subjectIds: [savedId],
    detail: {
      host: facts.host,
      port: facts.port,
      tls: facts.tls,
      tells: facts.tells,
      stopped,
      alarmMinutes,
      downstreamIds,
    },
  });
  if (stopped) await settleUnreachable(act, savedId, 'stopped');
  // Where it was changed because it could not be reached, it is tried at once.
  if (!stopped) {
    await act.tx
      .updateTable('hl7v2.outbound')
      .set({ next_at: null })
      .where('destination_id', '=', savedId)
      .where('state', '=', 'waiting')
      .execute();
    enqueueSending(act, savedId);
  }
  return savedId;
}

/** What could not be handed over and waits for a person, newest first. */
export async function listFailed(act: Act) {
  const messages = await act.tx
    .selectFrom('hl7v2.outbound as o')
    .innerJoin('hl7v2.destination as d', 'd.id', 'o.destination_id')
    .select(['o.id', 'o.event', 'o.queued_at', 'o.attempts', 'o.reason', 'd.name'])
    .where('o.state', '=', 'failed')
    .orderBy('o.n', 'desc')
    .limit(MAX_LISTED)
    .execute();
  const answers = await failedAcknowledgements(act, MAX_LISTED);
  const rows = [...messages, ...answers]
    .sort((a, b) => b.queued_at.getTime() - a.queued_at.getTime())
    .slice(0, MAX_LISTED);
  act.note({ count: rows.length });
  return rows.map((row) => ({
    ...{ id: row.id, event: row.event, destination: row.name, queuedAt: row.queued_at.toISOString() },
    ...{ attempts: row.attempts, reason: row.reason ?? '' },
  }));
}

/** It takes its turn again, before what was queued after it. @throws hl7v2/not-found */
export async function sendAgain(act: Act, id: string): Promise<void> {
  const destinationId = await takeUpAgain(act, 'hl7v2.outbound', id);
  const senderId = destinationId === undefined ? await takeUpAgain(act, 'hl7v2.acknowledgement', id) : undefined;
  if (destinationId !== undefined) enqueueSending(act, destinationId);
  else if (senderId !== undefined) enqueueAcknowledging(act, senderId);
  else throw problems.notFound({ detail: 'Nothing was changed. Reload the list.' });
  act.note({ subjectIds: [id] });
}

/** @throws hl7v2/not-found */
export async function setOutboundAside(act: Act, id: string, reason: string): Promise<void> {
  const isLeft =
    (await leaveUnsent(act, 'hl7v2.outbound', id, reason)) ||
    (await leaveUnsent(act, 'hl7v2.acknowledgement', id, reason));
  if (!isLeft) throw problems.notFound({ detail: 'Nothing was changed. Reload the list.' });
  act.note({ subjectIds: [id] });
}

function gone() {
  return problems.noDestination({ detail: 'Nothing was saved. Reload the list of destinations.' });
}
