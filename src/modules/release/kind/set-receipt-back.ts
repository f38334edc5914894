import type { Act } from '../../../platform/act.ts';
import { newId } from '../../../platform/ids.ts';
import { Problem } from '../../../platform/problem.ts';
import { cancelDeadline, type Deadline, deadlinesOf, extendDeadline } from '../../regulations/index.ts';
import { descriptionOfRow } from '../description-of-row.ts';
import { loadRequest, type LoadedRequest } from '../load-request.ts';
import { problems } from '../problems.ts';
import { refreshWorklist } from '../refresh-worklist.ts';
import { startClock } from './decide-kind-of-request.ts';
import { ruleRequesterOf } from './rule-requester-of.ts';
import { kindProblems } from './problems.ts';

/**
 * It had been received earlier than logged: the stamp is set back, the clock counts from the earlier day. Never the other
 * way, which would make a person wait longer by a correction.
 * @throws release/stamp-not-earlier, release/too-late, release/ended
 */
export async function setReceiptBack(
  act: Act,
  input: { requestId: string; receivedAt: Date; reason: string },
): Promise<{ dueOn: string | null }> {
  const request = await loadRequest(act, input.requestId, 'work');
  const was = request.row.received_at;
  if (input.receivedAt >= was)
    throw kindProblems.stampNotEarlier({
      detail:
        'Nothing was changed. Give a moment before the stamp as it stands. Where the stamp is too early, cancel the case as entered in error and log the request again.',
      at: 'receivedAt',
    });
  if (request.facts.handOver === 'begun' || request.facts.handOver === 'confirmed')
    throw problems.tooLate({ detail: 'Nothing was changed: records were handed over, and the clock has ended.' });
  await act.tx
    .insertInto('release.receipt_correction')
    .values({
      id: newId(),
      facility_id: request.facility.id,
      labels: request.labels,
      request_id: request.id,
      was_at: was,
      set_to: input.receivedAt,
      reason: input.reason,
      recorded_at: act.now,
      recorded_by: act.actor.id,
    })
    .execute();
  for (const table of ['release.request', 'release.open_request'] as const)
    await act.tx.updateTable(table).set({ received_at: input.receivedAt }).where('id', '=', request.id).execute();
  act.note({ detail: { was: was.toISOString(), setTo: input.receivedAt.toISOString() } });
  const dueOn = await countAnew(act, request, input.receivedAt);
  await refreshWorklist(act, request.id);
  return { dueOn };
}

async function countAnew(act: Act, request: LoadedRequest, receivedAt: Date): Promise<string | null> {
  const description = descriptionOfRow(request.row);
  const running = (await deadlinesOf(act, { module: 'release', id: request.id })).filter(
    ({ topic, settled }) => topic === 'access' && settled === null,
  );
  const announced = await announcedOf(act, running);
  for (const clock of running) await cancelDeadline(act, { deadlineId: clock.id, reason: 'date-stamp-set-back' });
  const { id: requestId, facility, labels, patientId } = request;
  const dueOn = await startClock(
    act,
    { requestId, facility, labels, patientId, receivedAt, description },
    description === undefined ? undefined : ruleRequesterOf(request.row),
  );
  return (announced === undefined ? undefined : await promiseAgain(act, request.id, announced)) ?? dueOn;
}

interface Announced {
  readonly reason: string;
  readonly noticeSentAt: Date;
}

async function announcedOf(act: Act, clocks: readonly Deadline[]): Promise<Announced | undefined> {
  const extended = clocks.find(({ extensionsUsed }) => extensionsUsed > 0);
  if (extended === undefined) return undefined;
  const row = await act.tx
    .selectFrom('regulations.deadline_extension')
    .select(['reason', 'notice_sent_at'])
    .where('deadline_id', '=', extended.id)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? undefined : { reason: row.reason, noticeSentAt: row.notice_sent_at };
}

/** More time that was announced stays announced, as far as it still lies within the law of the earlier day. */
async function promiseAgain(act: Act, requestId: string, announced: Announced): Promise<string | undefined> {
  const clock = (await deadlinesOf(act, { module: 'release', id: requestId })).find(({ settled }) => settled === null);
  if (clock === undefined) return undefined;
  try {
    return (await extendDeadline(act, { deadlineId: clock.id, ...announced })).dueOn;
  } catch (error) {
    // The notice went out too late by the corrected stamp: the earlier day stands.
    if (error instanceof Problem) return undefined;
    throw error;
  }
}
