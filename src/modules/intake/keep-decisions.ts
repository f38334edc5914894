import type { Act } from '../../platform/act.ts';
import { newId } from '../../platform/ids.ts';
import type { Chosen } from './choose-pages.ts';
import type { FileItem } from './file-item.ts';

/** What was decided when pages were filed, each field beside the best proposal for it: that is what the desk learns from. */
export async function keepDecisions(act: Act, chosen: Chosen, input: FileItem, by: 'by-hand' | 'auto'): Promise<void> {
  const proposals = await act.tx
    .selectFrom('intake.proposal')
    .select(['id', 'field', 'value'])
    .where('part_id', '=', chosen.partId)
    .orderBy('proposed_at', 'desc')
    .orderBy('confidence', 'desc')
    .execute();
  const fields = { patient: input.patientId, encounter: input.encounterId, type: input.typeCode, date: input.date };
  for (const [field, value] of Object.entries(fields)) {
    if (value === undefined) continue;
    const best = proposals.find((proposal) => proposal.field === field);
    await keepDecision(act, chosen, {
      field,
      value,
      proposalId: best?.id ?? null,
      how: by === 'auto' ? 'auto' : best === undefined ? 'chosen' : best.value === value ? 'accepted' : 'changed',
    });
  }
}

/** One decision of a person or of a rule about pages, beside what was proposed. */
export async function keepDecision(
  act: Act,
  { item, partId }: Chosen,
  decision: { field: string; value: string; proposalId: string | null; how: string },
): Promise<void> {
  await act.tx
    .insertInto('intake.decision')
    .values({
      id: newId(),
      item_id: item.id,
      part_id: partId,
      facility_id: item.facilityId,
      labels: item.labels,
      field: decision.field,
      value: decision.value,
      proposal_id: decision.proposalId,
      how: decision.how,
      decided_at: act.now,
      decided_by: act.actor.id,
    })
    .execute();
}
