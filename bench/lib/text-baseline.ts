import { shuffled } from '../../packages/chance/index.ts';
import { deriveLinearModel, dot, type Vector } from '../../src/modules/intake/understanding/derive-linear-model.ts';
import { measureTypes } from '../../src/modules/intake/understanding/evaluate-type-model.ts';

interface Labelled {
  readonly text: string;
  readonly type: string;
}

export interface BaselineChoice {
  readonly cost: number;
  readonly balanced: boolean;
}

const COSTS = [0.1, 1, 10, 100];
const FOLDS = 5;

/** The usual grid, the best macro F1 of a cross-validation wins. */
export function chooseBaseline(learn: readonly Labelled[], random: () => number): BaselineChoice {
  const mixed = shuffled(learn, random);
  let best = { choice: { cost: 1, balanced: false }, f1: -1 };
  for (const cost of COSTS)
    for (const balanced of [false, true]) {
      const judged = Array.from({ length: FOLDS }, (_fold, fold) => fold).flatMap((fold) => {
        const classify = trainBaseline(
          mixed.filter((_sample, index) => index % FOLDS !== fold),
          { cost, balanced },
          random,
        );
        return mixed
          .filter((_sample, index) => index % FOLDS === fold)
          .map(({ text, type }) => ({ truth: type, said: classify(text), margin: 0 }));
      });
      const f1 = measureTypes(judged).macroF1;
      if (f1 > best.f1) best = { choice: { cost, balanced }, f1 };
    }
  return best.choice;
}

/** TF-IDF of words of two letters and more, every text brought to length one; one linear SVM for each type. */
export function trainBaseline(
  learn: readonly Labelled[],
  { cost, balanced }: BaselineChoice,
  random: () => number,
): (text: string) => string {
  const counted = learn.map(({ text }) => countWords(text));
  const texts = new Map<string, number>();
  for (const words of counted) for (const word of words.keys()) texts.set(word, (texts.get(word) ?? 0) + 1);
  const places = new Map([...texts.keys()].map((word, index) => [word, index]));
  const vectorOf = (words: ReadonlyMap<string, number>): Vector => {
    const known = [...words].flatMap(([word, count]) => {
      const place = places.get(word);
      return place === undefined
        ? []
        : [[place, count * (Math.log((1 + learn.length) / (1 + (texts.get(word) ?? 0))) + 1)] as const];
    });
    const length = Math.sqrt(known.reduce((sum, [, x]) => sum + x * x, 0)) || 1;
    return {
      at: Int32Array.from(known, ([place]) => place),
      value: Float64Array.from(known, ([, x]) => x / length),
    };
  };
  const vectors = counted.map(vectorOf);
  const lines = [...new Set(learn.map(({ type }) => type))].map((type) => {
    const share = learn.filter((each) => each.type === type).length / learn.length;
    const weights = deriveLinearModel(vectors, (index) => learn[index]?.type === type, {
      size: places.size,
      cost: (own) => (balanced ? cost / (2 * (own ? share : 1 - share)) : cost),
      random,
    });
    return { type, weights };
  });
  return (text) => {
    const vector = vectorOf(countWords(text));
    return (
      lines.map(({ type, weights }) => ({ type, score: dot(weights, vector) })).sort((a, b) => b.score - a.score)[0]
        ?.type ?? ''
    );
  };
}

function countWords(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const [word] of text.toLowerCase().matchAll(/\b\w\w+\b/g)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}
