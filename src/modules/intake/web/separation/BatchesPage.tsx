import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useRead } from '../../../../ui/api/reads.tsx';
import { Empty } from '../../../../ui/feedback/Empty.tsx';
import { Mark } from '../../../../ui/feedback/Mark.tsx';
import { type ResponseOf } from '../../../../platform/http/contract.ts';
import { useTexts } from '../../../../ui/i18n.ts';
import { Icon } from '../../../../ui/icons.tsx';
import { useCommands } from '../../../../ui/keys/KeysProvider.tsx';
import { Shortcut } from '../../../../ui/keys/Shortcut.tsx';
import { useMay } from '../../../../ui/session.ts';
import { Page } from '../../../../ui/shell/Page.tsx';
import { type Column, RecordsTable } from '../../../../ui/table/RecordsTable.tsx';
import { useDates } from '../../../../ui/use-dates.ts';
import { separation } from '../../separation/contract.ts';
import { separatePath } from '../paths.ts';
import { PrepareDialog } from './PrepareDialog.tsx';

type Row = ResponseOf<typeof separation.list>['batches'][number];
const keyOf = (row: Row) => row.id;

/** Stacks that were counted before scanning, with how far each is. */
export default function BatchesPage() {
  const t = useTexts('intake');
  const may = useMay();
  const dates = useDates();
  const navigate = useNavigate();
  const [preparing, setPreparing] = useState(false);
  const list = useRead(separation.list, { query: {} }, { live: ['intake.'] });
  useCommands([
    {
      ...{ id: 'batches.prepare', label: t('batches.prepare'), keys: ['n'], reversal: 'reversible' as const },
      run: () => setPreparing(true),
      disabled: !may('intake/add'),
    },
  ]);
  const columns: Column<Row>[] = [
    { ...{ key: 'name', header: t('batches.name'), names: true }, cell: ({ name }) => name },
    { ...{ key: 'number', header: t('batches.number'), align: 'end' as const }, cell: ({ number }) => number },
    {
      ...{ key: 'place', header: t('batches.box'), narrow: 'hide' as const },
      cell: ({ box, volume }) => [box, volume].filter((each) => each !== null).join(' / '),
    },
    {
      ...{ key: 'sheets', header: t('batches.sheets'), align: 'end' as const },
      cell: ({ expectedSheets }) => expectedSheets ?? '',
    },
    { ...{ key: 'images', header: t('batches.images'), align: 'end' as const }, cell: ({ images }) => images },
    {
      ...{ key: 'state', header: t('columns.state') },
      cell: ({ images, openPages, waits }) =>
        images === 0 ? (
          <Mark>{t('batches.state.toScan')}</Mark>
        ) : waits ? (
          <Mark tone="attention">{t('batches.state.toSeparate')}</Mark>
        ) : openPages > 0 ? (
          <Mark tone="info">{t('batches.state.toIndex', { count: openPages })}</Mark>
        ) : (
          <Mark tone="good" icon="check">
            {t('state.settled')}
          </Mark>
        ),
    },
    {
      ...{ key: 'prepared', header: t('batches.preparedAt'), solid: true },
      cell: ({ preparedAt }) => dates.instant(preparedAt),
      compare: (a, b) => a.preparedAt.localeCompare(b.preparedAt),
    },
  ];
  return (
    <Page
      title={t('batches.title')}
      actions={
        may('intake/add') && (
          <Button
            leftSection={<Icon name="plus" size={16} />}
            rightSection={<Shortcut keys="n" />}
            onClick={() => setPreparing(true)}
          >
            {t('batches.prepare')}
          </Button>
        )
      }
    >
      <RecordsTable
        label={t('batches.title')}
        columns={columns}
        rows={list.data?.batches}
        rowKey={keyOf}
        error={list.error ?? undefined}
        onRetry={() => void list.refetch()}
        onOpen={({ id }) => void navigate({ to: separatePath(id) })}
        maxHeight="70vh"
        empty={<Empty icon="pages" title={t('batches.none')} text={t('batches.noneText')} />}
      />
      {preparing && (
        <PrepareDialog onDone={(id) => void navigate({ to: separatePath(id) })} onClose={() => setPreparing(false)} />
      )}
    </Page>
  );
}
