import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { Empty } from '../feedback/Empty.tsx';
import { ProblemNotice } from '../feedback/ProblemNotice.tsx';
import { useTexts } from '../i18n.ts';
import { Page } from './Page.tsx';

export function NotFound() {
  const t = useTexts('ui');
  return (
    <Page title={t('notFound.title')}>
      <Empty icon="search" text={t('notFound.text')}>
        <Button component={Link} to="/" variant="default">
          {t('notFound.home')}
        </Button>
      </Empty>
    </Page>
  );
}

/** Says what the role lacks in the words of the module that asks for it (`rights` in its messages), and whom to ask. */
export function NotAllowed({ permission }: { readonly permission: string }) {
  const t = useTexts('ui');
  const [module = '', right = ''] = permission.split('/');
  const words = useTexts(module);
  return (
    <Page title={t('notAllowed.title')}>
      <Empty icon="lock" text={t('notAllowed.text', { right: words(`rights.${right}`) })}>
        <Button component={Link} to="/" variant="default">
          {t('notFound.home')}
        </Button>
      </Empty>
    </Page>
  );
}

export function Broken({ error, reset }: { readonly error: unknown; readonly reset: () => void }) {
  const t = useTexts('ui');
  return (
    <Page title={t('problems.browser.title')}>
      <ProblemNotice error={error instanceof Error ? error : new Error('unknown')} onRetry={reset} takeFocus />
    </Page>
  );
}
