import { Button, Group } from '@mantine/core';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { addressOf } from '../../../ui/api/call.ts';
import { ProblemError } from '../../../ui/api/problem-error.ts';
import { useRead } from '../../../ui/api/reads.tsx';
import { Empty } from '../../../ui/feedback/Empty.tsx';
import { ProblemNotice } from '../../../ui/feedback/ProblemNotice.tsx';
import { Waiting } from '../../../ui/feedback/Waiting.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icons.tsx';
import { useCommands } from '../../../ui/keys/KeysProvider.tsx';
import { Page } from '../../../ui/shell/Page.tsx';
import { useAddress } from '../../../ui/use-address.ts';
import { useDates } from '../../../ui/use-dates.ts';
import { PageViewer } from '../../../ui/viewer/PageViewer.tsx';
import { PageRail } from '../../../ui/viewer/PageRail.tsx';
import { readWords } from '../../../ui/viewer/read-words.ts';
import { PatientBanner, recordPath } from '../../patients/web/index.tsx';
import { contract } from '../contract.ts';
import { useMay } from '../../../ui/session.ts';
import { SlotPlace } from '../../../ui/slots.ts';
import { DocumentActs } from './DocumentActs.tsx';
import { documentActions } from './slots.ts';
import { DocumentFacts } from './DocumentFacts.tsx';
import classes from './documents.module.css';
import { useFindText } from './find-text.ts';
import { wordMarker } from './mark-words.ts';
import { documentPath } from './paths.ts';
import { StatusMarks } from './status-marks.tsx';
import { TextPage } from './TextPage.tsx';
import { useDownload } from './use-download.ts';
import { pagesToShow, type OpenedDocument } from './opened-document.ts';

/** One document: small pages, the page itself, what is known about it; the banner says whose it is. */
export default function DocumentPage() {
  const t = useTexts('documents');
  const { patientId = '', documentId = '' } = useParams({ strict: false });
  const read = useRead(contract.open, { params: { patientId, documentId } }, { live: ['documents.'] });
  const back = (
    <Button component={Link} to={recordPath(patientId)} variant="default" size="xs">
      {t('page.back')}
    </Button>
  );
  if (read.error instanceof ProblemError && read.error.problem.status === 404)
    return (
      <Page title={t('page.title')} banner={<PatientBanner patientId={patientId} />} actions={back}>
        <Empty icon="lock" title={t('page.notFound')} text={t('page.notFoundText')} />
      </Page>
    );
  return (
    <Page
      title={t('page.title')}
      fills
      beside={read.data !== undefined && <DocumentName document={read.data} />}
      banner={<PatientBanner patientId={patientId} />}
      actions={read.data === undefined ? back : <Actions document={read.data} back={back} />}
    >
      {read.error !== null && <ProblemNotice error={read.error} onRetry={() => void read.refetch()} />}
      {read.isPending && <Waiting />}
      {read.data !== undefined && <Opened key={documentId} document={read.data} />}
    </Page>
  );
}

/** On the line of the title, so that the page image gets the height. */
function DocumentName({ document: { summary } }: { readonly document: OpenedDocument }) {
  const t = useTexts('documents');
  const dates = useDates();
  return (
    <div className={classes['name']}>
      <strong className={summary.enteredInError === null ? undefined : classes['struck']}>
        {summary.typeName}
        {summary.title !== null && ` · ${summary.title}`}
      </strong>
      <span className={classes['soft']}>{summary.date === null ? t('part.undated') : dates.day(summary.date)}</span>
      <StatusMarks document={summary} />
    </div>
  );
}

function Actions({ document, back }: { readonly document: OpenedDocument; readonly back: React.ReactNode }) {
  const may = useMay();
  const { patientId, id } = document.summary;
  return (
    <>
      <Neighbours document={document} />
      <DocumentActs document={document} />
      <SlotPlace slot={documentActions} props={{ patientId, documentId: id }} may={may} />
      {back}
    </>
  );
}

