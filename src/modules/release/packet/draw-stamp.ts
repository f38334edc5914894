import type { PacketInput } from './packet-input.ts';
import type { PageCanvas } from './page-canvas.ts';
import { BAND, LETTER } from './page-frame.ts';

const SHOWN_MRNS = 3;

export interface Stamp {
  readonly page: number;
  readonly pages: number;
  /** Where the page comes from, e.g. "Document 12, page 3 of 5". */
  readonly source: string;
  readonly mark?: string;
  /** Number of this page of the records, where the packet bears such numbers. */
  readonly bates?: string;
}

/** How much larger than Letter a page is; bands and letters grow with it, so that a large sheet printed small stays legible. */
export function scaleOf(width: number, height: number): number {
  return Math.min(Math.max(Math.min(width / LETTER.width, height / LETTER.height), 0.25), 20);
}

/**
 * The two bands of a page, as an artifact (not part of the record's own text): above who, below which packet and page.
 * Nothing of the record lies under them, because the page was made smaller to leave room.
 */
export function drawStamp(canvas: PageCanvas, input: PacketInput, stamp: Stamp, width: number, height: number): void {
  const k = scaleOf(width, height);
  const side = 18 * k;
  const size = 8 * k;
  const top = height - BAND * k + 8 * k;
  const bottom = 10 * k;
  canvas.raw('/Artifact << /Type /Pagination >> BDC');
  const mark = [stamp.mark, input.custodian.fictional ? 'FICTIONAL' : undefined]
    .filter((part) => part !== undefined)
    .join(' · ');
  const markWidth = mark === '' ? 0 : width * 0.3;
  canvas.fitTail(input.patient.name, identifiers(input), {
    x: side,
    y: top,
    size,
    width: width - 2 * side - markWidth,
    smallest: 5 * k,
    bold: true,
  });
  if (mark !== '')
    canvas.fit(mark, {
      x: width - side,
      y: top,
      size,
      width: markWidth - 6 * k,
      smallest: 4 * k,
      bold: true,
      ink: 'red',
      align: 'right',
    });
  canvas.rule({ x: side, y: height - BAND * k + 3 * k, width: width - 2 * side });
  canvas.rule({ x: side, y: BAND * k - 3 * k, width: width - 2 * side });
  const right = `Page ${stamp.page} of ${stamp.pages}`;
  canvas.fit(`Packet ${input.packetNumber} · released ${input.releasedOn} · ${stamp.source}`, {
    x: side,
    y: bottom,
    size,
    width: width * (stamp.bates === undefined ? 0.68 : 0.48) - side,
    smallest: 4 * k,
  });
  if (stamp.bates !== undefined)
    canvas.fit(stamp.bates, {
      x: width * 0.76,
      y: bottom,
      size: size * 1.15,
      width: width * 0.27,
      smallest: 5 * k,
      bold: true,
      align: 'right',
    });
  canvas.fit(right, {
    x: width - side,
    y: bottom,
    size,
    width: width * (stamp.bates === undefined ? 0.3 : 0.23) - side,
    smallest: 4 * k,
    bold: true,
    align: 'right',
  });
  canvas.raw('EMC');
}

/** What tells two people of one name apart: never cut. The cover has every number of a patient who has many. */
function identifiers(input: PacketInput): string {
  const { birthDate, mrns } = input.patient;
  const more = mrns.length > SHOWN_MRNS ? ` +${mrns.length - SHOWN_MRNS}` : '';
  return ` · DOB ${birthDate ?? 'not known'} · MRN ${mrns.slice(0, SHOWN_MRNS).join(', ')}${more}`;
}
