import { createRequire } from 'node:module';
import { openSync, type Font } from 'fontkit';
import PDFDocument from 'pdfkit';
import type { Block, Face, Layout, Paragraph, Piece, Table } from './layout.ts';

/** The same type as our other letters, with the slanted and the serif cuts of it. */
const FILES = {
  sans: [
    'DejaVuSansCondensed',
    'DejaVuSansCondensed-Bold',
    'DejaVuSansCondensed-Oblique',
    'DejaVuSansCondensed-BoldOblique',
  ],
  serif: [
    'DejaVuSerifCondensed',
    'DejaVuSerifCondensed-Bold',
    'DejaVuSerifCondensed-Italic',
    'DejaVuSerifCondensed-BoldItalic',
  ],
} as const;
const MAX_PAGES = 20;
const TAB = 36;
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
type Inked = Exclude<Piece, { kind: 'line' | 'new-page' }>;
interface Inlay {
  readonly piece: Inked;
  readonly text: string;
  readonly width: number;
}
interface Line {
  readonly inlays: readonly Inlay[];
  readonly width: number;
  readonly height: number;
  readonly ascent: number;
  readonly newPageAfter: boolean;
  readonly isLast: boolean;
}

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
  private readonly width: number;
  private counted = { page: 1, pages: 1 };
  private readonly known = new WeakMap<Paragraph, Map<number, readonly Line[]>>();
  private readonly heights = new Map<readonly Block[], number>();

  constructor(
    private readonly pen: Pen,
    private readonly layout: Layout,
    private readonly pictures: readonly Uint8Array[],
  ) {
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
        this.ink(block.face);
        pen.text(block.marker, from + Math.min(first, 0), this.y + line.ascent - this.ascent(block.face), {
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
        this.ink(face);
        const y = this.y + line.ascent - this.ascent(face) - face.raised * face.size * 0.33;
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

  /** Words into lines. A word longer than a line is cut. */
  private lines(block: Paragraph, width: number): readonly Line[] {
    // The number of a page is known only once all are set.
    if (block.pieces.some(({ kind }) => kind === 'count')) return this.broken(block, width);
    const known = this.known.get(block) ?? new Map<number, readonly Line[]>();
    this.known.set(block, known);
    const lines = known.get(width) ?? this.broken(block, width);
    known.set(width, lines);
    return lines;
  }

  private broken(block: Paragraph, width: number): Line[] {
    const room = Math.max(width - block.left - block.right, 20);
    const lines: Line[] = [];
    let inlays: Inlay[] = [];
    let used = 0;
    const limit = () =>
      room - (lines.length === 0 ? (block.marker === null ? block.first : Math.max(block.first, 0)) : 0);
    const close = (isLast: boolean, newPageAfter = false) => {
      while (!isLast && inlays.at(-1)?.text === ' ') used -= inlays.pop()?.width ?? 0;
      const faces = inlays.flatMap(({ piece }) => ('face' in piece ? [piece.face] : []));
      const pictures = inlays.flatMap(({ piece, width: wide }) =>
        piece.kind === 'picture' ? [piece.height * (wide / piece.width)] : [],
      );
      const height = Math.max(...(faces.length === 0 ? [block.face] : faces).map((face) => this.lineHeight(face)));
      const ascent = Math.max(...(faces.length === 0 ? [block.face] : faces).map((face) => this.ascent(face)));
      const tall = Math.max(0, ...pictures);
      lines.push({
        ...{ inlays, width: used, isLast, newPageAfter },
        height: tall > ascent ? tall + (height - ascent) : height * block.leading,
        ascent: Math.max(tall, ascent + (tall > ascent ? 0 : (height * (block.leading - 1)) / 2)),
      });
      inlays = [];
      used = 0;
    };
    const put = (inlay: Inlay) => {
      inlays.push(inlay);
      used += inlay.width;
    };
    for (const piece of block.pieces) {
      if (piece.kind === 'line') close(true);
      else if (piece.kind === 'new-page') close(true, true);
      else if (piece.kind === 'tab') {
        const next = Math.min((Math.floor((used + 0.1) / TAB) + 1) * TAB, limit());
        put({ piece, text: '\t', width: Math.max(next - used, 0) });
      } else if (piece.kind === 'picture') {
        const wide = Math.min(piece.width, room);
        if (used > 0 && used + wide > limit()) close(false);
        put({ piece, text: '', width: wide });
      } else {
        const text = piece.kind === 'text' ? piece.text : String(this.counted[piece.of]);
        for (const word of shown(piece.face.capitals ? text.toUpperCase() : text).split(/( )/)) {
          if (word === '') continue;
          for (const part of this.cut(word, piece.face, room)) {
            const wide = this.widthOf(part, piece.face);
            // A word can consist of several pieces (a bold half): it is only parted at a space.
            if (part !== ' ' && used + wide > limit() && inlays.length > 0) {
              const at = inlays.findLastIndex((each) => each.text === ' ' || each.piece.kind === 'tab');
              const moved = at < 0 ? [] : inlays.splice(at + 1);
              used -= moved.reduce((sum, each) => sum + each.width, 0);
              close(false);
              for (const each of moved) put(each);
            }
            put({ piece, text: part, width: wide });
          }
        }
      }
    }
    close(true);
    return lines;
  }

  private cut(word: string, face: Face, room: number): string[] {
    if (this.widthOf(word, face) <= room) return [word];
    const parts: string[] = [];
    let part = '';
    for (const char of word) {
      if (part !== '' && this.widthOf(part + char, face) > room) {
        parts.push(part);
        part = '';
      }
      part += char;
    }
    return [...parts, part];
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

  private ink(face: Face): void {
    this.pen.font(fontFile(face)).fontSize(sizeOf(face)).fillColor(face.colour);
  }

  private widthOf(text: string, face: Face): number {
    return this.pen.font(fontFile(face)).fontSize(sizeOf(face)).widthOfString(text);
  }

  private lineHeight(face: Face): number {
    return this.pen.font(fontFile(face)).fontSize(face.size).currentLineHeight(true);
  }

  /** From the top of a line as the pen draws it to the line the letters stand on. */
  private ascent(face: Face): number {
    const font = opened(face);
    return (font.ascent / font.unitsPerEm) * sizeOf(face);
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
    pen.font(path(FILES.sans[1])).fontSize(8).fillColor(RED);
    pen.text(marks.fictional, page.left, 6, { ...line, align: 'center' });
  }
  pen.font(path(FILES.sans[0])).fontSize(7).fillColor(GREY);
  const counted = on.counts ? '' : ` · ${marks.counted(on.at + 1, on.pages)}`;
  pen.text(`${marks.number}${counted}`, page.left, page.height - 12, { ...line, align: 'right' }).fillColor('black');
}

const sizeOf = (face: Face): number => (face.raised === 0 ? face.size : face.size * 0.62);
const cutOf = ({ serif, bold, italic }: Face): string =>
  FILES[serif ? 'serif' : 'sans'][(italic ? 2 : 0) + (bold ? 1 : 0)] ?? FILES.sans[0];
const fontFile = (face: Face): string => path(cutOf(face));

function path(name: string): string {
  return createRequire(import.meta.url).resolve(`dejavu-fonts-ttf/ttf/${name}.ttf`);
}

const fonts = new Map<string, Font>();
function opened(face: Face): Font {
  const file = fontFile(face);
  const font = fonts.get(file) ?? openSync(file);
  fonts.set(file, font);
  return font;
}

/** Letters that the type lacks print as their code points: a gap would hide that something stood there. */
function shown(text: string): string {
  const font = opened({ bold: false, italic: false, serif: false } as Face);
  return [...text.replaceAll('\n', ' ')]
    .map((char) => {
      const code = char.codePointAt(0) ?? 0x20;
      return font.hasGlyphForCodePoint(code) ? char : `[U+${code.toString(16).toUpperCase().padStart(4, '0')}]`;
    })
    .join('');
}
