import { BODY_PART_NAMES, BODY_PARTS, type BodyPartName } from './body-parts.ts';

type Side = 'left' | 'right';

/** What is looked for in the words of a document: PostgreSQL text queries. */
export interface PartQueries {
  /** It speaks of the injured part, or of the body as a whole. */
  readonly same: string;
  /** It speaks of a part that is neither injured nor near. Empty: of none that could be told. */
  readonly other: string;
  /** It speaks of the same part on the other side, and of the injured side not at all; undefined where no side is named. */
  readonly otherSide: string | undefined;
}

/** Of a person as a whole: then nobody can say that it is about another part. */
const WHOLE = ['multiple', 'polytrauma', 'bilateral', 'both'];

/**
 * How to find what is clearly about another part of the body than the claim. Undefined where the words of the claim name no part
 * known here: then nothing is proposed, and the person judges alone. Pure.
 */
export function derivePartQueries(bodyPart: string): PartQueries | undefined {
  const said: readonly string[] = bodyPart.toLowerCase().match(/[a-z]+/g) ?? [];
  const injured = BODY_PART_NAMES.filter((name) => BODY_PARTS[name].says.some((word) => said.includes(word)));
  if (injured.length === 0) return undefined;
  const close = new Set<BodyPartName>(injured.flatMap((name) => [name, ...BODY_PARTS[name].near]));
  const words = injured.flatMap((name) => BODY_PARTS[name].says);
  const others = BODY_PART_NAMES.filter((name) => !close.has(name)).flatMap((name) => BODY_PARTS[name].means);
  return {
    same: anyOf([...words, ...WHOLE]),
    other: anyOf(others),
    otherSide: otherSideOf(said, words),
  };
}

function otherSideOf(said: readonly string[], words: readonly string[]): string | undefined {
  const named = (['left', 'right'] as const).filter((side) => said.includes(side));
  const [side] = named;
  if (side === undefined || named.length > 1) return undefined;
  const beside = (which: Side) => `(${which} <-> (${anyOf(words)}))`;
  return `${beside(side === 'left' ? 'right' : 'left')} & !${beside(side)} & !(${anyOf(WHOLE)})`;
}

function anyOf(words: readonly string[]): string {
  return [...new Set(words)].join(' | ');
}
