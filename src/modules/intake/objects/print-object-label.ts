import PDFDocument from 'pdfkit';
import type { Act } from '../../../platform/act.ts';
import { deriveCodeText } from '../codes/derive-code-text.ts';
import { drawBars, drawSquare } from '../sheets/draw-code.ts';
import { fontPath, shown } from '../sheets/render-sheets.ts';
import type { OBJECT_KINDS } from './contract.ts';
import { linesOf, type ObjectLine } from './list-objects.ts';
import { loadObject } from './load-object.ts';

/** 4 by 2 inches, as label printers have it. */
const LABEL = { width: 288, height: 144 } as const;
const MARGIN = 12;
const SQUARE = 62;

export interface LabelToPrint {
  readonly object: Pick<ObjectLine, 'number' | 'description' | 'piece' | 'pieces' | 'patient' | 'kind'>;
  readonly now: Date;
}

/** What the label says. The name is for the person who holds the thing; the code holds the number only. */
export async function planObjectLabel(act: Act, id: string): Promise<LabelToPrint> {
  const [object] = await linesOf(act, [await loadObject(act, id)]);
  if (object === undefined) throw new Error('A thing that was loaded has a line.');
  return { object, now: act.now };
}

export async function renderObjectLabel({ object, now }: LabelToPrint): Promise<Buffer> {
  const code = deriveCodeText({ kind: 'object', number: object.number });
  if (code === undefined) throw new Error('The number of a thing can always be printed.'); // CHECK object_number_can_be_printed
  const pen = new PDFDocument({
    ...{ size: [LABEL.width, LABEL.height], margin: 0, lang: 'en', displayTitle: true },
    // The title bar of a viewer is no place for a name.
    info: { Title: 'Label', CreationDate: now },
  });
  const chunks: Buffer[] = [];
  pen.on('data', (chunk: Buffer) => chunks.push(chunk));
  const done = new Promise<void>((resolve, reject) => {
    pen.on('end', resolve);
    pen.on('error', reject);
  });
  pen.registerFont('regular', fontPath('regular')).registerFont('bold', fontPath('bold'));
  drawBars(pen, code, { x: 0, y: MARGIN, width: LABEL.width });
  drawSquare(pen, code, { x: LABEL.width - MARGIN - SQUARE, y: 74, size: SQUARE });
  const line = { width: LABEL.width - 3 * MARGIN - SQUARE, lineBreak: false, ellipsis: true } as const;
  pen
    .fillColor('black')
    .font('bold')
    .fontSize(14)
    .text(object.number, MARGIN, 72, { ...line, height: 16 });
  pen.font('regular').fontSize(9);
  const { patient, piece, pieces } = object;
  const kind = KIND_ON_LABEL[object.kind as (typeof OBJECT_KINDS)[number]]; // CHECK object_kind_is_known
  [
    pieces > 1 ? `${kind}, ${piece} of ${pieces}` : kind,
    object.description,
    ...(patient === null ? [] : [patient.name, ...(patient.mrn === null ? [] : [`MRN ${patient.mrn}`])]),
  ].forEach((text, index) => pen.text(shown(text), MARGIN, 89 + index * 11.5, { ...line, height: 11 }));
  pen.end();
  await done;
  return Buffer.concat(chunks);
}

const KIND_ON_LABEL: Readonly<Record<(typeof OBJECT_KINDS)[number], string>> = {
  cd: 'CD',
  dvd: 'DVD',
  'usb-stick': 'USB stick',
  film: 'X-ray film',
  'ecg-strip': 'ECG strip',
  'fetal-strip': 'Fetal strip',
  photo: 'Photograph',
  slides: 'Slides',
  'dental-cast': 'Dental cast',
  'video-tape': 'Video tape',
  other: 'Other thing',
};
