import { Button, Paper, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useRead } from '../../../../ui/api/reads.tsx';
import { Empty } from '../../../../ui/feedback/Empty.tsx';
import { Mark } from '../../../../ui/feedback/Mark.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { Icon } from '../../../../ui/icons.tsx';
import { useMay } from '../../../../ui/session.ts';
import { Page } from '../../../../ui/shell/Page.tsx';
import { type Column, RecordsTable } from '../../../../ui/table/RecordsTable.tsx';
import { payerContract } from '../../payers/contract.ts';
import { payersPath } from '../paths.ts';
import classes from '../release.module.css';
import { DestinationForm } from './DestinationForm.tsx';
import { type ListedDestination, printMega } from './payer.ts';

const keyOf = ({ id }: ListedDestination) => id;

/** Payers, contractors and agencies with how each wants records handed in. */
export default function DestinationsPage() {
  const t = useTexts('release');
  const may = useMay();
  const [editing, setEditing] = useState<ListedDestination | 'new'>();
  const read = useRead(payerContract.destinations, {});
  const columns: Column<ListedDestination>[] = [
    {
      ...{ key: 'name', header: t('payer.destination'), names: true },
      cell: ({ name, requester, retired }) => (
        <div className={classes['lines']}>
          <span>
            {name} {retired && <Mark>{t('payer.destinations.retired')}</Mark>}
          </span>
          <small>{requester}</small>
        </div>
      ),
      compare: (a, b) => a.name.localeCompare(b.name),
    },
    { ...{ key: 'kind', header: t('payer.destinations.kind') }, cell: ({ kind }) => t(`payer.kinds.${kind}`) },
    {
      ...{ key: 'pattern', header: t('payer.destinations.pattern'), narrow: 'hide' as const },
      cell: ({ namePattern }) => (
        <Text span size="sm" ff="monospace" style={{ overflowWrap: 'anywhere' }}>
          {namePattern}.pdf
        </Text>
      ),
    },
    {
      ...{ key: 'limits', header: t('payer.limits'), narrow: 'hide' as const },
      cell: ({ fileBytes, submissionBytes }) =>
        t('payer.limitsText', { file: printMega(fileBytes), all: printMega(submissionBytes) }),
    },
    {
      ...{ key: 'ways', header: t('payer.accepts') },
      cell: ({ ways }) => ways.map((way) => t(`payer.ways.${way}`)).join(', '),
    },
  ];
  const mayManage = may('release/manage');
  return (
    <Page
      title={t('payer.destinations.title')}
      actions={
        <>
          {mayManage && editing === undefined && (
            <Button leftSection={<Icon name="plus" size={16} />} onClick={() => setEditing('new')}>
              {t('payer.destinations.add')}
            </Button>
          )}
          <Button component={Link} to={payersPath} variant="default" size="xs">
            {t('payer.list.title')}
          </Button>
        </>
      }
    >
      {editing !== undefined && (
        <Paper p="lg" radius="md" maw={1080}>
          <DestinationForm
            key={editing === 'new' ? 'new' : editing.id}
            of={editing === 'new' ? undefined : editing}
            onClose={() => setEditing(undefined)}
          />
        </Paper>
      )}
      {editing === undefined && (
        <>
          {!mayManage && <Text size="sm">{t('payer.destinations.whoMay')}</Text>}
          <RecordsTable
            label={t('payer.destinations.title')}
            columns={columns}
            rows={read.data?.destinations}
            rowKey={keyOf}
            error={read.error ?? undefined}
            onRetry={() => void read.refetch()}
            {...(mayManage ? { onOpen: (row: ListedDestination) => setEditing(row) } : {})}
            empty={<Empty icon="send" title={t('payer.destinations.empty')} text={t('payer.destinations.emptyText')} />}
          />
        </>
      )}
    </Page>
  );
}
