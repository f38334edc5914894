import PDFDocument from 'pdfkit';
import { FICTIONAL_MARK } from '../fiction/hospital.ts';
import type { Block, Face, Paper } from './block.ts';
import { drawBarcode } from './draw-barcode.ts';
import { drawInk } from './draw-ink.ts';

/** US letter, in points. */
export const PAGE = { width: 612, height: 792, left: 58, right: 554, top: 44, bottom: 736 } as const;
const WIDTH = PAGE.right - PAGE.left;
/** A letter of more pages than this is a mistake of the generator. */
const MAX_PAGES = 40;

const FACES: Record<Face, { plain: string; bold: string; size: number }> = {
  sans: { plain: 'Helvetica', bold: 'Helvetica-Bold', size: 10.5 },
  serif: { plain: 'Times-Roman', bold: 'Times-Bold', size: 11.5 },
  typewriter: { plain: 'Courier', bold: 'Courier-Bold', size: 10 },
};

/** A word where it stands, in fractions of the page: what a text layer or a reading would say. */
export interface PlacedText {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
  readonly line: number;
}

export interface Drawn {
  readonly pdf: Buffer;
  readonly pages: readonly { readonly text: string; readonly words: readonly PlacedText[] }[];
}

/** Drawn over a page after its text, for papers that have been through hands and a mail room. */
export type Adorn = (pen: PDFKit.PDFDocument, page: number) => void;

/** Sets the paper page by page and remembers every word with its place. */
export function drawPaper(paper: Paper, adorn: Adorn = () => {}): Promise<Drawn> {
  const setting = new Setting(paper, adorn);
  return setting.finish();
}

class Setting {
  private readonly pen: PDFKit.PDFDocument;
  private readonly chunks: Buffer[] = [];
  private readonly done: Promise<void>;
  private readonly face: (typeof FACES)[Face];
  private readonly pages: { lines: Map<number, { y: number; text: string }[]>; words: PlacedText[] }[] = [];
  private y: number = PAGE.top;
  private line = 0;
  private readonly widths = new Map<string, number>();

  constructor(
    private readonly paper: Paper,
    private readonly adorn: Adorn,
  ) {
    // The date of making would make every run another file.
    this.pen = new PDFDocument({ autoFirstPage: false, margin: 0, info: { CreationDate: new Date(0) } });
    this.pen.on('data', (chunk: Buffer) => this.chunks.push(chunk));
    this.done = new Promise((resolve) => this.pen.on('end', resolve));
    this.face = FACES[paper.face];
    this.startPage();
    for (const block of paper.blocks) this.put(block);
    this.endPage();
    this.pen.end();
  }

  async finish(): Promise<Drawn> {
    await this.done;
    return {
      pdf: Buffer.concat(this.chunks),
      pages: this.pages.map(({ lines, words }) => ({
        text: [...lines.values()].map((pieces) => pieces.map(({ text }) => text).join('  ')).join('\n'),
        words,
      })),
    };
  }

  private startPage(): void {
    if (this.pages.length >= MAX_PAGES) throw new Error(`"${this.paper.title}" became longer than ${MAX_PAGES} pages.`);
    this.pen.addPage({ size: [PAGE.width, PAGE.height], margin: 0 });
    this.pages.push({ lines: new Map(), words: [] });
    this.line = 0;
    this.y = PAGE.top;
    const [first, ...rest] = this.paper.letterhead;
    if (first !== undefined) {
      this.write(first, PAGE.left, 13, true);
      this.y += 17;
      for (const line of rest) {
        this.write(line, PAGE.left, 8);
        this.y += 11;
      }
      this.rule(1.2);
      this.y += 12;
    }
    const size = this.paper.letterhead.length === 0 ? 16 : 13;
    if (this.paper.title !== '') {
      this.write(this.paper.title, PAGE.left, size, true);
      this.y += size + 8;
    }
    if (this.paper.banner.length > 0) this.putBanner();
  }

