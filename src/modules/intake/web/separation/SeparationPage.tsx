import { Button } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import { ProblemError } from '../../../../ui/api/problem-error.ts';
import { useRead } from '../../../../ui/api/reads.tsx';
import { Empty } from '../../../../ui/feedback/Empty.tsx';
import { ProblemNotice } from '../../../../ui/feedback/ProblemNotice.tsx';
import { Waiting } from '../../../../ui/feedback/Waiting.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { useMay } from '../../../../ui/session.ts';
import { Page } from '../../../../ui/shell/Page.tsx';
import { separation } from '../../separation/contract.ts';
import classes from '../intake.module.css';
import { batchesPath, monitorPath } from '../paths.ts';
import { BatchReport } from './BatchReport.tsx';
import { SeparationDesk } from './SeparationDesk.tsx';

/** A batch: to be scanned, to be separated, or what was released of it. */
export default function SeparationPage() {
  const t = useTexts('intake');
  const may = useMay();
  const { batchId = '' } = useParams({ strict: false });
  const read = useRead(separation.open, { params: { id: batchId } }, { live: ['intake.'] });
  const opened = read.data;
  const name = opened === undefined ? '' : (opened.batch.name ?? opened.files[0]?.fileName ?? t('separation.batch'));
  const back = (
    <Button
      component={Link}
      to={opened?.batch.preparedAt === null ? monitorPath : batchesPath}
      variant="default"
      size="xs"
    >
      {t(opened?.batch.preparedAt === null ? 'item.back' : 'batches.back')}
    </Button>
  );
  if (read.error instanceof ProblemError && read.error.problem.status === 404)
    return (
      <Page title={t('separation.title')} actions={back}>
        <Empty icon="lock" title={t('separation.notFound')} text={t('separation.notFoundText')} />
      </Page>
    );
  const desk = opened?.state === 'to-separate' && may('intake/index');
  return (
    <Page
      title={t('separation.title')}
      fills={desk}
      beside={
        opened !== undefined && (
          <div className={classes['name']}>
            <strong>{name}</strong>
            {opened.batch.preparedAt !== null && (
              <span className={classes['soft']}>{t('separation.number', { number: opened.batch.number })}</span>
            )}
          </div>
        )
      }
      actions={back}
    >
      {read.error !== null && <ProblemNotice error={read.error} onRetry={() => void read.refetch()} />}
      {read.isPending && <Waiting />}
      {opened !== undefined &&
        (desk ? (
          // Another file of the batch, or a colleague's change: begin from what the server has.
          <SeparationDesk
            key={`${batchId} ${opened.pages.length}`}
            opened={opened}
            onReload={() => void read.refetch()}
          />
        ) : (
          <BatchReport opened={opened} />
        ))}
    </Page>
  );
}
