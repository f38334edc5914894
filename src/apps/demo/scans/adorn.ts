import { printDay } from '../fiction/days.ts';
import { randomFrom } from '../fiction/random.ts';
import type { Adorn } from '../pages/draw-paper.ts';

/** What a mail room and a hole punch leave on paper before it is scanned. */
export interface Handling {
  /** Day of the RECEIVED stamp on the first page. */
  readonly stamped?: string;
  readonly punched?: boolean;
  /** Sender's line at the top of a fax, without date and page. */
  readonly faxedFrom?: string;
  readonly faxedOn?: string;
  readonly faxPages?: number;
  /** Words across the page: COPY, FILE. */
  readonly across?: string;
}

export function adornFor(key: string, handling: Handling): Adorn {
  return (pen, page) => {
    const random = randomFrom(`adorn ${key} ${page}`);
    if (handling.punched === true) punch(pen, random.between(-4, 4));
    if (handling.faxedFrom !== undefined)
      pen
        .font('Courier-Bold')
        .fontSize(8)
        .fillColor('black')
        .text(
          `FROM: ${handling.faxedFrom}   ${printDay(handling.faxedOn ?? '')} 09:${random.whole(10, 59)}   P.${String(page).padStart(3, '0')}/${String(handling.faxPages ?? 1).padStart(3, '0')}`,
          30,
          14,
          { lineBreak: false },
        );
    if (handling.stamped !== undefined && page === 1)
      stamp(pen, handling.stamped, random.between(-9, 7), random.between(330, 380), random.between(560, 640));
    if (handling.across !== undefined)
      pen
        .save()
        .rotate(-38, { origin: [306, 400] })
        .font('Helvetica-Bold')
        .fontSize(96)
        .fillColor('#9a9a9a', 0.35)
        .text(handling.across, 120, 360, { lineBreak: false })
        .restore();
  };
}

/** Three holes of a quarter inch; the scanner sees its dark lid through them. */
function punch(pen: PDFKit.PDFDocument, shift: number): void {
  for (const y of [90, 396, 702]) pen.circle(22 + shift / 3, y + shift, 9).fill('#3c3a38');
}

/** A rubber stamp, never straight. */
function stamp(pen: PDFKit.PDFDocument, day: string, angle: number, x: number, y: number): void {
  const width = 176;
  pen.save().rotate(angle, { origin: [x + width / 2, y + 30] });
  pen.lineWidth(2.2).rect(x, y, width, 62).stroke('#a3202c');
  pen
    .lineWidth(0.8)
    .rect(x + 4, y + 4, width - 8, 54)
    .stroke('#a3202c');
  pen.fillColor('#a3202c').font('Helvetica-Bold');
  pen.fontSize(17).text('RECEIVED', x + 43, y + 10, { lineBreak: false });
  pen.fontSize(12).text(printDay(day), x + 55, y + 29, { lineBreak: false });
  pen.fontSize(7.5).text('HEALTH INFORMATION - FICTIONAL', x + 24, y + 45, { lineBreak: false });
  pen.restore();
}
