import { type ResponseOf } from '../../../../platform/http/contract.ts';
import { type separation } from '../../separation/contract.ts';

export type Layout = ResponseOf<typeof separation.open>['layout'];
export type LaidPart = Layout['parts'][number];
export type LaidPage = LaidPart['pages'][number];
export type BinReason = Layout['bin'][number]['reason'];

export interface PageKey {
  readonly itemId: string;
  readonly number: number;
}

export const keyOf = ({ itemId, number }: PageKey): string => `${itemId}/${number}`;

/** Every page in the order of the screen: document by document, then the bin. */
export function pagesInOrder(layout: Layout): LaidPage[] {
  return [...layout.parts.flatMap((part) => part.pages), ...layout.bin];
}

/** Cuts before the page; where a document begins there already, joins it to the one before. The first page stays. */
export function cutOrJoin(layout: Layout, key: string, newId: () => string): Layout {
  const at = layout.parts.findIndex((part) => part.pages.some((page) => keyOf(page) === key));
  const part = layout.parts[at];
  if (part === undefined) return layout;
  const place = part.pages.findIndex((page) => keyOf(page) === key);
  if (place > 0) {
    const after: LaidPart = { id: newId(), cutBy: 'person', pages: part.pages.slice(place) };
    return {
      ...layout,
      parts: layout.parts.flatMap((each) =>
        each === part ? [{ ...part, pages: part.pages.slice(0, place) }, after] : [each],
      ),
    };
  }
  const before = layout.parts[at - 1];
  if (before === undefined) return layout;
  return {
    ...layout,
    parts: layout.parts.flatMap((each) =>
      each === before ? [{ ...before, pages: [...before.pages, ...part.pages] }] : each === part ? [] : [each],
    ),
  };
}

export function turnPages(layout: Layout, keys: ReadonlySet<string>, by: 90 | -90): Layout {
  const turn = <P extends LaidPage>(page: P): P =>
    keys.has(keyOf(page)) ? { ...page, turn: quarter(page.turn + by) } : page;
  return {
    parts: layout.parts.map((part) => ({ ...part, pages: part.pages.map(turn) })),
    bin: layout.bin.map(turn),
  };
}

function quarter(turn: number): LaidPage['turn'] {
  const quarters = [0, 90, 180, 270] as const;
  return quarters[((turn + 360) % 360) / 90] ?? 0;
}

/** Into the bin with a reason; a document that loses its last page is none any more. */
export function binPages(layout: Layout, keys: ReadonlySet<string>, reason: BinReason): Layout {
  const gone = layout.parts.flatMap((part) => part.pages.filter((page) => keys.has(keyOf(page))));
  return {
    parts: withoutEmpty(
      layout.parts.map((part) => ({ ...part, pages: part.pages.filter((page) => !keys.has(keyOf(page))) })),
    ),
    bin: [...layout.bin, ...gone.map((page) => ({ ...page, reason }))],
  };
}

/** Out of the bin, to the end of the last document, or as a document of its own where there is none. */
export function takeOut(layout: Layout, keys: ReadonlySet<string>, newId: () => string): Layout {
  const back = layout.bin
    .filter((page) => keys.has(keyOf(page)))
    .map(({ itemId, number, turn }) => ({ itemId, number, turn }));
  const last = layout.parts.at(-1);
  return {
    parts:
      last === undefined
        ? [{ id: newId(), cutBy: 'person', pages: back }]
        : layout.parts.map((part) => (part === last ? { ...part, pages: [...part.pages, ...back] } : part)),
    bin: layout.bin.filter((page) => !keys.has(keyOf(page))),
  };
}

/** One place on or back, over the cut into the next document where there is one. */
export function movePage(layout: Layout, key: string, by: 1 | -1): Layout {
  const at = layout.parts.findIndex((part) => part.pages.some((page) => keyOf(page) === key));
  const part = layout.parts[at];
  const place = part?.pages.findIndex((page) => keyOf(page) === key) ?? -1;
  const page = part?.pages[place];
  if (part === undefined || page === undefined) return layout;
  const rest = part.pages.filter((each) => each !== page);
  if (place + by >= 0 && place + by < part.pages.length) {
    const pages = [...rest.slice(0, place + by), page, ...rest.slice(place + by)];
    return { ...layout, parts: layout.parts.map((each) => (each === part ? { ...part, pages } : each)) };
  }
  const other = layout.parts[at + by];
  if (other === undefined) return layout;
  const joined = by === 1 ? [page, ...other.pages] : [...other.pages, page];
  return {
    ...layout,
    parts: withoutEmpty(
      layout.parts.map((each) =>
        each === part ? { ...part, pages: rest } : each === other ? { ...other, pages: joined } : each,
      ),
    ),
  };
}

const withoutEmpty = (parts: readonly LaidPart[]): LaidPart[] => parts.filter((part) => part.pages.length > 0);

/** New documents got their ids from the server: everything made from the sent layout learns them. */
export function renameParts(layout: Layout, sent: Layout, stored: Layout): Layout {
  const names = new Map(sent.parts.map((part, at) => [part.id, stored.parts[at]?.id ?? part.id]));
  return { ...layout, parts: layout.parts.map((part) => ({ ...part, id: names.get(part.id) ?? part.id })) };
}

/** By how much a picture is turned for showing: it may have been read, and made, as a person turned the page. */
export const turnLeft = (page: LaidPage, read: { readonly readTurn: number } | undefined): LaidPage['turn'] =>
  quarter(page.turn - (read?.readTurn ?? 0));

/** A picture that was made anew has another address than the one a browser keeps. */
export const pictureOf = (read: { readonly readTurn: number } | undefined) =>
  read === undefined || read.readTurn === 0 ? {} : { read: read.readTurn };
