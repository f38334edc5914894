import { Button, Group, SegmentedControl, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useCallback, useRef, useState } from 'react';
import { call } from '../../../ui/api/call.ts';
import { Freshness } from '../../../ui/api/Freshness.tsx';
import { POLL_MS } from '../../../ui/api/live.ts';
import { useAct, useLiveConnected, useRead } from '../../../ui/api/reads.tsx';
import { Empty } from '../../../ui/feedback/Empty.tsx';
import { showDone, showWarning } from '../../../ui/feedback/notices.tsx';
import { ProblemNotice } from '../../../ui/feedback/ProblemNotice.tsx';
import { FilePicker } from '../../../ui/fields/FilePicker.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icons.tsx';
import { useCommands } from '../../../ui/keys/KeysProvider.tsx';
import { useMay } from '../../../ui/session.ts';
import { Page } from '../../../ui/shell/Page.tsx';
import { RecordsTable, type Column } from '../../../ui/table/RecordsTable.tsx';
import { useAddress } from '../../../ui/use-address.ts';
import { useDates } from '../../../ui/use-dates.ts';
import { contract } from '../contract.ts';
import { paceContract } from '../pace/contract.ts';
import { CountsStrip } from './CountsStrip.tsx';
import { DropTarget } from './DropTarget.tsx';
import classes from './intake.module.css';
import { type Item } from './item.ts';
import { ItemState } from './ItemState.tsx';
import { deskPath, itemPath, sheetsPath, sourcesPath } from './paths.ts';
import { addFiles, MOST_FILES } from './uploads.ts';
import { UploadList } from './UploadList.tsx';
import { useProgress } from './use-progress.ts';

const STATES = ['reading', 'to-separate', 'to-index', 'failed', 'settled'] as const;
const PER_PAGE = 100;
const LIVE = ['intake.'];
/** Beside all that is open, however old. */
const COUNTED_DAYS = 30;
const ACCEPT =
  '.pdf,.tif,.tiff,.png,.jpg,.jpeg,.docx,.rtf,.txt,.htm,.html,application/pdf,image/tiff,image/png,image/jpeg';
const keyOf = (item: Item) => item.id;