/** Former and next document in the order of the record's list. */
function Neighbours({ document: { summary } }: { readonly document: OpenedDocument }) {
  const t = useTexts('documents');
  const navigate = useNavigate();
  const list = useRead(contract.list, { params: { patientId: summary.patientId }, query: {} });
  const documents = list.data?.documents ?? [];
  const at = documents.findIndex(({ id }) => id === summary.id);
  const go = (step: number) => {
    const to = documents[at + step];
    if (at !== -1 && to !== undefined) void navigate({ to: documentPath(to.patientId, to.id) });
  };
  const former = at <= 0;
  const next = at === -1 || at >= documents.length - 1;
  useCommands([
    { id: 'document.former', label: t('page.former'), keys: ['Ctrl+ArrowLeft'], run: () => go(-1), disabled: former },
    { id: 'document.next', label: t('page.next'), keys: ['Ctrl+ArrowRight'], run: () => go(1), disabled: next },
  ]);
  if (at === -1) return null;
  return (
    <Group gap={4} role="group" aria-label={t('page.neighbours')}>
      <Button
        size="compact-sm"
        variant="default"
        disabled={former}
        onClick={() => go(-1)}
        aria-label={t('page.former')}
      >
        <Icon name="left" size={16} />
      </Button>
      <span className={classes['soft']}>{t('page.place', { number: at + 1, of: documents.length })}</span>
      <Button size="compact-sm" variant="default" disabled={next} onClick={() => go(1)} aria-label={t('page.next')}>
        <Icon name="right" size={16} />
      </Button>
    </Group>
  );
}

function Opened({ document }: { readonly document: OpenedDocument }) {
  const t = useTexts('documents');
  const { summary } = document;
  const [{ page, version: askedVersion }, change] = useAddress(['page', 'version']);
  const version = document.versions.find(({ id }) => id === askedVersion)?.id ?? summary.currentVersionId;
  const pages = pagesToShow(document, version);
  const index = Math.max(0, Math.min(pages.length - 1, Number(page ?? 1) - 1 || 0));
  const shown = pages[index];
  const place = { patientId: summary.patientId, documentId: summary.id, versionId: version };
  const address = (form: typeof contract.pageImage, number: number) => addressOf(form, { ...place, number });
  const hasWords = shown?.kinds.includes('words') ?? false;
  const words = useRead(
    contract.pageWords,
    { params: { ...place, number: shown?.number ?? 1 } },
    { enabled: hasWords },
  );
  const marker = wordMarker(useFindText(summary.patientId));
  const { original, download, error } = useDownload(document, version);
  const searchable = useDownload(document, version, 'searchable');
  const goTo = (to: number) => change({ page: String(to + 1) });
  const hasImage = shown?.kinds.includes('page-image') ?? false;
  return (
    <>
      {error !== null && <ProblemNotice error={error} takeFocus />}
      {searchable.error !== null && <ProblemNotice error={searchable.error} takeFocus />}
      <div className={classes['open']} data-rail={pages.length > 1 || undefined}>
        {pages.length > 1 && (
          <PageRail
            pages={pages.map(({ number }) => ({
              key: String(number),
              label: t('page.number', { number }),
              imageUrl: address(contract.pageThumbnail, number),
            }))}
            index={index}
            onIndex={goTo}
          />
        )}
        {shown !== undefined && !hasImage ? (
          <TextPage place={{ ...place, number: shown.number }} hasText={shown.kinds.includes('text')} />
        ) : (
          <PageViewer
            pages={pages.map(({ number, width, height }) => ({
              id: `${version}/${number}`,
              width: width ?? A4_AT_200_DPI.width,
              height: height ?? A4_AT_200_DPI.height,
              imageUrl: address(contract.pageImage, number),
            }))}
            index={index}
            onIndex={goTo}
            words={hasWords ? readWords(words.data) : []}
            {...(marker === undefined ? {} : { isMarked: marker })}
            otherwise={
              original !== undefined && (
                <Button size="xs" variant="default" onClick={download}>
                  {t('page.original')}
                </Button>
              )
            }
          />
        )}
        <DocumentFacts
          document={document}
          version={version}
          onVersion={(id) => change({ version: id === summary.currentVersionId ? undefined : id, page: undefined })}
          {...(original === undefined ? {} : { onDownload: download })}
          {...(searchable.original === undefined ? {} : { onDownloadSearchable: searchable.download })}
        />
      </div>
    </>
  );
}

/** A page whose size was not kept is laid out like a sheet until its image is there. */
const A4_AT_200_DPI = { width: 1654, height: 2339 };
