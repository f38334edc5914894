import PDFDocument from 'pdfkit';
import { breakLines, type Line } from './break-lines.ts';
import type { Block, Layout, Paragraph, Table } from './layout.ts';
import { fontPath, PLAIN, Type } from './layout-type.ts';

const MAX_PAGES = 20;
const CELL = 5;
const GAP = 6;
const RED = '#b00000';
const GREY = '#555555';

export interface PageMarks {
  readonly title: string;
  readonly language: string;
  readonly number: string;
  /** Page x of y in the language of the letter. */
  readonly counted: (page: number, pages: number) => string;
  /** Over every page of a letter of no real person. */
  readonly fictional: string | null;
  readonly now: Date;
}

type Pen = PDFKit.PDFDocument;

/** Sets a layout in type: the letter of record. @returns undefined where it would be longer than a letter may be. */
export async function setLayout(
  layout: Layout,
  pictures: readonly Uint8Array[],
  marks: PageMarks,
): Promise<{ readonly pdf: Buffer; readonly pages: number } | undefined> {
  const { page } = layout;
  const pen = new PDFDocument({
    size: [page.width, page.height],
    margins: { top: 0, bottom: 0, left: 0, right: 0 },
    bufferPages: true,
    lang: marks.language,
    displayTitle: true,
    info: { Title: `${marks.title} (${marks.number})`, Producer: 'Chartkeeper', CreationDate: marks.now },
  });
  const chunks: Buffer[] = [];
  pen.on('data', (chunk: Buffer) => chunks.push(chunk));
  const done = new Promise<void>((resolve, reject) => {
    pen.on('end', resolve);
    pen.on('error', reject);
  });
  const setter = new Setter(pen, layout, pictures);
  const fits = setter.body();
  const pages = pen.bufferedPageRange().count;
  if (fits && pages <= MAX_PAGES)
    for (let at = 0; at < pages; at++) {
      pen.switchToPage(at);
      setter.edges(at, pages);
      drawMarks(pen, layout, marks, { at, pages, counts: setter.countsItself(at) });
    }
  pen.end();
  await done;
  return fits && pages <= MAX_PAGES ? { pdf: Buffer.concat(chunks), pages } : undefined;
}

class Setter {
  private y = 0;
  private readonly type: Type;
  private readonly width: number;
  private counted = { page: 1, pages: 1 };
  private readonly known = new WeakMap<Paragraph, Map<number, readonly Line[]>>();
  private readonly heights = new Map<readonly Block[], number>();

  constructor(
    private readonly pen: Pen,
    private readonly layout: Layout,
    private readonly pictures: readonly Uint8Array[],
  ) {
    this.type = new Type(pen);
    this.width = layout.page.width - layout.page.left - layout.page.right;
  }

  body(): boolean {
    const { pen, layout } = this;
    this.y = this.top(0);
    const { body } = layout;
    for (const [at, block] of body.entries()) {
      if (block.kind === 'table') {
        if (!this.table(block)) return false;
        continue;
      }
      const next = body[at + 1];
      const own = this.heightOf(block, this.width);
      const follower = block.keepWithNext || block.heading ? this.leastOf(next) : 0;
      if (block.newPage || (own + follower <= this.room() && this.y + own + follower > this.bottom())) this.turn();
      this.paragraph(block, layout.page.left, this.width, true);
      if (pen.bufferedPageRange().count > MAX_PAGES) return false;
    }
    return true;
  }

  /** Page header and footer, once the number of pages is known. */
  edges(at: number, pages: number): void {
    this.counted = { page: at + 1, pages };
    const { page } = this.layout;
    const [header, footer] = this.edgesOf(at);
    this.y = page.header;
    this.stack(header, page.left, this.width);
    this.y = page.height - page.footer - this.stackHeight(footer, this.width);
    this.stack(footer, page.left, this.width);
  }

  countsItself(at: number): boolean {
    return JSON.stringify(this.edgesOf(at)).includes('"kind":"count"');
  }

  private edgesOf(at: number): readonly [readonly Block[], readonly Block[]] {
    const { layout } = this;
    return layout.firstDiffers && at === 0 ? [layout.firstHeader, layout.firstFooter] : [layout.header, layout.footer];
  }

