import { type DocumentType, headingKey, typeForHeading } from '../documents/index.ts';
import { deriveZone, type Evidence, type PageText } from './evidence.ts';

/** A title stands at the top: lines further down are text. */
const TITLE_LINES = 14;
/** Shorter names ("Note") occur in any sentence and prove nothing within a line. */
const SHORTEST_WITHIN_LINE = 8;
const WHOLE_LINE = 0.9;
const PART_OF_LINE = 0.6;

export interface TypeProposal {
  readonly code: string;
  readonly confidence: number;
  readonly evidence: Evidence;
}

/** The type whose name or alias is a heading of the first page that has one: a whole line first, then part of a line. */
export function proposeType(pages: readonly PageText[], types: readonly DocumentType[]): TypeProposal[] {
  for (const page of pages) {
    const lines = page.text.split('\n').slice(0, TITLE_LINES);
    const found = lines.flatMap((line) => {
      const type = typeForHeading(line);
      return type === undefined ? [] : [propose(page, type, line, 'heading', WHOLE_LINE)];
    });
    const within = found.length > 0 ? found : lines.flatMap((line) => withinLine(page, line, types));
    const best = unique(within);
    if (best.length > 0) return best.slice(0, 3);
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
