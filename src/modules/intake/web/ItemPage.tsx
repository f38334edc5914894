import { Button } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import { ProblemError } from '../../../ui/api/problem-error.ts';
import { useRead } from '../../../ui/api/reads.tsx';
import { Empty } from '../../../ui/feedback/Empty.tsx';
import { ProblemNotice } from '../../../ui/feedback/ProblemNotice.tsx';
import { Waiting } from '../../../ui/feedback/Waiting.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { useMay } from '../../../ui/session.ts';
import { Page } from '../../../ui/shell/Page.tsx';
import { useDates } from '../../../ui/use-dates.ts';
import { contract } from '../contract.ts';
import { FailedItem } from './FailedItem.tsx';
import { IndexDesk } from './IndexDesk.tsx';
import classes from './intake.module.css';
import { ItemState } from './ItemState.tsx';
import { monitorPath } from './paths.ts';
import { SettledItem } from './SettledItem.tsx';

/** One item: being read, to be indexed, failed or settled; each state shows what can be done about it. */
export default function ItemPage() {
  const t = useTexts('intake');
  const may = useMay();
  const dates = useDates();
  const { itemId = '' } = useParams({ strict: false });
  const read = useRead(contract.open, { params: { id: itemId } }, { live: ['intake.'] });
  const opened = read.data;
  const back = (
    <Button component={Link} to={monitorPath} variant="default" size="xs">
      {t('item.back')}
    </Button>
  );
  if (read.error instanceof ProblemError && read.error.problem.status === 404)
    return (
      <Page title={t('item.title')} actions={back}>
        <Empty icon="lock" title={t('item.notFound')} text={t('item.notFoundText')} />
      </Page>
    );
  const toIndex = opened?.item.state === 'to-index' && may('intake/index');
  return (
    <Page
      title={t(toIndex ? 'desk.title' : 'item.title')}
      fills={opened?.item.state !== 'failed'}
      beside={
        opened !== undefined && (
          <div className={classes['name']}>
            <strong>{opened.item.fileName}</strong>
            <ItemState item={opened.item} brief />
            <span className={classes['soft']}>
              {t('item.received', {
                at: dates.instant(opened.item.receivedAt),
                age: dates.age(opened.item.receivedAt),
              })}
            </span>
          </div>
        )
      }
      actions={back}
    >
      {read.error !== null && <ProblemNotice error={read.error} onRetry={() => void read.refetch()} />}
      {read.isPending && <Waiting />}
      {opened?.item.state === 'reading' && <Waiting what={t('item.reading')} />}
      {opened?.item.state === 'failed' && <FailedItem key={itemId} item={opened.item} />}
      {toIndex && <IndexDesk key={itemId} opened={opened} />}
      {opened !== undefined && (opened.item.state === 'settled' || (opened.item.state === 'to-index' && !toIndex)) && (
        <SettledItem key={itemId} opened={opened} />
      )}
    </Page>
  );
}
