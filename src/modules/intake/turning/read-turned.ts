import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Act } from '../../../platform/act.ts';
import { nameBlobs } from '../../../platform/blobs/index.ts';
import type { JobContext } from '../../../platform/module.ts';
import { addTurns, mayPass, type Turn } from '../../../platform/reading/index.ts';
import { recordPageContent } from '../duplicates/record-page-content.ts';
import { type Item, loadItem } from '../load-item.ts';
import { labelPatternsInForce } from '../codes/label-patterns.ts';
import { readingOf, type StoredPage } from '../record-pages.ts';
import type { LaidPage, PageKey } from '../separation/layout.ts';
import { storePage } from '../store-page.ts';

/** Whoever turns a page step by step is waited for. */
const SETTLE_MS = 4_000;

interface Turned {
  readonly item: Item;
  /** As the layout has it now. */
  readonly turn: Turn;
  readonly upright: Turn | undefined;
}

/** A person turned pages: each is read again as it then stands, and stays in use as it is until it was. */
export function wantTurnedRead(act: Act, before: readonly LaidPage[], after: readonly LaidPage[]): void {
  const turns = new Map(before.map(({ itemId, number, turn }) => [`${itemId}/${number}`, turn]));
  for (const { itemId, number, turn } of after)
    if (turns.get(`${itemId}/${number}`) !== turn) enqueue(act, { itemId, number });
}

const enqueue = (act: Act, { itemId, number }: PageKey) =>
  act.enqueue(
    'intake.read-turned',
    { itemId, number },
    { key: `turned-${itemId}-${number}`, runAt: new Date(act.now.getTime() + SETTLE_MS) },
  );

/**
 * Reads one page as a person turned it, without looking for another way up: picture, words, codes and quality are those of
 * the page as it stands now. What is proposed for its document follows (`proposeAgain`). Safe to repeat.
 */
export async function readTurned(context: JobContext, key: PageKey): Promise<void> {
  const { services } = context;
  const what = { verb: 'intake.read-turned', subject: { kind: 'item', id: key.itemId } };
  const found = await context.act(what, (act) => findTurned(act, key));
  if (found === undefined) return;
  const { item, turn, upright } = found;
  const folder = await mkdtemp(join(services.settings.data, 'scratch', 'intake-'));
  try {
    const file = join(folder, 'file');
    await pipeline(services.blobs.open(item.original), createWriteStream(file, { mode: 0o600 }));
    let stored: StoredPage | undefined;
    const outcome = await services.reader.readPages(file, {
      name: item.fileName,
      only: { page: key.number, upright, turnBy: turn },
      onPage: async (page) => {
        if (page.readable) stored = await storePage(services, item.keySlot, page);
      },
    });
    if (!outcome.ok && mayPass(outcome)) throw new Error(outcome.reason);
    // It could be read before and cannot be now: what was read first stays, turned when it is shown.
    if (stored?.image === undefined) return;
    const page = stored;
    await context.act(what, (act) => recordTurned(act, key, turn, page));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Undefined: it is read as it stands, could never be read, or was filed or set aside meanwhile. */
async function findTurned(act: Act, key: PageKey): Promise<Turned | undefined> {
  const row = await act.tx
    .selectFrom('intake.part_page as place')
    .innerJoin('intake.page as page', (join) =>
      join.onRef('page.item_id', '=', 'place.item_id').onRef('page.number', '=', 'place.number'),
    )
    .select(['place.turn', 'page.read_turn', 'page.turned'])
    .where('place.item_id', '=', key.itemId)
    .where('place.number', '=', key.number)
    .where('page.image_address', 'is not', null)
    .where((is) =>
      is.not(
        is.exists(
          is
            .selectFrom('intake.outcome as outcome')
            .select('outcome.id')
            .whereRef('outcome.item_id', '=', 'place.item_id')
            .whereRef('outcome.page_number', '=', 'place.number')
            .where('outcome.reversed_at', 'is', null),
        ),
      ),
    )
    .executeTakeFirst();
  if (row === undefined || row.turn === row.read_turn) return undefined;
  return {
    item: await loadItem(act, key.itemId),
    turn: addTurns(0, row.turn),
    upright: row.turned === null ? undefined : addTurns(0, row.turned),
  };
}

async function recordTurned(act: Act, key: PageKey, turn: Turn, page: StoredPage): Promise<void> {
  await loadItem(act, key.itemId, { lock: true });
  const now = await findTurned(act, key);
  if (now === undefined) return;
  // Turned once more while it was read: that is another page.
  if (now.turn !== turn) return enqueue(act, key);
  await nameBlobs(
    act,
    [page.image, page.thumbnail, page.text, page.words].filter((blob) => blob !== undefined),
  );
  await act.tx
    .updateTable('intake.page')
    .set({
      ...readingOf(page, await labelPatternsInForce(act, now.item.facilityId)),
      read_turn: turn,
      read_again_at: act.now,
    })
    .where('item_id', '=', key.itemId)
    .where('number', '=', key.number)
    .execute();
  await recordPageContent(act, now.item, [page]);
  const place = await act.tx
    .selectFrom('intake.part_page')
    .select('part_id')
    .where('item_id', '=', key.itemId)
    .where('number', '=', key.number)
    .executeTakeFirst();
  if (place?.part_id !== null && place?.part_id !== undefined)
    act.enqueue('intake.propose-again', { partId: place.part_id }, { key: `propose-${place.part_id}` });
  act.note({ subjectIds: [key.itemId], count: 1 });
  act.emit('intake.page-read-again', { itemId: key.itemId, page: key.number });
}
