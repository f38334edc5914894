import { Button } from '@mantine/core';
import { Link, Navigate, useParams } from '@tanstack/react-router';
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
import { IndexComplaint } from './IndexComplaint.tsx';
import { FailedItem } from './FailedItem.tsx';
import classes from './intake.module.css';
import { ItemParts } from './ItemParts.tsx';
import { ItemSteps } from './ItemSteps.tsx';
import { ItemState } from './ItemState.tsx';
import { CameWith, RegisterWith } from './objects/CameWith.tsx';
import { monitorPath, partPath } from './paths.ts';
import { SettledItem } from './SettledItem.tsx';
import { useProgress } from './use-progress.ts';

/** One item: being read, cut into documents, failed or settled; each state shows what can be done about it. */
export default function ItemPage() {
  const t = useTexts('intake');
  const may = useMay();
  const dates = useDates();
  const { itemId = '' } = useParams({ strict: false });
  const read = useRead(contract.open, { params: { id: itemId } }, { live: ['intake.'] });
  const opened = read.data;
  const progress = useProgress(opened?.item.state === 'reading').get(itemId);
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
  const inDocuments = opened?.item.state === 'to-index' || opened?.item.state === 'to-separate';
  const only = opened?.item.state === 'to-index' && opened.parts.length === 1 ? opened.parts[0] : undefined;
  // A file that is one document: the way to it is the index desk.
  if (only !== undefined && may('intake/index')) return <Navigate to={partPath(only.id)} replace />;
  return (
    <Page
      title={t('item.title')}
      fills={opened?.item.state === 'settled'}
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
      actions={
        <>
          <RegisterWith itemId={itemId} />
          {back}
        </>
      }
    >
      <CameWith itemId={itemId} />
      {read.error !== null && <ProblemNotice error={read.error} onRetry={() => void read.refetch()} />}
      {read.isPending && <Waiting />}
      {opened !== undefined && <IndexComplaint complaint={opened.complaint} />}
      {opened !== undefined && opened.item.state !== 'settled' && <ItemSteps item={opened.item} progress={progress} />}
      {opened?.item.state === 'failed' && <FailedItem key={itemId} item={opened.item} />}
      {opened !== undefined && inDocuments && <ItemParts opened={opened} />}
      {opened?.item.state === 'settled' && <SettledItem key={itemId} opened={opened} />}
    </Page>
  );
}
