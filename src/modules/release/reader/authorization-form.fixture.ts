import { PDFDocument, type PDFFont, type PDFPage, rgb, StandardFonts } from '@cantoo/pdf-lib';

/** What a made-up form says; what is undefined was left out, '' is an empty blank. */
export interface FormText {
  readonly patient?: string | undefined;
  readonly born?: string | undefined;
  readonly discloser?: string | undefined;
  readonly recipient?: string | undefined;
  readonly description?: string | undefined;
  readonly purpose?: string | undefined;
  readonly expires?: string | undefined;
  readonly signedOn?: string | undefined;
  /** ink: pen strokes; electronic: `/s/`; none: an empty line; undefined: not asked for. */
  readonly signature?: 'ink' | 'electronic' | 'none' | undefined;
  readonly relation?: string | undefined;
  readonly revocation?: string | undefined;
  readonly conditioning?: string | undefined;
  readonly redisclosure?: string | undefined;
  /** Large letters across the page. */
  readonly stamp?: string | undefined;
  /** A heading and sentences of another paper on the same page. */
  readonly more?: readonly string[] | undefined;
}

export const LAYOUTS = ['lines', 'stacked', 'ticks', 'narrative', 'captions', 'spanish', 'drawn', 'two-pages'] as const;
export type Layout = (typeof LAYOUTS)[number];

const STATEMENTS = {
  revocation:
    'I may revoke this authorization in writing at any time by a letter to the Privacy Officer, except to the extent that action has already been taken in reliance on it.',
  conditioning:
    'My treatment, payment, enrollment or eligibility for benefits will not be conditioned on whether I sign this authorization.',
  redisclosure:
    'Information disclosed under this authorization may be redisclosed by the recipient and may no longer be protected by federal privacy law.',
};
export const DECLARACIONES = {
  revocation:
    'Tengo derecho a revocar esta autorización por escrito en cualquier momento, excepto en la medida en que ya se haya actuado con base en ella.',
  conditioning:
    'Mi tratamiento, el pago, la inscripción o los beneficios no dependen de que yo firme esta autorización.',
  redisclosure:
    'La información divulgada puede ser divulgada de nuevo por quien la recibe y ya no estar protegida por las leyes federales de privacidad.',
};

export const COMPLETE: FormText = {
  patient: 'Maria Elena Garcia',
  born: '03/12/1961',
  discloser: 'Lakeside General Hospital',
  recipient: 'Whitfield Law, 2 Court Square',
  description: 'Discharge summary and operative report of 2026',
  purpose: 'Legal claim after a car accident',
  expires: '05/02/2027',
  signedOn: '11/02/2026',
  signature: 'ink',
  ...STATEMENTS,
};

interface Pen {
  readonly pdf: PDFDocument;
  page: PDFPage;
  y: number;
  readonly font: PDFFont;
  readonly bold: PDFFont;
}

const LEFT = 60;
const SIZE = 10.5;

/** One form as a PDF with a text layer, as a state, a hospital or an attorney would print it. */
export async function formPdf(layout: Layout, text: FormText): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  const font = await pdf.embedFont(StandardFonts.Helvetica);
  const bold = await pdf.embedFont(StandardFonts.HelveticaBold);
  const pen: Pen = { pdf, page: pdf.addPage([612, 792]), y: 740, font, bold };
  heading(
    pen,
    layout === 'spanish'
      ? 'AUTORIZACIÓN PARA DIVULGAR INFORMACIÓN DE SALUD'
      : 'AUTHORIZATION FOR RELEASE OF HEALTH INFORMATION',
  );
  LAYOUT[layout](pen, text);
  if (text.more !== undefined)
    for (const [at, line] of text.more.entries())
      if (at === 0) heading(pen, line);
      else paragraph(pen, line);
  if (text.stamp !== undefined)
    pen.page.drawText(text.stamp, { x: 150, y: 40, size: 34, font: bold, color: rgb(0.8, 0, 0) });
  return pdf.save();
}