/** Every item that ever arrived, with its state until somebody or a rule settles each page. */
export default function MonitorPage() {
  const t = useTexts('intake');
  const may = useMay();
  const dates = useDates();
  const navigate = useNavigate();
  const connected = useLiveConnected();
  const picker = useRef<HTMLInputElement>(null);
  const [{ state: asked }, change] = useAddress(['state']);
  const [marked, setMarked] = useState<readonly Item[]>([]);
  const state = STATES.find((each) => each === asked);
  const counts = useRead(contract.counts, { query: { days: COUNTED_DAYS } }, { live: LIVE });
  const pace = useRead(paceContract.open, {}, { live: ['intake.item-read'] }).data;
  const list = useInfiniteQuery({
    queryKey: [contract.list.method, contract.list.path, { state }],
    meta: { live: LIVE },
    refetchInterval: connected ? false : POLL_MS,
    initialPageParam: undefined as { at: string; id: string } | undefined,
    queryFn: ({ pageParam, signal }) =>
      call(
        contract.list,
        {
          query: {
            limit: PER_PAGE,
            ...(state === undefined ? {} : { state }),
            ...(pageParam === undefined ? {} : { beforeAt: pageParam.at, beforeId: pageParam.id }),
          },
        },
        { signal },
      ),
    getNextPageParam: ({ items, more }) => {
      const last = items.at(-1);
      return more && last !== undefined ? { at: last.receivedAt, id: last.id } : undefined;
    },
  });
  const rows = list.data?.pages.flatMap(({ items }) => items);
  const progress = useProgress(rows?.some((item) => item.state === 'reading') === true);
  const retry = useAct(contract.retry, { changes: [contract.list] });
  const take = useCallback(
    (files: readonly File[]) => {
      const left = addFiles(files);
      if (left > 0) showWarning(t('upload.tooMany', { most: MOST_FILES, left }));
    },
    [t],
  );
  const failed = marked.filter((item) => item.state === 'failed');
  const retryMarked = async () => {
    for (const { id } of failed) await retry.runAsync({ params: { id } });
    showDone(t('retry.done', { count: failed.length }));
  };
  useCommands([
    {
      ...{ id: 'intake.add', label: t('upload.choose'), keys: ['u'], reversal: 'reversible' as const },
      run: () => picker.current?.click(),
      disabled: !may('intake/add'),
    },
    {
      ...{ id: 'intake.sources', label: t('sources.title'), keys: ['o'], reversal: 'reversible' as const },
      run: () => void navigate({ to: sourcesPath }),
    },
    {
      ...{ id: 'intake.sheets', label: t('sheets.title'), keys: ['b'], reversal: 'reading' as const },
      run: () => void navigate({ to: sheetsPath }),
    },
    {
      ...{ id: 'intake.retry', label: t('retry.marked'), keys: ['r'], reversal: 'reversible' as const },
      run: () => void retryMarked().catch(() => undefined),
      disabled: failed.length === 0,
    },
  ]);
  const columns: Column<Item>[] = [
    { ...{ key: 'file', header: t('columns.file'), names: true }, cell: ({ fileName }) => fileName },
    {
      ...{ key: 'state', header: t('columns.state') },
      cell: (item) => <ItemState item={item} progress={progress.get(item.id)} />,
    },
    {
      ...{ key: 'pages', header: t('columns.pages'), align: 'end' as const },
      cell: ({ pages, openPages, state: of }) =>
        pages === null ? '' : of === 'to-index' && openPages < pages ? t('columns.open', { openPages, pages }) : pages,
      compare: (a, b) => (a.pages ?? 0) - (b.pages ?? 0),
    },
    {
      ...{ key: 'age', header: t('columns.age'), align: 'end' as const },
      cell: (item) => (item.state === 'settled' ? '' : dates.age(item.receivedAt)),
      compare: (a, b) => b.receivedAt.localeCompare(a.receivedAt),
    },
    {
      ...{ key: 'received', header: t('columns.received'), solid: true },
      cell: ({ receivedAt }) => dates.instant(receivedAt),
      compare: (a, b) => a.receivedAt.localeCompare(b.receivedAt),
    },
    {
      ...{ key: 'source', header: t('columns.source'), narrow: 'hide' as const },
      cell: ({ source }) => t(`source.${source}`, { defaultValue: source }),
    },
  ];
  return (
    <Page
      title={t('monitor.title')}
      actions={
        <>
          <Button variant="subtle" onClick={() => void navigate({ to: sourcesPath })}>
            {t('sources.title')}
          </Button>
          <Freshness updatedAt={list.dataUpdatedAt} />
          <Button
            variant="default"
            leftSection={<Icon name="barcode" size={16} />}
            onClick={() => void navigate({ to: sheetsPath })}
          >
            {t('sheets.open')}
          </Button>
          {may('intake/index') && (
            <Button
              variant="default"
              leftSection={<Icon name="play" size={16} />}
              onClick={() => void navigate({ to: deskPath })}
            >
              {t('monitor.index')}
            </Button>
          )}
          {may('intake/add') && (
            <Button leftSection={<Icon name="upload" size={16} />} onClick={() => picker.current?.click()}>
              {t('upload.choose')}
            </Button>
          )}
        </>
      }
    >
      {may('intake/add') && (
        <>
          <DropTarget onFiles={take} />
          <FilePicker ref={picker} label={t('upload.choose')} accept={ACCEPT} multiple onFiles={take} />
        </>
      )}
      {counts.data !== undefined && <CountsStrip counts={counts.data} days={COUNTED_DAYS} />}
      {counts.error !== null && <ProblemNotice error={counts.error} onRetry={() => void counts.refetch()} />}
      {pace !== undefined && pace.reading !== null && (
        <Text size="sm" c="dimmed">
          {(['reading', 'separating', 'indexing'] as const)
            .flatMap((step) => {
              const usual = pace[step];
              return usual === null
                ? []
                : [t(`pace.${step}`, { span: dates.age(new Date(0).toISOString(), new Date(usual)) })];
            })
            .join(' · ')}
        </Text>
      )}
      <UploadList />
      <Group justify="space-between">
        <SegmentedControl
          aria-label={t('monitor.filter')}
          className={classes['scrolls'] ?? ''}
          size="xs"
          value={state ?? 'all'}
          data={['all', ...STATES].map((value) => ({ value, label: t(`filter.${value}`) }))}
          onChange={(value) => change({ state: value === 'all' ? undefined : value })}
        />
        {failed.length > 0 && (
          <Button size="xs" variant="default" loading={retry.isPending} onClick={() => void retryMarked()}>
            {t('retry.marked')} ({failed.length})
          </Button>
        )}
      </Group>
      {retry.error !== null && <ProblemNotice error={retry.error} takeFocus />}
      <RecordsTable
        label={t('monitor.list')}
        columns={columns}
        rows={rows}
        rowKey={keyOf}
        error={list.error ?? undefined}
        onRetry={() => void list.refetch()}
        onOpen={({ id }) => void navigate({ to: itemPath(id) })}
        onMarked={setMarked}
        tone={(item) =>
          item.state === 'failed' ? 'danger' : progress.get(item.id)?.stalled === true ? 'attention' : undefined
        }
        maxHeight="64vh"
        empty={
          state === undefined ? (
            <Empty icon="tray" title={t('monitor.empty')} text={t('monitor.emptyText')}>
              <Button variant="default" onClick={() => void navigate({ to: sourcesPath })}>
                {t('sources.title')}
              </Button>
            </Empty>
          ) : (
            <Empty icon="check" title={t('monitor.none', { state: t(`filter.${state}`) })} />
          )
        }
      />
      {list.hasNextPage && (
        <Group justify="center">
          <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t('monitor.more')}
          </Button>
        </Group>
      )}
    </Page>
  );
}
