import { Button, Group, SegmentedControl, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { type ResponseOf } from '../../../platform/http/contract.ts';
import { Freshness } from '../../../ui/api/Freshness.tsx';
import { useRead } from '../../../ui/api/reads.tsx';
import { Empty } from '../../../ui/feedback/Empty.tsx';
import { Mark } from '../../../ui/feedback/Mark.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icons.tsx';
import { useCommands } from '../../../ui/keys/KeysProvider.tsx';
import { useMay } from '../../../ui/session.ts';
import { Page } from '../../../ui/shell/Page.tsx';
import { RecordsTable, type Column } from '../../../ui/table/RecordsTable.tsx';
import { useAddress } from '../../../ui/use-address.ts';
import { useDates } from '../../../ui/use-dates.ts';
import { contract } from '../contract.ts';
import { DesksMenu } from './DesksMenu.tsx';
import { casePath, newRequestPath } from './paths.ts';
import classes from './release.module.css';
import { STATUS_TONES, word } from './words.ts';

type Request = ResponseOf<typeof contract.list>['requests'][number];

const keyOf = (request: Request) => request.id;
const WAIT_MS = 300;
const NO_DATE = '9';

/** Requests for records, the most urgent first: who asks, whose records, what is next, when the law wants it answered. */
export default function RequestsPage() {
  const t = useTexts('release');
  const may = useMay();
  const dates = useDates();
  const navigate = useNavigate();
  const [{ show }, change] = useAddress(['show']);
  const [typed, setTyped] = useState('');
  const [text] = useDebouncedValue(typed.trim(), WAIT_MS);
  const all = show === 'all';
  const read = useRead(
    contract.list,
    { query: { show: all ? 'all' : 'open', ...(text === '' ? {} : { text }) } },
    { live: ['release.'], keepFormer: true },
  );
  const create = () => void navigate({ to: newRequestPath });
  useCommands([
    {
      ...{ id: 'release.new', label: t('list.new'), keys: ['c'], reversal: 'reading' as const, run: create },
      disabled: !may('release/work'),
    },
  ]);
  const columns: Column<Request>[] = [
    {
      ...{ key: 'number', header: t('list.number'), names: true, solid: true },
      cell: ({ number, receivedAt }) => (
        <Lines first={number} second={t('list.receivedOn', { day: dates.dayOf(receivedAt) })} />
      ),
      compare: (a, b) => a.number.localeCompare(b.number),
    },
    {
      ...{ key: 'due', header: t('list.due'), solid: true },
      cell: (request) => <Due request={request} />,
      compare: (a, b) => (a.dueAt ?? NO_DATE).localeCompare(b.dueAt ?? NO_DATE),
    },
    {
      ...{ key: 'status', header: t('list.status') },
      cell: ({ status, next, pended }) => (
        <div className={classes['lines']}>
          <Group gap={4}>
            <Mark tone={STATUS_TONES[status] ?? 'neutral'}>{t(`status.${status}`)}</Mark>
            {pended && (
              <Mark tone="attention" icon="clock">
                {t('status.pended')}
              </Mark>
            )}
          </Group>
          {!['nothing', 'wait'].includes(next) && <small>{t(`next.${next}`)}</small>}
        </div>
      ),
    },
    {
      ...{ key: 'requester', header: t('list.requester') },
      cell: ({ requesterName, requesterOrganisation, requesterClass }) =>
        requesterName === null ? (
          t('list.notDescribed')
        ) : (
          <Lines
            first={requesterName}
            second={[requesterOrganisation, requesterClass === null ? null : word('classes', requesterClass, t)]
              .filter(Boolean)
              .join(' · ')}
          />
        ),
    },
    {
      ...{ key: 'patient', header: t('list.patient') },
      cell: ({ patient }) =>
        patient === null ? (
          <Mark tone="attention">{t('list.unknownPatient')}</Mark>
        ) : (
          <Lines first={patient.name} second={patient.mrn === null ? '' : t('patient.mrn', { mrn: patient.mrn })} />
        ),
    },
    {
      ...{ key: 'purpose', header: t('list.purpose'), narrow: 'hide' as const },
      cell: ({ purpose, kind }) =>
        purpose !== null && (
          <Lines first={word('purposes', purpose, t)} second={kind === null ? '' : t(`kind.kinds.${kind}`)} />
        ),
    },
  ];
  return (
    <Page
      title={t('list.title')}
      actions={
        <>
          <Freshness updatedAt={read.dataUpdatedAt} />
          <DesksMenu />
          {may('release/work') && (
            <Button component={Link} to={newRequestPath} leftSection={<Icon name="plus" size={16} />}>
              {t('list.new')}
            </Button>
          )}
        </>
      }
    >
      <Group gap="sm">
        <SegmentedControl
          size="xs"
          aria-label={t('list.show')}
          value={all ? 'all' : 'open'}
          data={(['open', 'all'] as const).map((value) => ({ value, label: t(`list.shows.${value}`) }))}
          onChange={(value) => change({ show: value === 'all' ? 'all' : undefined })}
        />
        <TextInput
          type="search"
          aria-label={t('list.search')}
          placeholder={t('list.search')}
          autoComplete="off"
          w={300}
          value={typed}
          leftSection={<Icon name="search" size={16} />}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      </Group>
      <RecordsTable
        label={t('list.title')}
        columns={columns}
        rows={read.data?.requests}
        rowKey={keyOf}
        error={read.error ?? undefined}
        onRetry={() => void read.refetch()}
        onOpen={({ id }) => void navigate({ to: casePath(id) })}
        tone={({ overdue, pended }) => (overdue ? 'danger' : pended ? 'attention' : undefined)}
        maxHeight="70vh"
        empty={
          <Empty
            icon="send"
            title={t(text === '' ? 'list.empty' : 'list.none')}
            text={t(all || text !== '' ? 'list.emptyText' : 'list.emptyOpenText')}
          />
        }
      />
    </Page>
  );
}

function Lines({ first, second }: { readonly first: string; readonly second: string }) {
  return (
    <div className={classes['lines']}>
      {first}
      {second !== '' && <small>{second}</small>}
    </div>
  );
}

function Due({ request: { dueAt, overdue } }: { readonly request: Request }) {
  const t = useTexts('release');
  const dates = useDates();
  if (dueAt === null) return t('list.noDue');
  if (!overdue) return dates.due(dueAt);
  return (
    <Mark tone="danger" icon="alert">
      {t('list.overdue', { day: dates.due(dueAt) })}
    </Mark>
  );
}