  private top(at: number): number {
    const { page } = this.layout;
    const [header] = this.edgesOf(at);
    const height = this.edgeHeight(header);
    return height === 0 ? page.top : Math.max(page.top, page.header + height + GAP);
  }

  private bottom(): number {
    const { page } = this.layout;
    const at = this.pen.bufferedPageRange().count - 1;
    const height = this.edgeHeight(this.edgesOf(at)[1]);
    return page.height - Math.max(page.bottom, height === 0 ? 0 : page.footer + height + GAP);
  }

  /** Asked for every line of the body, and always the same. */
  private edgeHeight(edge: readonly Block[]): number {
    const height = this.heights.get(edge) ?? this.stackHeight(edge, this.width);
    this.heights.set(edge, height);
    return height;
  }

  private room(): number {
    return this.bottom() - this.top(1);
  }

  private turn(): void {
    this.pen.addPage();
    this.y = this.top(this.pen.bufferedPageRange().count - 1);
  }

  private leastOf(block: Block | undefined): number {
    if (block === undefined) return 0;
    if (block.kind === 'table') return this.rowHeight(block, 0, this.columns(block));
    const [line] = this.lines(block, this.width);
    return block.before + (line?.height ?? 0);
  }

  private stack(blocks: readonly Block[], left: number, width: number): void {
    for (const block of blocks) {
      if (block.kind === 'table') this.tableInPlace(block, left, width);
      else this.paragraph(block, left, width, false);
    }
  }

  private stackHeight(blocks: readonly Block[], width: number): number {
    return blocks.reduce(
      (sum, block) =>
        sum +
        (block.kind === 'table'
          ? block.rows.reduce((rows, _, at) => rows + this.rowHeight(block, at, this.columns(block, width)), 0)
          : this.heightOf(block, width)),
      0,
    );
  }

  private heightOf(block: Paragraph, width: number): number {
    return block.before + block.after + this.lines(block, width).reduce((sum, { height }) => sum + height, 0);
  }

  private paragraph(block: Paragraph, left: number, width: number, turns: boolean): void {
    const { pen } = this;
    const from = left + block.left;
    const room = width - block.left - block.right;
    this.y += block.before;
    if (block.rule.above) this.rule(from, room, this.y);
    for (const [at, line] of this.lines(block, width).entries()) {
      if (turns && this.y + line.height > this.bottom()) this.turn();
      const first = at === 0 ? block.first : 0;
      if (at === 0 && block.marker !== null && block.marker !== '') {
        this.type.ink(block.face);
        pen.text(block.marker, from + Math.min(first, 0), this.y + line.ascent - this.type.ascent(block.face), {
          lineBreak: false,
        });
      }
      this.line(line, block, from, room, at === 0 && block.marker !== null ? Math.max(first, 0) : first);
      this.y += line.height;
      if (turns && line.newPageAfter) this.turn();
    }
    if (block.rule.below) this.rule(from, room, this.y + 1);
    this.y += block.after;
  }

  private rule(x: number, width: number, y: number): void {
    this.pen
      .moveTo(x, y)
      .lineTo(x + width, y)
      .lineWidth(0.5)
      .strokeColor('#000000')
      .stroke();
  }

  private line(line: Line, block: Paragraph, from: number, room: number, first: number): void {
    const { pen } = this;
    const slack = room - first - line.width;
    const spaces = line.inlays.filter(({ text }) => text === ' ').length;
    const stretched = block.align === 'justify' && !line.isLast && spaces > 0 && slack > 0 ? slack / spaces : 0;
    let x = from + first + (block.align === 'center' ? slack / 2 : block.align === 'right' ? slack : 0);
    for (const { piece, text, width } of line.inlays) {
      const wide = width + (text === ' ' ? stretched : 0);
      if (piece.kind === 'picture') {
        const bytes = this.pictures[piece.at];
        if (bytes !== undefined)
          pen.image(Buffer.from(bytes), x, this.y + line.ascent - piece.height * (width / piece.width), { width });
      } else if (piece.kind !== 'tab') {
        const { face } = piece;
        this.type.ink(face);
        const y = this.y + line.ascent - this.type.ascent(face) - face.raised * face.size * 0.33;
        if (text !== ' ') pen.text(text, x, y, { lineBreak: false });
        const across = (height: number) =>
          pen
            .moveTo(x, height)
            .lineTo(x + wide, height)
            .lineWidth(face.size / 16)
            .strokeColor(face.colour)
            .stroke();
        if (face.underline) across(this.y + line.ascent + face.size * 0.12);
        if (face.strike) across(this.y + line.ascent - face.size * 0.3);
      }
      x += wide;
    }
  }

