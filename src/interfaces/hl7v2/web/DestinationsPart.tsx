import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { type ResponseOf } from '../../../platform/http/contract.ts';
import { useAct, useRead } from '../../../ui/api/reads.tsx';
import { Empty } from '../../../ui/feedback/Empty.tsx';
import { Mark } from '../../../ui/feedback/Mark.tsx';
import { showDone } from '../../../ui/feedback/notices.tsx';
import { ProblemNotice } from '../../../ui/feedback/ProblemNotice.tsx';
import { ReasonDialog } from '../../../ui/feedback/ReasonDialog.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { useMay } from '../../../ui/session.ts';
import { type Column, RecordsTable } from '../../../ui/table/RecordsTable.tsx';
import { useDates } from '../../../ui/use-dates.ts';
import { outboundContract as contract } from '../outbound/contract.ts';
import { DestinationDialog } from './DestinationDialog.tsx';
import { type Destination, WATCH_MS } from './sender.ts';

type Failed = ResponseOf<typeof contract.failed>['messages'][number];
const keyOf = ({ id }: { readonly id: string }) => id;

/** Who is told of changes: what waits, why it does, and what a person must look at. */
export function DestinationsPart() {
  const t = useTexts('hl7v2');
  const may = useMay();
  const dates = useDates();
  const [editing, setEditing] = useState<Destination | 'new'>();
  const [settingAside, setSettingAside] = useState<Failed>();
  const destinations = useRead(contract.destinations, {}, { everyMs: WATCH_MS });
  const failed = useRead(contract.failed, {}, { everyMs: WATCH_MS });
  const changes = [contract.failed, contract.destinations];
  const again = useAct(contract.again, { changes, onDone: () => showDone(t('outbound.queued')) });
  const setAside = useAct(contract.setAside, { changes, onDone: () => setSettingAside(undefined) });
  const mayManage = may('hl7v2/manage');
  const columns: Column<Destination>[] = [
    { ...{ key: 'name', header: t('outbound.destination'), names: true }, cell: ({ name }) => name },
    { ...{ key: 'address', header: t('outbound.address') }, cell: ({ host, port }) => `${host}:${port}` },
    {
      ...{ key: 'tells', header: t('outbound.tells') },
      cell: ({ tells }) =>
        tells.length === 0 ? t('outbound.answersOnly') : tells.map((each) => t(`outbound.kinds.${each}`)).join(', '),
    },
    {
      ...{ key: 'state', header: t('columns.state') },
      cell: ({ stopped, trouble, waiting, unansweredSince }) =>
        stopped ? (
          <Mark>{t('outbound.stopped')}</Mark>
        ) : trouble !== null && waiting > 0 ? (
          <Stack gap={2} align="start">
            {unansweredSince !== null && (
              <Mark tone="danger" icon="alert">
                {t('outbound.unanswered', { age: dates.age(unansweredSince) })}
              </Mark>
            )}
            <Text size="xs" style={{ overflowWrap: 'anywhere' }}>
              {trouble}
            </Text>
          </Stack>
        ) : (
          <Mark tone="good">{t('outbound.running')}</Mark>
        ),
    },
    {
      ...{ key: 'waiting', header: t('columns.waiting'), align: 'end' as const },
      cell: ({ waiting, oldestWaitingAt }) =>
        oldestWaitingAt === null ? waiting : t('lag', { waiting, age: dates.age(oldestWaitingAt) }),
    },
    { ...{ key: 'failed', header: t('columns.failed'), align: 'end' as const }, cell: ({ failed: count }) => count },
    {
      ...{ key: 'last', header: t('outbound.last'), solid: true },
      cell: ({ lastAt }) => (lastAt === null ? t('never') : dates.age(lastAt)),
    },
  ];
  const wrong: Column<Failed>[] = [
    { ...{ key: 'event', header: t('columns.message'), names: true }, cell: ({ event }) => event },
    { ...{ key: 'to', header: t('outbound.destination') }, cell: ({ destination }) => destination },
    { ...{ key: 'at', header: t('outbound.queuedAt'), solid: true }, cell: ({ queuedAt }) => dates.instant(queuedAt) },
    { ...{ key: 'why', header: t('columns.why') }, cell: ({ reason }) => reason },
    {
      ...{ key: 'acts', header: t('outbound.acts') },
      cell: (message) =>
        mayManage && (
          <Group gap="xs" wrap="nowrap">
            <Button size="compact-xs" variant="default" onClick={() => again.run({ params: { id: message.id } })}>
              {t('outbound.again')}
            </Button>
            <Button size="compact-xs" variant="default" onClick={() => setSettingAside(message)}>
              {t('message.setAside')}
            </Button>
          </Group>
        ),
    },
  ];
  return (
    <Stack gap="sm">
      <Group justify="space-between">
        <Title order={2} size="h4">
          {t('outbound.title')}
        </Title>
        {mayManage && (
          <Button size="xs" variant="default" onClick={() => setEditing('new')}>
            {t('outbound.add')}
          </Button>
        )}
      </Group>
      <RecordsTable
        aside
        label={t('outbound.title')}
        columns={columns}
        rows={destinations.data?.destinations}
        rowKey={keyOf}
        error={destinations.error ?? undefined}
        onRetry={() => void destinations.refetch()}
        tone={({ stopped, trouble, waiting, failed: count }) =>
          count > 0 || (!stopped && trouble !== null && waiting > 0) ? 'danger' : undefined
        }
        empty={<Empty icon="send" title={t('outbound.empty')} text={t('outbound.emptyText')} />}
        {...(mayManage ? { onOpen: setEditing } : {})}
      />
      {again.error !== null && <ProblemNotice error={again.error} takeFocus />}
      {failed.data !== undefined && failed.data.messages.length > 0 && (
        <RecordsTable
          aside
          label={t('outbound.failed')}
          columns={wrong}
          rows={failed.data.messages}
          rowKey={keyOf}
          empty={<Empty icon="check" title={t('monitor.noErrors')} />}
        />
      )}
      {editing !== undefined && (
        <DestinationDialog
          {...(editing === 'new' ? {} : { destination: editing })}
          onClose={() => setEditing(undefined)}
        />
      )}
      {settingAside !== undefined && (
        <ReasonDialog
          title={t('message.setAside')}
          text={t('outbound.asideText')}
          action={t('message.setAside')}
          busy={setAside.isPending}
          error={setAside.error}
          onConfirm={(reason) => setAside.run({ params: { id: settingAside.id }, body: { reason } })}
          onCancel={() => setSettingAside(undefined)}
        />
      )}
    </Stack>
  );
}
