import type { Act } from '../../../platform/act.ts';
import { newId } from '../../../platform/ids.ts';
import { problems } from '../problems.ts';
import { countPaper } from './derive-reconciliation.ts';
import { dayBefore, reconcileDays } from './load-reconciliation.ts';

/**
 * A person went through these days: each is kept with its counts, and the next look begins with the day after. What is
 * missing stays missing and can be looked at for any day.
 * @throws intake/days-unclear, intake/days-not-over
 */
export async function closeDays(
  act: Act,
  input: { facilityId: string; from: string; to: string },
): Promise<{ days: number }> {
  const { rows, today, more } = await reconcileDays(act, input);
  if (input.to >= today)
    throw problems.daysNotOver({
      detail: 'Nothing was changed. Today is not over: its visits are still coming in.',
      at: 'to',
    });
  if (more)
    throw problems.daysUnclear({
      detail: 'Nothing was changed. These days hold more visits than one look; close them one by one.',
      at: 'from',
    });
  const days: string[] = [];
  for (let day = input.from; day <= input.to; day = dayBefore(day, -1)) days.push(day);
  await act.tx
    .insertInto('intake.reconciled_day')
    .values(
      days.map((day) => {
        const counts = countPaper(rows.filter((row) => row.day === day).map(({ state }) => state));
        return {
          id: newId(),
          facility_id: input.facilityId,
          day,
          encounters: counts.encounters,
          received: counts.received,
          partial: counts.partial,
          not_received: counts.notReceived,
          no_paper: counts.noPaper,
          reconciled_at: act.now,
          reconciled_by: act.actor.id,
        };
      }),
    )
    .execute();
  act.note({ count: days.length, detail: { from: input.from, to: input.to } });
  act.emit('intake.days-reconciled', { facilityId: input.facilityId, from: input.from, to: input.to });
  return { days: days.length };
}
