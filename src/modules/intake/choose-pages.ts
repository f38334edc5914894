import type { Act } from '../../platform/act.ts';
import { addTurns } from '../../platform/reading/index.ts';
import { type Item, loadItem, openPages } from './load-item.ts';
import { problems } from './problems.ts';
import type { PageKey, Turn } from './separation/layout.ts';

/** Pages of a file by their numbers, or of a part by their places in it; all open ones where none are named. */
export type PagesWanted =
  | { readonly itemId: string; readonly pages?: readonly number[] | undefined }
  | { readonly partId: string; readonly pages?: readonly number[] | undefined };

export interface ChosenPage extends PageKey {
  /** Clockwise, from how its picture and words are kept: nothing once it was read as a person turned it. */
  readonly turn: Turn;
  readonly partId: string | null;
}

export interface Chosen {
  /** The file of the first page: source, facility and receipt come from it. */
  readonly item: Item;
  readonly pages: readonly ChosenPage[];
  /** Nothing but a file whose pages, all of them, are chosen. */
  readonly wholeFile: boolean;
  readonly partId: string | null;
}

/**
 * The open pages that are meant, their files locked when they are to be settled.
 * @throws intake/not-found, intake/part-not-found, intake/not-read, intake/no-such-page, intake/pages-settled
 */
export async function choosePages(act: Act, wanted: PagesWanted, options: { lock?: boolean } = {}): Promise<Chosen> {
  return 'itemId' in wanted ? ofItem(act, wanted, options) : ofPart(act, wanted, options);
}

async function ofItem(
  act: Act,
  wanted: { itemId: string; pages?: readonly number[] | undefined },
  options: { lock?: boolean },
): Promise<Chosen> {
  const item = await loadItem(act, wanted.itemId, options);
  const open = await openPages(act, item);
  // A file that could not be opened has the page 0: the file itself.
  const least = (item.pages ?? 0) === 0 ? 0 : 1;
  const numbers = wanted.pages === undefined ? open : [...new Set(wanted.pages)].sort((a, b) => a - b);
  if (numbers.some((number) => number < least || number > (item.pages ?? 0)))
    throw problems.noSuchPage({
      detail: `Nothing was changed. The item has pages 1 to ${item.pages ?? 0}.`,
      at: 'pages',
    });
  mustBeOpen(numbers, open);
  const places = await act.tx
    .selectFrom('intake.part_page as place')
    .innerJoin('intake.page as page', (join) =>
      join.onRef('page.item_id', '=', 'place.item_id').onRef('page.number', '=', 'place.number'),
    )
    .select(['place.number', 'place.part_id', 'place.turn', 'page.read_turn'])
    .where('place.item_id', '=', item.id)
    .where('place.number', 'in', numbers)
    .execute();
  const byNumber = new Map(places.map((place) => [place.number, place]));
  const pages = numbers.map((number) => ({
    itemId: item.id,
    number,
    turn: turnLeft(byNumber.get(number)),
    partId: byNumber.get(number)?.part_id ?? null,
  }));
  return { item, pages, wholeFile: pages.length === item.pages, partId: pages[0]?.partId ?? null };
}

async function ofPart(
  act: Act,
  wanted: { partId: string; pages?: readonly number[] | undefined },
  options: { lock?: boolean },
): Promise<Chosen> {
  const rows = await act.tx
    .selectFrom('intake.part_page as place')
    .innerJoin('intake.page as page', (join) =>
      join.onRef('page.item_id', '=', 'place.item_id').onRef('page.number', '=', 'place.number'),
    )
    .select(['place.item_id', 'place.number', 'place.position', 'place.turn', 'page.read_turn'])
    .where('place.part_id', '=', wanted.partId)
    .orderBy('place.position')
    .execute();
  if (rows.length === 0) throw partNotFound();
  const items = new Map<string, Item>();
  // In one order, so that two people never wait for each other.
  for (const id of [...new Set(rows.map((row) => row.item_id))].sort()) items.set(id, await loadItem(act, id, options));
  const open = new Set<string>();
  for (const item of items.values()) for (const number of await openPages(act, item)) open.add(`${item.id}/${number}`);
  const positions = rows.flatMap((row) => (open.has(`${row.item_id}/${row.number}`) ? [row.position ?? 0] : []));
  const numbers = wanted.pages === undefined ? positions : [...new Set(wanted.pages)].sort((a, b) => a - b);
  if (numbers.some((number) => !rows.some((row) => row.position === number)))
    throw problems.noSuchPage({
      detail: `Nothing was changed. The document has pages 1 to ${rows.length}.`,
      at: 'pages',
    });
  mustBeOpen(numbers, positions);
  const pages = rows
    .filter((row) => numbers.includes(row.position ?? 0))
    .map((row) => ({
      itemId: row.item_id,
      number: row.number,
      turn: turnLeft(row),
      partId: wanted.partId,
    }));
  const item = items.get(pages[0]?.itemId ?? '');
  if (item === undefined) throw partNotFound();
  return { item, pages, wholeFile: items.size === 1 && pages.length === item.pages, partId: wanted.partId };
}

/** What is left to turn of a page whose picture was perhaps read as it was turned. */
const turnLeft = (place?: { turn: number; read_turn: number }): Turn =>
  place === undefined ? 0 : addTurns(0, place.turn - place.read_turn);

function mustBeOpen(numbers: readonly number[], open: readonly number[]): void {
  if (numbers.length > 0 && numbers.every((number) => open.includes(number))) return;
  throw problems.pagesSettled({
    detail: 'Nothing was changed. Some of these pages are settled already; reload to see what is left.',
  });
}

export const partNotFound = () =>
  problems.partNotFound({
    detail: 'Nothing was changed. The batch was cut anew or the pages were filed; go back to the index queue.',
  });