const LAYOUT: Record<Layout, (pen: Pen, text: FormText) => void> = {
  lines: (pen, text) => {
    blank(pen, 'Patient name:', text.patient);
    blank(pen, 'Date of birth:', text.born);
    blank(pen, 'Person or organization authorized to disclose the information:', text.discloser);
    blank(pen, 'Person or organization authorized to receive the information:', text.recipient);
    blank(pen, 'Description of the information to be disclosed:', text.description);
    blank(pen, 'Purpose of the disclosure:', text.purpose);
    blank(pen, 'This authorization expires on (date or event):', text.expires);
    statements(pen, text);
    signature(pen, text, 'Signature of patient or representative:', 'Date:');
    blank(pen, 'Relationship to patient:', text.relation);
  },
  stacked: (pen, text) => {
    const cell = (x: number, label: string, value: string | undefined) => {
      if (value === undefined) return;
      write(pen, label, x, pen.y, pen.bold, 9);
      if (value !== '') write(pen, value, x, pen.y - 14);
    };
    const row = (...cells: [string, string | undefined][]) => {
      for (const [at, [label, value]] of cells.entries()) cell(LEFT + at * 270, label, value);
      pen.y -= 40;
    };
    row(['Patient name:', text.patient], ['Date of birth:', text.born]);
    row(['Who may release the information?', text.discloser], ['Who may receive the information?', text.recipient]);
    row(['What information may be released?', text.description], ['Purpose of the disclosure:', text.purpose]);
    row(['Expiration date or event:', text.expires], ['Relationship to patient:', text.relation]);
    statements(pen, text);
    signature(pen, text, 'Signature:', 'Date signed:');
  },
  ticks: (pen, text) => {
    blank(pen, 'Name of patient:', text.patient);
    blank(pen, 'DOB:', text.born);
    blank(pen, 'Release from:', text.discloser);
    blank(pen, 'Release to:', text.recipient);
    if (text.description !== undefined) {
      line(pen, 'Information to be released:');
      const on = text.description === '' ? '[ ]' : '[X]';
      line(pen, `   ${on} Discharge summary    [ ] Laboratory results    [ ] Imaging reports`);
      line(pen, `   [ ] Progress notes    ${on} Operative reports    [ ] Entire medical record`);
    }
    if (text.purpose !== undefined) {
      line(pen, 'Purpose of disclosure:');
      const on = text.purpose === '' ? '[ ]' : '[X]';
      line(pen, `   [ ] Continuing care    ${on} Legal    [ ] Insurance    [ ] At my request`);
    }
    if (text.expires !== undefined)
      line(
        pen,
        text.expires === ''
          ? 'This authorization expires on ______________'
          : `This authorization expires on ${text.expires}.`,
      );
    statements(pen, text);
    signature(pen, text, 'Patient signature:', 'Date:');
    blank(pen, 'If signed by a representative, authority to act:', text.relation);
  },
  narrative: (pen, text) => {
    const or = (value: string | undefined) => (value === undefined || value === '' ? '____________________' : value);
    if (text.discloser !== undefined && text.recipient !== undefined && text.description !== undefined)
      paragraph(
        pen,
        `I, ${or(text.patient)}, born on ${or(text.born)}, hereby authorize ${or(text.discloser)} to release ${or(text.description)} to ${or(text.recipient)}${text.purpose === undefined ? '.' : `, for the purpose of ${or(text.purpose)}.`}`,
      );
    else {
      paragraph(
        pen,
        `I, ${or(text.patient)}, born on ${or(text.born)}, hereby authorize the disclosure described here.`,
      );
      blank(pen, 'Custodian of records:', text.discloser);
      blank(pen, 'Recipient:', text.recipient);
      blank(pen, 'Records requested:', text.description);
      blank(pen, 'Purpose:', text.purpose);
    }
    if (text.expires !== undefined)
      paragraph(
        pen,
        text.expires === ''
          ? 'This authorization shall remain valid until ____________________.'
          : `This authorization shall remain valid until ${text.expires}.`,
      );
    statements(pen, text);
    signature(pen, text, 'Signature:', 'Dated:');
    blank(pen, 'Relationship to patient:', text.relation);
  },
  captions: (pen, text) => {
    const caption = (...cells: [string, string | undefined][]) => {
      for (const [at, [label, value]] of cells.entries()) {
        if (value === undefined) continue;
        const x = LEFT + at * 270;
        if (value !== '') write(pen, value, x + 4, pen.y);
        pen.page.drawLine({ start: { x, y: pen.y - 3 }, end: { x: x + 230, y: pen.y - 3 }, thickness: 0.7 });
        write(pen, label, x, pen.y - 13, pen.font, 8);
      }
      pen.y -= 38;
    };
    caption(['Patient name', text.patient], ['Date of birth', text.born]);
    caption(['Person or organization disclosing the information', text.discloser]);
    caption(['Person or organization receiving the information', text.recipient]);
    caption(['Description of the information to be disclosed', text.description]);
    caption(['Purpose of the disclosure', text.purpose], ['Expiration date or event', text.expires]);
    statements(pen, text);
    signature(pen, text, 'Signature:', 'Date:');
    caption(['Relationship to patient', text.relation]);
  },
  spanish: (pen, text) => {
    blank(pen, 'Nombre del paciente:', text.patient);
    blank(pen, 'Fecha de nacimiento:', text.born);
    blank(pen, 'Persona u organización que divulga la información:', text.discloser);
    blank(pen, 'Persona u organización que recibirá la información:', text.recipient);
    blank(pen, 'Descripción de la información:', text.description);
    blank(pen, 'Propósito de la divulgación:', text.purpose);
    blank(pen, 'Fecha o evento de vencimiento:', text.expires);
    statements(pen, text);
    signature(pen, text, 'Firma:', 'Fecha:');
    blank(pen, 'Parentesco o relación:', text.relation);
  },
  drawn: (pen, text) => {
    const drawn = (label: string, value: string | undefined) => {
      if (value === undefined) return;
      write(pen, label, LEFT, pen.y);
      const x = LEFT + pen.font.widthOfTextAtSize(label, SIZE) + 6;
      if (value !== '') write(pen, value, x + 4, pen.y);
      pen.page.drawLine({ start: { x, y: pen.y - 2 }, end: { x: 550, y: pen.y - 2 }, thickness: 0.7 });
      pen.y -= 24;
    };
    drawn('1. Patient name', text.patient);
    drawn('2. Date of birth', text.born);
    drawn('3. Facility authorized to release information', text.discloser);
    drawn('4. Person or facility to receive information', text.recipient);
    drawn('5. Information to be disclosed', text.description);
    drawn('6. Reason for disclosure', text.purpose);
    drawn('7. Expiration date or event', text.expires);
    statements(pen, text);
    signature(pen, text, 'Signature:', 'Date:');
    drawn('Relationship to patient', text.relation);
  },
  'two-pages': (pen, text) => {
    LAYOUT.lines(pen, {
      ...text,
      signature: undefined,
      signedOn: undefined,
      relation: undefined,
      revocation: undefined,
      conditioning: undefined,
      redisclosure: undefined,
    });
    line(pen, 'Page 1 of 2');
    pen.page = pen.pdf.addPage([612, 792]);
    pen.y = 740;
    line(pen, 'Page 2 of 2');
    statements(pen, text);
    signature(pen, text, 'Signature of patient:', 'Date:');
    blank(pen, 'Relationship to patient:', text.relation);
  },
};

