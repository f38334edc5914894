import { createRequire } from 'node:module';

/** US letter, in points; room for 92 signs a line and 62 lines a page. */
const WIDTH = 612;
const HEIGHT = 792;
const MARGIN = 54;
const SIZE = 9;
const LEADING = 11;
/** Advance of DejaVu Sans Mono in parts of its size: every sign is equally wide, so columns of a report stay columns. */
const ADVANCE = 0.602;
const COLUMNS = Math.floor((WIDTH - 2 * MARGIN) / (SIZE * ADVANCE));
const ROWS = Math.floor((HEIGHT - 2 * MARGIN) / LEADING);
const TAB = 8;

/** Sets text in type, page by page; a form feed begins a new one. */
export async function typesetPages(text: string): Promise<Uint8Array> {
  const { default: PdfDocument } = await import('pdfkit');
  const font = createRequire(import.meta.url).resolve('dejavu-fonts-ttf/ttf/DejaVuSansMono.ttf');
  const doc = new PdfDocument({ size: [WIDTH, HEIGHT], margin: MARGIN, autoFirstPage: false, compress: false, font });
  const chunks: Buffer[] = [];
  const whole = new Promise<Buffer>((resolve, reject) => {
    doc.on('data', (chunk: Buffer) => chunks.push(chunk));
    doc.on('end', () => resolve(Buffer.concat(chunks)));
    doc.on('error', reject);
  });
  for (const page of derivePages(text)) {
    doc.addPage();
    doc.font(font).fontSize(SIZE);
    for (const [row, line] of page.entries())
      if (line !== '') doc.text(line, MARGIN, MARGIN + row * LEADING, { lineBreak: false });
  }
  doc.end();
  return whole;
}

/** Lines of at most a page's width, broken between words where there is a gap. */
export function derivePages(text: string): string[][] {
  const pages: string[][] = [];
  for (const part of text.split('\f')) {
    const lines = part.replace(/\n+$/, '').split('\n').flatMap(wrap);
    for (let from = 0; from < lines.length; from += ROWS) pages.push(lines.slice(from, from + ROWS));
  }
  return pages.filter((page, at) => pages.length === 1 || at === 0 || page.some((line) => line.trim() !== ''));
}

function wrap(line: string): string[] {
  const wide = expandTabs(line).trimEnd();
  const lines: string[] = [];
  let from = 0;
  while (wide.length - from > COLUMNS) {
    const gap = wide.lastIndexOf(' ', from + COLUMNS);
    const to = gap > from ? gap : from + COLUMNS;
    lines.push(wide.slice(from, to));
    from = gap > from ? gap + 1 : to;
  }
  return [...lines, wide.slice(from)];
}

function expandTabs(line: string): string {
  if (!line.includes('\t')) return line;
  let wide = '';
  for (const [at, part] of line.split('\t').entries())
    wide = (at === 0 ? '' : wide.padEnd((Math.floor(wide.length / TAB) + 1) * TAB)) + part;
  return wide;
}
