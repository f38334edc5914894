import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Json, readJson } from '../read-json.ts';
import { evaluateWhole } from './evaluate-whole.ts';
import { EXCLUDED } from './excluded-cases.fixture.ts';
import { xmlAsJson } from './xml-as-json.fixture.ts';

const DATA = join(import.meta.dirname, '../../../../../shared/data/fhir-conformance');
/** Of all, and of the bad ones alone: the README says 192 of 195, and a rule that is lost shows. */
const LEAST = 0.97;

interface Case {
  name: string;
  file: string;
  module: string;
  profile?: unknown;
  expected: { fatal: number; error: number };
}

function findErrors(path: string): number {
  const text = readFileSync(path, 'utf8');
  let resource: Json;
  try {
    resource = path.endsWith('.xml') ? xmlAsJson(text) : readJson(text);
  } catch {
    return 1; // refused where it is read
  }
  return evaluateWhole(resource, []).issues.filter(({ severity }) => severity === 'error').length;
}

const there = existsSync(DATA);
const ABSENT = there ? '' : ` (left out: they are not at ${DATA})`;

describe.skipIf(!there)(`the published cases of the reference validator${ABSENT}`, () => {
  it('are judged as the reference judges them, wherever base R4 and US Core decide', () => {
    const all = JSON.parse(readFileSync(join(DATA, 'validator-cases.json'), 'utf8')) as Case[];
    const reasons = new Map(
      Object.entries(EXCLUDED).flatMap(([why, names]) => names.split(/\s+/).map((name) => [name, why] as const)),
    );
    expect([...reasons.keys()].filter((name) => !all.some((each) => each.name === name))).toEqual([]);
    const decided = all.filter(({ name }) => !reasons.has(name));
    const tally = { good: { all: 0, agree: 0 }, bad: { all: 0, agree: 0 } };
    const differ: string[] = [];
    for (const each of decided) {
      const { fatal, error } = each.expected;
      const found = findErrors(join(DATA, 'validator', each.file));
      const of = fatal + error > 0 ? tally.bad : tally.good;
      of.all += 1;
      if (found > 0 === fatal + error > 0) of.agree += 1;
      else differ.push(`${each.name} (${each.module}): the reference has ${fatal + error} errors, here ${found}`);
    }
    const agree = tally.good.agree + tally.bad.agree;
    const lines = Object.entries(EXCLUDED).map(([why, names]) => `  ${why}: ${names.split(/\s+/).join(' ')}`);
    process.stdout.write(
      `Validator: ${agree} of ${decided.length} cases as the reference has them (good ${tally.good.agree} of ${tally.good.all}, bad ${tally.bad.agree} of ${tally.bad.all})\n` +
        `differ:\n  ${differ.join('\n  ')}\nexcluded ${reasons.size} of ${all.length}:\n${lines.join('\n')}\n`,
    );
    expect(agree / decided.length).toBeGreaterThanOrEqual(LEAST);
    // What is bad must be found too: the good ones alone prove nothing.
    expect(tally.bad.agree / tally.bad.all).toBeGreaterThanOrEqual(LEAST);
  });
});