function statements(pen: Pen, text: FormText): void {
  pen.y -= 6;
  for (const sentence of [text.revocation, text.conditioning, text.redisclosure])
    if (sentence !== undefined) paragraph(pen, sentence);
  pen.y -= 30;
}

function signature(pen: Pen, text: FormText, label: string, dateLabel: string): void {
  if (text.signature !== undefined) {
    write(pen, label, LEFT, pen.y);
    const x = LEFT + pen.font.widthOfTextAtSize(label, SIZE) + 8;
    if (text.signature === 'electronic') write(pen, `/s/ ${text.patient ?? 'M. Garcia'}`, x, pen.y);
    if (text.signature === 'ink') scrawl(pen, x + 4, pen.y + 4);
    pen.page.drawLine({ start: { x, y: pen.y - 3 }, end: { x: 400, y: pen.y - 3 }, thickness: 0.7 });
  }
  if (text.signedOn !== undefined) {
    write(pen, dateLabel, 415, pen.y);
    write(pen, text.signedOn === '' ? '__________' : text.signedOn, 482, pen.y);
  }
  pen.y -= 30;
}

/** A name written by nobody. */
function scrawl(pen: Pen, x: number, y: number): void {
  let path = `M 0 0`;
  for (let at = 8; at < 96; at += 11)
    path += ` C ${at - 6} ${-9 - (at % 5) * 3} ${at + 3} ${-14 + (at % 3) * 4} ${at + 2} ${(at % 4) * 2}`;
  pen.page.drawSvgPath(path, { x, y, borderWidth: 1.4, borderColor: rgb(0.05, 0.05, 0.3) });
}

function blank(pen: Pen, label: string, value: string | undefined): void {
  if (value === undefined) return;
  line(pen, `${label} ${value === '' ? '______________________' : value}`);
}

function heading(pen: Pen, text: string): void {
  pen.y -= 6;
  write(pen, text, LEFT, pen.y, pen.bold, 13);
  pen.y -= 28;
}

function line(pen: Pen, text: string): void {
  write(pen, text, LEFT, pen.y);
  pen.y -= 22;
}

function paragraph(pen: Pen, text: string): void {
  let row = '';
  const put = () => {
    write(pen, row, LEFT, pen.y);
    pen.y -= 14;
    row = '';
  };
  for (const word of text.split(' ')) {
    if (pen.font.widthOfTextAtSize(`${row} ${word}`, SIZE) > 490) put();
    row = row === '' ? word : `${row} ${word}`;
  }
  if (row !== '') put();
  pen.y -= 6;
}

function write(pen: Pen, text: string, x: number, y: number, font = pen.font, size = SIZE): void {
  pen.page.drawText(text, { x, y, size, font });
}

/** Pages of lines as they are; what follows a tab stands in the right half. */
export async function linesPdf(pages: readonly (readonly string[])[]): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  const font = await pdf.embedFont(StandardFonts.TimesRoman);
  for (const lines of pages) {
    const page = pdf.addPage([612, 792]);
    for (const [at, text] of lines.entries())
      for (const [column, part] of text.split('\t').entries())
        page.drawText(part, { x: 54 + column * 270, y: 744 - at * 17, size: 10.5, font });
  }
  return pdf.save();
}
