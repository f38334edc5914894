import { Group, SegmentedControl } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { type ResponseOf } from '../../../platform/http/contract.ts';
import { useRead } from '../../../ui/api/reads.tsx';
import { Empty } from '../../../ui/feedback/Empty.tsx';
import { Mark } from '../../../ui/feedback/Mark.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { Page } from '../../../ui/shell/Page.tsx';
import { RecordsTable, type Column } from '../../../ui/table/RecordsTable.tsx';
import { useAddress } from '../../../ui/use-address.ts';
import { useDates } from '../../../ui/use-dates.ts';
import { contract } from '../contract.ts';
import { ComparePicker } from './ComparePicker.tsx';
import { Findings } from './Findings.tsx';
import { correctionPath, mergePath, overlayPath, pairPath } from './paths.ts';
import { Rates } from './Rates.tsx';
import { Settings } from './Settings.tsx';
import { useWho } from './use-who.ts';

type Pair = ResponseOf<typeof contract.listPairs>['pairs'][number];
type Overlay = ResponseOf<typeof contract.listOverlays>['overlays'][number];
type Correction = ResponseOf<typeof contract.listCorrections>['corrections'][number];
type Merge = ResponseOf<typeof contract.listMerges>['merges'][number];

const SHOWS = [
  ...(['overlays', 'duplicates', 'overlaps', 'findings', 'corrections', 'merges'] as const),
  ...(['rates', 'settings'] as const),
];
const LEASTS = ['0', '0.9', '0.99'] as const;
const keyOf = ({ id }: { id: string }) => id;

/** The identity desk: overlays first, since they freeze a release; then duplicates, overlaps, and what was merged. */
export default function QueuePage() {
  const t = useTexts('identity');
  const [{ show }, change] = useAddress(['show', 'least', 'rule', 'facility']);
  const shown = SHOWS.find((each) => each === show) ?? 'duplicates';
  return (
    <Page title={t('queue.title')} actions={<ComparePicker />}>
      <Group>
        <SegmentedControl
          size="xs"
          aria-label={t('queue.show')}
          value={shown}
          data={SHOWS.map((value) => ({ value, label: t(`queue.shows.${value}`) }))}
          onChange={(value) => change({ show: value, least: undefined, rule: undefined, facility: undefined })}
        />
      </Group>
      {shown === 'overlays' && <Overlays />}
      {shown === 'duplicates' && <Pairs kind="duplicate" />}
      {shown === 'overlaps' && <Pairs kind="overlap" />}
      {shown === 'findings' && <Findings />}
      {shown === 'corrections' && <Corrections />}
      {shown === 'merges' && <Merges />}
      {shown === 'rates' && <Rates />}
      {shown === 'settings' && <Settings />}
    </Page>
  );
}

function Pairs({ kind }: { readonly kind: 'duplicate' | 'overlap' }) {
  const t = useTexts('identity');
  const who = useWho();
  const dates = useDates();
  const navigate = useNavigate();
  const [{ least = '0' }, change] = useAddress(['show', 'least']);
  const read = useRead(contract.listPairs, { query: { kind, least: Number(least) } }, { live: ['identity.'] });
  const columns: Column<Pair>[] = [
    { key: 'left', header: t('queue.one'), names: true, cell: ({ left }) => who(left) },
    { key: 'right', header: t('queue.other'), cell: ({ right }) => who(right) },
    {
      key: 'probability',
      header: t('queue.likely'),
      align: 'end',
      solid: true,
      compare: (a, b) => a.probability - b.probability,
      cell: ({ probability }) => percent(probability),
    },
    {
      key: 'differ',
      header: t('queue.differ'),
      narrow: 'hide',
      cell: ({ differ }) => differ.map((field) => t(`fields.${field}`)).join(', '),
    },
    {
      key: 'found',
      header: t('queue.found'),
      solid: true,
      narrow: 'hide',
      cell: ({ foundAt, foundHow }) =>
        foundHow === 'feed' ? t('queue.linked', { at: dates.instant(foundAt) }) : dates.instant(foundAt),
    },
  ];
  return (
    <>
      <Group>
        <SegmentedControl
          size="xs"
          aria-label={t('queue.least')}
          value={LEASTS.find((each) => each === least) ?? '0'}
          data={LEASTS.map((value) => ({ value, label: t(`queue.leasts.${value.replace('.', '')}`) }))}
          onChange={(value) => change({ least: value === '0' ? undefined : value })}
        />
      </Group>
      <RecordsTable
        label={t(`queue.shows.${kind}s`)}
        columns={columns}
        rows={read.data?.pairs}
        rowKey={keyOf}
        error={read.error ?? undefined}
        onRetry={() => void read.refetch()}
        onOpen={({ id }) => void navigate({ to: pairPath(id) })}
        empty={<Empty icon="people" title={t('queue.empty')} text={t(`queue.emptyText.${kind}`)} />}
        maxHeight="70vh"
      />
    </>
  );
}

