import { seededRandom } from '../../../../packages/chance/index.ts';
import { FEATURE_WAYS, type Features } from './derive-features.ts';
import { deriveLinearModel, dot, type Vector } from './derive-linear-model.ts';

/** One filed document: what its text was counted by and what a person decided that it is. */
export interface Example {
  readonly features: Features;
  readonly type: string;
  /** Whose it is: a feature of one patient alone is never kept. */
  readonly group: string;
}

/** How the margin between the best type and the next becomes a probability, from texts that training had not seen. */
export interface Calibration {
  readonly slope: number;
  readonly offset: number;
}

export interface TypeModel {
  readonly types: readonly string[];
  /** For each way of counting, hash to place; a place is the same in `idf` and in every row of `weights`. */
  readonly vocabulary: readonly ReadonlyMap<number, number>[];
  readonly idf: Float32Array;
  readonly weights: readonly Float32Array[];
}

export interface ModelOptions {
  /** Types with fewer examples are never proposed. */
  readonly leastExamples: number;
  /** A feature seen with fewer patients is left out: it may be a name. */
  readonly leastGroups: number;
}

const COST = 1;
/** Half of the weight of a feature is the same for all, half follows how much more often the type has it. */
const RATIO_SHARE = 0.5;
const SMOOTHING = 0.1;
/** Learnt twice from the same decisions, the model is the same. */
const SEED = 1;

/**
 * One line for each type against all others, features weighed by their log-count ratio (Wang and Manning 2012) and mistakes
 * on rare types by their rarity. Undefined while fewer than two types have enough examples.
 */
export function deriveTypeModel(examples: readonly Example[], options: ModelOptions): TypeModel | undefined {
  const steps = trainingSteps(examples, options);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** The same, pausing after each type: a server lets others in between. */
export function* trainingSteps(
  examples: readonly Example[],
  options: ModelOptions,
): Generator<void, TypeModel | undefined> {
  const counts = new Map<string, number>();
  for (const { type } of examples) counts.set(type, (counts.get(type) ?? 0) + 1);
  const types = [...counts].filter(([, count]) => count >= options.leastExamples).map(([type]) => type);
  types.sort();
  if (types.length < 2) return undefined;
  const kept = examples.filter(({ type }) => types.includes(type));
  const words = vocabularyOf(kept, options.leastGroups);
  const vectors = kept.map(({ features }) => vectorOf(features, words));
  const size = words.idf.length;
  const random = seededRandom(SEED);
  const weights: Float32Array[] = [];
  for (const type of types) {
    yield;
    const ours = (index: number) => kept[index]?.type === type;
    const share = (counts.get(type) ?? 1) / kept.length;
    weights.push(
      Float32Array.from(
        deriveLinearModel(vectors, ours, {
          size,
          cost: (own) => COST / (2 * (own ? share : 1 - share)),
          scale: ratios(vectors, ours, size),
          random,
        }),
      ),
    );
  }
  return { types, vocabulary: words.vocabulary, idf: words.idf, weights };
}

/** The value of each type's line, highest first. */
export function scoreTypes(model: TypeModel, features: Features): { type: string; score: number }[] {
  const vector = vectorOf(features, model);
  return model.types
    .map((type, index) => ({ type, score: dot(model.weights[index] ?? new Float32Array(1), vector) }))
    .sort((a, b) => b.score - a.score);
}

/** Share of the text's words that the model knows: a text of words never seen is not judged. */
export function knownShare(model: TypeModel, features: Features): number {
  const words = features[0] ?? new Map<number, number>();
  if (words.size === 0) return 0;
  let known = 0;
  for (const hash of words.keys()) if (model.vocabulary[0]?.has(hash) === true) known += 1;
  return known / words.size;
}

function vocabularyOf(examples: readonly Example[], leastGroups: number): Pick<TypeModel, 'vocabulary' | 'idf'> {
  let next = 0;
  const idf: number[] = [];
  const vocabulary = Array.from({ length: FEATURE_WAYS }, (_way, way) => {
    const seen = new Map<number, { texts: number; groups: Set<string> }>();
    for (const { features, group } of examples)
      for (const hash of features[way]?.keys() ?? []) {
        const known = seen.get(hash) ?? { texts: 0, groups: new Set<string>() };
        known.texts += 1;
        if (known.groups.size < leastGroups) known.groups.add(group);
        seen.set(hash, known);
      }
    const places = new Map<number, number>();
    for (const [hash, { texts, groups }] of seen) {
      if (groups.size < leastGroups) continue;
      places.set(hash, next);
      next += 1;
      idf.push(Math.log((1 + examples.length) / (1 + texts)) + 1);
    }
    return places;
  });
  return { vocabulary, idf: Float32Array.from(idf) };
}

function vectorOf(features: Features, { vocabulary, idf }: Pick<TypeModel, 'vocabulary' | 'idf'>): Vector {
  const at: number[] = [];
  const value: number[] = [];
  features.forEach((counted, way) => {
    const from = value.length;
    let square = 0;
    for (const [hash, count] of counted) {
      const place = vocabulary[way]?.get(hash);
      if (place === undefined) continue;
      const x = (1 + Math.log(count)) * (idf[place] ?? 0);
      at.push(place);
      value.push(x);
      square += x * x;
    }
    const length = Math.sqrt(square) || 1;
    for (let n = from; n < value.length; n += 1) value[n] = (value[n] ?? 0) / length;
  });
  return { at: Int32Array.from(at), value: Float64Array.from(value) };
}

function ratios(vectors: readonly Vector[], ours: (index: number) => boolean, size: number): Float64Array {
  const own = new Float64Array(size).fill(SMOOTHING);
  const others = new Float64Array(size).fill(SMOOTHING);
  vectors.forEach(({ at, value }, index) => {
    const into = ours(index) ? own : others;
    for (let n = 0; n < at.length; n += 1) into[at[n] ?? 0] = (into[at[n] ?? 0] ?? 0) + (value[n] ?? 0);
  });
  const sum = (list: Float64Array) => list.reduce((total, x) => total + x, 0);
  const shift = Math.log(sum(others) / sum(own));
  return own.map((x, at) => 1 - RATIO_SHARE + RATIO_SHARE * Math.abs(Math.log(x / (others[at] ?? 1)) + shift));
}
