import { batesOf } from './bates-number.ts';
import type { PacketPlan, PlannedPart, PlannedVolume } from './derive-packet-plan.ts';
import { volumeName } from './draw-cover.ts';
import type { PacketDocument, PacketInput } from './packet-input.ts';
import { wrap, type Fonts, type PageCanvas } from './page-canvas.ts';
import { FRONT } from './page-frame.ts';

const SIZE = 9;
const LEADING = 12;
const MOST_LINES = 3;
/** Left edge and width of each column. */
const COLUMN = { number: [54, 26], title: [82, 214], date: [302, 78], author: [384, 106], pages: [494, 64] } as const;
const HEAD_HEIGHT = 58;

export const LINES_PER_INDEX_PAGE = Math.floor((FRONT.top - FRONT.bottom - HEAD_HEIGHT) / LEADING);

/** With page numbers of the series a row has two lines more in its last column. */
const NUMBER_LINES = 2;

export function rowLines(fonts: Fonts, document: PacketDocument, numbered: boolean): number {
  return Math.max(...columns(fonts, document).map((lines) => lines.length), numbered ? 1 + NUMBER_LINES : 1);
}

/** One page of the table of contents: what, of when, by whom, on which stamped pages. */
export function drawIndexPage(
  canvas: PageCanvas,
  fonts: Fonts,
  input: PacketInput,
  plan: PacketPlan,
  volume: PlannedVolume,
  parts: readonly PlannedPart[],
): void {
  let y = FRONT.top - 14;
  canvas.text('Index of documents', { x: FRONT.left, y, size: 14, bold: true });
  canvas.text(volumeName(input, plan, volume), {
    x: FRONT.left + FRONT.width,
    y,
    size: 10,
    align: 'right',
    ink: 'grey',
  });
  y -= 24;
  const heads = { number: 'No.', title: 'Document', date: 'Date', author: 'Author or source', pages: 'Pages' } as const;
  for (const key of Object.keys(heads) as (keyof typeof heads)[])
    canvas.text(heads[key], { x: COLUMN[key][0], y, size: SIZE, bold: true });
  y -= 5;
  canvas.rule({ x: FRONT.left, y, width: FRONT.width });
  y -= 13;
  for (const part of parts) {
    const [title, date, author] = columns(fonts, part.document) as [string[], string[], string[]];
    canvas.text(String(part.number), { x: COLUMN.number[0], y, size: SIZE });
    title.forEach((line, index) => canvas.text(line, { x: COLUMN.title[0], y: y - index * LEADING, size: SIZE }));
    date.forEach((line, index) => canvas.text(line, { x: COLUMN.date[0], y: y - index * LEADING, size: SIZE }));
    author.forEach((line, index) => canvas.text(line, { x: COLUMN.author[0], y: y - index * LEADING, size: SIZE }));
    const range = part.first === part.last ? String(part.first) : `${part.first} to ${part.last}`;
    canvas.fit(range, { x: COLUMN.pages[0], y, size: SIZE, width: COLUMN.pages[1], smallest: 5 });
    const numbers = batesOf(input, part);
    const lines =
      numbers === undefined ? [] : numbers.first === numbers.last ? [numbers.first] : [numbers.first, numbers.last];
    lines.forEach((line, index) =>
      canvas.fit(line, {
        x: COLUMN.pages[0],
        y: y - (index + 1) * LEADING,
        size: SIZE - 1,
        width: COLUMN.pages[1],
        smallest: 4,
        ink: 'grey',
      }),
    );
    y -= LEADING * Math.max(title.length, date.length, author.length, numbers === undefined ? 1 : 1 + NUMBER_LINES);
  }
}

function columns(fonts: Fonts, document: PacketDocument): string[][] {
  const title = document.mark === undefined ? document.title : `${document.title} (${document.mark.toLowerCase()})`;
  return [
    wrap(fonts.regular, title, SIZE, COLUMN.title[1], MOST_LINES),
    wrap(fonts.regular, document.date, SIZE, COLUMN.date[1], 2),
    wrap(fonts.regular, document.author, SIZE, COLUMN.author[1], MOST_LINES),
  ];
}
