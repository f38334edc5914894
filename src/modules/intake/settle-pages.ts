import { type RawBuilder, sql } from 'kysely';
import type { Act } from '../../platform/act.ts';
import { newId } from '../../platform/ids.ts';
import { markEnteredInError } from '../documents/index.ts';
import { closeItem } from '../worklist/index.ts';
import { type Chosen, choosePages, type PagesWanted } from './choose-pages.ts';
import { type Item, loadItem, openPages } from './load-item.ts';
import { endPending } from './pending/end-pending.ts';
import { problems } from './problems.ts';
import { queueFailed, queuePart } from './queue-part.ts';
import type { PageKey } from './separation/layout.ts';

export type OutcomeKind = 'filed' | 'attached' | 'forwarded' | 'returned' | 'discarded';

export interface Settlement {
  readonly kind: OutcomeKind;
  readonly reason?: string;
  readonly destination?: string;
  readonly documentId?: string;
  readonly filedPatientId?: string;
}

/**
 * Writes what became of pages; a part, a batch and a file leave their queues with their last page. Returns how many pages
 * of the part (of the file, where its pages belong to none) are still open.
 */
export async function settlePages(
  act: Act,
  chosen: Pick<Chosen, 'item' | 'pages' | 'partId'>,
  settlement: Settlement,
): Promise<number> {
  const { item } = chosen;
  await act.tx
    .insertInto('intake.outcome')
    .values(
      chosen.pages.map((page) => ({
        id: newId(),
        item_id: page.itemId,
        page_number: page.number,
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
  await leaveQueues(act, chosen.pages, settlement.kind);
  if (chosen.partId === null) return (await openPages(act, item)).length;
  return countOpen(act, chosen.partId);
}

/** Whatever has no open page any more waits for nobody. */
async function leaveQueues(act: Act, pages: Chosen['pages'], outcome: string): Promise<void> {
  for (const partId of new Set(pages.map((page) => page.partId)))
    if (partId !== null && (await countOpen(act, partId)) === 0) {
      await endPending(act, partId, 'settled');
      for (const kind of PART_QUEUES) await closeItem(act, { kind, subjectId: partId, outcome });
    }
  for (const itemId of new Set(pages.map((page) => page.itemId))) {
    const { rows } = await sql<{ batch_id: string; open: boolean; open_in_batch: boolean }>`
      SELECT i.batch_id, ${hasOpenPages(sql`i`)} AS open,
        EXISTS (SELECT FROM intake.item b WHERE b.batch_id = i.batch_id AND ${hasOpenPages(sql`b`)}) AS open_in_batch
      FROM intake.item i WHERE i.id = ${itemId}`.execute(act.tx);
    const state = rows[0];
    if (state?.open === false) await closeItem(act, { kind: 'intake.failed', subjectId: itemId, outcome });
    if (state?.open_in_batch === false)
      await closeItem(act, { kind: 'intake.to-separate', subjectId: state.batch_id, outcome });
  }
}

/** Queues in which a part can wait. */
export const PART_QUEUES = ['intake.to-index', 'intake.pended'] as const;

const hasOpenPages = (item: RawBuilder<unknown>) => sql<boolean>`
  greatest(coalesce(${item}.pages, 1), 1) > (SELECT count(*) FROM intake.outcome o WHERE o.item_id = ${item}.id AND o.reversed_at IS NULL)`;

async function countOpen(act: Act, partId: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    SELECT count(*)::int AS n FROM intake.part_page p WHERE p.part_id = ${partId}
      AND NOT EXISTS (SELECT FROM intake.outcome o WHERE o.item_id = p.item_id AND o.page_number = p.number AND o.reversed_at IS NULL)`.execute(
    act.tx,
  );
  return rows[0]?.n ?? 0;
}

export type SetAside = PagesWanted & {
  readonly kind: 'attached' | 'forwarded' | 'returned' | 'discarded';
  readonly reason: string;
  /** Desk (`risk`, `legal`, `release` ...) or who gets it back. */
  readonly destination?: string | undefined;
};

/**
 * Pages that do not become a document: attached to a release case, forwarded to another desk, returned to the sender or
 * discarded, always with a reason. A file that could not be opened is settled as a whole (page 0).
 * @throws intake/not-found, intake/reason-missing, intake/pages-settled
 */
export async function setPagesAside(act: Act, input: SetAside): Promise<{ openPages: number }> {
  if (input.reason.trim() === '')
    throw problems.reasonMissing({ detail: 'Nothing was changed. Say in a few words why.', at: 'reason' });
  const chosen = await choosePages(act, input, { lock: true });
  const { item } = chosen;
  const left = await settlePages(act, chosen, {
    kind: input.kind,
    reason: input.reason.trim(),
    ...(input.destination === undefined ? {} : { destination: input.destination }),
  });
  act.note({
    subjectIds: [item.id],
    count: chosen.pages.length,
    detail: { kind: input.kind, destination: input.destination ?? null },
  });
  // Release opens a case of its own accord: intake does not know it.
  for (const itemId of new Set(chosen.pages.map((page) => page.itemId)))
    act.emit(input.kind === 'attached' ? 'intake.attached-to-release' : 'intake.set-aside', {
      itemId,
      pages: chosen.pages.flatMap((page) => (page.itemId === itemId ? [page.number] : [])),
      kind: input.kind,
      destination: input.destination ?? null,
      facilityId: item.facilityId,
      receivedAt: item.receivedAt.toISOString(),
      source: item.source,
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
  input: ({ readonly itemId: string } | { readonly partId: string }) & { readonly reason: string },
): Promise<{ reopened: number }> {
  const { rows } = await sql<{
    item_id: string;
    decided_at: Date;
    document_id: string | null;
    filed_patient_id: string | null;
    kind: string;
    part_id: string | null;
  }>`
    SELECT o.item_id, o.decided_at, o.document_id, o.filed_patient_id, o.kind, p.part_id FROM intake.outcome o
    LEFT JOIN intake.part_page p ON p.item_id = o.item_id AND p.number = o.page_number
    WHERE o.reversed_at IS NULL AND p.bin_reason IS NULL
      AND ${'itemId' in input ? sql`o.item_id = ${input.itemId}` : sql`p.part_id = ${input.partId}`}
    ORDER BY o.decided_at DESC LIMIT 1`.execute(act.tx);
  const last = rows[0];
  if (last === undefined && 'itemId' in input) await loadItem(act, input.itemId);
  if (last === undefined || last.kind === 'attached')
    throw problems.nothingToUndo({
      detail: 'Nothing was changed. Pages attached to a release case are taken back there.',
    });
  const item = await loadItem(act, last.item_id, { lock: true });
  if (last.document_id !== null) await mustBeAlone(act, last.document_id, last.part_id);
  await mustNotBeDestroyed(act, item.id);
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
    .where((is) =>
      last.document_id === null
        ? is.and([is('item_id', '=', last.item_id), is('document_id', 'is', null)])
        : // A document may hold pages of several files.
          is('document_id', '=', last.document_id),
    )
    .where('decided_at', '=', last.decided_at)
    .where('reversed_at', 'is', null)
    .returning(['item_id', 'page_number'])
    .execute();
  await reopen(
    act,
    item,
    reopened.map((row) => ({ itemId: row.item_id, number: row.page_number })),
  );
  act.note({ subjectIds: [item.id], count: reopened.length });
  act.emit('intake.reopened', { itemId: item.id });
  return { reopened: reopened.length };
}

/** A file that was sent here by mistake is gone for good. @throws intake/copy-destroyed */
async function mustNotBeDestroyed(act: Act, itemId: string): Promise<void> {
  const gone = await act.tx
    .selectFrom('intake.misdirected')
    .select('id')
    .where('item_id', '=', itemId)
    .executeTakeFirst();
  if (gone !== undefined)
    throw problems.copyDestroyed({
      detail:
        'Nothing was changed. The file was sent to us by mistake and its copy was destroyed; it cannot come back.',
    });
}

/** Pages without an outcome again: their parts wait in the index queue, a file that could not be opened in its own. */
export async function reopen(act: Act, item: Item, pages: readonly PageKey[]): Promise<void> {
  const parts = new Set<string>();
  for (const page of pages) {
    const place = await act.tx
      .selectFrom('intake.part_page')
      .select('part_id')
      .where('item_id', '=', page.itemId)
      .where('number', '=', page.number)
      .executeTakeFirst();
    if (place?.part_id !== null && place?.part_id !== undefined) parts.add(place.part_id);
    else if (page.number === 0) await queueFailed(act, item);
  }
  for (const partId of parts) await queuePart(act, partId);
}

/** A document with versions from several reports would go as a whole. @throws intake/several-versions */
async function mustBeAlone(act: Act, documentId: string, partId: string | null): Promise<void> {
  const { rows } = await sql`
    SELECT 1 FROM intake.outcome o LEFT JOIN intake.part_page p ON p.item_id = o.item_id AND p.number = o.page_number
    WHERE o.document_id = ${documentId} AND o.reversed_at IS NULL AND p.part_id IS DISTINCT FROM ${partId}::uuid LIMIT 1`.execute(
    act.tx,
  );
  if (rows.length > 0)
    throw problems.severalVersions({
      detail:
        'Nothing was changed. Another report became a version of the same document; open the document in the chart and correct it there.',
    });
}
