import { countForward, type DateText, type Duration, WEEKENDS_ONLY } from '../../../../packages/rule-engine/index.ts';
import { ask, type Reason, type RuleBookRules } from '../reason.ts';

const LETTER = 'us/hipaa/access-extension-letter';

export interface ExtensionQuestion {
  readonly dueOn: DateText;
  readonly extensionsUsed: number;
  /** As the rule of this clock allows; null where it allows none. */
  readonly extension: (Duration & { readonly times: number }) | null;
  readonly promisedOn: DateText;
  readonly reason: string;
}

export type ExtensionEvaluation =
  | { readonly refused: 'not-allowed' | 'used' | 'too-late' | 'not-later' }
  | { readonly refused: 'too-far'; readonly latest: DateText }
  | { readonly refused?: undefined; readonly reasons: readonly Reason[]; readonly latest: DateText };

/** 45 CFR 164.524(b)(2)(ii): more time once, at most as long as the rule says, told in writing before the day. */
export function evaluateExtension(
  question: ExtensionQuestion,
  rules: RuleBookRules,
  today: DateText,
): ExtensionEvaluation {
  const { extension, dueOn, promisedOn } = question;
  if (extension === null) return { refused: 'not-allowed' };
  const letter = ask(rules, LETTER, 'checklist', {
    on: today,
    facts: {},
    items: {
      reason: question.reason.trim() === '' ? 'missing' : 'found',
      'completion-date': 'found',
      'inside-first-period': today <= dueOn ? 'found' : 'missing',
      'already-extended': question.extensionsUsed > 0 ? 'found' : 'missing',
    },
  });
  if (question.extensionsUsed >= extension.times || (letter.answer?.disqualifiedBy ?? []).length > 0)
    return { refused: 'used' };
  if (letter.answer?.result !== 'complete') return { refused: 'too-late' };
  const latest = countForward(dueOn, extension, WEEKENDS_ONLY);
  if (promisedOn <= dueOn) return { refused: 'not-later' };
  if (promisedOn > latest) return { refused: 'too-far', latest };
  return {
    latest,
    reasons: [
      {
        ruleId: LETTER,
        version: letter.version,
        cite: letter.citations.join('; '),
        text: 'More time once, told in writing before the day',
      },
    ],
  };
}
