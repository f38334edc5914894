import { sql } from 'kysely';
import type { Act } from '../../../platform/act.ts';
import { newId } from '../../../platform/ids.ts';
import type { JobContext } from '../../../platform/module.ts';
import type { Services } from '../../../platform/services.ts';
import { closeItem, isWaiting } from '../../worklist/index.ts';
import type { PageText } from '../evidence.ts';
import { laneByRule } from '../lane/set-lane.ts';
import { recordPartContent } from '../duplicates/record-part-content.ts';
import { loadItem } from '../load-item.ts';
import { findPageRefs, readPageText } from '../page-texts.ts';
import { problems } from '../problems.ts';
import { considerAutoFile } from '../auto-file/consider-auto-file.ts';
import { queuePart, queueSeparation } from '../queue-part.ts';
import { settlePages } from '../settle-pages.ts';
import { proposeFromSource } from '../sources/propose-from-source.ts';
import { proposeIndex } from '../write-proposals.ts';
import { type BinReason, keyOf, type Layout, type PageKey } from './layout.ts';
import { type Batch, loadBatch, loadLayout } from './load-batch.ts';
import { countBatch } from './count-batch.ts';
import { type Doubt, holds, type Sheets, wantsReason } from './derive-doubts.ts';

/** In words, for whoever finds the page discarded. */
const BIN_WORDS: Record<BinReason, string> = {
  blank: 'Blank page',
  separator: 'Separator, cover or batch sheet',
  test: 'Test page of a source',
  replaced: 'Replaced by a better scan',
  duplicate: 'Scanned twice',
  'not-a-record': 'No page of a record',
  other: 'Put in the bin when the batch was separated',
};

export type Texts = ReadonlyMap<string, Omit<PageText, 'number'>>;

type Acting = <T>(
  what: { verb: string; subject: { kind: string; id: string } },
  fn: (act: Act) => Promise<T>,
) => Promise<T>;

/** Outside the transaction: what stands on the pages whose documents join the queue now. */
export async function readBatchTexts(services: Services, acting: Acting, batchId: string): Promise<Texts> {
  const refs = await acting(
    { verb: 'intake.prepare-release', subject: { kind: 'batch', id: batchId } },
    async (act) => {
      const layout = await loadLayout(act, (await loadBatch(act, batchId)).id);
      const queued = await partsInQueue(act, layout);
      const parts = layout.parts.filter((part) => !queued.has(part.id));
      return findPageRefs(act, [
        ...parts.flatMap((part) => (part.cover === undefined ? [] : [part.cover])),
        ...parts.flatMap((part) => part.pages),
      ]);
    },
  );
  const texts = new Map<string, Omit<PageText, 'number'>>();
  for (const ref of refs) {
    const { number: _number, ...text } = await readPageText(services, ref, 0);
    texts.set(keyOf(ref), text);
  }
  return texts;
}

/** As a job, when the last file of a counted stack was read: releases it if nothing is in doubt any more. */
export async function releaseCompleteBatch(context: JobContext, batchId: string): Promise<void> {
  const texts = await readBatchTexts(context.services, context.act, batchId);
  await context.act({ verb: 'intake.release-batch', subject: { kind: 'batch', id: batchId } }, async (act) => {
    const batch = await loadBatch(act, batchId, { lock: true });
    const waits = await isWaiting(act, { kind: 'intake.to-separate', subjectId: batchId });
    const { sheets, doubts } = await countBatch(act, batch);
    if (waits && doubts.length === 0) await release(act, batch, texts, { sheets });
  });
}

/**
 * A person says that the batch is cut right: what lies in the bin is discarded with its reason, the documents join the index
 * queue. While the sheets do not add up, or a weak page is neither rescanned nor marked *best possible scan*, a reason is
 * asked for.
 * @throws intake/batch-not-found, intake/layout-changed, intake/sheets-do-not-add-up
 */
export async function releaseBatch(
  act: Act,
  input: { batchId: string; revision: number; reason?: string | undefined },
  texts: Texts,
): Promise<{ parts: number }> {
  const batch = await loadBatch(act, input.batchId, { lock: true });
  if (batch.revision !== input.revision) throw layoutChanged();
  const { sheets, doubts } = await countBatch(act, batch);
  const open = doubts.filter(wantsReason);
  const reason = (input.reason ?? '').trim();
  if (open.length > 0 && reason === '')
    throw problems.sheetsDoNotAddUp({
      detail: `Nothing was released; the batch is as you left it. ${describe(open)} Scan what is missing, or give a reason and release again.`,
      at: 'reason',
    });
  return release(act, batch, texts, { sheets, ...(open.length > 0 ? { reason } : {}) });
}

/**
 * A file was cut: it goes on by itself when nothing is in doubt. A counted stack is released when its last file was read and
 * the count is right (more of it may still come), by a job that opens the words of the earlier ones; until then it waits
 * where a person sees it.
 */
