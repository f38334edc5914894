// Decision tables: the rows are tried from the top, the first that holds answers. A row that cannot be decided stops the
// search, for a later row must not answer in the place of an exception that nobody asked about.

import { evaluateCondition } from './condition.ts';
import type { RuleOf } from './rule.ts';
import { ruleOn, type Question, type RulingOf } from './ruling.ts';

export function evaluateTable(rule: RuleOf<'table'>, question: Question): RulingOf<'table'> {
  return ruleOn(rule, question, ({ rows, otherwise }) => {
    for (const row of rows) {
      const { holds, needs } = evaluateCondition(row.when, question.facts);
      if (holds === 'unknown') return { needs };
      const { answer, because, cite } = row;
      if (holds === 'yes') return { answer: { answer, because, cite }, decided: true, warnings: [] };
    }
    return { answer: otherwise, decided: true, warnings: [] };
  });
}
