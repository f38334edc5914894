import type { Act } from '../../platform/act.ts';
import { localDate } from '../../../packages/rule-engine/index.ts';
import { calendarOfLaw } from './calendars.ts';
import { deadlineById, lawOf, openDeadline, type Deadline } from './deadlines.ts';
import { deriveResumedDue } from './derive-due-date.ts';
import type { DeadlineId } from './ids.ts';
import { problems } from './problems.ts';

/**
 * Lets a clock run again: the due day moves by the days it stood still, no more than the ground allows.
 * @throws regulations/settled, not-paused, pause-in-future
 */
export async function resumeDeadline(
  act: Act,
  resumption: { deadlineId: DeadlineId; resumedOn: string },
): Promise<Deadline> {
  const deadline = await openDeadline(act, resumption.deadlineId);
  const { paused } = deadline;
  if (paused === null) {
    throw problems.notPaused({ detail: `Nothing was changed: the clock runs and is due on ${deadline.dueOn}.` });
  }
  if (resumption.resumedOn < paused.on || resumption.resumedOn > localDate(act.now, deadline.timeZone)) {
    throw problems.pauseInFuture({ detail: `Nothing was changed. Give a day from ${paused.on} to today.` });
  }
  const { rule, value } = await lawOf(act, deadline);
  const calendar = calendarOfLaw(rule, deadline.startsOn);
  const due = deriveResumedDue({
    law: value,
    dueOn: deadline.dueOn,
    pausedOn: paused.on,
    resumedOn: resumption.resumedOn,
    maxDays: paused.maxDays,
    zone: deadline.timeZone,
    ...(calendar === undefined ? {} : { calendar }),
  });
  await act.tx
    .insertInto('regulations.deadline_resumption')
    .values({
      deadline_id: deadline.id,
      number: paused.number,
      resumed_on: resumption.resumedOn,
      due_on: due.dueOn,
      due_at: due.dueAt,
      recorded_at: act.now,
      recorded_by: act.actor.id,
    })
    .execute();
  act.note({ subjectIds: [deadline.id], reasonIds: [deadline.ruleId], detail: { dueOn: due.dueOn } });
  act.emit('regulations.deadline-moved', {
    deadlineId: deadline.id,
    module: deadline.module,
    subjectId: deadline.subjectId,
    dueAt: due.dueAt.toISOString(),
  });
  return deadlineById(act, deadline.id);
}
