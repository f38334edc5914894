import { Anchor, Button, Group, Stack } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { type ResponseOf } from '../../../../platform/http/contract.ts';
import { call } from '../../../../ui/api/call.ts';
import { useAct, useRead } from '../../../../ui/api/reads.tsx';
import { Empty } from '../../../../ui/feedback/Empty.tsx';
import { Mark } from '../../../../ui/feedback/Mark.tsx';
import { ProblemNotice } from '../../../../ui/feedback/ProblemNotice.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { useMay } from '../../../../ui/session.ts';
import { Page } from '../../../../ui/shell/Page.tsx';
import { RecordsTable, type Column } from '../../../../ui/table/RecordsTable.tsx';
import { useDates } from '../../../../ui/use-dates.ts';
import { sourcesContract as contract } from '../../sources/contract.ts';
import { itemPath, sourcesPath } from '../paths.ts';
import { HowToConnect } from './HowToConnect.tsx';
import { SourceDialog } from './SourceDialog.tsx';
import { TestSource } from './TestSource.tsx';
import { SourceState } from './SourceState.tsx';

type Arrival = ResponseOf<typeof contract.arrivals>['arrivals'][number];
const keyOf = (arrival: Arrival) => arrival.id;
const PER_PAGE = 50;
const TONES = { taken: 'good', repeated: 'neutral', refused: 'danger' } as const;

/** One source: how to connect to it, how it is doing, and everything it ever brought. */
export default function SourcePage() {
  const t = useTexts('intake');
  const may = useMay();
  const dates = useDates();
  const { sourceId = '' } = useParams({ strict: false });
  const [editing, setEditing] = useState(false);
  const read = useRead(contract.list, {}, { live: ['intake.'] });
  const source = read.data?.sources.find(({ id }) => id === sourceId);
  const change = useAct(contract.change, { changes: [contract.list] });
  const log = useInfiniteQuery({
    queryKey: [contract.arrivals.method, contract.arrivals.path, { sourceId }],
    meta: { live: ['intake.'] },
    initialPageParam: undefined as { at: string; id: string } | undefined,
    queryFn: ({ pageParam, signal }) =>
      call(
        contract.arrivals,
        {
          params: { id: sourceId },
          query: {
            limit: PER_PAGE,
            ...(pageParam === undefined ? {} : { beforeAt: pageParam.at, beforeId: pageParam.id }),
          },
        },
        { signal },
      ),
    getNextPageParam: ({ arrivals, more }) => {
      const last = arrivals.at(-1);
      return more && last !== undefined ? { at: last.at, id: last.id } : undefined;
    },
  });
  const back = (
    <Button component={Link} to={sourcesPath} variant="default" size="xs">
      {t('sources.back')}
    </Button>
  );
  if (read.data !== undefined && source === undefined)
    return (
      <Page title={t('sources.one')} actions={back}>
        <Empty icon="lock" title={t('sources.notFound')} />
      </Page>
    );
  const toggle = () => {
    if (source === undefined) return;
    const { name, key, settings, typeCode, lane, version } = source;
    change.run({
      params: { id: source.id },
      body: { name, key, settings, typeCode, lane, version, disabled: source.state !== 'disabled' },
    });
  };
  const columns: Column<Arrival>[] = [
    { ...{ key: 'at', header: t('sources.log.at'), solid: true }, cell: ({ at }) => dates.instant(at) },
    {
      ...{ key: 'id', header: t('sources.log.message'), names: true },
      cell: ({ items, externalId }) =>
        items.length === 0
          ? externalId
          : items.map(({ id, fileName }) => (
              <div key={id}>
                <Anchor component={Link} to={itemPath(id)} size="sm">
                  {fileName}
                </Anchor>
              </div>
            )),
    },
    { ...{ key: 'from', header: t('sources.log.sender') }, cell: ({ sender }) => sender ?? '' },
    {
      ...{ key: 'outcome', header: t('sources.log.outcome') },
      cell: ({ outcome, reason }) => (
        <>
          <Mark tone={outcome in TONES ? TONES[outcome as keyof typeof TONES] : 'neutral'}>
            {t(`sources.outcome.${outcome}`)}
          </Mark>
          {reason !== null && <div>{reason}</div>}
        </>
      ),
    },
  ];
  return (
    <Page
      title={source?.name ?? t('sources.one')}
      beside={source !== undefined && <SourceState source={source} />}
      actions={
        <Group gap="xs">
          {source !== undefined && may('intake/manage-sources') && (
            <>
              <Button size="xs" variant="default" onClick={() => setEditing(true)}>
                {t('sources.change')}
              </Button>
              <Button size="xs" variant="default" loading={change.isPending} onClick={toggle}>
                {t(source.state === 'disabled' ? 'sources.enable' : 'sources.disable')}
              </Button>
            </>
          )}
          {back}
        </Group>
      }
    >
      <Stack gap="md">
        {change.error !== null && <ProblemNotice error={change.error} takeFocus />}
        {source !== undefined && read.data !== undefined && <HowToConnect source={source} places={read.data.places} />}
        {source !== undefined && may('intake/manage-sources') && <TestSource source={source} />}
        <RecordsTable
          label={t('sources.log.title')}
          columns={columns}
          rows={log.data?.pages.flatMap(({ arrivals }) => arrivals)}
          rowKey={keyOf}
          error={log.error ?? read.error ?? undefined}
          onRetry={() => void log.refetch()}
          tone={({ outcome }) => (outcome === 'refused' ? 'danger' : undefined)}
          empty={<Empty icon="tray" title={t('sources.log.empty')} text={t('sources.log.emptyText')} />}
        />
        {log.hasNextPage && (
          <Group justify="center">
            <Button variant="default" loading={log.isFetchingNextPage} onClick={() => void log.fetchNextPage()}>
              {t('monitor.more')}
            </Button>
          </Group>
        )}
      </Stack>
      {editing && source !== undefined && <SourceDialog source={source} onClose={() => setEditing(false)} />}
    </Page>
  );
}
