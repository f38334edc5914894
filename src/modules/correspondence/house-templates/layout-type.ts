import { createRequire } from 'node:module';
import { openSync, type Font } from 'fontkit';
import type { Face } from './layout.ts';

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

/** What letters measure on paper, in points, and the pen that sets them. */
export class Type {
  constructor(private readonly pen: PDFKit.PDFDocument) {}

  ink(face: Face): void {
    this.pen.font(fontFile(face)).fontSize(sizeOf(face)).fillColor(face.colour);
  }

  widthOf(text: string, face: Face): number {
    return this.pen.font(fontFile(face)).fontSize(sizeOf(face)).widthOfString(text);
  }

  lineHeight(face: Face): number {
    return this.pen.font(fontFile(face)).fontSize(face.size).currentLineHeight(true);
  }

  /** From the top of a line as the pen draws it to the line the letters stand on. */
  ascent(face: Face): number {
    const font = opened(face);
    return (font.ascent / font.unitsPerEm) * sizeOf(face);
  }
}

const sizeOf = (face: Face): number => (face.raised === 0 ? face.size : face.size * 0.62);
const cutOf = ({ serif, bold, italic }: Face): string =>
  FILES[serif ? 'serif' : 'sans'][(italic ? 2 : 0) + (bold ? 1 : 0)] ?? FILES.sans[0];
const fontFile = (face: Face): string => fontPath(cutOf(face));

/** The plain sans cuts, for what we print on every page ourselves. */
export const PLAIN = { regular: FILES.sans[0], bold: FILES.sans[1] } as const;

export function fontPath(name: string): string {
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
export function shown(text: string): string {
  const font = opened({ bold: false, italic: false, serif: false } as Face);
  return [...text.replaceAll('\n', ' ')]
    .map((char) => {
      const code = char.codePointAt(0) ?? 0x20;
      return font.hasGlyphForCodePoint(code) ? char : `[U+${code.toString(16).toUpperCase().padStart(4, '0')}]`;
    })
    .join('');
}
