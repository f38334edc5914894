import { Button } from '@mantine/core';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { addressOf } from '../../../../ui/api/call.ts';
import { ProblemError } from '../../../../ui/api/problem-error.ts';
import { useAct, useRead } from '../../../../ui/api/reads.tsx';
import { Empty } from '../../../../ui/feedback/Empty.tsx';
import { showDone } from '../../../../ui/feedback/notices.tsx';
import { ProblemNotice } from '../../../../ui/feedback/ProblemNotice.tsx';
import { Waiting } from '../../../../ui/feedback/Waiting.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { Page } from '../../../../ui/shell/Page.tsx';
import { useDates } from '../../../../ui/use-dates.ts';
import { PageRail } from '../../../../ui/viewer/PageRail.tsx';
import { PageViewer } from '../../../../ui/viewer/PageViewer.tsx';
import { PatientBanner, recordPath } from '../../../patients/web/index.tsx';
import { contract as worklist } from '../../../worklist/contract.ts';
import { outside } from '../../outside/contract.ts';
import classes from '../documents.module.css';
import { outsideReviewPath } from '../paths.ts';
import { ReviewForm } from './ReviewForm.tsx';
import { type OpenedReview } from './opened-review.ts';

const KIND = 'documents.outside-review';

/** A record from elsewhere with all pages as they came; beside them the decision what is kept of it. */
export default function OutsideReviewPage() {
  const t = useTexts('documents');
  const { patientId = '', documentId = '' } = useParams({ strict: false });
  const read = useRead(outside.open, { params: { patientId, documentId } }, { live: ['documents.'] });
  const back = (
    <Button component={Link} to={recordPath(patientId)} variant="default" size="xs">
      {t('page.back')}
    </Button>
  );
  const gone = read.error instanceof ProblemError && [404, 409].includes(read.error.problem.status);
  return (
    <Page
      title={t('outside.title')}
      fills={!gone}
      banner={<PatientBanner patientId={patientId} />}
      beside={read.data !== undefined && <Name opened={read.data} />}
      actions={back}
    >
      {gone && <Empty icon="lock" title={t('outside.notHere')} text={t('page.notFoundText')} />}
      {!gone && read.error !== null && <ProblemNotice error={read.error} onRetry={() => void read.refetch()} />}
      {read.isPending && <Waiting />}
      {read.data !== undefined && <Review key={documentId} opened={read.data} />}
    </Page>
  );
}

function Name({ opened: { document, origin } }: { readonly opened: OpenedReview }) {
  const t = useTexts('documents');
  const dates = useDates();
  return (
    <div className={classes['name']}>
      <strong>
        {document.typeName}
        {document.title !== null && ` · ${document.title}`}
      </strong>
      <span className={classes['soft']}>{document.date === null ? t('part.undated') : dates.day(document.date)}</span>
      <span>{t('outside.madeBy', { organisation: origin.organisation })}</span>
    </div>
  );
}

function Review({ opened }: { readonly opened: OpenedReview }) {
  const t = useTexts('documents');
  const navigate = useNavigate();
  const [index, setIndex] = useState(0);
  const inForce = opened.decisions.find(({ supersededAt }) => supersededAt === null);
  const [ticked, setTicked] = useState<readonly number[]>(inForce?.keptPages ?? []);
  const { patientId, documentId } = opened.document;
  const { pages, id: versionId } = opened.version;
  const address = (form: typeof outside.pageImage, number: number) =>
    addressOf(form, { patientId, documentId, versionId, number });
  const next = useAct(worklist.startNext, {
    changes: [worklist.queues],
    onDone: ({ item }) =>
      void navigate({
        to: item === null ? recordPath(patientId) : outsideReviewPath(item.patientId ?? '', item.subjectId),
      }),
  });
  const tick = (at: number) => {
    const number = pages[at]?.number;
    if (number !== undefined)
      setTicked((before) =>
        before.includes(number) ? before.filter((each) => each !== number) : [...before, number].sort((a, b) => a - b),
      );
  };
  return (
    <div className={classes['open']} data-rail={pages.length > 1 || undefined}>
      {pages.length > 1 && (
        <PageRail
          pages={pages.map(({ number }) => ({
            key: String(number),
            label: t('page.number', { number }),
            imageUrl: address(outside.pageThumbnail, number),
          }))}
          index={index}
          onIndex={setIndex}
          ticks={{
            label: ({ key }) => t('outside.keepPage', { number: key }),
            can: () => true,
            isTicked: (at) => ticked.includes(pages[at]?.number ?? -1),
            onTick: tick,
          }}
        />
      )}
      <PageViewer
        pages={pages.map(({ number, width, height }) => ({
          id: `${versionId}/${number}`,
          width: width ?? LETTER_AT_200_DPI.width,
          height: height ?? LETTER_AT_200_DPI.height,
          imageUrl: address(outside.pageImage, number),
        }))}
        index={index}
        onIndex={setIndex}
      />
      <ReviewForm
        opened={opened}
        ticked={ticked}
        onTick={() => tick(index)}
        pageShown={pages[index]?.number ?? 1}
        goingOn={next.isPending}
        onDecided={(text) => {
          showDone(text);
          next.run({ body: { kind: KIND } });
        }}
      />
    </div>
  );
}

/** A page whose size was not kept is laid out like a sheet until its image is there. */
const LETTER_AT_200_DPI = { width: 1700, height: 2200 };
