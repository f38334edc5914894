import type { Act } from '../../../platform/act.ts';
import { tickByMessage } from '../../../modules/identity/index.ts';

/**
 * The other side took a message. Where it was the last of those that tell a merge or its undoing, the notices of the identity
 * desk for the systems behind this destination are ticked off. One that was refused leaves them to a person.
 */
export async function tickNotices(act: Act, outgoingId: string): Promise<void> {
  const taken = await act.tx
    .selectFrom('hl7v2.outbound as o')
    .innerJoin('hl7v2.destination as d', 'd.id', 'o.destination_id')
    .select(['o.merge_id', 'o.event', 'd.downstream_ids'])
    .where('o.id', '=', outgoingId)
    .where('o.merge_id', 'is not', null)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('hl7v2.outbound as other')
            .select('other.id')
            .whereRef('other.destination_id', '=', 'o.destination_id')
            .whereRef('other.cause', '=', 'o.cause')
            .where('other.state', '!=', 'sent'),
        ),
      ),
    )
    .executeTakeFirst();
  if (taken === undefined || taken.merge_id === null || taken.downstream_ids.length === 0) return;
  await tickByMessage(act, {
    ...{ mergeId: taken.merge_id, undone: taken.event !== 'A40', downstreamIds: taken.downstream_ids },
  });
}
