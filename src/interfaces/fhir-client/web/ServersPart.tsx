import { Button, Group, Stack, Title } from '@mantine/core';
import { useState } from 'react';
import { type ResponseOf } from '../../../platform/http/contract.ts';
import { useAct, useRead } from '../../../ui/api/reads.tsx';
import { Empty } from '../../../ui/feedback/Empty.tsx';
import { Mark } from '../../../ui/feedback/Mark.tsx';
import { showDone } from '../../../ui/feedback/notices.tsx';
import { ProblemNotice } from '../../../ui/feedback/ProblemNotice.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { useMay } from '../../../ui/session.ts';
import { type Column, RecordsTable } from '../../../ui/table/RecordsTable.tsx';
import { useDates } from '../../../ui/use-dates.ts';
import { contract } from '../contract.ts';
import { GivenUp } from './GivenUp.tsx';
import { OpenItems } from './OpenItems.tsx';
import { OpenSendings } from './OpenSendings.tsx';
import { ServerDialog } from './ServerDialog.tsx';

export type Server = ResponseOf<typeof contract.servers>['servers'][number];

const WATCH_MS = 10_000;
const keyOf = ({ id }: { readonly id: string }) => id;

/** The FHIR servers that are read from: how it goes, and what a person must look at. */
export function ServersPart() {
  const t = useTexts('fhir-client');
  const may = useMay();
  const dates = useDates();
  const [editing, setEditing] = useState<Server | 'new'>();
  const servers = useRead(contract.servers, {}, { everyMs: WATCH_MS });
  const pull = useAct(contract.pull, { changes: [contract.servers], onDone: () => showDone(t('pulled')) });
  const mayManage = may('fhir-client/manage');
  const columns: Column<Server>[] = [
    { ...{ key: 'name', header: t('server'), names: true }, cell: ({ name }) => name },
    { ...{ key: 'address', header: t('address') }, cell: ({ baseUrl }) => baseUrl },
    {
      ...{ key: 'state', header: t('state') },
      cell: ({ stopped, trouble }) =>
        stopped ? (
          <Mark>{t('stopped')}</Mark>
        ) : trouble === null ? (
          <Mark tone="good">{t('running')}</Mark>
        ) : (
          <Mark tone="danger" icon="alert">
            {trouble}
          </Mark>
        ),
    },
    { ...{ key: 'open', header: t('open'), align: 'end' as const }, cell: ({ open }) => open },
    {
      ...{ key: 'last', header: t('last'), solid: true },
      cell: ({ pulledAt }) => (pulledAt === null ? t('never') : dates.age(pulledAt)),
    },
    {
      ...{ key: 'acts', header: t('acts') },
      cell: ({ id, stopped }) =>
        mayManage &&
        !stopped && (
          <Button size="compact-xs" variant="default" onClick={() => pull.run({ params: { id } })}>
            {t('pull')}
          </Button>
        ),
    },
  ];
  return (
    <Stack gap="sm">
      <Group justify="space-between">
        <Title order={2} size="h4">
          {t('title')}
        </Title>
        {mayManage && (
          <Button size="xs" variant="default" onClick={() => setEditing('new')}>
            {t('add')}
          </Button>
        )}
      </Group>
      <RecordsTable
        aside
        label={t('title')}
        columns={columns}
        rows={servers.data?.servers}
        rowKey={keyOf}
        error={servers.error ?? undefined}
        onRetry={() => void servers.refetch()}
        tone={({ stopped, trouble, open }) =>
          !stopped && trouble !== null ? 'danger' : open > 0 ? 'attention' : undefined
        }
        empty={<Empty icon="refresh" title={t('empty')} text={t('emptyText')} />}
        {...(mayManage ? { onOpen: setEditing } : {})}
      />
      {pull.error !== null && <ProblemNotice error={pull.error} takeFocus />}
      <OpenItems mayManage={mayManage} everyMs={WATCH_MS} />
      <OpenSendings everyMs={WATCH_MS} />
      <GivenUp mayManage={mayManage} everyMs={WATCH_MS} />
      {editing !== undefined && (
        <ServerDialog {...(editing === 'new' ? {} : { server: editing })} onClose={() => setEditing(undefined)} />
      )}
    </Stack>
  );
}
