import { type Certification, PacketRefused } from './packet-input.ts';
import { wrap, type Fonts, type PageCanvas } from './page-canvas.ts';
import { FRONT } from './page-frame.ts';

const MOST_LINES = 80;
const INDENT = 16;
const LINE_HEIGHT = 30;

/** In the largest letters with which all of it stands on one page: what somebody certifies is never cut. */
export function drawCertification(canvas: PageCanvas, fonts: Fonts, { title, blocks, lines }: Certification): void {
  const { left, width, top, bottom } = FRONT;
  for (const size of [10.5, 10, 9.5, 9, 8.5, 8, 7.5, 7]) {
    const leading = size * 1.35;
    const set = blocks.map(({ kind, text }) => ({
      kind,
      lines: wrap(
        kind === 'heading' ? fonts.bold : fonts.regular,
        text,
        size,
        width - (kind === 'item' ? INDENT : 0),
        MOST_LINES,
      ),
    }));
    const height =
      set.reduce((sum, block) => sum + block.lines.length * leading + gapOf(block.kind, leading), 0) +
      lines.length * LINE_HEIGHT;
    let y = top - 46;
    if (y - height < bottom) continue;
    canvas.text(title, { x: left, y: top - 20, size: 16, bold: true });
    canvas.rule({ x: left, y: top - 32, width });
    for (const block of set) {
      y -= gapOf(block.kind, leading);
      block.lines.forEach((line, index) => {
        y -= leading;
        if (block.kind === 'item' && index === 0) canvas.text('•', { x: left, y, size });
        canvas.text(line, {
          x: left + (block.kind === 'item' ? INDENT : 0),
          y,
          size,
          bold: block.kind === 'heading',
        });
      });
    }
    for (const line of lines) {
      y -= LINE_HEIGHT;
      const label = fonts.regular.width(line, size);
      canvas.text(line, { x: left, y, size });
      canvas.rule({ x: left + label + 8, y: y - 2, width: Math.max(60, width * 0.7 - label - 8), ink: 'black' });
    }
    return;
  }
  throw new PacketRefused('certification-too-long');
}

function gapOf(kind: Certification['blocks'][number]['kind'], leading: number): number {
  return leading * (kind === 'item' ? 0.2 : 0.6);
}
