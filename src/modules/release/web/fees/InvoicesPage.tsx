import { SegmentedControl } from '@mantine/core';
import { Navigate, useNavigate } from '@tanstack/react-router';
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
import { feeContract } from '../../fees/contract.ts';
import { ListActions } from '../ListActions.tsx';
import { feePath, invoicesPath, rightsPath } from '../paths.ts';
import classes from './fees.module.css';
import { printMoney } from './money.ts';

type Row = ResponseOf<typeof feeContract.invoices>['invoices'][number];
const keyOf = ({ id }: Row) => id;
const pathOf = ({ requestId, rightsId }: Row) =>
  requestId === null ? (rightsId === null ? invoicesPath : rightsPath(rightsId)) : feePath(requestId);

/** What is still to be paid or given back, the longest late first, with its age. */
export default function InvoicesPage() {
  const t = useTexts('release');
  const dates = useDates();
  const navigate = useNavigate();
  const [{ show, of }, change] = useAddress(['show', 'of']);
  const shown = show === 'overdue' ? 'overdue' : 'open';
  const read = useRead(feeContract.invoices, { query: { show: shown } }, { live: ['release.'], keepFormer: true });
  const late = read.data?.invoices.find(({ requestId, rightsId }) => requestId === of || rightsId === of);
  // From the worklist: on to what the late invoice asks for.
  if (of !== undefined && read.data !== undefined)
    return <Navigate to={late === undefined ? feePath(of) : pathOf(late)} replace />;
  const columns: Column<Row>[] = [
    {
      ...{ key: 'number', header: t('fee.list.number'), names: true, solid: true },
      cell: ({ number }) => number,
      compare: (a, b) => a.number.localeCompare(b.number),
    },
    { ...{ key: 'request', header: t('fee.list.request'), solid: true }, cell: ({ requestNumber }) => requestNumber },
    {
      ...{ key: 'payer', header: t('fee.list.payer') },
      cell: ({ payerName }) => payerName,
      compare: (a, b) => a.payerName.localeCompare(b.payerName),
    },
    {
      ...{ key: 'issued', header: t('fee.list.issued'), solid: true, narrow: 'hide' as const },
      cell: ({ issuedOn }) => dates.day(issuedOn),
    },
    {
      ...{ key: 'due', header: t('fee.list.due'), solid: true },
      cell: (row) => <Due row={row} />,
      compare: (a, b) => a.dueOn.localeCompare(b.dueOn),
    },
    {
      ...{ key: 'total', header: t('fee.list.total'), solid: true, align: 'end' as const, narrow: 'hide' as const },
      cell: ({ total }) => printMoney(total),
    },
    {
      ...{ key: 'open', header: t('fee.list.open'), solid: true, align: 'end' as const },
      cell: ({ balance }) => printMoney(balance),
      compare: (a, b) => a.balance - b.balance,
    },
  ];
  return (
    <Page
      title={t('fee.list.title')}
      actions={<ListActions updatedAt={read.dataUpdatedAt} table={addressOf(feeContract.exportInvoices, {})} />}
    >
      <SegmentedControl
        size="xs"
        w="fit-content"
        aria-label={t('list.show')}
        value={shown}
        data={(['open', 'overdue'] as const).map((value) => ({ value, label: t(`fee.list.shows.${value}`) }))}
        onChange={(value) => change({ show: value === 'overdue' ? 'overdue' : undefined })}
      />
      {read.data !== undefined && read.data.invoices.length > 0 && (
        <dl className={classes['ages']} aria-label={t('fee.list.ages')}>
          {read.data.ages.map(({ age, count, cents }) => (
            <div key={age}>
              <dt>{t(`fee.ages.${age}`)}</dt>
              <dd>{t('fee.list.age', { count, sum: printMoney(cents) })}</dd>
            </div>
          ))}
        </dl>
      )}
      {read.data?.more === true && <Notice tone="attention" title={t('fee.list.more')} />}
      <RecordsTable
        label={t('fee.list.title')}
        columns={columns}
        rows={read.data?.invoices}
        rowKey={keyOf}
        error={read.error ?? undefined}
        onRetry={() => void read.refetch()}
        onOpen={(row) => void navigate({ to: pathOf(row) })}
        tone={({ daysLate, balance }) => (daysLate > 0 ? 'danger' : balance < 0 ? 'attention' : undefined)}
        maxHeight="70vh"
        empty={<Empty icon="check" title={t('fee.list.empty')} text={t('fee.list.emptyText')} />}
      />
    </Page>
  );
}

function Due({ row: { dueOn, daysLate, balance } }: { readonly row: Row }) {
  const t = useTexts('release');
  const dates = useDates();
  if (balance < 0) return <Mark tone="attention">{t('fee.states.overpaid')}</Mark>;
  if (daysLate === 0) return dates.day(dueOn);
  return (
    <Mark tone="danger" icon="alert">
      {t('fee.list.late', { day: dates.day(dueOn), count: daysLate })}
    </Mark>
  );
}
