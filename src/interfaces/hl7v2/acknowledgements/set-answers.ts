import type { Act } from '../../../platform/act.ts';
import { problems } from '../problems.ts';
import { acknowledgeNow } from './queue-acknowledgements.ts';

/**
 * Where the application acknowledgements of a sender go from now on; null: back on its own connection.
 * @throws hl7v2/no-sender, hl7v2/no-destination
 */
export async function setAnswers(act: Act, senderId: string, destinationId: string | null): Promise<void> {
  if (destinationId !== null) {
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
    .set({ answers_to: destinationId })
    .where('id', '=', senderId)
    .executeTakeFirst();
  if (changed.numUpdatedRows === 0n)
    throw problems.noSender({ detail: 'Nothing was changed. Reload the list of senders.' });
  act.note({ subjectIds: [senderId], detail: { destinationId } });
  await acknowledgeNow(act, senderId);
}
