import { Anchor, List } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTexts } from '../i18n.ts';
import classes from './feedback.module.css';

export interface FieldError {
  /** `id` of the field. */
  readonly field: string;
  readonly text: string;
}

/** "There is a problem": takes the focus, links to each field; the same text stands at the field (NHS service manual). */
export function ErrorSummary({
  errors,
  attempt,
}: {
  readonly errors: readonly FieldError[];
  readonly attempt: number;
}) {
  const t = useTexts('ui');
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (errors.length > 0) box.current?.focus();
    // The focus moves when the person tries to go on, not while they correct.
  }, [attempt]);
  if (errors.length === 0) return null;
  return (
    <div ref={box} tabIndex={-1} role="alert" aria-labelledby="error-summary-title" className={classes['summary']}>
      <h2 id="error-summary-title">{t('problems.summary')}</h2>
      <List size="sm">
        {errors.map(({ field, text }) => (
          <List.Item key={field}>
            <Anchor
              href={`#${field}`}
              onClick={(event) => {
                event.preventDefault();
                document.getElementById(field)?.focus();
              }}
            >
              {text}
            </Anchor>
          </List.Item>
        ))}
      </List>
    </div>
  );
}
