import type { Act } from '../../../platform/act.ts';
import { confirmDelivery } from '../confirm-delivery.ts';
import { loadDispatch } from './load-dispatch.ts';
import { dispatchProblems } from './problems.ts';

/** It lies printed in its envelope, or was written to the medium and read back. Saying so twice is saying it once. */
export async function markMade(act: Act, input: { disclosureId: string }): Promise<void> {
  const { row, outcome } = await loadDispatch(act, input.disclosureId);
  act.note({ subjectIds: [input.disclosureId] });
  if (row.made_at !== null) return;
  mustBeOpen(outcome);
  await act.tx
    .updateTable('release.dispatch')
    .set({ made_at: act.now, made_by: act.actor.id })
    .where('patient_id', '=', row.patient_id)
    .where('disclosure_id', '=', input.disclosureId)
    .execute();
}

/**
 * It was given to the post or a courier, with the number by which it is traced: the hand-over is confirmed by that.
 * @throws release/dispatch-unknown, release/dispatch-not-made, release/dispatch-posted, release/dispatch-ended
 */
export async function markPosted(
  act: Act,
  input: { disclosureId: string; carrier: string; tracking?: string | undefined },
): Promise<void> {
  const { row, outcome } = await loadDispatch(act, input.disclosureId);
  const tracking = input.tracking?.trim() ?? null;
  if (row.posted_at !== null) {
    if (row.carrier === input.carrier && row.tracking === tracking) return;
    throw dispatchProblems.dispatchPosted({ detail: 'Nothing was changed. It was posted, as the case shows.' });
  }
  mustBeOpen(outcome);
  if (row.made_at === null)
    throw dispatchProblems.dispatchNotMade({ detail: 'Nothing was changed. Mark it printed or written first.' });
  await act.tx
    .updateTable('release.dispatch')
    .set({ posted_at: act.now, posted_by: act.actor.id, carrier: input.carrier, tracking })
    .where('patient_id', '=', row.patient_id)
    .where('disclosure_id', '=', input.disclosureId)
    .execute();
  await confirmDelivery(act, {
    disclosureId: input.disclosureId,
    outcome: 'handed-over',
    how: `Posted by ${input.carrier}${tracking === null ? '' : `, tracking number ${tracking}`}`,
  });
  act.note({ subjectIds: [input.disclosureId], detail: { tracked: tracking !== null } });
}

function mustBeOpen(outcome: string | null): void {
  if (outcome !== null)
    throw dispatchProblems.dispatchEnded({
      detail:
        'Nothing was changed: the hand-over was confirmed or given up meanwhile. Do not post it; look at the case.',
    });
}
