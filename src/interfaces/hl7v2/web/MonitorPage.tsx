import { Button, Title } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { Freshness } from '../../../ui/api/Freshness.tsx';
import { useRead } from '../../../ui/api/reads.tsx';
import { Empty } from '../../../ui/feedback/Empty.tsx';
import { Mark } from '../../../ui/feedback/Mark.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icons.tsx';
import { useCommands } from '../../../ui/keys/KeysProvider.tsx';
import { useMay } from '../../../ui/session.ts';
import { Page } from '../../../ui/shell/Page.tsx';
import { SlotPlace } from '../../../ui/slots.ts';
import { type Column, RecordsTable } from '../../../ui/table/RecordsTable.tsx';
import { useDates } from '../../../ui/use-dates.ts';
import { contract } from '../contract.ts';
import { DeclareDialog } from './DeclareDialog.tsx';
import { DestinationsPart } from './DestinationsPart.tsx';
import { messagePath, senderPath, tryPath } from './paths.ts';
import { PortLine } from './PortLine.tsx';
import { type InError, type Sender, senderName, WATCH_MS } from './sender.ts';
import { SenderMark } from './SenderMark.tsx';
import { monitorParts } from './slots.ts';

const keyOf = ({ id }: { readonly id: string }) => id;

/** Every feed at a glance: who speaks, how much, what waits, what failed; and the messages somebody must look at. */
export default function MonitorPage() {
  const t = useTexts('hl7v2');
  const may = useMay();
  const dates = useDates();
  const navigate = useNavigate();
  const [declaring, setDeclaring] = useState(false);
  const senders = useRead(contract.senders, {}, { everyMs: WATCH_MS });
  const errors = useRead(contract.errors, {}, { everyMs: WATCH_MS });
  const mayManage = may('hl7v2/manage');
  useCommands([
    {
      ...{ id: 'hl7v2.try', label: t('try.open'), keys: ['t'], reversal: 'reading' as const },
      run: () => void navigate({ to: tryPath }),
      disabled: !mayManage,
    },
    {
      ...{ id: 'hl7v2.declare', label: t('declare.open'), keys: ['n'], reversal: 'reversible' as const },
      run: () => setDeclaring(true),
      disabled: !mayManage,
    },
  ]);
  const columns: Column<Sender>[] = [
    {
      ...{ key: 'sender', header: t('columns.sender'), names: true },
      cell: (sender) => senderName(sender, t('nameless')),
    },
    { ...{ key: 'state', header: t('columns.state') }, cell: (sender) => <SenderMark sender={sender} /> },
    {
      ...{ key: 'last', header: t('columns.last'), solid: true },
      cell: ({ lastAt }) => (lastAt === null ? t('never') : dates.age(lastAt)),
      compare: (a, b) => (b.lastAt ?? '').localeCompare(a.lastAt ?? ''),
    },
    {
      ...{ key: 'day', header: t('columns.day'), align: 'end' as const },
      cell: ({ messages }) => messages,
      compare: (a, b) => a.messages - b.messages,
    },
    {
      ...{ key: 'waiting', header: t('columns.waiting'), align: 'end' as const },
      cell: ({ waiting, oldestWaitingAt }) =>
        oldestWaitingAt === null ? waiting : t('lag', { waiting, age: dates.age(oldestWaitingAt) }),
      compare: (a, b) => a.waiting - b.waiting,
    },
    { ...{ key: 'refused', header: t('columns.refused'), align: 'end' as const }, cell: ({ refused }) => refused },
    { ...{ key: 'held', header: t('columns.held'), align: 'end' as const }, cell: ({ held }) => held },
    {
      ...{ key: 'failed', header: t('columns.failed'), align: 'end' as const },
      cell: ({ failed }) => failed,
      compare: (a, b) => a.failed - b.failed,
    },
  ];
  const wrong: Column<InError>[] = [
    {
      ...{ key: 'what', header: t('columns.message'), names: true },
      cell: ({ type, controlId }) => [type.replace('^', ' '), controlId].filter(Boolean).join(' · ') || t('unreadable'),
    },
    {
      ...{ key: 'from', header: t('columns.sender') },
      cell: ({ application }) => (application === '' ? t('nameless') : (application ?? t('unknown'))),
    },
    {
      ...{ key: 'at', header: t('columns.received'), solid: true },
      cell: ({ receivedAt }) => dates.instant(receivedAt),
    },
    {
      ...{ key: 'state', header: t('columns.state') },
      cell: ({ state }) => <Mark tone={state === 'failed' ? 'danger' : 'attention'}>{t(`work.${state}`)}</Mark>,
    },
    { ...{ key: 'why', header: t('columns.why') }, cell: ({ reason }) => reason },
  ];
  return (
    <Page
      title={t('monitor.title')}
      actions={
        <>
          <Freshness updatedAt={senders.dataUpdatedAt} />
          {mayManage && (
            <>
              <Button variant="default" onClick={() => void navigate({ to: tryPath })}>
                {t('try.open')}
              </Button>
              <Button leftSection={<Icon name="plus" size={16} />} onClick={() => setDeclaring(true)}>
                {t('declare.open')}
              </Button>
            </>
          )}
        </>
      }
    >
      <PortLine />
      <RecordsTable
        label={t('monitor.senders')}
        columns={columns}
        rows={senders.data?.senders}
        rowKey={keyOf}
        error={senders.error ?? undefined}
        onRetry={() => void senders.refetch()}
        onOpen={({ id }) => void navigate({ to: senderPath(id) })}
        tone={(sender) =>
          sender.silentSince !== null || sender.answersLateSince !== null || sender.failed > 0
            ? 'danger'
            : sender.state === 'waiting'
              ? 'attention'
              : undefined
        }
        empty={<Empty icon="refresh" title={t('monitor.empty')} text={t('monitor.emptyText')} />}
      />
      <Title order={2} size="h4" mt="lg">
        {t('monitor.errors')}
      </Title>
      <RecordsTable
        aside
        label={t('monitor.errors')}
        columns={wrong}
        rows={errors.data?.messages}
        rowKey={keyOf}
        error={errors.error ?? undefined}
        onRetry={() => void errors.refetch()}
        onOpen={({ id }) => void navigate({ to: messagePath(id) })}
        maxHeight="50vh"
        empty={<Empty icon="check" title={t('monitor.noErrors')} />}
      />
      <DestinationsPart />
      <SlotPlace slot={monitorParts} may={may} props={{}} />
      {declaring && <DeclareDialog onClose={() => setDeclaring(false)} />}
    </Page>
  );
}