  private endPage(): void {
    const number = this.pages.length;
    this.y = 752;
    this.rule(0.5);
    this.y += 6;
    this.write(FICTIONAL_MARK, PAGE.left, 7.5, true);
    const right = `${this.paper.footer}   Page ${number}`;
    this.write(right, PAGE.right - this.widthOf(right, this.face.plain, 7.5), 7.5);
    this.adorn(this.pen, number);
  }

  private nextPage(): void {
    this.endPage();
    this.startPage();
  }

  private room(points: number): void {
    if (this.y + points > PAGE.bottom) this.nextPage();
  }

  private putBanner(): void {
    const from = this.y;
    this.y += 7;
    this.putFields(this.paper.banner, 3, 6, this.face.size - 1.5);
    this.pen
      .lineWidth(0.8)
      .rect(PAGE.left, from, WIDTH, this.y - from + 1)
      .stroke('black');
    this.y += 12;
  }

  private put(block: Block): void {
    const { size } = this.face;
    switch (block.kind) {
      case 'heading':
        this.room(size * 3);
        this.y += 5;
        this.write(block.text.toUpperCase(), PAGE.left, size, true);
        this.y += size * 1.45;
        return;
      case 'paragraph':
        this.putWrapped(block.text, PAGE.left, WIDTH, size);
        this.y += 4;
        return;
      case 'small':
        this.putWrapped(block.text, PAGE.left, WIDTH, size - 1.7);
        this.y += 3;
        return;
      case 'centered':
        this.room(size * 2);
        this.write(block.text, (PAGE.width - this.widthOf(block.text, this.face.bold, size + 3)) / 2, size + 3, true);
        this.y += size * 2;
        return;
      case 'items':
        for (const item of block.items) {
          this.room(size * 1.4);
          this.write('-', PAGE.left + 8, size);
          this.putWrapped(item, PAGE.left + 20, WIDTH - 20, size);
        }
        this.y += 4;
        return;
      case 'fields':
        this.putFields(block.fields, block.columns, 0);
        this.y += 4;
        return;
      case 'table':
        this.putTable(block.columns, block.rows);
        return;
      case 'boxes':
        for (const [ticked, text] of block.boxes) this.putBox(ticked, text);
        this.y += 3;
        return;
      case 'barcode':
        this.room(60);
        drawBarcode(this.pen, block.text, PAGE.left, this.y);
        this.y += 42;
        this.write(block.caption, PAGE.left, 8);
        this.y += 16;
        return;
      case 'ink':
        this.room(52);
        drawInk(this.pen, block.name, PAGE.left + 6, this.y + 30);
        // A scrawl without a form under it.
        if (block.caption === '') {
          this.y += 44;
          return;
        }
        drawInk(this.pen, block.date, PAGE.left + 330, this.y + 30, 0.8);
        this.y += 36;
        this.pen
          .lineWidth(0.6)
          .moveTo(PAGE.left, this.y)
          .lineTo(PAGE.left + 260, this.y)
          .stroke();
        this.pen
          .moveTo(PAGE.left + 320, this.y)
          .lineTo(PAGE.right, this.y)
          .stroke();
        this.y += 4;
        this.write(`${block.caption}: ${block.name}`, PAGE.left, 8);
        this.write(`Date: ${block.date}`, PAGE.left + 320, 8);
        this.y += 16;
        return;
      case 'electronic':
        this.room(30);
        this.y += 8;
        this.write(`Electronically signed by ${block.name} on ${block.when}`, PAGE.left, size, true);
        this.y += size * 1.6;
        return;
      case 'gap':
        this.y += block.points;
        return;
      case 'next-page':
        this.nextPage();
        return;
    }
  }

  /** Side by side while they fit; one that is too wide takes the room of its neighbours or a row of its own. */
  private putFields(
    list: readonly (readonly [string, string])[],
    columns: number,
    inset: number,
    size = this.face.size - 0.5,
  ): void {
    const width = (WIDTH - inset) / columns;
    let column = 0;
    this.room(14);
    for (const [label, value] of list) {
      const name = `${label}:`;
      const indent = this.widthOf(name, this.face.bold, size) + 4;
      const needed = indent + this.widthOf(value, this.face.plain, size) + 8;
      const span = Math.min(columns, Math.ceil(needed / width));
      if (column + span > columns) {
        this.y += 14;
        this.room(14);
        column = 0;
      }
      const x = PAGE.left + inset + column * width;
      this.write(name, x, size, true);
      this.write(value, x + indent, size);
      column += span;
    }
    this.y += 14;
  }

