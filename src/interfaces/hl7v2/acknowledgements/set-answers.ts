import type { Act } from '../../../platform/act.ts';
import { problems } from '../problems.ts';
import { acknowledgeNow } from './queue-acknowledgements.ts';
import { watchAnswers } from './stuck.ts';

/**
 * Where the application acknowledgements of a sender go from now on (null: back on its own connection), and after how many minutes
 * one that could not be sent waits for somebody. What is left out stays as it is.
 * @throws hl7v2/no-sender, hl7v2/no-destination
 */
export async function setAnswers(
  act: Act,
  senderId: string,
  {
    destinationId,
    alarmMinutes,
  }: { readonly destinationId?: string | null | undefined; readonly alarmMinutes?: number | undefined },
): Promise<void> {
  if (destinationId != null) {
    const there = await act.tx
      .selectFrom('hl7v2.destination')
      .select('id')
      .where('id', '=', destinationId)
      .executeTakeFirst();
    if (there === undefined)
      throw problems.noDestination({ detail: 'Nothing was saved. Reload the list of destinations.' });
  }
  const changed = await act.tx
    .updateTable('hl7v2.sender')
    .set((eb) => ({
      answers_to: destinationId === undefined ? eb.ref('answers_to') : destinationId,
      answers_alarm_minutes: alarmMinutes ?? eb.ref('answers_alarm_minutes'),
    }))
    .where('id', '=', senderId)
    .executeTakeFirst();
  if (changed.numUpdatedRows === 0n)
    throw problems.noSender({ detail: 'Nothing was changed. Reload the list of senders.' });
  act.note({
    subjectIds: [senderId],
    detail: {
      ...(destinationId === undefined ? {} : { destinationId }),
      ...(alarmMinutes === undefined ? {} : { alarmMinutes }),
    },
  });
  if (destinationId !== undefined) await acknowledgeNow(act, senderId);
  await watchAnswers(act);
}
