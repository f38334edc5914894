import { Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useRead } from '../../../ui/api/reads.tsx';
import { Notice } from '../../../ui/feedback/Notice.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { useDates } from '../../../ui/use-dates.ts';
import { reconciliationContract as contract } from '../reconciliation/contract.ts';
import { reconciliationPath } from './paths.ts';

/** On Home until somebody went through the days before today. */
export function ReconciliationCard() {
  const t = useTexts('intake');
  const dates = useDates();
  const { data } = useRead(contract.open, { query: {} }, { live: ['intake.days-reconciled', 'documents.'] });
  if (data === undefined || data.total.encounters === 0) return null;
  if (data.lastReconciled !== null && data.lastReconciled >= data.to) return null;
  const days =
    data.from === data.to
      ? dates.day(data.to)
      : t('reconciliation.days', { from: dates.day(data.from), to: dates.day(data.to) });
  return (
    <Notice tone="info" icon="calendar" title={t('reconciliation.card', { days })}>
      <Text size="sm" component="span">
        {t('reconciliation.cardText', {
          count: data.total.encounters,
          missing: data.total.partial + data.total.notReceived,
        })}{' '}
      </Text>
      <Link to={reconciliationPath}>{t('reconciliation.cardLink')}</Link>
    </Notice>
  );
}
