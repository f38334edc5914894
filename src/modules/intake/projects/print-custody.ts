import { createRequire } from 'node:module';
import bwipjs from 'bwip-js/node';
import PDFDocument from 'pdfkit';
import type { BoxView } from './open-box.ts';

const FONT = createRequire(import.meta.url).resolve('dejavu-fonts-ttf/ttf/DejaVuSansCondensed.ttf');
const MARGIN = 54;
/** A label of 4 by 2 inches, as label printers have it. */
const LABEL = { width: 288, height: 144 } as const;

/** The chain of custody of a box on paper, with room for signatures by hand. */
export async function printCustody(view: BoxView, now: Date): Promise<Buffer> {
  const pen = new PDFDocument({ size: 'LETTER', margin: MARGIN, bufferPages: true, lang: 'en', displayTitle: true });
  const bytes = collect(pen);
  pen.info.Title = 'Chain of custody';
  pen.font(FONT).fontSize(16).text('Chain of custody');
  pen.fontSize(10).text(`Box ${view.box.label}   ${view.box.projectName}`);
  pen.text(`Printed ${now.toISOString().slice(0, 16).replace('T', ' ')} UTC`).moveDown();
  if (view.brokenAt !== null)
    pen.fillColor('#b00000').text(`The chain is broken at step ${view.brokenAt}.`).fillColor('black').moveDown();
  for (const step of view.custody) {
    pen
      .fontSize(10)
      .text(
        `${step.number}.  ${step.signedAt.slice(0, 16).replace('T', ' ')} UTC   ${step.step.replaceAll('-', ' ')}${step.about === null ? '' : ` (${step.about})`}`,
      );
    const facts = [
      ...(step.fromParty === '' ? [] : [`from ${step.fromParty}`]),
      ...(step.toParty === '' ? [] : [`to ${step.toParty}`]),
      ...(step.place === '' ? [] : [`at ${step.place}`]),
      ...(step.seal === null ? [] : [`seal ${step.seal}`]),
      ...(step.sheets === null ? [] : [`${step.sheets} sheets`]),
      ...(step.note === null ? [] : [step.note]),
      `signed by ${step.signedName}`,
    ];
    pen.fontSize(9).fillColor('#333333').text(facts.join(', '), { indent: 18 }).fillColor('black').moveDown(0.5);
  }
  pen
    .moveDown()
    .fontSize(10)
    .text('Next step: ______________________  From: __________________  To: __________________');
  pen.moveDown().text('Date and time: ____________________  Signature: ________________________________');
  pen.end();
  return bytes;
}

/** Barcode and words of a box, for its front. */
export async function printLabel(view: Pick<BoxView, 'box'>): Promise<Buffer> {
  const pen = new PDFDocument({ size: [LABEL.width, LABEL.height], margin: 12, lang: 'en', displayTitle: true });
  const bytes = collect(pen);
  pen.info.Title = 'Box label';
  const code = await bwipjs.toBuffer({ bcid: 'code128', text: view.box.label, scale: 3, height: 14 });
  pen.image(code, 18, 14, { fit: [LABEL.width - 36, 66], align: 'center' });
  pen.font(FONT).fontSize(16).text(view.box.label, 12, 88, { align: 'center', height: 20, ellipsis: true });
  pen.fontSize(9).text(view.box.projectName, 12, 112, { align: 'center', height: 12, ellipsis: true });
  pen.end();
  return bytes;
}

function collect(pen: InstanceType<typeof PDFDocument>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  pen.on('data', (chunk: Buffer) => chunks.push(chunk));
  return new Promise((resolve, reject) => {
    pen.on('end', () => resolve(Buffer.concat(chunks)));
    pen.on('error', reject);
  });
}
