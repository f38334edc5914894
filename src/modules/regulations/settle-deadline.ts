import type { Act } from '../../platform/act.ts';
import { deadlineById, openDeadline, type Deadline } from './deadlines.ts';
import type { DeadlineId } from './ids.ts';

/** The end of a clock, one row for good. Called by meetDeadline and cancelDeadline. */
export async function settleDeadline(
  act: Act,
  end: { deadlineId: DeadlineId; outcome: 'met' | 'cancelled'; at: Date; reason: string | null },
): Promise<Deadline> {
  const deadline = await openDeadline(act, end.deadlineId);
  await act.tx
    .insertInto('regulations.deadline_settlement')
    .values({
      deadline_id: deadline.id,
      outcome: end.outcome,
      settled_at: end.at,
      reason: end.reason,
      recorded_at: act.now,
      recorded_by: act.actor.id,
    })
    .execute();
  const late = end.outcome === 'met' && end.at > deadline.dueAt;
  act.note({ subjectIds: [deadline.id], detail: { outcome: end.outcome, late } });
  act.emit('regulations.deadline-settled', {
    deadlineId: deadline.id,
    module: deadline.module,
    subjectId: deadline.subjectId,
    outcome: end.outcome,
    late,
  });
  return deadlineById(act, deadline.id);
}
