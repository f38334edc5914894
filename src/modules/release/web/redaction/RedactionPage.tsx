import { Button, SegmentedControl, Select } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { type ResponseOf } from '../../../../platform/http/contract.ts';
import { addressOf } from '../../../../ui/api/call.ts';
import { useRead } from '../../../../ui/api/reads.tsx';
import { Empty } from '../../../../ui/feedback/Empty.tsx';
import { Notice } from '../../../../ui/feedback/Notice.tsx';
import { ProblemNotice } from '../../../../ui/feedback/ProblemNotice.tsx';
import { Waiting } from '../../../../ui/feedback/Waiting.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { useMay } from '../../../../ui/session.ts';
import { Page } from '../../../../ui/shell/Page.tsx';
import { useAddress } from '../../../../ui/use-address.ts';
import { useDates } from '../../../../ui/use-dates.ts';
import { PageViewer } from '../../../../ui/viewer/PageViewer.tsx';
import { PatientBanner } from '../../../patients/web/index.tsx';
import { contract } from '../../contract.ts';
import { redactionContract } from '../../redaction/contract.ts';
import { casePath } from '../paths.ts';
import { SHEET, usePictureSize } from '../use-picture-size.ts';
import { NewRedaction, type Draft } from './NewRedaction.tsx';
import { PlaceDrawing } from './PlaceDrawing.tsx';
import classes from './redaction.module.css';
import { RedactionList } from './RedactionList.tsx';

export type Redactions = ResponseOf<typeof redactionContract.redactions>;

const NO_DRAFT: Draft = { kind: 'boxes', places: [] };
/** What of a release stays behind: pages to draw on, words to look for, and each page as it will leave. */
export default function RedactionPage() {
  const t = useTexts('release');
  const { requestId = '' } = useParams({ strict: false });
  const open = useRead(contract.open, { params: { id: requestId } });
  const read = useRead(redactionContract.redactions, { params: { id: requestId } }, { live: ['release.'] });
  const error = open.error ?? read.error;
  return (
    <Page
      title={t('redaction.title')}
      fills
      {...(open.data?.patient == null ? {} : { banner: <PatientBanner patientId={open.data.patient.id} /> })}
      beside={open.data !== undefined && <span>{t('case.numbered', { number: open.data.number })}</span>}
      actions={
        <Button component={Link} to={casePath(requestId)} variant="default" size="xs">
          {t('redaction.back')}
        </Button>
      }
    >
      {error !== null && <ProblemNotice error={error} onRetry={() => void read.refetch()} />}
      {read.isPending && <Waiting />}
      {read.data?.documents.length === 0 && (
        <Empty icon="document" title={t('redaction.noDocuments')} text={t('redaction.noDocumentsText')} />
      )}
      {read.data !== undefined && read.data.documents.length > 0 && (
        <Redacting requestId={requestId} redactions={read.data} />
      )}
    </Page>
  );
}

function Redacting({ requestId, redactions }: { readonly requestId: string; readonly redactions: Redactions }) {
  const t = useTexts('release');
  const may = useMay();
  const dates = useDates();
  const [address, change] = useAddress(['document', 'page', 'as']);
  const [draft, setDraft] = useState<Draft>(NO_DRAFT);
  const document =
    redactions.documents.find(({ documentId }) => documentId === address.document) ?? redactions.documents[0];
  const documentId = document?.documentId ?? '';
  const place = { id: requestId, documentId };
  const counted = useRead(redactionContract.releasedPages, { params: place });
  const pages = counted.data?.pages ?? document?.pages ?? 1;
  const index = Math.min(Math.max(0, Number(address.page ?? 1) - 1 || 0), Math.max(0, pages - 1));
  const shown = address.as === 'released' ? 'released' : 'recorded';
  const mine = redactions.redactions.filter((each) => each.documentId === documentId);
  const counting = mine.filter(({ undone }) => undone === null);
  // As it will leave, it is another picture after each change; as recorded, it stays the same.
  const state = shown === 'released' ? `${mine.length}.${counting.length}` : 'recorded';
  const urlOf = (number: number) =>
    `${addressOf(redactionContract.releasedPage, { ...place, number })}?as=${shown}&state=${state}`;
  const size = usePictureSize(urlOf(index + 1));
  const changeable = redactions.open && may('release/work');
  const go = (to: { document?: string; page?: number; as?: string }) =>
    change({
      ...(to.document === undefined ? {} : { document: to.document, page: undefined }),
      ...(to.page === undefined ? {} : { page: String(to.page) }),
      ...(to.as === undefined ? {} : { as: to.as === 'released' ? 'released' : undefined }),
    });
  const take = (box: { x: number; y: number; w: number; h: number }) =>
    setDraft(({ places }) => ({ kind: 'boxes', places: [...places, { page: index + 1, ...box }] }));
  const onPage = <T extends { page: number }>(places: readonly T[]) => places.filter(({ page }) => page === index + 1);
  return (
    <div className={classes['desk']}>
      <div className={classes['view']}>
        <PageViewer
          pages={Array.from({ length: pages }, (_, at) => ({
            id: `${documentId}/${shown}/${state}/${at + 1}`,
            ...(at === index ? size : SHEET),
            imageUrl: urlOf(at + 1),
          }))}
          index={index}
          onIndex={(to) => go({ page: to + 1 })}
          marks={
            shown === 'released'
              ? []
              : counting.flatMap(({ code, places }) =>
                  onPage(places).map(({ x, y, w, h }) => ({
                    box: { left: x, top: y, width: w, height: h },
                    label: code,
                    tone: 'danger' as const,
                  })),
                )
          }
          overlay={
            changeable && shown === 'recorded' ? (
              <PlaceDrawing drafts={onPage(draft.places)} onTake={take} />
            ) : undefined
          }
        />
      </div>
      <div className={classes['panel']}>
        {redactions.approved && changeable && (
          <Notice tone="attention" title={t('redaction.approved')}>
            {t('redaction.approvedText')}
          </Notice>
        )}
        {!redactions.open && <Notice tone="neutral" title={t('redaction.closed')} />}
        <Select
          label={t('redaction.document')}
          allowDeselect={false}
          value={documentId}
          onChange={(value) => {
            if (value === null) return;
            setDraft(NO_DRAFT);
            go({ document: value });
          }}
          data={redactions.documents.map((each) => ({
            value: each.documentId,
            label: [
              each.typeName,
              each.title,
              each.date === null ? t('scope.undated') : dates.day(each.date),
              t('redaction.pages', { count: each.pages }),
            ]
              .filter((part) => part !== null)
              .join(' · '),
          }))}
        />
        <SegmentedControl
          aria-label={t('redaction.view')}
          value={shown}
          onChange={(as) => go({ as })}
          data={[
            { value: 'recorded', label: t('redaction.recorded') },
            { value: 'released', label: t('redaction.released') },
          ]}
        />
        {changeable && (
          <NewRedaction
            requestId={requestId}
            documentId={documentId}
            page={index + 1}
            reasons={redactions.reasons}
            draft={draft}
            onDraft={(next) => {
              setDraft(next);
              const first = next.places[0]?.page;
              if (first !== undefined) go({ page: first, as: 'recorded' });
            }}
            onDone={() => setDraft(NO_DRAFT)}
          />
        )}
        <RedactionList
          requestId={requestId}
          redactions={mine}
          reasons={redactions.reasons}
          people={redactions.people}
          changeable={changeable}
          onShow={(page) => go({ page })}
        />
      </div>
    </div>
  );
}
