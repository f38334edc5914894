import { type FactRow, type Facts, fill, inTerms, wordsOf } from '../derive-letter.ts';
import { plainLine } from '../plain-line.ts';
import type { LetterTemplate } from '../template.ts';
import type { Told } from './derive-merged.ts';

/** Pure: facts in the words and rows that a template of the house places, with our own sentences whole. */
export function deriveTold(
  template: Pick<LetterTemplate, 'facts' | 'parts'>,
  facts: Facts,
  given: Readonly<Record<string, string>>,
  locale: string,
): Told {
  const words = wordsOf(template, facts, given, locale);
  const sentences = new Map<string, string>();
  for (const part of template.parts) {
    if (part.name === null) continue;
    const stands = part.when === null || facts[part.when] !== undefined;
    const before = sentences.get(part.name);
    const own = stands ? fill(part.text, words) : '';
    sentences.set(part.name, before === undefined || before === '' ? own : own === '' ? before : `${before}\n${own}`);
  }
  for (const [name, { kind }] of template.facts) {
    const value = facts[name];
    // What a person wrote in paragraphs stays in paragraphs.
    if (kind === 'text' && typeof value === 'string')
      words.set(name, value.split(/\r?\n/).map(plainLine).join('\n').trim());
  }
  return { words: new Map([...words, ...sentences]), rows: rowsOf(template, facts) };
}

function rowsOf(template: Pick<LetterTemplate, 'facts' | 'parts'>, facts: Facts): Told['rows'] {
  const lists = [...template.facts].filter(([, { kind }]) => typeof kind === 'object');
  return new Map(
    lists.map(([name]) => {
      const value = facts[name];
      const terms = template.parts.find((part) => part.kind === 'list' && part.of === name && part.terms !== null);
      const rows = (Array.isArray(value) ? value : []) as readonly FactRow[];
      return [
        name,
        rows.map(
          (row) =>
            new Map(
              Object.entries(inTerms(row, terms?.kind === 'list' ? terms.terms : null)).map(([key, text]) => [
                key,
                plainLine(text),
              ]),
            ),
        ),
      ];
    }),
  );
}
