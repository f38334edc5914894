import { Button, Group, NativeSelect, SegmentedControl } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { type ResponseOf } from '../../../../platform/http/contract.ts';
import { addressOf } from '../../../../ui/api/call.ts';
import { useRead } from '../../../../ui/api/reads.tsx';
import { Empty } from '../../../../ui/feedback/Empty.tsx';
import { Mark } from '../../../../ui/feedback/Mark.tsx';
import { Notice } from '../../../../ui/feedback/Notice.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { Page } from '../../../../ui/shell/Page.tsx';
import { type Column, RecordsTable } from '../../../../ui/table/RecordsTable.tsx';
import { useAddress } from '../../../../ui/use-address.ts';
import { useDates } from '../../../../ui/use-dates.ts';
import { payerContract, PAYER_STATES } from '../../payers/contract.ts';
import { ListActions } from '../ListActions.tsx';
import { destinationsPath, payerPath } from '../paths.ts';
import classes from '../release.module.css';
import { STATE_TONES } from './payer.ts';

type Row = ResponseOf<typeof payerContract.payerCases>['cases'][number];
const keyOf = ({ requestId }: Row) => requestId;
const DUES = ['all', 'soon', 'late'] as const;

/** What is handed in to payers and agencies, the nearest day first: by destination, state and day. */
export default function PayersPage() {
  const t = useTexts('release');
  const dates = useDates();
  const navigate = useNavigate();
  const [address, change] = useAddress(['to', 'state', 'due']);
  const destinations = useRead(payerContract.destinations, {}).data?.destinations ?? [];
  const state = PAYER_STATES.find((each) => each === address.state);
  const due = DUES.find((each) => each === address.due) ?? 'all';
  const to = destinations.find(({ id }) => id === address.to)?.id;
  const query = {
    ...(to === undefined ? {} : { destinationId: to }),
    ...(state === undefined ? {} : { state }),
    ...(due === 'all' ? {} : { due }),
  };
  const read = useRead(payerContract.payerCases, { query }, { live: ['release.'], keepFormer: true });
  const columns: Column<Row>[] = [
    { ...{ key: 'number', header: t('payer.list.request'), names: true, solid: true }, cell: ({ number }) => number },
    {
      ...{ key: 'destination', header: t('payer.destination') },
      cell: ({ destination, kind }) => (
        <div className={classes['lines']}>
          {destination}
          <small>{t(`payer.kinds.${kind}`)}</small>
        </div>
      ),
      compare: (a, b) => a.destination.localeCompare(b.destination),
    },
    {
      ...{ key: 'case', header: t('payer.caseNumber'), narrow: 'hide' as const },
      cell: ({ caseNumber, claimNumber }) => [caseNumber, claimNumber].filter((each) => each !== null).join(' · '),
    },
    {
      ...{ key: 'state', header: t('payer.list.state') },
      cell: (row) => <Mark tone={STATE_TONES[row.state]}>{t(`payer.states.${row.state}`)}</Mark>,
    },
    {
      ...{ key: 'due', header: t('payer.list.due'), solid: true },
      cell: ({ dueOn, late }) =>
        dueOn === null ? (
          ''
        ) : late ? (
          <Mark tone="danger" icon="alert">
            {t('payer.late', { day: dates.day(dueOn) })}
          </Mark>
        ) : (
          dates.day(dueOn)
        ),
      compare: (a, b) => (a.dueOn ?? '9').localeCompare(b.dueOn ?? '9'),
    },
  ];
  return (
    <Page
      title={t('payer.list.title')}
      actions={
        <ListActions updatedAt={read.dataUpdatedAt} table={addressOf(payerContract.exportPayerCases, query)}>
          <Button component={Link} to={destinationsPath} variant="default" size="xs">
            {t('payer.destinations.title')}
          </Button>
        </ListActions>
      }
    >
      <Group align="end">
        <NativeSelect
          label={t('payer.destination')}
          value={to ?? ''}
          data={[
            { value: '', label: t('payer.list.anyDestination') },
            ...destinations.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={(event) => change({ to: event.currentTarget.value || undefined })}
        />
        <NativeSelect
          label={t('payer.list.state')}
          value={state ?? ''}
          data={[
            { value: '', label: t('payer.list.anyState') },
            ...PAYER_STATES.map((value) => ({ value, label: t(`payer.states.${value}`) })),
          ]}
          onChange={(event) => change({ state: event.currentTarget.value || undefined })}
        />
        <SegmentedControl
          size="xs"
          aria-label={t('payer.list.due')}
          value={due}
          data={DUES.map((value) => ({ value, label: t(`payer.list.dues.${value}`) }))}
          onChange={(value) => change({ due: value === 'all' ? undefined : value })}
        />
      </Group>
      {read.data?.more === true && <Notice tone="attention" title={t('payer.list.more')} />}
      <RecordsTable
        label={t('payer.list.title')}
        columns={columns}
        rows={read.data?.cases}
        rowKey={keyOf}
        error={read.error ?? undefined}
        onRetry={() => void read.refetch()}
        onOpen={({ requestId }) => void navigate({ to: payerPath(requestId) })}
        tone={({ late }) => (late ? 'danger' : undefined)}
        maxHeight="70vh"
        empty={<Empty icon="check" title={t('payer.list.empty')} text={t('payer.list.emptyText')} />}
      />
    </Page>
  );
}
