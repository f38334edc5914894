import { createRequire } from 'node:module';
import { openSync, type Font, type Glyph, type Subset } from 'fontkit';
import { dict, name, num, PdfString, type PdfRef } from './pdf-values.ts';
import type { PdfWriter } from './pdf-writer.ts';

/**
 * DejaVu Sans Condensed (Bitstream Vera licence): Latin with all accents, Greek, Cyrillic, Armenian, Georgian, Hebrew,
 * Arabic. It has no Chinese, Japanese, Korean, Thai or Indic letters: those print as their code points, see `show`.
 */
const FILES = { regular: 'DejaVuSansCondensed.ttf', bold: 'DejaVuSansCondensed-Bold.ttf' } as const;
export type Weight = keyof typeof FILES;

/** Scripts whose letters change shape or run from right to left: laid out by the font's own tables. */
const SHAPED = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;
const SHAPED_RUN =
  /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]+(?: +[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]+)*|[^\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]+/g;
/** Controls, and the marks that reverse what follows: they could make a name read as another. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}]/gu;
const CACHED_LINES = 4_000;

/** Text ready to be shown in one font. */
export interface Shown {
  /** Glyph numbers of the embedded subset, as hexadecimal for `Tj`; `actual` is the text that a replacement stands for. */
  readonly pieces: readonly { readonly hex: string; readonly actual?: string }[];
  /** In thousandths of the font size. */
  readonly width: number;
  /** Characters this font lacks, printed as `[U+738B]`. */
  readonly missing: readonly string[];
}

/** One font of a packet, embedded with the glyphs that were used (ISO 32000-1, 9.7: Type 0, Identity-H). */
export class EmbeddedFont {
  readonly ref: PdfRef;
  private readonly font: Font;
  private readonly subset: Subset;
  private readonly used = new Map<number, { readonly width: number; readonly codePoints: readonly number[] }>();
  private readonly cache = new Map<string, Shown>();

  constructor(
    private readonly writer: PdfWriter,
    private readonly weight: Weight,
  ) {
    this.font = fontFile(weight);
    this.subset = this.font.createSubset();
    this.ref = writer.reserve();
  }

  show(text: string): Shown {
    const known = this.cache.get(text);
    if (known !== undefined) return known;
    const shown = this.layOut(printable(text));
    if (this.cache.size > CACHED_LINES) this.cache.clear();
    this.cache.set(text, shown);
    return shown;
  }

  /** Width of a line in points. */
  width(text: string, size: number): number {
    return (this.show(text).width * size) / 1000;
  }

  /** Writes the font with what was shown so far; nothing may be shown after. */
  finish(): void {
    const { font, writer } = this;
    const scale = 1000 / font.unitsPerEm;
    const base = name(`CHARTK+DejaVuSansCondensed${this.weight === 'bold' ? '-Bold' : ''}`);
    const bytes = Buffer.from(this.subset.encode());
    const file = writer.addContent(bytes, dict({ Length1: num(bytes.length) }));
    const { minX, minY, maxX, maxY } = font.bbox;
    const descriptor = writer.add(
      dict({
        Type: name('FontDescriptor'),
        FontName: base,
        Flags: num(32),
        FontBBox: [minX, minY, maxX, maxY].map((side) => num(Math.round(side * scale))),
        ItalicAngle: num(0),
        Ascent: num(Math.round(font.ascent * scale)),
        Descent: num(Math.round(font.descent * scale)),
        CapHeight: num(Math.round((font.capHeight ?? 1493) * scale)), // DejaVu names none: the height of its H
        StemV: num(this.weight === 'bold' ? 140 : 80),
        FontFile2: file,
      }),
    );
    const glyphs = [...this.used].sort(([a], [b]) => a - b);
    const descendant = writer.add(
      dict({
        Type: name('Font'),
        Subtype: name('CIDFontType2'),
        BaseFont: base,
        CIDSystemInfo: dict({
          Registry: new PdfString(Buffer.from('Adobe')),
          Ordering: new PdfString(Buffer.from('Identity')),
          Supplement: num(0),
        }),
        FontDescriptor: descriptor,
        CIDToGIDMap: name('Identity'),
        DW: num(600),
        W: glyphs.flatMap(([glyph, { width }]) => [num(glyph), [num(width)]]),
      }),
    );
    const unicode = writer.addContent(toUnicode(glyphs.map(([glyph, { codePoints }]) => [glyph, codePoints])));
    writer.write(
      this.ref,
      dict({
        Type: name('Font'),
        Subtype: name('Type0'),
        BaseFont: base,
        Encoding: name('Identity-H'),
        DescendantFonts: [descendant],
        ToUnicode: unicode,
      }),
    );
  }

