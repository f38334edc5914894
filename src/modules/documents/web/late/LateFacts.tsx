import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import { useTexts } from '../../../../ui/i18n.ts';
import { useMay } from '../../../../ui/session.ts';
import { useDates } from '../../../../ui/use-dates.ts';
import { usePersonName } from '../../../accounts/web/index.tsx';
import { type OpenedDocument } from '../opened-document.ts';
import { LateDialog } from './LateDialog.tsx';

/** Beside the page: why it counts as late, what was answered, and the question where nobody answered yet. */
export function LateFacts({ document }: { readonly document: OpenedDocument }) {
  const t = useTexts('documents');
  const may = useMay();
  const dates = useDates();
  const nameOf = usePersonName();
  const [answering, setAnswering] = useState(false);
  const { late, unverified, finalOverdue } = document.summary;
  return (
    <>
      {late !== null && (
        <div>
          <Text size="sm" fw={600}>
            {t(`late.what.${late.what}`)}
          </Text>
          <Text size="sm">{t(`late.why.${late.why}`, { count: late.daysAfter, since: dates.dayOf(late.since) })}</Text>
          {late.answer === null ? (
            <>
              <Text size="sm">{t('late.open')}</Text>
              {may('documents/answer-late') && document.summary.enteredInError === null && (
                <Button mt={6} size="xs" onClick={() => setAnswering(true)}>
                  {t('acts.late')}
                </Button>
              )}
            </>
          ) : (
            <>
              <Text size="sm">{t(`late.answers.${late.answer.answer}`)}</Text>
              {late.answer.note !== null && <Text size="sm">{late.answer.note}</Text>}
              <small>{t('facts.by', { at: dates.instant(late.answer.at), who: nameOf(late.answer.by) })}</small>
            </>
          )}
        </div>
      )}
      {finalOverdue && <Text size="sm">{t('versionStatus.overdueText')}</Text>}
      {unverified !== null && <Text size="sm">{t('status.unverifiedText')}</Text>}
      {answering && <LateDialog document={document} onClose={() => setAnswering(false)} />}
    </>
  );
}
