import { seededRandom, shuffled } from '../../../../packages/chance/index.ts';
import { type Calibration, type Example, type ModelOptions, scoreTypes, trainingSteps } from './derive-type-model.ts';

/** How a type fared on texts that training had not seen. */
export interface TypeMeasure {
  readonly type: string;
  readonly examples: number;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

export interface ModelMeasure {
  readonly accuracy: number;
  readonly macroF1: number;
  readonly types: readonly TypeMeasure[];
  readonly calibration: Calibration;
}

export interface Judged {
  readonly truth: string;
  readonly said: string;
  /** Between the best type and the next. */
  readonly margin: number;
}

const FOLDS = 5;
/** The same documents are held back at every measuring. */
const SEED = 1;
const STEPS = 50;

/** Trains on four fifths and asks about the last, five times; one patient's documents stay on one side. */
export function* evaluationSteps(
  examples: readonly Example[],
  options: ModelOptions,
): Generator<void, ModelMeasure | undefined> {
  const counts = new Map<string, number>();
  for (const { type } of examples) counts.set(type, (counts.get(type) ?? 0) + 1);
  const usable = examples.filter(({ type }) => (counts.get(type) ?? 0) >= options.leastExamples);
  const groups = shuffled([...new Set(usable.map(({ group }) => group))], seededRandom(SEED));
  const foldOf = new Map(groups.map((group, index) => [group, index % FOLDS]));
  const judged: Judged[] = [];
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const seen = usable.filter(({ group }) => foldOf.get(group) !== fold);
    const model = yield* trainingSteps(seen, { ...options, leastExamples: 1 });
    if (model === undefined) continue;
    for (const { features, type } of usable.filter(({ group }) => foldOf.get(group) === fold)) {
      const [best, next] = scoreTypes(model, features);
      if (best !== undefined)
        judged.push({ truth: type, said: best.type, margin: best.score - (next?.score ?? best.score) });
    }
  }
  if (judged.length === 0) return undefined;
  return { ...measureTypes(judged), calibration: deriveCalibration(judged) };
}

export function measureTypes(judged: readonly Judged[]): Omit<ModelMeasure, 'calibration'> {
  const types = [...new Set(judged.map(({ truth }) => truth))].sort().map((type): TypeMeasure => {
    const examples = judged.filter(({ truth }) => truth === type).length;
    const said = judged.filter((each) => each.said === type).length;
    const right = judged.filter(({ truth, said: answer }) => truth === type && answer === type).length;
    return {
      type,
      examples,
      precision: said === 0 ? 0 : right / said,
      recall: right / examples,
      f1: (2 * right) / (examples + said),
    };
  });
  return {
    accuracy: judged.filter(({ truth, said }) => truth === said).length / judged.length,
    macroF1: types.reduce((sum, { f1 }) => sum + f1, 0) / types.length,
    types,
  };
}

/** Platt's sigmoid over the margin, with his smoothed targets, by Newton's method. */
export function deriveCalibration(judged: readonly Judged[]): Calibration {
  const right = judged.filter(({ truth, said }) => truth === said).length;
  const [yes, no] = [(right + 1) / (right + 2), 1 / (judged.length - right + 2)];
  let [slope, offset] = [1, Math.log((right + 1) / (judged.length - right + 1))];
  for (let step = 0; step < STEPS; step += 1) {
    let [ga, gb, haa, hab, hbb] = [0, 0, 1e-6, 0, 1e-6];
    for (const { truth, said, margin } of judged) {
      const p = sigmoid(slope * margin + offset);
      const [error, spread] = [p - (truth === said ? yes : no), p * (1 - p)];
      ga += error * margin;
      gb += error;
      haa += spread * margin * margin;
      hab += spread * margin;
      hbb += spread;
    }
    const determinant = haa * hbb - hab * hab;
    if (determinant < 1e-12) break;
    const [da, db] = [(hbb * ga - hab * gb) / determinant, (haa * gb - hab * ga) / determinant];
    slope -= Math.max(-2, Math.min(2, da));
    offset -= Math.max(-2, Math.min(2, db));
    if (Math.abs(da) + Math.abs(db) < 1e-6) break;
  }
  return { slope: Math.max(0, slope), offset };
}

export function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x));
}
