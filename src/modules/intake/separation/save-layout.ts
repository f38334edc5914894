import type { Act } from '../../../platform/act.ts';
import { newId } from '../../../platform/ids.ts';
import { closeItem, takeItem } from '../../worklist/index.ts';
import { endPending } from '../pending/end-pending.ts';
import { problems } from '../problems.ts';
import { queueSeparation } from '../queue-part.ts';
import { wantTurnedRead } from '../turning/read-turned.ts';
import { keyOf, type Layout, type LaidPart, pagesOf } from './layout.ts';
import { loadBatch, loadLayout } from './load-batch.ts';
import { layoutChanged, partsInQueue } from './release-batch.ts';
import { writeLayout } from './write-layout.ts';

/**
 * Keeps how a person cut the batch: split, joined, reordered, turned, binned. It holds exactly the pages that are open, so
 * no page can be lost by it. A document that waits in the index queue and changes comes back from there, unless a colleague
 * has it in hand.
 * @throws intake/batch-not-found, intake/layout-changed, intake/layout-incomplete, worklist/taken
 */
export async function saveLayout(
  act: Act,
  input: { batchId: string; revision: number; layout: Layout },
): Promise<{ revision: number; layout: Layout }> {
  const batch = await loadBatch(act, input.batchId, { lock: true });
  if (batch.revision !== input.revision) throw layoutChanged();
  const before = await loadLayout(act, batch.id);
  mustHoldTheSamePages(before, input.layout);
  const layout = mintIds(before, input.layout);
  const queued = await partsInQueue(act, before);
  const after = new Map(layout.parts.map((part) => [part.id, part]));
  for (const part of before.parts) {
    if (!queued.has(part.id) || sameDocument(part, after.get(part.id))) continue;
    await takeItem(act, { kind: 'intake.to-index', subjectId: part.id });
    await endPending(act, part.id, 'returned');
    await closeItem(act, { kind: 'intake.to-index', subjectId: part.id, outcome: 'cut anew' });
  }
  const revision = await writeLayout(act, batch, layout);
  await queueSeparation(act, batch);
  wantTurnedRead(act, pagesOf(before), pagesOf(layout));
  act.note({ subjectIds: [batch.id], count: pagesOf(layout).length, detail: { parts: layout.parts.length } });
  act.emit('intake.separated', { batchId: batch.id });
  return { revision, layout };
}

/** One page that is missing, doubled or of another batch, and nothing is saved. */
function mustHoldTheSamePages(before: Layout, after: Layout): void {
  const open = new Set(pagesOf(before).map(keyOf));
  const given = pagesOf(after).map(keyOf);
  const same =
    given.length === open.size && new Set(given).size === given.length && given.every((key) => open.has(key));
  if (!same || after.parts.some((part) => part.pages.length === 0))
    throw problems.layoutIncomplete({
      detail:
        'Nothing was saved. Some pages were filed or arrived meanwhile, or a document is empty; reload the batch and make the change again.',
    });
}

/** Ids of documents are ours: what the batch does not know is a new document, whatever it was called. */
function mintIds(before: Layout, after: Layout): Layout {
  const known = new Map(before.parts.map((part) => [part.id, part]));
  const used = new Set<string>();
  const parts = after.parts.map((part): LaidPart => {
    const old = used.has(part.id) ? undefined : known.get(part.id);
    used.add(part.id);
    if (old === undefined) return { id: newId(), cutBy: 'person', pages: part.pages };
    return { ...old, pages: part.pages };
  });
  return { parts, bin: after.bin };
}

function sameDocument(before: LaidPart, after: LaidPart | undefined): boolean {
  return (
    after !== undefined &&
    after.pages.length === before.pages.length &&
    after.pages.every((page, at) => {
      const old = before.pages[at];
      return old !== undefined && keyOf(old) === keyOf(page) && old.turn === page.turn;
    })
  );
}