  private putTable(columns: readonly (readonly [string, number])[], rows: readonly (readonly string[])[]): void {
    const size = this.face.size - 0.5;
    const total = columns.reduce((sum, [, share]) => sum + share, 0);
    const starts = columns.map((_, at) =>
      columns.slice(0, at).reduce((x, [, share]) => x + (share / total) * WIDTH, PAGE.left + 3),
    );
    const putRow = (cells: readonly string[], bold: boolean) => {
      this.room(size + 6);
      this.pen
        .lineWidth(0.4)
        .rect(PAGE.left, this.y - 2, WIDTH, size + 5.5)
        .stroke('black');
      cells.forEach((cell, at) => this.write(cell, starts[at] ?? PAGE.left, size, bold));
      this.y += size + 5.5;
    };
    this.room(size * 5);
    this.pen
      .rect(PAGE.left, this.y - 2, WIDTH, size + 5.5)
      .fill('#e4e4e4')
      .fillColor('black');
    putRow(
      columns.map(([name]) => name),
      true,
    );
    for (const row of rows) putRow(row, false);
    this.y += 8;
  }

  private putBox(ticked: boolean, text: string): void {
    const { size } = this.face;
    this.room(size * 1.6);
    this.pen
      .lineWidth(0.8)
      .rect(PAGE.left + 4, this.y, 8, 8)
      .stroke('black');
    if (ticked)
      this.pen
        .lineWidth(1.3)
        .moveTo(PAGE.left + 5, this.y + 4)
        .lineTo(PAGE.left + 8, this.y + 8)
        .lineTo(PAGE.left + 14, this.y - 3)
        .stroke('#1a2a6c');
    this.putWrapped(text, PAGE.left + 20, WIDTH - 20, size);
  }

  private putWrapped(text: string, x: number, width: number, size: number): void {
    let line = '';
    const flush = () => {
      if (line === '') return;
      this.room(size * 1.35);
      this.write(line, x, size);
      this.y += size * 1.35;
      line = '';
    };
    for (const word of text.split(' ')) {
      const longer = line === '' ? word : `${line} ${word}`;
      if (line !== '' && this.widthOf(longer, this.face.plain, size) > width) {
        flush();
        line = word;
      } else line = longer;
    }
    flush();
  }

  private rule(thickness: number): void {
    this.pen.lineWidth(thickness).moveTo(PAGE.left, this.y).lineTo(PAGE.right, this.y).stroke('black');
  }

  private widthOf(text: string, font: string, size: number): number {
    const key = `${font} ${text}`;
    let width = this.widths.get(key);
    if (width === undefined) {
      width = this.pen.font(font).fontSize(1).widthOfString(text);
      this.widths.set(key, width);
    }
    return width * size;
  }

  /** One piece of text on the current line; pieces at the same height are one line of the page's text. */
  private write(text: string, x: number, size: number, bold = false): void {
    if (text === '') return;
    const font = bold ? this.face.bold : this.face.plain;
    this.pen.font(font).fontSize(size).fillColor('black').text(text, x, this.y, { lineBreak: false });
    const page = this.pages.at(-1);
    if (page === undefined) return;
    const key = Math.round(this.y);
    const pieces = page.lines.get(key);
    if (pieces === undefined) {
      page.lines.set(key, [{ y: this.y, text }]);
      this.line = page.lines.size - 1;
    } else pieces.push({ y: this.y, text });
    let left = x;
    const space = this.widthOf(' ', font, size);
    for (const word of text.split(' ')) {
      const width = this.widthOf(word, font, size);
      if (word !== '')
        page.words.push({
          text: word,
          x: left / PAGE.width,
          y: this.y / PAGE.height,
          w: width / PAGE.width,
          h: (size * 1.1) / PAGE.height,
          line: this.line,
        });
      left += width + space;
    }
  }
}
