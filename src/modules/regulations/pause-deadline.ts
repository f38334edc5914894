import type { Act } from '../../platform/act.ts';
import { citationsOf, localDate } from '../../../packages/rule-engine/index.ts';
import { deadlineById, lawOf, openDeadline, type Deadline } from './deadlines.ts';
import type { DeadlineId } from './ids.ts';
import { problems } from './problems.ts';

export interface Pause {
  readonly deadlineId: DeadlineId;
  /** Id of a ground that the rule of the clock names. */
  readonly ground: string;
  /** The first day that does not count, at the facility. */
  readonly pausedOn: string;
}

/**
 * Stops a clock on a ground that its rule names, for instance a police statement about a breach notice (45 CFR 164.412).
 * A request that waits for its requester is pended in release; its clock runs on.
 * @throws regulations/settled, paused, no-ground-to-pause, pause-in-future
 */
export async function pauseDeadline(act: Act, pause: Pause): Promise<Deadline> {
  const deadline = await openDeadline(act, pause.deadlineId);
  if (deadline.paused !== null) {
    throw problems.paused({ detail: `Nothing was changed: it stands still since ${deadline.paused.on}.` });
  }
  const { rule, value } = await lawOf(act, deadline);
  const ground = value.pauses.find(({ id }) => id === pause.ground);
  if (ground === undefined) {
    throw problems.noGroundToPause({
      detail: `Nothing was changed: it stays due on ${deadline.dueOn}. ${value.pauses.length === 0 ? 'This clock cannot be stopped.' : `Grounds: ${value.pauses.map(({ text }) => text).join('; ')}.`}`,
      citations: citationsOf(rule),
    });
  }
  if (pause.pausedOn > localDate(act.now, deadline.timeZone) || pause.pausedOn < deadline.startsOn) {
    throw problems.pauseInFuture({ detail: `Nothing was changed. Give a day from ${deadline.startsOn} to today.` });
  }
  await act.tx
    .insertInto('regulations.deadline_pause')
    .values({
      deadline_id: deadline.id,
      number: await nextNumber(act, deadline.id),
      ground: ground.id,
      citation: ground.cite,
      max_days: ground.maxDays,
      paused_on: pause.pausedOn,
      recorded_at: act.now,
      recorded_by: act.actor.id,
    })
    .execute();
  act.note({ subjectIds: [deadline.id], reasonIds: [deadline.ruleId], detail: { ground: ground.id } });
  act.emit('regulations.deadline-moved', {
    deadlineId: deadline.id,
    module: deadline.module,
    subjectId: deadline.subjectId,
    dueAt: null,
  });
  return deadlineById(act, deadline.id);
}

async function nextNumber(act: Act, deadlineId: DeadlineId): Promise<number> {
  const row = await act.tx
    .selectFrom('regulations.deadline_pause')
    .select((column) => column.fn.max('number').as('last'))
    .where('deadline_id', '=', deadlineId)
    .executeTakeFirst();
  return (row?.last ?? 0) + 1;
}
