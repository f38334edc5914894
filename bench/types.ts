import { seededRandom, shuffled } from '../packages/chance/index.ts';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { deriveFeatures } from '../src/modules/intake/understanding/derive-features.ts';
import { deriveTypeModel, type Example, scoreTypes } from '../src/modules/intake/understanding/derive-type-model.ts';
import { measureTypes } from '../src/modules/intake/understanding/evaluate-type-model.ts';
import type { Bench } from './lib/bench.ts';
import { chooseBaseline, trainBaseline } from './lib/text-baseline.ts';

interface Sample {
  readonly id: string;
  readonly text: string;
  readonly type: string;
}

/** One halving says little: the rarest type has a handful of texts in it, and their F1 is a throw of dice. Each is printed. */
const SEEDS = [20261128, 1, 2, 3, 4, 5];
/** A type with fewer texts would have three or less in a half. */
const LEAST_TEXTS = 8;
const SHARES = [0.1, 0.25, 0.5, 1];
const OPTIONS = { leastExamples: 2, leastGroups: 2 };

/**
 * Kinds of transcribed reports, half held back. The reference is TF-IDF of words with one linear support vector machine for
 * each type, its cost and class weights chosen by cross-validation on its own half.
 */
export const types: Bench = {
  name: 'types',
  measures: 'document types learnt from text: macro F1 on texts held back, beside TF-IDF with a linear SVM',
  run(options, print) {
    const file = join(options.inputs, 'mtsamples', 'mtsamples.jsonl.gz');
    if (!existsSync(file)) {
      print({ what: 'document types', notRun: `${file} is not there` });
      return Promise.resolve();
    }
    const samples = readSamples(file);
    const halves = SEEDS.map((seed) => measure(samples, seed, 1));
    const [{ ours, learnt, seconds }] = halves as [Measured, ...Measured[]]; // one for each seed
    const mean = (of: (half: Measured) => number) => halves.reduce((sum, half) => sum + of(half), 0) / halves.length;
    print({
      what: `macro F1 of ${ours.types.length} types, ${SEEDS.length} halvings`,
      measured: mean((half) => half.ours.macroF1) * 100,
      unit: '%',
      reference: { what: 'TF-IDF, linear SVM', value: mean((half) => half.reference.macroF1) * 100 },
      more: `${learnt} learnt in ${seconds.toFixed(1)} s, ${samples.length - learnt} held back; accuracy ${(mean((half) => half.ours.accuracy) * 100).toFixed(1)} beside ${(mean((half) => half.reference.accuracy) * 100).toFixed(1)} %`,
    });
    print({
      what: 'points above the reference, mean',
      measured: mean(ahead),
      unit: 'points',
      target: { atLeast: 0, goal: 3 },
      more: halves.map((half) => `${ahead(half).toFixed(1)} (${half.choice})`).join(', '),
    });
    for (const share of SHARES) {
      const part = measure(samples, SEEDS[0] ?? 1, share);
      print({
        what: `learning curve, ${share * 100} % (${part.learnt} texts)`,
        measured: part.ours.macroF1 * 100,
        unit: '%',
        reference: { what: 'the reference', value: part.reference.macroF1 * 100 },
      });
    }
    for (const { type, examples, precision, recall, f1 } of ours.types)
      print({
        what: type,
        measured: f1 * 100,
        unit: '% F1',
        more: `${examples} texts, precision ${(precision * 100).toFixed(0)}, recall ${(recall * 100).toFixed(0)}`,
      });
    return Promise.resolve();
  },
};

type Measured = ReturnType<typeof measure>;

const ahead = ({ ours, reference }: Measured) => (ours.macroF1 - reference.macroF1) * 100;

function readSamples(file: string): Sample[] {
  const all = gunzipSync(readFileSync(file))
    .toString('utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { id: string; text: string; docTypes: string[] }) // as its README says
    .flatMap(({ id, text, docTypes }) =>
      docTypes.length === 1 && docTypes[0] !== undefined ? [{ id, text, type: docTypes[0] }] : [],
    );
  const count = (type: string) => all.filter((sample) => sample.type === type).length;
  const enough = new Set([...new Set(all.map(({ type }) => type))].filter((type) => count(type) >= LEAST_TEXTS));
  return all.filter(({ type }) => enough.has(type));
}

function measure(samples: readonly Sample[], seed: number, share: number) {
  const random = seededRandom(seed);
  const mixed = shuffled(samples, random);
  const half = Math.floor(mixed.length / 2);
  const learn = mixed.slice(0, Math.round(half * share));
  const held = mixed.slice(half);
  const begin = performance.now();
  const model = deriveTypeModel(learn.map(exampleOf), OPTIONS);
  const seconds = (performance.now() - begin) / 1000;
  const ours = held.map(({ text, type }) => ({
    truth: type,
    said: model === undefined ? '' : (scoreTypes(model, deriveFeatures(text))[0]?.type ?? ''),
    margin: 0,
  }));
  const choice = chooseBaseline(learn, random);
  const classify = trainBaseline(learn, choice, random);
  const reference = held.map(({ text, type }) => ({ truth: type, said: classify(text), margin: 0 }));
  return {
    ours: measureTypes(ours),
    reference: measureTypes(reference),
    choice: `C ${choice.cost}${choice.balanced ? ', balanced' : ''}`,
    learnt: learn.length,
    seconds,
  };
}

function exampleOf({ id, text, type }: Sample): Example {
  return { features: deriveFeatures(text), type, group: id };
}
