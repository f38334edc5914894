import type { NamedItem, RulingOf } from '../../../packages/rule-engine/index.ts';

export interface EvaluatedElement extends NamedItem {
  readonly ruleId: string;
  readonly state: 'found' | 'missing' | 'unclear' | 'defect';
}

/** What several checklists say together: complete only when each of them is. */
export function concludeChecklists(rulings: readonly RulingOf<'checklist'>[]): {
  readonly sum: 'complete' | 'incomplete' | 'undecided';
  readonly elements: readonly EvaluatedElement[];
} {
  return { sum: sumOf(rulings), elements: rulings.flatMap(elementsOf) };
}

export function sumOf(rulings: readonly RulingOf<'checklist'>[]): 'complete' | 'incomplete' | 'undecided' {
  const results = rulings.map((ruling) => ruling.answer?.result ?? 'undecided');
  return results.includes('incomplete') ? 'incomplete' : results.includes('undecided') ? 'undecided' : 'complete';
}

export function elementsOf({ ruleId, answer }: RulingOf<'checklist'>): EvaluatedElement[] {
  if (answer === null) return [];
  const as = (items: readonly NamedItem[], state: EvaluatedElement['state']) =>
    items.map((item) => ({ ...item, ruleId, state }));
  return [
    ...as(answer.found, 'found'),
    ...as(answer.missing, 'missing'),
    ...as(answer.unclear, 'unclear'),
    ...as(answer.disqualifiedBy, 'defect'),
  ];
}