/** Never rounded up to certainty. */
export function percent(probability: number): string {
  return `${Math.floor(probability * 1000) / 10} %`;
}

function Overlays() {
  const t = useTexts('identity');
  const who = useWho();
  const dates = useDates();
  const navigate = useNavigate();
  const read = useRead(contract.listOverlays, {}, { live: ['identity.'] });
  const columns: Column<Overlay>[] = [
    { key: 'who', header: t('queue.record'), names: true, cell: ({ patient }) => who(patient) },
    { key: 'what', header: t('queue.what'), cell: ({ what }) => what },
    { key: 'at', header: t('queue.reported'), solid: true, cell: ({ reportedAt }) => dates.instant(reportedAt) },
    { key: 'frozen', header: t('queue.release'), cell: () => <Mark tone="danger">{t('queue.frozen')}</Mark> },
  ];
  return (
    <RecordsTable
      label={t('queue.shows.overlays')}
      columns={columns}
      rows={read.data?.overlays}
      rowKey={keyOf}
      error={read.error ?? undefined}
      onRetry={() => void read.refetch()}
      onOpen={({ id }) => void navigate({ to: overlayPath(id) })}
      tone={() => 'danger'}
      empty={<Empty icon="people" title={t('queue.emptyOverlays')} text={t('queue.emptyText.overlay')} />}
      maxHeight="70vh"
    />
  );
}

function Corrections() {
  const t = useTexts('identity');
  const who = useWho();
  const dates = useDates();
  const navigate = useNavigate();
  const read = useRead(contract.listCorrections, {}, { live: ['identity.'] });
  const columns: Column<Correction>[] = [
    { key: 'title', header: t('correction.document'), names: true, cell: ({ title }) => title },
    { key: 'who', header: t('queue.record'), cell: ({ patient }) => (patient === null ? '' : who(patient)) },
    { key: 'wrong', header: t('correction.wrong'), cell: ({ wrong }) => t(`correction.wrongs.${wrong}`) },
    { key: 'note', header: t('correction.note'), narrow: 'hide', cell: ({ note }) => note },
    { key: 'at', header: t('queue.reported'), solid: true, cell: ({ reportedAt }) => dates.instant(reportedAt) },
  ];
  return (
    <RecordsTable
      label={t('queue.shows.corrections')}
      columns={columns}
      rows={read.data?.corrections}
      rowKey={keyOf}
      error={read.error ?? undefined}
      onRetry={() => void read.refetch()}
      onOpen={({ id }) => void navigate({ to: correctionPath(id) })}
      empty={<Empty icon="document" title={t('correction.none')} text={t('correction.noneText')} />}
      maxHeight="70vh"
    />
  );
}

function Merges() {
  const t = useTexts('identity');
  const who = useWho();
  const dates = useDates();
  const navigate = useNavigate();
  const read = useRead(contract.listMerges, {}, { live: ['identity.', 'patients.'] });
  const columns: Column<Merge>[] = [
    { key: 'survivor', header: t('queue.survivor'), names: true, cell: ({ survivor }) => who(survivor) },
    { key: 'retired', header: t('queue.retired'), cell: ({ retired }) => who(retired) },
    { key: 'at', header: t('queue.merged'), solid: true, cell: ({ at }) => dates.instant(at) },
    {
      key: 'state',
      header: t('queue.state'),
      cell: ({ undoneAt, owed }) => (
        <Group gap={4}>
          {undoneAt !== null && <Mark tone="neutral">{t('queue.undone')}</Mark>}
          {owed > 0 && <Mark tone="attention">{t('queue.owed', { count: owed })}</Mark>}
        </Group>
      ),
    },
  ];
  return (
    <RecordsTable
      label={t('queue.shows.merges')}
      columns={columns}
      rows={read.data?.merges}
      rowKey={keyOf}
      error={read.error ?? undefined}
      onRetry={() => void read.refetch()}
      onOpen={({ id }) => void navigate({ to: mergePath(id) })}
      empty={<Empty icon="people" title={t('queue.emptyMerges')} text={t('queue.emptyText.merge')} />}
      maxHeight="70vh"
    />
  );
}
