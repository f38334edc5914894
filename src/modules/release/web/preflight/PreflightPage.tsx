import { Button, Group } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import { useEffect, useMemo, useState } from 'react';
import { addressOf } from '../../../../ui/api/call.ts';
import { useRead } from '../../../../ui/api/reads.tsx';
import { Empty } from '../../../../ui/feedback/Empty.tsx';
import { ProblemNotice } from '../../../../ui/feedback/ProblemNotice.tsx';
import { Waiting } from '../../../../ui/feedback/Waiting.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { useCommands } from '../../../../ui/keys/KeysProvider.tsx';
import { Shortcut } from '../../../../ui/keys/Shortcut.tsx';
import { Page } from '../../../../ui/shell/Page.tsx';
import { PageViewer } from '../../../../ui/viewer/PageViewer.tsx';
import { PatientBanner } from '../../../patients/web/index.tsx';
import { contract } from '../../contract.ts';
import { preflightContract } from '../../preflight/contract.ts';
import { redactionContract } from '../../redaction/contract.ts';
import { casePath } from '../paths.ts';
import classes from '../redaction/redaction.module.css';
import { FindingPanel } from './FindingPanel.tsx';
import { type Finding, groupFindings, type Preflight } from './groups.ts';
import { PreflightBar } from './PreflightSection.tsx';
import { useFindingWords } from './use-finding-words.ts';

/** Until the picture is there. */
const SHEET = { width: 1105, height: 1430 };

/** One finding after the other, each on its page with the place marked. */
export default function PreflightPage() {
  const t = useTexts('release');
  const { requestId = '' } = useParams({ strict: false });
  const open = useRead(contract.open, { params: { id: requestId } });
  const read = useRead(preflightContract.preflight, { params: { id: requestId } }, { live: ['release.', 'patients.'] });
  const error = open.error ?? read.error;
  const preflight = read.data;
  return (
    <Page
      title={t('preflight.pageTitle')}
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
      {preflight !== undefined && preflight.findings.length === 0 && (
        <>
          <PreflightBar requestId={requestId} preflight={preflight} />
          <Empty icon="document" title={t(`preflight.title.${preflight.state}`)} text={t('preflight.nothing')} />
        </>
      )}
      {preflight !== undefined && preflight.findings.length > 0 && (
        <Looking requestId={requestId} preflight={preflight} />
      )}
    </Page>
  );
}

type ShownPage = Pick<Finding, 'id' | 'documentId' | 'page' | 'box' | 'detail'>;

function Looking({ requestId, preflight }: { readonly requestId: string; readonly preflight: Preflight }) {
  const t = useTexts('release');
  const { groupName } = useFindingWords(preflight);
  // In the order of the groups as they first stood: a finding that is settled does not jump away under the hands.
  const [order, setOrder] = useState<readonly string[]>([]);
  useEffect(() => {
    const ids = groupFindings(preflight.findings).flatMap(({ findings }) => findings.map(({ id }) => id));
    setOrder((before) => (before.length > 0 && ids.every((id) => before.includes(id)) ? before : ids));
  }, [preflight.findings]);
  const ordered = order.flatMap((id) => preflight.findings.find((each) => each.id === id) ?? []);
  const [currentId, setCurrentId] = useState<string>();
  const current = ordered.find(({ id }) => id === currentId) ?? ordered.find((each) => each.open) ?? ordered[0];
  const [likeOf, setLikeOf] = useState<string>();
  const like = current === undefined ? undefined : likeShown(current);
  const showsLike = like !== undefined && likeOf === current?.id;
  useCommands([
    {
      ...{ id: 'preflight.other', label: t('preflight.showOther'), keys: ['o'], reversal: 'reading' as const },
      run: () => setLikeOf(showsLike ? undefined : current?.id),
      disabled: like === undefined,
    },
  ]);
  if (current === undefined) return null;
  const shown = showsLike ? like : current;
  return (
    <div className={classes['desk']}>
      <div className={classes['view']}>
        <FoundPage
          key={shown.documentId}
          requestId={requestId}
          preflight={preflight}
          finding={shown}
          name={groupName(current)}
        />
      </div>
      <div className={classes['panel']}>
        <PreflightBar requestId={requestId} preflight={preflight} />
        {like !== undefined && (
          <Group>
            <Button
              size="compact-sm"
              variant="default"
              aria-pressed={showsLike}
              onClick={() => setLikeOf(showsLike ? undefined : current.id)}
              rightSection={<Shortcut keys="o" />}
            >
              {t(showsLike ? 'preflight.showFound' : 'preflight.showOther')}
            </Button>
          </Group>
        )}
        <FindingPanel
          requestId={requestId}
          preflight={preflight}
          ordered={ordered}
          current={current}
          onGo={(finding) => setCurrentId(finding.id)}
        />
      </div>
    </div>
  );
}

function FoundPage(props: {
  readonly requestId: string;
  readonly preflight: Preflight;
  readonly finding: ShownPage;
  readonly name: string;
}) {
  const { requestId, preflight, finding, name } = props;
  const { documentId } = finding;
  const known = preflight.ofDocuments.find((each) => each.documentId === documentId);
  const place = { id: requestId, documentId };
  const counted = useRead(redactionContract.releasedPages, { params: place });
  const pages = Math.max(1, counted.data?.pages ?? known?.pages ?? 1);
  const [turnedTo, setTurnedTo] = useState<{ finding: string; index: number }>();
  const wanted = (finding.page ?? firstOf(finding)) - 1;
  const index = Math.min(pages - 1, turnedTo?.finding === finding.id ? turnedTo.index : wanted);
  const urlOf = (number: number) =>
    `${addressOf(redactionContract.releasedPage, { ...place, number })}?as=recorded&state=recorded`;
  const size = usePictureSize(urlOf(index + 1));
  const marks = useMemo(
    () =>
      finding.box === null || index !== wanted
        ? []
        : [
            {
              box: { left: finding.box.x, top: finding.box.y, width: finding.box.w, height: finding.box.h },
              label: name,
              tone: 'danger' as const,
            },
          ],
    [finding, index, wanted, name],
  );
  return (
    <PageViewer
      pages={Array.from({ length: pages }, (_, at) => ({
        id: `${documentId}/${at + 1}`,
        ...(at === index ? size : SHEET),
        imageUrl: urlOf(at + 1),
      }))}
      index={index}
      onIndex={(to) => setTurnedTo({ finding: finding.id, index: to })}
      marks={marks}
    />
  );
}

/** Of a page that leaves twice: the other one, as it is looked at. */
function likeShown({ id, sameDocumentId, samePage, detail }: Finding): ShownPage | undefined {
  if (sameDocumentId === null) return undefined;
  return { id: `${id} like`, documentId: sameDocumentId, page: samePage ?? 1, box: null, detail };
}

function firstOf({ detail }: ShownPage): number {
  const { pages } = detail;
  return Array.isArray(pages) ? (pages[0] ?? 1) : 1;
}

/** A page that nobody has drawn yet has no size on record. */
function usePictureSize(url: string): { width: number; height: number } {
  const [size, setSize] = useState({ url: '', ...SHEET });
  useEffect(() => {
    const image = new Image();
    image.onload = () => setSize({ url, width: image.naturalWidth, height: image.naturalHeight });
    image.src = url;
    return () => {
      image.onload = null;
    };
  }, [url]);
  return { width: size.width, height: size.height };
}
