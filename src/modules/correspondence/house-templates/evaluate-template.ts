import type { LeftAway, XmlNode } from '../../../platform/reading/index.ts';
import type { NeededFact, MustSay } from '../template.ts';
import type { WordTrees } from './derive-merged.ts';
import {
  paragraphsOf,
  placeOfParagraph,
  placeOfRow,
  placeOfRun,
  placesIn,
  sectionsOf,
  splitPlaces,
  strayIn,
} from './places.ts';
import { nodesOf, textOf } from './tree.ts';

/** What a template may name, and what it must. */
export interface Vocabulary {
  readonly facts: ReadonlyMap<string, NeededFact>;
  /** Given to every letter. */
  readonly given: readonly string[];
  /** Sentences of ours that can be placed whole: the fact each depends on, and those it says. */
  readonly parts: ReadonlyMap<string, { readonly when: string | null; readonly says: readonly string[] }>;
  readonly must: readonly MustSay[];
  /** A fact without a place is worth a word: something told would stay unsaid. */
  readonly everyFact: boolean;
}

export interface Finding {
  /** `stop`: no letter can be made from it. `look`: a person should know. */
  readonly weight: 'stop' | 'look';
  readonly kind:
    | 'unknown'
    | 'stray'
    | 'lonely'
    | 'list-as-word'
    | 'must'
    | 'only-sometimes'
    | 'unused'
    | 'gap'
    | 'nothing'
    | 'left-away'
    | 'typeface';
  /** The name or what is left away. */
  readonly name: string;
  /** The nearest known name, or what must be said. */
  readonly hint: string | null;
  readonly cite: string | null;
}

interface Seen {
  readonly name: string;
  /** The sections it stands in. */
  readonly within: readonly string[];
}

/** Pure: what is wrong with a template, worst first. Without a `stop` every letter it is meant for can be made from it. */
export function evaluateTemplate(
  trees: WordTrees,
  leftAway: readonly LeftAway[],
  vocabulary: Vocabulary,
): { readonly findings: readonly Finding[]; readonly used: readonly string[]; readonly optional: readonly string[] } {
  const findings = new Map<string, Finding>();
  const find = (
    weight: Finding['weight'],
    kind: Finding['kind'],
    name: string,
    hint: string | null = null,
    cite: string | null = null,
  ) => void findings.set(`${kind} ${name} ${cite ?? ''}`, { weight, kind, name, hint, cite });
  const seen: Seen[] = [];
  const asked = new Set<string>();
  const names = [...vocabulary.facts.keys(), ...vocabulary.given, ...vocabulary.parts.keys()];

  const fieldsOf = (name: string): readonly string[] | undefined => {
    const kind = vocabulary.facts.get(name)?.kind;
    return typeof kind === 'object' ? kind.rows : undefined;
  };
  const value = (name: string, within: readonly string[]) => {
    const fields = within.flatMap((section) => fieldsOf(section) ?? []);
    if (fields.includes(name)) return void seen.push({ name: `.${name}`, within });
    if (fieldsOf(name) !== undefined) return find('stop', 'list-as-word', name);
    if (!names.includes(name)) return find('stop', 'unknown', name, nearest(name, [...names, ...fields]));
    const depends = vocabulary.parts.get(name)?.when;
    if (vocabulary.facts.get(name)?.optional === true && !within.includes(name)) find('look', 'gap', name);
    seen.push({ name, within: within.filter((section) => section !== name && section !== depends) });
  };
  const section = (name: string, within: readonly string[]): readonly string[] => {
    asked.add(name);
    if (vocabulary.facts.has(name)) seen.push({ name, within: within.filter((each) => each !== name) });
    else if (!vocabulary.given.includes(name))
      find('stop', 'unknown', name, nearest(name, [...vocabulary.facts.keys()]));
    return [...within, name];
  };
  const walk = (nodes: readonly XmlNode[], within: readonly string[], placeOf: typeof placeOfRun) => {
    const { sections, lonely } = sectionsOf(nodes, placeOf);
    for (const place of lonely) find('stop', 'lonely', place.name);
    for (const each of sections)
      if ('place' in each)
        walk(
          each.inside,
          each.place.kind === 'unless' ? [...within, `^${each.place.name}`] : section(each.place.name, within),
          placeOf,
        );
      else visit(each.one, within);
  };
  const visit = (node: XmlNode, within: readonly string[]): void => {
    if (node.name === 'w:p') {
      for (const stray of strayIn(textOf(node))) find('stop', 'stray', stray);
      walk(nodesOf(splitPlaces(node)), within, placeOfRun);
    } else if (node.name === 'w:r') {
      const place = placeOfRun(node);
      if (place !== undefined) value(place.name, within);
    } else if (node.name === 'w:tr') {
      const place = placeOfRow(node);
      if (place === undefined) walk(nodesOf(node), within, placeOfParagraph);
      else row(node, place.kind === 'unless' ? within : section(place.name, within), place.name);
    } else if (!node.name.endsWith('Pr')) walk(nodesOf(node), within, placeOfParagraph);
  };
  const row = (node: XmlNode, within: readonly string[], own: string) => {
    for (const each of paragraphsOf(node))
      for (const place of placesIn(textOf(each))) {
        if (place.kind === 'value') value(place.name, within);
        else if (place.name !== own) find('stop', 'lonely', place.name);
      }
  };
  for (const tree of [trees.document, trees.header, trees.footer, trees.firstHeader, trees.firstFooter])
    if (tree !== null) walk(nodesOf(tree), [], placeOfParagraph);

  const used = new Set(seen.map(({ name }) => name));
  if (textOf(trees.document).replaceAll('\u0000', '').trim() === '') find('stop', 'nothing', '');
  for (const { needs, what, cite } of vocabulary.must)
    for (const name of needs) {
      if (!used.has(name)) find('stop', 'must', name, what, cite);
      else if (seen.every((each) => each.name !== name || each.within.length > 0))
        find('stop', 'only-sometimes', name, what, cite);
    }
  const said = new Set(vocabulary.must.flatMap(({ needs }) => needs));
  for (const [name] of vocabulary.everyFact ? vocabulary.facts : [])
    if (!used.has(name) && !said.has(name) && !saidByPart(name, vocabulary, used)) find('look', 'unused', name);
  if (!used.has('recipient')) find('look', 'unused', 'recipient');
  if (!used.has('letterDate')) find('look', 'unused', 'letterDate');
  for (const name of leftAway) find('look', 'left-away', name);
  const weight = { stop: 0, look: 1 } as const;
  return {
    findings: [...findings.values()].sort((a, b) => weight[a.weight] - weight[b.weight]),
    used: [...used].filter((name) => !name.startsWith('.')),
    optional: [...asked],
  };
}

/** A fact that one of our own sentences says. */
function saidByPart(name: string, { parts }: Vocabulary, used: ReadonlySet<string>): boolean {
  return [...parts].some(([part, { when, says }]) => used.has(part) && (when === name || says.includes(name)));
}

/** The known name that is most like it, if one is like it at all. */
function nearest(name: string, known: readonly string[]): string | null {
  const ranked = known
    .map((each) => ({ each, far: distance(name.toLowerCase(), each.toLowerCase()) }))
    .sort((a, b) => a.far - b.far);
  const [best] = ranked;
  return best !== undefined && best.far <= Math.max(2, Math.floor(name.length / 3)) ? best.each : null;
}

function distance(a: string, b: string): number {
  let before = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++)
      row.push(
        Math.min((before[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (before[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)),
      );
    before = row;
  }
  return before[b.length] ?? 0;
}
