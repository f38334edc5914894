import { Alert } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { ProblemError } from '../api/problem-error.ts';
import { type Texts } from '../i18n.ts';
import { Icon } from '../icons.tsx';

/**
 * What went wrong, in the language of somebody outside: by the code, since the words of the server are the desk's. The texts
 * stand at `at` of the messages: `title`, `other`, and one for each code that needs its own.
 */
export function PlainProblem({ error, t, at }: { readonly error: Error; readonly t: Texts; readonly at: string }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), [error]);
  const code = error instanceof ProblemError ? error.problem.code : '';
  const key = `${at}.${code}`;
  const said = t(key);
  return (
    <Alert
      ref={box}
      tabIndex={-1}
      role="alert"
      color="red"
      mb="md"
      icon={<Icon name="alert" />}
      title={t(`${at}.title`)}
    >
      {code === '' || said === key ? t(`${at}.other`) : said}
    </Alert>
  );
}
