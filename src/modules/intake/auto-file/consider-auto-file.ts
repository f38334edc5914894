import type { Act } from '../../../platform/act.ts';
import { newId } from '../../../platform/ids.ts';
import type { AutoFileReason } from '../decide-auto-file.ts';
import type { PageText } from '../evidence.ts';
import type { Item } from '../load-item.ts';
import type { IndexProposals } from '../write-proposals.ts';
import { judgePart } from './judge-part.ts';

/**
 * A document to be joined the index queue. Where it may file itself a job tries, while it waits there like any other;
 * where it may not, the reasons stand beside it.
 */
export async function considerAutoFile(
  act: Act,
  part: { readonly id: string; readonly item: Item; readonly cover: PageText | undefined },
  proposals: IndexProposals,
): Promise<void> {
  const decision = await judgePart(act, part, proposals);
  if (decision.file) act.enqueue('intake.auto-file', { partId: part.id }, { key: `auto-file-${part.id}` });
  else await keepAutoFiling(act, part, { reasons: decision.reasons });
}

/** What was decided, and why. */
export async function keepAutoFiling(
  act: Act,
  part: { readonly id: string; readonly item: Pick<Item, 'facilityId' | 'labels'> },
  decided: { readonly documentId?: string; readonly reasons: readonly AutoFileReason[] },
): Promise<void> {
  await act.tx
    .insertInto('intake.auto_filing')
    .values({
      id: newId(),
      part_id: part.id,
      facility_id: part.item.facilityId,
      labels: part.item.labels,
      filed: decided.documentId !== undefined,
      document_id: decided.documentId ?? null,
      reasons: JSON.stringify(decided.reasons),
      decided_at: act.now,
    })
    .execute();
}
