import { Alert } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { ProblemError } from '../../../ui/api/problem-error.ts';
import { useTexts } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icons.tsx';

/** What went wrong, in the person's language: by the code, since the words of the server are the desk's. */
export function Problem({ error }: { readonly error: Error }) {
  const t = useTexts('portal');
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), [error]);
  const code = error instanceof ProblemError ? error.problem.code : '';
  const key = `problem.${code}`;
  const said = t(key);
  return (
    <Alert
      ref={box}
      tabIndex={-1}
      role="alert"
      color="red"
      mb="md"
      icon={<Icon name="alert" />}
      title={t('problem.title')}
    >
      {code === '' || said === key ? t('problem.other') : said}
    </Alert>
  );
}
