import { batesOf } from './bates-number.ts';
import type { PacketPlan, PlannedVolume } from './derive-packet-plan.ts';
import { PacketRefused, type PacketInput } from './packet-input.ts';
import { wrap, type Fonts, type PageCanvas } from './page-canvas.ts';
import { FRONT } from './page-frame.ts';
import { deriveRedactionStatement } from './redaction/derive-redaction-statement.ts';

const LABEL_WIDTH = 118;
const VALUE_LINES = 4;
const NOTICE_LINES = 60;

/** The first page of each volume: whose records, for whom, by what authority, and what the recipient must know. */
export function drawCover(
  canvas: PageCanvas,
  fonts: Fonts,
  input: PacketInput,
  plan: PacketPlan,
  volume: PlannedVolume,
): void {
  const { left, width } = FRONT;
  let y = FRONT.top - 20;
  canvas.text(input.custodian.name, { x: left, y, size: 12, bold: true });
  for (const line of [input.custodian.facility, ...input.custodian.address].slice(0, 6)) {
    y -= 13;
    canvas.fit(line, { x: left, y, size: 10, width, smallest: 6, ink: 'grey' });
  }
  y -= 34;
  canvas.text('Released health records', { x: left, y, size: 20, bold: true });
  y -= 16;
  canvas.rule({ x: left, y, width });
  if (input.custodian.fictional) {
    y -= 24;
    canvas.frame({ x: left, y: y - 6, width, height: 22 });
    canvas.text('FICTIONAL: made for demonstration. No real person is described.', {
      x: left + 8,
      y,
      size: 11,
      bold: true,
      ink: 'red',
    });
    y -= 8;
  }
  const first = volume.parts[0]?.first ?? volume.firstPage;
  const numbers = numbersOf(input, plan, volume);
  const rows: [string, string][] = [
    ['Packet', volumeName(input, plan, volume)],
    ...(input.supplementTo === undefined
      ? []
      : ([
          ['Supplement to', `packet ${input.supplementTo.packetNumber}, released on ${input.supplementTo.releasedOn}`],
        ] as [string, string][])),
    ['Patient', input.patient.name],
    ...(input.patient.otherNames.length === 0
      ? []
      : ([['Also known as', input.patient.otherNames.join('; ')]] as [string, string][])),
    ['Date of birth', input.patient.birthDate ?? 'not known'],
    ['Medical record no.', input.patient.mrns.join(', ')],
    [
      'Released to',
      [input.requester.name, input.requester.organisation, ...input.requester.address]
        .filter((part) => part !== undefined && part !== '')
        .join(', '),
    ],
    ['Purpose', input.purpose],
    ['Basis of disclosure', input.basis],
    ['Request', input.requestNumber],
    ['Released on', input.releasedOn],
    [
      'Pages',
      `${volume.lastPage - volume.firstPage + 1} in this volume (${volume.firstPage} to ${volume.lastPage} of ${plan.pages}); records begin on page ${first}`,
    ],
    [
      'Documents',
      `${new Set(volume.parts.map(({ document }) => document.documentId)).size}, listed in the index that follows`,
    ],
    ...(input.files === undefined || volume.volume !== 1
      ? []
      : ([
          [
            'Attached',
            `${input.files.map(({ name }) => name).join(', ')}: data of the record, inside this file (open it in a PDF program, under Attachments)`,
          ],
        ] as [string, string][])),
    ...(numbers === undefined ? [] : ([['Numbered', numbers]] as [string, string][])),
    ...(input.seal === undefined
      ? []
      : ([['Sealed', `electronically for ${input.seal.name}: a PDF viewer shows whether anything was changed`]] as [
          string,
          string,
        ][])),
  ];
  for (const [label, value] of rows) {
    y -= 20;
    canvas.text(label, { x: left, y, size: 10, ink: 'grey' });
    const lines = wrap(fonts.regular, value, 10, width - LABEL_WIDTH, VALUE_LINES);
    lines.forEach((line, index) =>
      canvas.text(line, {
        x: left + LABEL_WIDTH,
        y: y - index * 13,
        size: 10,
        bold: label === 'Patient' || label === 'Packet' || label === 'Supplement to',
      }),
    );
    y -= (lines.length - 1) * 13;
  }
  const redacted = deriveRedactionStatement(input, plan);
  const statement = [
    ...(input.withheldStatement === undefined ? [] : [{ title: 'Not included', text: input.withheldStatement }]),
    ...(redacted === undefined ? [] : [redacted]),
  ];
  drawNotices(canvas, fonts, [...statement, ...input.notices], y - 10);
}

function numbersOf(input: PacketInput, plan: PacketPlan, volume: PlannedVolume): string | undefined {
  const ends = (volumes: readonly PlannedVolume[]) => {
    const parts = volumes.flatMap((each) => each.parts);
    const [first, last] = [parts[0], parts.at(-1)].map((part) =>
      part === undefined ? undefined : batesOf(input, part),
    );
    return first === undefined || last === undefined ? undefined : `${first.first} to ${last.last}`;
  };
  const here = ends([volume]);
  return here === undefined || plan.volumes.length === 1
    ? here
    : `${here} in this volume; ${ends(plan.volumes)} in all`;
}

/** In the largest letters with which all notices fit: a notice the law asks for is never left out. */
function drawNotices(canvas: PageCanvas, fonts: Fonts, notices: PacketInput['notices'], top: number): void {
  for (const size of [8.5, 8, 7.5, 7, 6.5, 6]) {
    const leading = size * 1.3;
    const set = notices.map(({ title, text }) => ({
      title,
      lines: wrap(fonts.regular, text, size, FRONT.width, NOTICE_LINES),
    }));
    const height = set.reduce((sum, { lines }) => sum + (lines.length + 2) * leading, 0);
    if (top - height < FRONT.bottom) continue;
    let y = top;
    for (const { title, lines } of set) {
      y -= 2 * leading;
      canvas.text(title, { x: FRONT.left, y, size: size + 1, bold: true });
      for (const line of lines) canvas.text(line, { x: FRONT.left, y: (y -= leading), size });
    }
    return;
  }
  throw new PacketRefused('notices-too-long');
}

export function volumeName(input: PacketInput, plan: PacketPlan, volume: PlannedVolume): string {
  return plan.volumes.length === 1
    ? input.packetNumber
    : `${input.packetNumber}, volume ${volume.volume} of ${plan.volumes.length}`;
}
