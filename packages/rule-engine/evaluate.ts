import { evaluateCalendar } from './evaluate-calendar.ts';
import { evaluateChecklist } from './evaluate-checklist.ts';
import { evaluateClock } from './evaluate-clock.ts';
import { evaluateFee } from './evaluate-fee.ts';
import { evaluateRetention } from './evaluate-retention.ts';
import { evaluateTable } from './evaluate-table.ts';
import { evaluateWindow } from './evaluate-window.ts';
import type { Rule, RuleKind, RuleOf } from './rule.ts';
import { ruleOn, type Question, type Ruling, type RulingOf } from './ruling.ts';

/**
 * What one rule says to one question. Says so when the rule was not in force that day, does not apply, or lacks facts.
 * Throws TypeError for a fact or an item outside the vocabulary.
 */
export function evaluate<K extends RuleKind>(rule: RuleOf<K>, question: Question): RulingOf<K>;
export function evaluate(rule: Rule, question: Question): Ruling {
  switch (rule.kind) {
    case 'clock':
      return evaluateClock(rule, question);
    case 'window':
      return evaluateWindow(rule, question);
    case 'retention':
      return evaluateRetention(rule, question);
    case 'checklist':
      return evaluateChecklist(rule, question);
    case 'table':
      return evaluateTable(rule, question);
    case 'fee':
      return evaluateFee(rule, question);
    case 'wording':
      return ruleOn(rule, question, ({ wording }) => ({ answer: { wording }, decided: true, warnings: [] }));
    case 'calendar':
      return evaluateCalendar(rule, question);
  }
}
