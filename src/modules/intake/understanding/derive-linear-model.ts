import { shuffled } from '../../../../packages/chance/index.ts';

/** A text as numbers: places in the vocabulary and what stands there. */
export interface Vector {
  readonly at: Int32Array;
  readonly value: Float64Array;
}

const MAX_ROUNDS = 60;
const STEADY = 0.02;

/**
 * A line between the texts of one kind and all others: squared hinge loss with an L2 penalty, by coordinate descent in the
 * dual (Hsieh et al. 2008, the method of LIBLINEAR). `cost` is what a mistake on a text weighs. The last weight is the bias.
 */
export function deriveLinearModel(
  vectors: readonly Vector[],
  ours: (index: number) => boolean,
  options: { size: number; cost: (ours: boolean) => number; scale?: Float64Array; random: () => number },
): Float64Array {
  const { size, cost, scale, random } = options;
  const weights = new Float64Array(size + 1);
  const alpha = new Float64Array(vectors.length);
  const signs = Int8Array.from(vectors, (_vector, index) => (ours(index) ? 1 : -1));
  const scaled = scale === undefined ? vectors : vectors.map((vector) => scaleBy(vector, scale));
  const slack = Float64Array.from(signs, (sign) => 1 / (2 * cost(sign > 0)));
  const norm = scaled.map(({ value }, index) => value.reduce((sum, x) => sum + x * x, 1) + (slack[index] ?? 0));
  let order = vectors.map((_vector, index) => index);
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    order = shuffled(order, random);
    let largest = 0;
    for (const index of order) {
      const vector = scaled[index] as Vector; // index runs over them
      const sign = signs[index] ?? 1;
      const before = alpha[index] ?? 0;
      const slope = sign * dot(weights, vector) - 1 + before * (slack[index] ?? 0);
      const projected = before === 0 ? Math.min(slope, 0) : slope;
      if (Math.abs(projected) < 1e-9) continue;
      largest = Math.max(largest, Math.abs(projected));
      const after = Math.max(0, before - slope / (norm[index] ?? 1));
      alpha[index] = after;
      addTo(weights, vector, (after - before) * sign);
    }
    if (largest < STEADY) break;
  }
  if (scale !== undefined) for (let at = 0; at < size; at += 1) weights[at] = (weights[at] ?? 0) * (scale[at] ?? 1);
  return weights;
}

/** The value of the line at a text: positive on the side of its kind. */
export function dot(weights: Float64Array | Float32Array, { at, value }: Vector): number {
  let sum = weights[weights.length - 1] ?? 0;
  for (let n = 0; n < at.length; n += 1) sum += (weights[at[n] ?? 0] ?? 0) * (value[n] ?? 0);
  return sum;
}

function addTo(weights: Float64Array, { at, value }: Vector, step: number): void {
  for (let n = 0; n < at.length; n += 1) {
    const place = at[n] ?? 0;
    weights[place] = (weights[place] ?? 0) + step * (value[n] ?? 0);
  }
  weights[weights.length - 1] = (weights[weights.length - 1] ?? 0) + step;
}

function scaleBy({ at, value }: Vector, scale: Float64Array): Vector {
  return { at, value: value.map((x, n) => x * (scale[at[n] ?? 0] ?? 1)) };
}
