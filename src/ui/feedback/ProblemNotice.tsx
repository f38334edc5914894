import { Alert, Button, Group, Text } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTexts } from '../i18n.ts';
import { Icon } from '../icons.tsx';
import { describeProblem } from './describe-problem.ts';
import classes from './feedback.module.css';

export interface ProblemNoticeProps {
  readonly error: Error;
  readonly onRetry?: () => void;
  /** The failure of something the person just did takes the focus; a panel that could not load does not. */
  readonly takeFocus?: boolean;
}

export function ProblemNotice({ error, onRetry, takeFocus = false }: ProblemNoticeProps) {
  const t = useTexts('ui');
  const box = useRef<HTMLDivElement>(null);
  const { title, detail, reference, citations } = describeProblem(error, t);
  useEffect(() => {
    if (takeFocus) box.current?.focus();
  }, [takeFocus, error]);
  return (
    <Alert
      ref={box}
      tabIndex={-1}
      role="alert"
      className={classes['problem']}
      data-tone="danger"
      icon={<Icon name="alert" />}
      title={title}
    >
      <Text size="sm">{detail}</Text>
      {citations.length > 0 && <Text size="sm">{citations.join(' · ')}</Text>}
      <Group justify="space-between" mt="xs">
        {onRetry === undefined ? (
          <span />
        ) : (
          <Button size="xs" variant="default" onClick={onRetry}>
            {t('retry')}
          </Button>
        )}
        {reference !== undefined && (
          <Text size="xs" className={classes['reference']}>
            {t('problems.reference', { reference })}
          </Text>
        )}
      </Group>
    </Alert>
  );
}
