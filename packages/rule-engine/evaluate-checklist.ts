// Elements, statements and conditions, each found or missing with its citation. The engine does not judge whether an
// element is there: a person or a reader says so. It knows which are needed here, and what their sum means.

import { evaluateCondition } from './condition.ts';
import type { ChecklistItem, ChecklistValue, RuleOf } from './rule.ts';
import {
  ruleOn,
  type ChecklistAnswer,
  type ItemState,
  type NamedItem,
  type Question,
  type RulingOf,
} from './ruling.ts';
import type { FactName, Facts } from './vocabulary.ts';

export function evaluateChecklist(rule: RuleOf<'checklist'>, question: Question): RulingOf<'checklist'> {
  return ruleOn(rule, question, (value) => {
    const stated = question.items ?? {};
    refuseUnknownItems(rule.id, value, stated);
    const { needed, needs } = neededItems(value, question.facts);
    if (needs.length > 0) return { needs };
    const answer = sumUp(value, needed, (item) => stated[item.id] ?? stated['*'] ?? 'unclear');
    return { answer, decided: answer.result !== 'undecided', warnings: [] };
  });
}

function neededItems({ items }: ChecklistValue, facts: Facts): { needed: ChecklistItem[]; needs: FactName[] } {
  const needs = new Set<FactName>();
  const needed = items.filter((item) => {
    const truth = evaluateCondition(item.when, facts);
    truth.needs.forEach((fact) => needs.add(fact));
    return truth.holds === 'yes';
  });
  return { needed, needs: [...needs] };
}

function sumUp(
  value: ChecklistValue,
  needed: readonly ChecklistItem[],
  stateOf: (item: ChecklistItem) => ItemState,
): ChecklistAnswer {
  const spoilers = needed.filter((item) => item.disqualifies);
  const always = needed.filter((item) => !item.disqualifies && item.path === null);
  const paths = byPath(needed.filter((item) => !item.disqualifies));
  const chosen = choosePath(paths, stateOf);
  const counted = [...always, ...(chosen?.items ?? [])];
  const inState = (items: readonly ChecklistItem[], state: ItemState) =>
    items.filter((item) => stateOf(item) === state).map(named);
  const disqualifiedBy = inState(spoilers, 'found');
  const missing = inState(counted, 'missing');
  const unclear = [...inState(counted, 'unclear'), ...inState(spoilers, 'unclear')];
  return {
    result: disqualifiedBy.length + missing.length > 0 ? 'incomplete' : unclear.length > 0 ? 'undecided' : 'complete',
    found: inState(counted, 'found'),
    missing,
    unclear,
    disqualifiedBy,
    path: chosen?.path ?? null,
    duties: value.duties,
    onlyThese: value.onlyThese,
    neverThese: value.neverThese,
  };
}

function byPath(items: readonly ChecklistItem[]): Map<string, ChecklistItem[]> {
  const paths = new Map<string, ChecklistItem[]>();
  for (const item of items) {
    if (item.path !== null) paths.set(item.path, [...(paths.get(item.path) ?? []), item]);
  }
  return paths;
}

/** The path to judge by: one with nothing missing, else the one of which most was found. */
function choosePath(
  paths: ReadonlyMap<string, readonly ChecklistItem[]>,
  stateOf: (item: ChecklistItem) => ItemState,
): { path: string; items: readonly ChecklistItem[] } | null {
  const ranked = [...paths].map(([path, items]) => {
    const count = (state: ItemState) => items.filter((item) => stateOf(item) === state).length;
    return { path, items, found: count('found'), missing: count('missing') };
  });
  ranked.sort(
    (left, right) =>
      Number(left.missing > 0) - Number(right.missing > 0) ||
      right.found / right.items.length - left.found / left.items.length ||
      left.missing - right.missing,
  );
  return ranked[0] ?? null;
}

function refuseUnknownItems(
  ruleId: string,
  { items }: ChecklistValue,
  stated: Readonly<Record<string, ItemState>>,
): void {
  for (const id of Object.keys(stated)) {
    if (id !== '*' && !items.some((item) => item.id === id)) throw new TypeError(`${ruleId} has no item "${id}"`);
  }
}

function named({ id, text, cite }: ChecklistItem): NamedItem {
  return { id, text, cite };
}
