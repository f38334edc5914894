// Conditions as they are written: a mapping of facts all of which must hold, with `any` (a list of such mappings) and
// `not` (one of them) among the keys.
//
//   applies_when: { custodian: [hospital, physician], pages_paper: { at_least: 1 }, not: { requester: individual } }

import type { Condition, Scalar } from './condition.ts';
import { factFlaw } from './condition.ts';
import type { Reading } from './reading.ts';
import { FACTS, isFactName, type FactName } from './vocabulary.ts';

const MAX_DEPTH = 6;

export function readOptionalCondition(reading: Reading): Condition | null {
  return reading.absent ? null : readCondition(reading);
}

export function readCondition(reading: Reading, depth = 0): Condition {
  if (depth > MAX_DEPTH) {
    reading.flaw(`conditions are nested at most ${MAX_DEPTH} deep`);
    return { all: [] };
  }
  if (!reading.isMapping() || reading.keys().length === 0) {
    reading.flaw('a mapping of facts is expected here');
    return { all: [] };
  }
  const parts = reading.keys().map((key): Condition => {
    const part = reading.get(key);
    if (key === 'any') return { any: part.list().map((branch) => readCondition(branch, depth + 1)) };
    if (key === 'not') return { not: readCondition(part, depth + 1) };
    if (isFactName(key)) return readFact(key, part);
    part.flaw(`"${key}" is not in the vocabulary of facts`);
    return { all: [] };
  });
  const [only] = parts;
  return only !== undefined && parts.length === 1 ? only : { all: parts };
}

function readFact(fact: FactName, reading: Reading): Condition {
  if (reading.isMapping()) {
    reading.fields(['at_least', 'below']);
    const type = FACTS[fact].type;
    if (type !== 'count' && type !== 'money') reading.flaw(`"${fact}" is not a number`);
    const bound = (key: string) => (reading.get(key).absent ? null : reading.get(key).whole(0));
    return { fact, atLeast: bound('at_least'), below: bound('below') };
  }
  const values = Array.isArray(reading.value) ? reading.list() : [reading];
  return { fact, is: values.flatMap((value) => readScalar(fact, value)) };
}

function readScalar(fact: FactName, reading: Reading): Scalar[] {
  const { value } = reading;
  const flaw = factFlaw(fact, value);
  if (flaw === null && (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')) {
    return [value];
  }
  reading.flaw(flaw ?? 'a value is expected here');
  return [];
}
