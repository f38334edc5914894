import { Button } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import { ProblemError } from '../../../ui/api/problem-error.ts';
import { useRead } from '../../../ui/api/reads.tsx';
import { Empty } from '../../../ui/feedback/Empty.tsx';
import { ProblemNotice } from '../../../ui/feedback/ProblemNotice.tsx';
import { Waiting } from '../../../ui/feedback/Waiting.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { Page } from '../../../ui/shell/Page.tsx';
import { useDates } from '../../../ui/use-dates.ts';
import { contract } from '../contract.ts';
import { DuplicateNotice } from './DuplicateNotice.tsx';
import { IndexComplaint } from './IndexComplaint.tsx';
import { AutoFilingNote } from './AutoFilingNote.tsx';
import { IndexDesk } from './IndexDesk.tsx';
import classes from './intake.module.css';
import { LaneMark } from './LaneMark.tsx';
import { deskPath, itemPath } from './paths.ts';
import { CameWith, RegisterWith } from './objects/CameWith.tsx';
import { PendingNotice } from './PendingNotice.tsx';
import { SettledPages } from './SettledItem.tsx';

/** One document to be: indexed while a page of it is open, otherwise what became of it. */
export default function PartPage() {
  const t = useTexts('intake');
  const dates = useDates();
  const { partId = '' } = useParams({ strict: false });
  const read = useRead(contract.openPart, { params: { id: partId } }, { live: ['intake.'] });
  const opened = read.data;
  const back = (
    <Button component={Link} to={deskPath} variant="default" size="xs">
      {t('part.back')}
    </Button>
  );
  if (read.error instanceof ProblemError && read.error.problem.status === 404)
    return (
      <Page title={t('desk.title')} actions={back}>
        <Empty icon="lock" title={t('part.notFound')} text={t('part.notFoundText')} />
      </Page>
    );
  return (
    <Page
      title={t('desk.title')}
      fills
      beside={
        opened !== undefined && (
          <div className={classes['name']}>
            <strong>{opened.part.batchName ?? opened.item.fileName}</strong>
            {opened.part.openPages > 0 && <LaneMark partId={partId} lane={opened.part.lane} />}
            {opened.part.of > 1 && (
              <span>{t('part.position', { position: opened.part.position, of: opened.part.of })}</span>
            )}
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
          {opened !== undefined && <RegisterWith itemId={opened.item.id} />}
          {opened !== undefined && (
            <Button component={Link} to={itemPath(opened.item.id)} variant="default" size="xs">
              {t('part.file')}
            </Button>
          )}
          {back}
        </>
      }
    >
      {read.error !== null && <ProblemNotice error={read.error} onRetry={() => void read.refetch()} />}
      {opened !== undefined && <DuplicateNotice partId={partId} open={opened.part.openPages > 0} />}
      {opened !== undefined && <CameWith itemId={opened.item.id} />}
      {opened !== undefined && <IndexComplaint complaint={opened.complaint} />}
      {opened !== undefined && <PendingNotice partId={partId} />}
      {read.isPending && <Waiting />}
      {opened !== undefined && <AutoFilingNote filing={opened.autoFiling} />}
      {opened !== undefined &&
        (opened.part.openPages > 0 ? (
          <IndexDesk key={partId} opened={opened} />
        ) : (
          <SettledPages key={partId} pages={opened.pages} undo={{ partId }} />
        ))}
    </Page>
  );
}
