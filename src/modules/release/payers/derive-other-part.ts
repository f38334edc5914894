import { BODY_PART_NAMES, BODY_PARTS, type BodyPartName, SIDES, WHOLE_BODY } from './body-parts.ts';

type Side = keyof typeof SIDES;

/** What is looked for in the words of a document: PostgreSQL text queries. */
export interface PartQueries {
  /** It speaks of the injured part, or of the body as a whole. */
  readonly same: string;
  /** It speaks of a part that is neither injured nor near. Empty: of none that could be told. */
  readonly other: string;
  /** It speaks of the same part on the other side, and of the injured side not at all; undefined where no side is named. */
  readonly otherSide: string | undefined;
}

/**
 * How to find what is clearly about another part of the body than the claim. Undefined where the words of the claim name no part
 * known here: then nothing is proposed, and the person judges alone. Pure.
 */
export function derivePartQueries(bodyPart: string): PartQueries | undefined {
  const said = new Set((plainOf(bodyPart).match(/[a-z]+/g) ?? []).flatMap(singularsOf));
  const injured = BODY_PART_NAMES.filter((name) => BODY_PARTS[name].says.some((word) => said.has(plainOf(word))));
  if (injured.length === 0) return undefined;
  const close = new Set<BodyPartName>(injured.flatMap((name) => [name, ...BODY_PARTS[name].near]));
  const words = injured.flatMap((name) => BODY_PARTS[name].says);
  const others = BODY_PART_NAMES.filter((name) => !close.has(name)).flatMap((name) => BODY_PARTS[name].means);
  return {
    same: anyOf([...words, ...WHOLE_BODY]),
    other: anyOf(others),
    otherSide: otherSideOf(said, words),
  };
}

function otherSideOf(said: ReadonlySet<string>, words: readonly string[]): string | undefined {
  const named = (['left', 'right'] as const).filter((side) =>
    [...SIDES[side].before, ...SIDES[side].after].some((word) => said.has(word)),
  );
  const [side] = named;
  if (side === undefined || named.length > 1) return undefined;
  const beside = (which: Side) =>
    `((${anyOf(SIDES[which].before)}) <-> (${anyOf(words)}) | (${anyOf(words)}) <-> (${anyOf(SIDES[which].after)}))`;
  return `${beside(side === 'left' ? 'right' : 'left')} & !${beside(side)} & !(${anyOf(WHOLE_BODY)})`;
}

/** Each word as it is spelt and without its accents, as a scan is often read. */
function anyOf(words: readonly string[]): string {
  return [...new Set(words.flatMap((word) => [word, plainOf(word)]))].join(' | ');
}

function plainOf(text: string): string {
  return text.toLowerCase().normalize('NFD').replaceAll(/\p{M}/gu, '');
}

/** Claims say knees and talones too: as it stands, and without the ending of a plural in either language. */
function singularsOf(word: string): string[] {
  return [word, word.replace(/s$/, ''), word.replace(/es$/, '')];
}
