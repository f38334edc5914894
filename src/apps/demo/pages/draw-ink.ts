import { randomFrom } from '../fiction/random.ts';

/** Handwriting as seen from a distance: loops and strokes that a name decides, never letters that could be somebody's. */
export function drawInk(pen: PDFKit.PDFDocument, words: string, x: number, baseline: number, scale = 1): void {
  const random = randomFrom(`ink ${words}`);
  pen.save().lineWidth(1.1).lineCap('round').strokeColor('#16245c');
  let at = x;
  for (const word of words.split(' ')) {
    pen.moveTo(at, baseline);
    for (const [index] of [...word].entries()) {
      const step = random.between(4.2, 7) * scale;
      const height = (index === 0 ? random.between(16, 24) : random.chance(0.25) ? 15 : random.between(4, 8)) * scale;
      const drop = random.chance(0.15) ? random.between(4, 8) * scale : 0;
      pen.bezierCurveTo(
        at + step * 0.2,
        baseline - height,
        at + step * 1.1,
        baseline - height * random.between(0.7, 1.1),
        at + step * random.between(0.5, 0.8),
        baseline + drop,
      );
      pen.quadraticCurveTo(at + step * 0.7, baseline + 1, at + step, baseline - random.between(0, 2) * scale);
      at += step;
    }
    pen.stroke();
    at += 7 * scale;
  }
  pen.restore();
}
