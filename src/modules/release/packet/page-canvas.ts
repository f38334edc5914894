import type { EmbeddedFont } from './embedded-font.ts';
import { numText } from './pdf-values.ts';

export interface Fonts {
  readonly regular: EmbeddedFont;
  readonly bold: EmbeddedFont;
}

export type Ink = 'black' | 'grey' | 'red';
const INKS: Record<Ink, string> = { black: '0 g', grey: '0.35 g', red: '0.75 0 0 rg' };

/** Draws text and rules into a content stream. Origin is the lower left corner, sizes are points. */
export class PageCanvas {
  private readonly parts: string[] = [];
  /** Characters that the font lacks, met on this page. */
  readonly missing = new Set<string>();

  constructor(private readonly fonts: Fonts) {}

  text(
    line: string,
    at: { x: number; y: number; size: number; bold?: boolean; ink?: Ink; align?: 'left' | 'centre' | 'right' },
  ): void {
    const font = at.bold ? this.fonts.bold : this.fonts.regular;
    const shown = font.show(line);
    for (const char of shown.missing) this.missing.add(char);
    const width = (shown.width * at.size) / 1000;
    const x = at.align === 'right' ? at.x - width : at.align === 'centre' ? at.x - width / 2 : at.x;
    const shows = shown.pieces.map(({ hex, actual }) =>
      actual === undefined ? `<${hex}> Tj` : `/Span << /ActualText ${utf16Hex(actual)} >> BDC <${hex}> Tj EMC`,
    );
    this.parts.push(
      `BT ${INKS[at.ink ?? 'black']} /${at.bold ? 'FB' : 'FR'} ${numText(at.size)} Tf ${numText(x)} ${numText(at.y)} Td ${shows.join(' ')} ET`,
    );
  }

  /** One line in at most `width` points: smaller down to `smallest`, then cut with an ellipsis. @returns false if cut. */
  fit(
    line: string,
    at: {
      x: number;
      y: number;
      size: number;
      width: number;
      smallest: number;
      bold?: boolean;
      ink?: Ink;
      align?: 'left' | 'right';
    },
  ): boolean {
    const font = at.bold ? this.fonts.bold : this.fonts.regular;
    const natural = font.width(line, at.size);
    if (natural <= at.width) {
      this.text(line, at);
      return true;
    }
    const size = Math.max(at.smallest, (at.size * at.width) / natural);
    const cut = cutTo(font, line, size, at.width);
    this.text(cut, { ...at, size });
    return cut === line;
  }

  /** A line whose head may be cut but whose tail may not. */
  fitTail(
    head: string,
    tail: string,
    at: { x: number; y: number; size: number; width: number; smallest: number; bold?: boolean },
  ): void {
    const font = at.bold ? this.fonts.bold : this.fonts.regular;
    const size = Math.max(at.smallest, Math.min(at.size, (at.size * at.width) / font.width(head + tail, at.size)));
    const cut = cutTo(font, head, size, at.width - font.width(tail, size));
    this.fit(cut + tail, { ...at, size, smallest: size / 3 });
  }

  rule(at: { x: number; y: number; width: number; ink?: Ink }): void {
    this.parts.push(`${INKS[at.ink ?? 'grey']} ${numText(at.x)} ${numText(at.y)} ${numText(at.width)} 0.5 re f`);
  }

  frame(at: { x: number; y: number; width: number; height: number }): void {
    this.parts.push(
      `q 0.75 0 0 RG 0.8 w ${numText(at.x)} ${numText(at.y)} ${numText(at.width)} ${numText(at.height)} re S Q`,
    );
  }

  raw(operators: string): void {
    this.parts.push(operators);
  }

  content(): string {
    return this.parts.join('\n');
  }
}

function utf16Hex(text: string): string {
  return `<feff${Buffer.from(text, 'utf16le').swap16().toString('hex')}>`;
}

export function cutTo(font: EmbeddedFont, line: string, size: number, width: number): string {
  if (font.width(line, size) <= width) return line;
  const chars = [...line];
  let low = 0;
  let high = chars.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (font.width(`${chars.slice(0, middle).join('')}…`, size) <= width) low = middle;
    else high = middle - 1;
  }
  return `${chars.slice(0, low).join('').trimEnd()}…`;
}

/** Breaks at spaces, inside a word that is longer than the line. At most `most` lines; the last is cut. */
export function wrap(font: EmbeddedFont, text: string, size: number, width: number, most: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text
    .split(/\s+/)
    .filter((part) => part !== '')
    .flatMap((part) => pieces(font, part, size, width))) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (font.width(longer, size) <= width || line === '') line = longer;
    else {
      lines.push(line);
      line = word;
    }
  }
  if (line !== '') lines.push(line);
  if (lines.length <= most) return lines.length === 0 ? [''] : lines;
  return [...lines.slice(0, most - 1), cutTo(font, `${lines.slice(most - 1).join(' ')}`, size, width)];
}

function pieces(font: EmbeddedFont, word: string, size: number, width: number): string[] {
  if (font.width(word, size) <= width) return [word];
  const parts: string[] = [];
  let part = '';
  for (const char of word) {
    if (part !== '' && font.width(part + char, size) > width) {
      parts.push(part);
      part = '';
    }
    part += char;
  }
  return [...parts, part];
}
