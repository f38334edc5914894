import { useState } from 'react';
import { type FieldError } from '../../../../ui/feedback/ErrorSummary.tsx';
import { showDone } from '../../../../ui/feedback/notices.tsx';
import { useTexts } from '../../../../ui/i18n.ts';

const LEAST_REASON = 3;

export interface RuleForm {
  /** Id of the field for the reason. */
  readonly reasonId: string;
  readonly reason: string;
  readonly setReason: (text: string) => void;
  readonly errors: readonly FieldError[];
  /** Counts what was tried, so that the same errors are told again. */
  readonly attempt: number;
  readonly errorOf: (field: string) => string | undefined;
  /** Shows what is missing, the reason included; true where nothing is. */
  isComplete(missing?: readonly FieldError[]): boolean;
  /** Says that it is done, and closes the form. */
  close(text: string): () => void;
}

/** What all forms of rules share: a change is kept with its reason, and what is missing is told at once. */
export function useRuleForm(name: string, onDone: () => void): RuleForm {
  const t = useTexts('intake');
  const [reason, setReason] = useState('');
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const [attempt, setAttempt] = useState(0);
  const reasonId = `${name}-reason`;
  return {
    ...{ reasonId, reason, setReason, errors, attempt },
    errorOf: (field) => errors.find((each) => each.field === field)?.text,
    isComplete(missing = []) {
      const why = reason.trim().length >= LEAST_REASON ? [] : [{ field: reasonId, text: t('siteRules.reasonMissing') }];
      const found = [...missing, ...why];
      setErrors(found);
      setAttempt((count) => count + 1);
      return found.length === 0;
    },
    close: (text) => () => {
      showDone(text);
      onDone();
    },
  };
}
