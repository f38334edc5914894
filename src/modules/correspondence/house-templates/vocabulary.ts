import type { WordFile } from '../../../platform/reading/index.ts';
import { GIVEN, type Language, type LetterTemplate, type NeededFact, placesIn as placesOfOurs } from '../template.ts';
import { templateBook } from '../template-folder.ts';
import type { Vocabulary } from './evaluate-template.ts';
import { HOUSE_GIVEN, isFree, OWN_FACTS } from './own-facts.ts';
import { placesIn } from './places.ts';
import { nodesOf, textOf } from './tree.ts';

const EVERY = [...GIVEN, ...HOUSE_GIVEN];

/** Of one of our letters. */
export function vocabularyOf(template: LetterTemplate): Vocabulary {
  return {
    facts: template.facts,
    given: EVERY,
    parts: new Map(
      template.parts.flatMap((part) =>
        part.name === null ? [] : [[part.name, { when: part.when, says: placesOfOurs(part.text) }] as const],
      ),
    ),
    must: template.must,
    everyFact: true,
  };
}

/** Of a letter that only the house has: the declared list, and a free text wherever one is named. */
export function ownVocabulary(word: WordFile): Vocabulary {
  const text = [word.document, word.header, word.footer, word.firstHeader, word.firstFooter]
    .map((tree) => (tree === null ? '' : nodesOf(tree).map(textOf).join('')))
    .join(' ');
  const free = placesIn(text).flatMap(({ name }) =>
    isFree(name) ? [[name, { kind: 'text', optional: false }] as const] : [],
  );
  return {
    facts: new Map<string, NeededFact>([...OWN_FACTS, ...free]),
    given: EVERY,
    parts: new Map(),
    must: [],
    everyFact: false,
  };
}

export function builtIn(id: string, language: Language): LetterTemplate | undefined {
  return templateBook().templates.get(id)?.[language];
}
