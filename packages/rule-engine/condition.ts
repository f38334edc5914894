// Conditions over facts, in three-valued logic: what is not known is not "no". A condition that cannot be decided names
// the facts it still needs, so that the desk can ask for them.

import { FACTS, isFactName, type FactName, type Facts } from './vocabulary.ts';
import { isDateText } from './dates.ts';

export type Scalar = string | number | boolean;

export type Condition =
  | { readonly fact: FactName; readonly is: readonly Scalar[] }
  | { readonly fact: FactName; readonly atLeast: number | null; readonly below: number | null }
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition };

export interface Truth {
  readonly holds: 'yes' | 'no' | 'unknown';
  /** The facts that would decide it; empty unless unknown. */
  readonly needs: readonly FactName[];
}

const YES: Truth = { holds: 'yes', needs: [] };
const NO: Truth = { holds: 'no', needs: [] };

export function evaluateCondition(condition: Condition | null, facts: Facts): Truth {
  if (condition === null) return YES;
  if ('all' in condition) {
    const parts = condition.all.map((part) => evaluateCondition(part, facts));
    if (parts.some((part) => part.holds === 'no')) return NO;
    return unknownOr(parts, YES);
  }
  if ('any' in condition) {
    const parts = condition.any.map((part) => evaluateCondition(part, facts));
    if (parts.some((part) => part.holds === 'yes')) return YES;
    return unknownOr(parts, NO);
  }
  if ('not' in condition) {
    const inner = evaluateCondition(condition.not, facts);
    return inner.holds === 'unknown' ? inner : inner.holds === 'yes' ? NO : YES;
  }
  const value: Scalar | undefined = facts[condition.fact];
  if (value === undefined) return { holds: 'unknown', needs: [condition.fact] };
  if ('is' in condition) return condition.is.includes(value) ? YES : NO;
  const amount = Number(value);
  const enough = condition.atLeast === null || amount >= condition.atLeast;
  const little = condition.below === null || amount < condition.below;
  return enough && little ? YES : NO;
}

export function factsIn(condition: Condition | null): FactName[] {
  if (condition === null) return [];
  if ('all' in condition) return unique(condition.all.flatMap(factsIn));
  if ('any' in condition) return unique(condition.any.flatMap(factsIn));
  if ('not' in condition) return factsIn(condition.not);
  return [condition.fact];
}

/** Why a stated fact cannot be used, or null. Unknown names are refused rather than ignored. */
export function factFlaw(name: string, value: unknown): string | null {
  if (!isFactName(name)) return `"${name}" is not in the vocabulary of facts`;
  const type = FACTS[name];
  switch (type.type) {
    case 'yes-no':
      return typeof value === 'boolean' ? null : `"${name}" takes true or false`;
    case 'one-of':
      return type.values.some((known) => known === value) ? null : `"${name}" takes one of ${type.values.join(', ')}`;
    case 'date':
      return typeof value === 'string' && isDateText(value) ? null : `"${name}" takes a day written YYYY-MM-DD`;
    case 'count':
    case 'money':
      return Number.isSafeInteger(value) && Number(value) >= 0 ? null : `"${name}" takes a whole number, 0 or more`;
  }
}

/** Throws on the first fact outside the vocabulary: a caller that misspells a fact must not get an answer. */
export function refuseUnknownFacts(facts: Facts): void {
  for (const [name, value] of Object.entries(facts)) {
    const flaw = factFlaw(name, value);
    if (flaw !== null) throw new TypeError(flaw);
  }
}

function unknownOr(parts: readonly Truth[], otherwise: Truth): Truth {
  const needs = unique(parts.flatMap((part) => part.needs));
  return parts.some((part) => part.holds === 'unknown') ? { holds: 'unknown', needs } : otherwise;
}

function unique<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}
