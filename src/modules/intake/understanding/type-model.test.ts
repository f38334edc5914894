import { seededRandom } from '../../../../packages/chance/index.ts';
import { describe, expect, it } from 'vitest';
import { deriveFeatures } from './derive-features.ts';
import { deriveTypeModel, type Example, scoreTypes, trainingSteps } from './derive-type-model.ts';
import { deriveCalibration, evaluationSteps, sigmoid } from './evaluate-type-model.ts';
import { packTypeModel, unpackTypeModel } from './pack-type-model.ts';
import { proposeLearnedType } from './propose-learned-type.ts';

const random = seededRandom(3);
const WORDS = {
  letter: 'dear colleague thank referring kindly regards sincerely enclosed pleasant opinion',
  'operative-report': 'incision suture anesthesia prepped draped hemostasis specimen closure sponge count',
  'progress-note': 'today stable continue ambulating diet vitals afebrile plan tolerating lungs',
};
const COMMON = 'the patient was and with of a to in on for right left history pain no is he she at by from'.split(' ');

function textOf(type: keyof typeof WORDS): string {
  const own = WORDS[type].split(' ');
  const pick = (list: readonly string[]) => list[Math.floor(random() * list.length)] ?? '';
  return Array.from({ length: 80 }, () => (random() < 0.15 ? pick(own) : pick(COMMON))).join(' ');
}
const examples: Example[] = (Object.keys(WORDS) as (keyof typeof WORDS)[]).flatMap((type) =>
  Array.from({ length: 30 }, (_example, n) => ({ features: deriveFeatures(textOf(type)), type, group: `p${n}` })),
);
const OPTIONS = { leastExamples: 8, leastGroups: 3 };

function finish<T>(steps: Generator<void, T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

describe('The classifier of types', () => {
  const model = deriveTypeModel(examples, OPTIONS);
  if (model === undefined) throw new Error('Nothing was learnt.');

  it('tells texts that it has not seen, and says how well it does', () => {
    const texts = (Object.keys(WORDS) as (keyof typeof WORDS)[]).map((type) => [type, textOf(type)] as const);
    for (const [type, text] of texts) expect(scoreTypes(model, deriveFeatures(text))[0]?.type).toBe(type);
    const measure = finish(evaluationSteps(examples, OPTIONS));
    expect(measure?.macroF1).toBeGreaterThan(0.9);
    expect(measure?.types.map((each) => each.examples)).toEqual([30, 30, 30]);
  });

  it('is the same when trained again, in turns or at once, and when put away and taken out', () => {
    const again = finish(trainingSteps(examples, OPTIONS));
    const kept = unpackTypeModel(packTypeModel(model));
    const features = deriveFeatures(textOf('letter'));
    expect(scoreTypes(again ?? kept, features)).toEqual(scoreTypes(model, features));
    expect(scoreTypes(kept, features)).toEqual(scoreTypes(model, features));
  });

  it('never says a type of which it saw too few', () => {
    const few = { features: deriveFeatures('rare words of a rare form'), type: 'face-sheet', group: 'p1' };
    expect(deriveTypeModel([...examples, few], OPTIONS)?.types).not.toContain('face-sheet');
    expect(deriveTypeModel(examples.slice(0, 30), OPTIONS)).toBeUndefined();
  });

  it('forgets what only one or two patients say: it may be their name', () => {
    const named = examples.map((each, n) => {
      const words = new Map(each.features[0]);
      if (each.group === 'p1') words.set(4711, 5);
      words.set(4712, 1);
      return { ...each, features: [words, ...each.features.slice(1)], type: n < 45 ? 'letter' : 'progress-note' };
    });
    const vocabulary = deriveTypeModel(named, OPTIONS)?.vocabulary[0];
    expect([vocabulary?.has(4711), vocabulary?.has(4712)]).toEqual([false, true]);
  });

  it('is silent on a short text, on foreign words, and where it is not likely right', () => {
    const calibration = { slope: 4, offset: 0 };
    expect(proposeLearnedType(textOf('letter'), { model, calibration })).toMatchObject({ code: 'letter' });
    expect(proposeLearnedType('dear colleague', { model, calibration })).toBeUndefined();
    const foreign =
      'lorem ipsum dolor sit amet consectetur adipiscing elit sed eiusmod tempor incididunt ut labore et dolore magna aliqua enim minim veniam quis nostrud';
    expect(proposeLearnedType(foreign, { model, calibration })).toBeUndefined();
    expect(proposeLearnedType(textOf('letter'), { model, calibration: { slope: 0, offset: -1 } })).toBeUndefined();
  });

  it('is as sure as it is right: half of the answers at a margin, half the confidence', () => {
    const judged = Array.from({ length: 400 }, (_each, n) => ({
      truth: 'a',
      said: n % 2 === 0 || n < 200 ? 'a' : 'b',
      margin: n < 200 ? 2 : 0.1,
    }));
    const { slope, offset } = deriveCalibration(judged);
    expect(sigmoid(slope * 0.1 + offset)).toBeCloseTo(0.5, 1);
    expect(sigmoid(slope * 2 + offset)).toBeGreaterThan(0.97);
  });
});