  private lines(block: Paragraph, width: number): readonly Line[] {
    // The number of a page is known only once all are set.
    if (block.pieces.some(({ kind }) => kind === 'count')) return breakLines(this.type, block, width, this.counted);
    const known = this.known.get(block) ?? new Map<number, readonly Line[]>();
    this.known.set(block, known);
    const lines = known.get(width) ?? breakLines(this.type, block, width, this.counted);
    known.set(width, lines);
    return lines;
  }

  private table(block: Table): boolean {
    const columns = this.columns(block);
    const heads = block.rows.flatMap(({ heads: is }, at) => (is ? [at] : []));
    for (const at of block.rows.keys()) {
      const height = this.rowHeight(block, at, columns);
      if (height > this.room()) return false;
      if (this.y + height > this.bottom()) {
        this.turn();
        if (!heads.includes(at)) for (const head of heads) this.row(block, head, columns, this.layout.page.left);
      }
      this.row(block, at, columns, this.layout.page.left);
    }
    return true;
  }

  private tableInPlace(block: Table, left: number, width: number): void {
    const columns = this.columns(block, width);
    for (const at of block.rows.keys()) this.row(block, at, columns, left);
  }

  /** As the grid says, and never wider than the page; without a grid all alike. */
  private columns(block: Table, width = this.width): number[] {
    const room = width - Math.max(block.left, 0);
    const stated = block.widths.reduce((sum, each) => sum + each, 0);
    if (stated === 0 || block.widths.some((each) => each <= 0))
      return block.widths.map(() => room / block.widths.length);
    return block.widths.map((each) => each * Math.min(1, room / stated));
  }

  private cellsOf(block: Table, at: number, columns: readonly number[]) {
    let column = 0;
    let x = Math.max(block.left, 0);
    return (block.rows[at]?.cells ?? []).map((cell) => {
      const width = columns.slice(column, column + cell.span).reduce((sum, each) => sum + each, 0);
      const placed = { cell, x, width };
      column += cell.span;
      x += width;
      return placed;
    });
  }

  private rowHeight(block: Table, at: number, columns: readonly number[]): number {
    const heights = this.cellsOf(block, at, columns).map(({ cell, width }) =>
      this.stackHeight(cell.blocks, width - 2 * CELL),
    );
    return Math.max(0, ...heights) + CELL;
  }

  private row(block: Table, at: number, columns: readonly number[], left: number): void {
    const { pen } = this;
    const top = this.y;
    const height = this.rowHeight(block, at, columns);
    for (const { cell, x, width } of this.cellsOf(block, at, columns)) {
      if (cell.shade !== null) pen.rect(left + x, top, width, height).fill(cell.shade);
      if (block.ruled)
        pen
          .rect(left + x, top, width, height)
          .lineWidth(0.5)
          .stroke('#000000');
      this.y = top + CELL / 2;
      this.stack(cell.blocks, left + x + CELL, width - 2 * CELL);
    }
    this.y = top + height;
  }
}

/** On every page, whatever the house's template says: that it is fictional, the number, page x of y. */
function drawMarks(
  pen: Pen,
  { page }: Layout,
  marks: PageMarks,
  on: { readonly at: number; readonly pages: number; readonly counts: boolean },
): void {
  const width = page.width - page.left - page.right;
  const line = { width, lineBreak: false } as const;
  if (marks.fictional !== null) {
    pen.font(fontPath(PLAIN.bold)).fontSize(8).fillColor(RED);
    pen.text(marks.fictional, page.left, 6, { ...line, align: 'center' });
  }
  pen.font(fontPath(PLAIN.regular)).fontSize(7).fillColor(GREY);
  const counted = on.counts ? '' : ` · ${marks.counted(on.at + 1, on.pages)}`;
  pen.text(`${marks.number}${counted}`, page.left, page.height - 12, { ...line, align: 'right' }).fillColor('black');
}
