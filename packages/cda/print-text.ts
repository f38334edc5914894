import type { Section } from './body.ts';
import { deriveDay } from './derive-moment.ts';
import type { Narrative } from './narrative-forms.ts';
import type { ClinicalDocument } from './read-document.ts';

/** What a line of our typeset pages takes. */
const WIDTH = 92;
const GAP = '  ';
const GENDERS: Readonly<Record<string, string>> = { M: 'male', F: 'female' };

/**
 * The whole document as lines: whose it is and from where, then its sections with their tables as columns. What a page
 * shows, a search finds and a packet prints.
 */
export function printText({ header, body }: ClinicalDocument): string {
  const { patient } = header;
  const line = (label: string, value: string | undefined) =>
    value === undefined || value === '' ? [] : [`${label}: ${value}`];
  const names = [header.title ?? header.code[0]?.display ?? 'Clinical document', header.code[0]?.display ?? ''];
  const lines = [
    ...new Set(names.filter((name) => name !== '')),
    // Where neither says it, the kind that the template means: without it the desk could not tell a care plan.
    ...(header.template === undefined || saysSo(names, header.template) ? [] : [header.template]),
    '',
    ...line('Patient', patient.names[0]?.text),
    ...line('Date of birth', deriveDay(patient.birthTime)),
    ...line('Sex', GENDERS[patient.gender ?? '']),
    ...patient.identifiers.flatMap(({ extension }) => line('Patient number', extension)),
    ...line('Date', deriveDay(header.effectiveTime)),
    ...line('Admitted', deriveDay(header.encounter?.from)),
    ...line('Discharged', deriveDay(header.encounter?.to)),
    ...header.authors.slice(0, 5).flatMap(({ name }) => line('Author', name)),
    ...line('Signed by', header.legalAuthenticator?.name),
    ...line('Kept by', header.custodian),
    '',
  ];
  if (body.kind === 'sections') lines.push(...body.sections.flatMap((section) => printSection(section, '=')));
  else if (body.kind === 'file')
    lines.push(body.text ?? `Its content is a file of the type ${plain(body.mediaType)}. It is kept as it came.`);
  else lines.push('It has no content.');
  return lines.join('\n');
}

function saysSo(names: readonly string[], kind: string): boolean {
  return names.some((name) => name.toLowerCase().includes(kind.toLowerCase()));
}

function printSection({ title, narrative, sections, nullFlavor }: Section, rule: string): string[] {
  const text = printNarrative(narrative);
  return [
    title,
    rule.repeat(Math.max(1, Math.min(WIDTH, title.length))),
    text === '' ? (nullFlavor === undefined ? '' : 'No information.') : text,
    '',
    ...sections.flatMap((each) => printSection(each, '-')),
  ];
}

function plain(text: string): string {
  return text.replace(/[^\w/.+-]/g, '').slice(0, 80);
}

const BLOCKS = new Set(['paragraph', 'list', 'numbers', 'table', 'item', 'caption', 'footnote']);

export function printNarrative(parts: readonly (Narrative | string)[]): string {
  return parts
    .map((each) => print(each))
    .join('')
    .replace(/[ \t]+\n/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

function print(part: Narrative | string): string {
  if (typeof part === 'string') return part.replace(/\s+/g, ' ');
  switch (part.form) {
    case 'break':
      return '\n';
    case 'table':
      return `\n${printTable(part)}\n`;
    case 'list':
    case 'numbers': {
      let number = 0;
      const items = part.inside.map((each) => {
        if (typeof each === 'string' || each.form !== 'item') return print(each);
        const mark = part.form === 'numbers' ? `${++number}. ` : '- ';
        return `\n${mark}${printNarrative(each.inside).replaceAll('\n', '\n  ')}`;
      });
      return `${items.join('')}\n`;
    }
    case 'picture':
      return part.picture === undefined ? '[picture not part of the document]' : '[picture: see the original]';
    case 'footnote':
      return ` [${printNarrative(part.inside)}]`;
    default: {
      const inside = part.inside.map(print).join('');
      return BLOCKS.has(part.form) ? `\n${inside.trim()}\n` : inside;
    }
  }
}

/** As columns where they fit the page; else each row as its headings with what stands below them. */
function printTable(table: Narrative): string {
  const [captions, rows] = [textsOf(table, 'caption'), rowsOf(table)];
  const cells = rows.map(({ texts }) => texts);
  const count = Math.max(0, ...cells.map((row) => row.length));
  const widths = Array.from({ length: count }, (_, at) => Math.max(0, ...cells.map((row) => (row[at] ?? '').length)));
  const fits = widths.reduce((sum, width) => sum + width + GAP.length, -GAP.length) <= WIDTH;
  if (fits)
    return [
      ...captions,
      ...cells.map((row) =>
        row
          .map((text, at) => text.padEnd(widths[at] ?? 0))
          .join(GAP)
          .trimEnd(),
      ),
    ].join('\n');
  const headings = rows.find((row) => row.isHeading)?.texts ?? [];
  return [
    ...captions,
    ...rows
      .filter(({ isHeading }) => !isHeading || headings.length === 0)
      .map(({ texts }) =>
        texts
          .map((text, at) =>
            text === '' ? '' : headings[at] === undefined || headings[at] === '' ? text : `${headings[at]}: ${text}`,
          )
          .filter((text) => text !== '')
          .join('\n'),
      )
      .flatMap((row) => [row, '']),
  ].join('\n');
}

function textsOf(table: Narrative, form: Narrative['form']): string[] {
  return table.inside.flatMap((each) =>
    typeof each !== 'string' && each.form === form ? [printNarrative(each.inside)] : [],
  );
}

function rowsOf(table: Narrative): { isHeading: boolean; texts: string[] }[] {
  return table.inside.flatMap((row) => {
    if (typeof row === 'string' || row.form !== 'row') return [];
    const cells = row.inside.filter((each): each is Narrative => typeof each !== 'string');
    return [
      {
        isHeading: cells.length > 0 && cells.every(({ form }) => form === 'heading-cell'),
        texts: cells.flatMap((cell) => [
          printNarrative(cell.inside).replace(/\s*\n\s*/g, '; '),
          ...Array.from({ length: (cell.columns ?? 1) - 1 }, () => ''),
        ]),
      },
    ];
  });
}