export async function releaseOrQueue(act: Act, batchId: string, texts: Texts): Promise<void> {
  const batch = await loadBatch(act, batchId);
  const { sheets, doubts } = await countBatch(act, batch);
  if (batch.preparedAt === null && !doubts.some((doubt) => holds(doubt, { prepared: false })))
    return void (await release(act, batch, texts, { sheets }));
  await queueSeparation(act, batch);
  if (sheets.expected === null || doubts.length > 0) return;
  const reading = await act.tx
    .selectFrom('intake.item')
    .select('id')
    .where('batch_id', '=', batch.id)
    .where('read_at', 'is', null)
    .limit(1)
    .executeTakeFirst();
  if (reading === undefined)
    act.enqueue('intake.release-batch', { batchId }, { key: `release-${batchId}-${batch.revision}` });
}

async function release(
  act: Act,
  batch: Batch,
  texts: Texts,
  counted: { sheets: Sheets; reason?: string },
): Promise<{ parts: number }> {
  const layout = await loadLayout(act, batch.id);
  for (const reason of new Set(layout.bin.map((page) => page.reason)))
    for (const itemId of new Set(layout.bin.map((page) => page.itemId))) {
      const pages = layout.bin.filter((page) => page.reason === reason && page.itemId === itemId);
      if (pages.length === 0) continue;
      await settlePages(
        act,
        {
          item: await loadItem(act, itemId, { lock: true }),
          pages: pages.map((page) => ({ ...page, partId: null })),
          partId: null,
        },
        { kind: 'discarded', reason: BIN_WORDS[reason] },
      );
    }
  const queued = await partsInQueue(act, layout);
  for (const part of layout.parts) {
    if (queued.has(part.id)) continue;
    const [first] = part.pages;
    if (first === undefined) continue;
    const item = await loadItem(act, first.itemId);
    const cover = part.cover === undefined ? undefined : textsOf([part.cover], texts)[0];
    const proposals = await proposeIndex(act, item, textsOf(part.pages, texts), { partId: part.id, cover });
    await proposeFromSource(act, item, part.id);
    await laneByRule(act, part.id, textsOf(part.pages, texts));
    await queuePart(act, part.id);
    await recordPartContent(act, { id: part.id, item }, part.pages);
    await considerAutoFile(act, { id: part.id, item, cover }, proposals);
  }
  await act.tx
    .insertInto('intake.separation')
    .values({
      id: newId(),
      batch_id: batch.id,
      facility_id: batch.facilityId,
      labels: batch.labels,
      revision: batch.revision,
      images: counted.sheets.images,
      blank: counted.sheets.blank,
      sheets_of_ours: counted.sheets.ofOurs,
      replaced: counted.sheets.replaced,
      parts: layout.parts.length,
      difference_reason: counted.reason ?? null,
      released_at: act.now,
      released_by: act.actor.id,
    })
    .execute();
  await closeItem(act, { kind: 'intake.to-separate', subjectId: batch.id, outcome: 'released' });
  act.note({ subjectIds: [batch.id], count: layout.parts.length });
  act.emit('intake.released', { batchId: batch.id, partIds: layout.parts.map((part) => part.id) });
  return { parts: layout.parts.length };
}

/** Numbered as the pages of the document; a page that could not be read says nothing. */
function textsOf(pages: readonly PageKey[], texts: Texts): PageText[] {
  return pages.flatMap((page, at) => {
    const text = texts.get(keyOf(page));
    return text === undefined ? [] : [{ number: at + 1, ...text }];
  });
}

/** Documents of the layout that wait in the index queue already, as they are cut now. */
export async function partsInQueue(act: Act, layout: Layout): Promise<ReadonlySet<string>> {
  if (layout.parts.length === 0) return new Set();
  const { rows } = await sql<{ subject_id: string }>`
    SELECT subject_id FROM worklist.item WHERE kind IN ('intake.to-index', 'intake.pended') AND closed_at IS NULL
      AND subject_id = ANY(${layout.parts.map((part) => part.id)}::uuid[])`.execute(act.tx);
  return new Set(rows.map((row) => row.subject_id));
}

export const layoutChanged = () =>
  problems.layoutChanged({
    detail: 'Your last change was not saved; everything before it is. Reload the batch and make the change again.',
  });

function describe(doubts: readonly Doubt[]): string {
  const one = (doubt: Doubt) => {
    switch (doubt.code) {
      case 'sheets-missing':
        return `${doubt.count ?? 0} of the counted sheets ${doubt.count === 1 ? 'is' : 'are'} missing.`;
      case 'sheets-too-many':
        return `There are ${doubt.count ?? 0} sheets more than were counted.`;
      case 'odd-images':
        return 'A sheet has only one side: the number of images is odd.';
      case 'unknown-batch':
        return 'The batch sheet names a batch that was not prepared here.';
      case 'nothing-left':
        return 'No page is left outside the bin.';
      default:
        return undefined;
    }
  };
  const weak = doubts.filter((doubt) => doubt.code === 'weak-page').length;
  return [
    ...new Set(doubts.flatMap((doubt) => one(doubt) ?? [])),
    ...(weak > 0 ? [`${weak} ${weak === 1 ? 'page is' : 'pages are'} hard to read.`] : []),
  ].join(' ');
}
