import type { Act } from '../../platform/act.ts';
import { newId } from '../../platform/ids.ts';
import { markEnteredInError } from '../documents/index.ts';
import { closeItem, openItem } from '../worklist/index.ts';
import { type Item, loadItem, openPages } from './load-item.ts';
import { problems } from './problems.ts';

export type OutcomeKind = 'filed' | 'attached' | 'forwarded' | 'returned' | 'discarded';

export interface Settlement {
  readonly numbers: readonly number[];
  readonly kind: OutcomeKind;
  readonly reason?: string;
  readonly destination?: string;
  readonly documentId?: string;
  readonly filedPatientId?: string;
}

/** Writes what became of pages; the item leaves its queue with the last one. Returns how many pages are still open. */
export async function settlePages(act: Act, item: Item, settlement: Settlement): Promise<number> {
  await act.tx
    .insertInto('intake.outcome')
    .values(
      settlement.numbers.map((number) => ({
        id: newId(),
        item_id: item.id,
        page_number: number,
        facility_id: item.facilityId,
        labels: item.labels,
        kind: settlement.kind,
        reason: settlement.reason ?? null,
        destination: settlement.destination ?? null,
        document_id: settlement.documentId ?? null,
        filed_patient_id: settlement.filedPatientId ?? null,
        decided_at: act.now,
        decided_by: act.actor.id,
      })),
    )
    .execute();
  const left = (await openPages(act, item)).length;
  if (left === 0)
    for (const kind of ['intake.to-index', 'intake.failed'])
      await closeItem(act, { kind, subjectId: item.id, outcome: settlement.kind });
  return left;
}

export interface SetAside {
  readonly itemId: string;
  readonly pages?: readonly number[] | undefined;
  readonly kind: 'attached' | 'forwarded' | 'returned' | 'discarded';
  readonly reason: string;
  /** Desk (`risk`, `legal`, `release` ...) or who gets it back. */
  readonly destination?: string | undefined;
}

/**
 * Pages that do not become a document: attached to a release case, forwarded to another desk, returned to the sender or
 * discarded, always with a reason. A file that could not be opened is settled as a whole (page 0).
 * @throws intake/not-found, intake/reason-missing, intake/pages-settled
 */
export async function setPagesAside(act: Act, input: SetAside): Promise<{ openPages: number }> {
  if (input.reason.trim() === '')
    throw problems.reasonMissing({ detail: 'Nothing was changed. Say in a few words why.', at: 'reason' });
  const item = await loadItem(act, input.itemId, { lock: true });
  const open = await openPages(act, item);
  const numbers = input.pages === undefined ? open : [...new Set(input.pages)];
  if (numbers.length === 0 || numbers.some((number) => !open.includes(number)))
    throw problems.pagesSettled({
      detail: 'Nothing was changed. Some of these pages are settled already; reload to see what is left.',
    });
  const left = await settlePages(act, item, {
    numbers,
    kind: input.kind,
    reason: input.reason.trim(),
    ...(input.destination === undefined ? {} : { destination: input.destination }),
  });
  act.note({
    subjectIds: [item.id],
    count: numbers.length,
    detail: { kind: input.kind, destination: input.destination ?? null },
  });
  // Release opens a case of its own accord: intake does not know it.
  act.emit(input.kind === 'attached' ? 'intake.attached-to-release' : 'intake.set-aside', {
    itemId: item.id,
    pages: numbers,
    kind: input.kind,
    destination: input.destination ?? null,
    facilityId: item.facilityId,
    receivedAt: item.receivedAt.toISOString(),
  });
  return { openPages: left };
}

/**
 * Takes the last settlement of pages back: they are in the queue again. A document that was filed is marked entered in
 * error; both acts stay in the log.
 * @throws intake/not-found, intake/nothing-to-undo
 */
export async function undoSettlement(
  act: Act,
  input: { itemId: string; reason: string },
): Promise<{ reopened: number }> {
  const item = await loadItem(act, input.itemId, { lock: true });
  const last = await act.tx
    .selectFrom('intake.outcome')
    .select(['decided_at', 'document_id', 'filed_patient_id', 'kind'])
    .where('item_id', '=', item.id)
    .where('reversed_at', 'is', null)
    .orderBy('decided_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (last === undefined || last.kind === 'attached')
    throw problems.nothingToUndo({
      detail: 'Nothing was changed. Pages attached to a release case are taken back there.',
    });
  if (last.document_id !== null && last.filed_patient_id !== null)
    await markEnteredInError(act, {
      patientId: last.filed_patient_id,
      documentId: last.document_id,
      cause: 'other',
      reason: input.reason,
    });
  const reopened = await act.tx
    .updateTable('intake.outcome')
    .set({ reversed_at: act.now, reversed_by: act.actor.id })
    .where('item_id', '=', item.id)
    .where('decided_at', '=', last.decided_at)
    .where('document_id', 'is not distinct from', last.document_id)
    .where('reversed_at', 'is', null)
    .returning('page_number')
    .execute();
  await openItem(act, {
    kind: 'intake.to-index',
    module: 'intake',
    subjectId: item.id,
    facilityId: item.facilityId,
    labels: BigInt(item.labels),
    permission: 'intake/index',
  });
  act.note({ subjectIds: [item.id], count: reopened.length });
  act.emit('intake.reopened', { itemId: item.id });
  return { reopened: reopened.length };
}
