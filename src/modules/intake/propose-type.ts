import { type DocumentType, headingKey, typeForHeading } from '../documents/index.ts';
import type { ReadIdentifier } from './derive-identifiers.ts';
import { deriveZone, type Evidence, type PageText } from './evidence.ts';

/** A title stands at the top: lines further down are text. */
const TITLE_LINES = 14;
/** Shorter names ("Note") occur in any sentence and prove nothing within a line. */
const SHORTEST_WITHIN_LINE = 8;
const WHOLE_LINE = 0.9;
const PART_OF_LINE = 0.6;
const FORM_NUMBER = 0.95;
const MAX_TYPES = 3;

/** A form number and the type that the site files it as. */
export interface KnownForm {
  readonly number: string;
  readonly typeCode: string;
}

export interface TypeProposal {
  readonly code: string;
  readonly confidence: number;
  readonly evidence: Evidence;
}

/**
 * Form numbers of the site's list first, then the type whose name or alias is a heading of the first page that has one (a
 * whole line, then part of a line), then what was learnt. Different answers are all told,
 * surest first.
 */
export function proposeType(
  pages: readonly PageText[],
  types: readonly DocumentType[],
  more: {
    printed?: readonly TypeProposal[];
    read?: readonly ReadIdentifier[];
    forms?: readonly KnownForm[];
    learned?: TypeProposal | undefined;
  } = {},
): TypeProposal[] {
  const { printed = [], read = [], forms = [], learned } = more;
  return unique([
    ...printed,
    ...byForm(read, forms),
    ...byHeading(pages, types),
    ...(learned === undefined ? [] : [learned]),
  ]).slice(0, MAX_TYPES);
}

/** `CMS 1500`, `cms-1500` and `CMS-1500` are one; a revision behind it does not matter. */
export function formKey(number: string): string {
  return number.toUpperCase().replace(/[^A-Z0-9]/g, '');
}

function byForm(read: readonly ReadIdentifier[], forms: readonly KnownForm[]): TypeProposal[] {
  const known = new Map(forms.map((form) => [formKey(form.number), form.typeCode]));
  return read.flatMap(({ kind, value, page, zone }) => {
    const code = kind === 'form' ? known.get(formKey(value)) : undefined;
    if (code === undefined) return [];
    const place = zone === undefined ? { more: { page } } : { zone };
    return [{ code, confidence: FORM_NUMBER, evidence: { how: 'form number', ...place } }];
  });
}

function byHeading(pages: readonly PageText[], types: readonly DocumentType[]): TypeProposal[] {
  for (const page of pages) {
    const lines = page.text.split('\n').slice(0, TITLE_LINES);
    const found = lines.flatMap((line) => {
      const type = typeForHeading(line);
      return type === undefined ? [] : [propose(page, type, line, 'heading', WHOLE_LINE)];
    });
    const within = found.length > 0 ? found : lines.flatMap((line) => withinLine(page, line, types));
    if (within.length > 0) return within;
  }
  return [];
}

function withinLine(page: PageText, line: string, types: readonly DocumentType[]): TypeProposal[] {
  const key = ` ${headingKey(line)} `;
  return types
    .flatMap((type) => [type.name, ...type.aliases].map((name) => ({ type, name, key: headingKey(name) })))
    .filter((each) => each.key.length >= SHORTEST_WITHIN_LINE && key.includes(` ${each.key} `))
    .sort((a, b) => b.key.length - a.key.length)
    .map((each) => propose(page, each.type, each.name, 'words in a heading', PART_OF_LINE));
}

function propose(page: PageText, type: DocumentType, phrase: string, how: string, confidence: number): TypeProposal {
  const zone = deriveZone(page, phrase.trim());
  return {
    code: type.code,
    confidence,
    evidence: { how, ...(zone === undefined ? { more: { page: page.number } } : { zone }) },
  };
}

function unique(proposals: readonly TypeProposal[]): TypeProposal[] {
  return [...new Map(proposals.map((each) => [each.code, each]).reverse() as [string, TypeProposal][]).values()]
    .reverse()
    .sort((a, b) => b.confidence - a.confidence);
}
