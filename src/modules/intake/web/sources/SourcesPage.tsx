import { Button, Text } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useRead } from '../../../../ui/api/reads.tsx';
import { Empty } from '../../../../ui/feedback/Empty.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { Icon } from '../../../../ui/icons.tsx';
import { useCommands } from '../../../../ui/keys/KeysProvider.tsx';
import { useMay } from '../../../../ui/session.ts';
import { Page } from '../../../../ui/shell/Page.tsx';
import { RecordsTable, type Column } from '../../../../ui/table/RecordsTable.tsx';
import { useDates } from '../../../../ui/use-dates.ts';
import { sourcesContract as contract } from '../../sources/contract.ts';
import { sourcePath } from '../paths.ts';
import { SourceDialog } from './SourceDialog.tsx';
import { type Source } from './source.ts';
import { SourceState } from './SourceState.tsx';

const keyOf = (source: Source) => source.id;

/** Where files come from, and whether each still does. */
export default function SourcesPage() {
  const t = useTexts('intake');
  const may = useMay();
  const dates = useDates();
  const navigate = useNavigate();
  const [adding, setAdding] = useState(false);
  const read = useRead(contract.list, {}, { live: ['intake.'] });
  const mayManage = may('intake/manage-sources');
  useCommands([
    {
      ...{ id: 'intake.add-source', label: t('sources.add'), keys: ['n'], reversal: 'reversible' as const },
      run: () => setAdding(true),
      disabled: !mayManage || adding,
    },
  ]);
  const columns: Column<Source>[] = [
    { ...{ key: 'name', header: t('sources.columns.name'), names: true }, cell: ({ name }) => name },
    { ...{ key: 'kind', header: t('sources.columns.kind') }, cell: ({ kind }) => t(`sources.kind.${kind}`) },
    { ...{ key: 'state', header: t('sources.columns.state') }, cell: (source) => <SourceState source={source} /> },
    {
      ...{ key: 'last', header: t('sources.columns.last'), solid: true },
      cell: ({ lastArrivalAt }) => (lastArrivalAt === null ? t('sources.never') : dates.instant(lastArrivalAt)),
      compare: (a, b) => (a.lastArrivalAt ?? '').localeCompare(b.lastArrivalAt ?? ''),
    },
    {
      ...{ key: 'today', header: t('sources.columns.today'), align: 'end' as const },
      cell: ({ today }) => today,
      compare: (a, b) => a.today - b.today,
    },
    {
      ...{ key: 'facility', header: t('sources.columns.facility'), narrow: 'hide' as const },
      cell: ({ facilityName }) => facilityName,
    },
  ];
  return (
    <Page
      title={t('sources.title')}
      actions={
        mayManage && (
          <Button leftSection={<Icon name="plus" size={16} />} onClick={() => setAdding(true)}>
            {t('sources.add')}
          </Button>
        )
      }
    >
      {read.data?.places.malwareScanner === false && (
        <Text size="sm" c="dimmed">
          {t('sources.notScanned')}
        </Text>
      )}
      <RecordsTable
        label={t('sources.title')}
        columns={columns}
        rows={read.data?.sources}
        rowKey={keyOf}
        error={read.error ?? undefined}
        onRetry={() => void read.refetch()}
        onOpen={({ id }) => void navigate({ to: sourcePath(id) })}
        tone={({ state }) => (state === 'failing' ? 'danger' : state === 'silent' ? 'attention' : undefined)}
        empty={<Empty icon="tray" title={t('sources.empty')} text={t('sources.emptyText')} />}
      />
      {adding && <SourceDialog onClose={() => setAdding(false)} />}
    </Page>
  );
}