  private layOut(text: string): Shown {
    const missing = [...new Set([...text].filter((char) => !this.font.hasGlyphForCodePoint(char.codePointAt(0) ?? 0)))];
    const lacking = new Set(missing);
    let width = 0;
    const hexOf = (run: string) =>
      this.glyphs(run)
        .map((glyph) => {
          width += (glyph.advanceWidth * 1000) / this.font.unitsPerEm;
          return this.use(glyph).toString(16).padStart(4, '0');
        })
        .join('');
    const pieces = (text.match(SHAPED_RUN) ?? []).flatMap((run) =>
      missing.length === 0
        ? [{ hex: hexOf(run) }]
        : splitBy(run, (char) => lacking.has(char)).map(({ part, apart }) =>
            apart ? { hex: hexOf([...part].map(codePointOf).join('')), actual: part } : { hex: hexOf(part) },
          ),
    );
    return { pieces, width, missing };
  }

  private glyphs(run: string): readonly Glyph[] {
    if (SHAPED.test(run)) return this.font.layout(run).glyphs;
    return [...run].map((char) => this.font.glyphForCodePoint(char.codePointAt(0) ?? 32));
  }

  private use(glyph: Glyph): number {
    const number = this.subset.includeGlyph(glyph.id);
    if (!this.used.has(number)) {
      const width = Math.round((glyph.advanceWidth * 1000) / this.font.unitsPerEm);
      this.used.set(number, { width, codePoints: glyph.codePoints });
    }
    return number;
  }
}

/** Composed letters, plain spaces, nothing invisible. */
export function printable(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\s\u00a0\u2028\u2029]+/g, ' ')
    .replace(INVISIBLE, '')
    .trim();
}

/** Cuts where the answer changes. */
function splitBy(text: string, test: (char: string) => boolean): { part: string; apart: boolean }[] {
  const parts: { part: string; apart: boolean }[] = [];
  for (const char of text) {
    const last = parts.at(-1);
    if (last !== undefined && last.apart === test(char)) last.part += char;
    else parts.push({ part: char, apart: test(char) });
  }
  return parts;
}

function codePointOf(char: string): string {
  return `[U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`;
}

const opened = new Map<Weight, Font>();
function fontFile(weight: Weight): Font {
  const known = opened.get(weight);
  if (known !== undefined) return known;
  const font = openSync(createRequire(import.meta.url).resolve(`dejavu-fonts-ttf/ttf/${FILES[weight]}`));
  opened.set(weight, font);
  return font;
}

function toUnicode(glyphs: readonly (readonly [number, readonly number[]])[]): string {
  const rows = glyphs
    .filter(([, codePoints]) => codePoints.length > 0)
    .map(([glyph, codePoints]) => {
      const utf16 = Buffer.from(String.fromCodePoint(...codePoints), 'utf16le').swap16();
      return `<${glyph.toString(16).padStart(4, '0')}> <${utf16.toString('hex')}>`;
    });
  const blocks: string[] = [];
  for (let at = 0; at < rows.length; at += 100) {
    const block = rows.slice(at, at + 100);
    blocks.push(`${block.length} beginbfchar\n${block.join('\n')}\nendbfchar`);
  }
  return `/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <ffff>
endcodespacerange
${blocks.join('\n')}
endcmap
CMapName currentdict /CMap defineresource pop
end
end`;
}
