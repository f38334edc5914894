import { Stack, Text, Title } from '@mantine/core';
import { type ReactNode } from 'react';
import { type ResponseOf } from '../../../../platform/http/contract.ts';
import { addressOf } from '../../../../ui/api/call.ts';
import { useRead } from '../../../../ui/api/reads.tsx';
import { Empty } from '../../../../ui/feedback/Empty.tsx';
import { PeriodField, usePeriod } from '../../../../ui/fields/PeriodField.tsx';
import { useTexts, type Texts } from '../../../../ui/i18n.ts';
import { Page } from '../../../../ui/shell/Page.tsx';
import { type Column, RecordsTable } from '../../../../ui/table/RecordsTable.tsx';
import { usePersonName } from '../../../accounts/web/index.tsx';
import { AGES, reportContract as contract } from '../../reports/contract.ts';
import { word } from '../words.ts';
import { EscalationNote } from './EscalationNote.tsx';

type Report = ResponseOf<typeof contract.report>;

/** What the desk did and what lies on it: turnaround, backlog, work, what cases waited for, what was disclosed. */
export default function ReportPage() {
  const t = useTexts('release');
  const nameOf = usePersonName();
  const period = usePeriod();
  const read = useRead(
    contract.report,
    { query: period.query ?? {} },
    { enabled: period.query !== undefined, keepFormer: true },
  );
  const part = <Row,>(title: string, rows: keyof Report, columns: Column<Row>[], keyOf: (row: Row) => string) => (
    <section>
      <Title order={2} mb="xs">
        {title}
      </Title>
      {rows === 'backlog' && (
        <Text size="sm" maw="52rem" mb="xs">
          {t('report.backlogIntro')}
        </Text>
      )}
      <RecordsTable
        aside
        label={title}
        columns={columns}
        rows={read.data?.[rows] as Row[] | undefined}
        rowKey={keyOf}
        error={read.error ?? undefined}
        onRetry={() => void read.refetch()}
        empty={<Empty icon="tray" title={t(rows === 'backlog' ? 'report.noBacklog' : 'report.nothing')} />}
      />
    </section>
  );
  return (
    <Page title={t('report.title')}>
      <Stack gap="xl">
        <Text size="sm" maw="52rem">
          {t('report.intro')}
        </Text>
        <PeriodField
          label={t('report.period')}
          state={period}
          tableAt={(query) => addressOf(contract.saveReport, {}, query)}
        />
        {part(t('report.turnaround'), 'turnaround', turnaroundColumns(t), classKey)}
        {part(t('report.backlog'), 'backlog', backlogColumns(t), classKey)}
        <EscalationNote />
        {part(t('report.work'), 'work', workColumns(t, nameOf), ({ actorId }) => actorId)}
        {part(t('report.pends'), 'pends', pendColumns(t), ({ waitingFor }) => waitingFor)}
        {part(t('report.disclosures'), 'disclosures', disclosureColumns(t), disclosureKey)}
      </Stack>
    </Page>
  );
}

const classKey = (row: { class: string | null }) => row.class ?? 'none';
const disclosureKey = (row: Report['disclosures'][number]) => `${row.basis} ${row.channel} ${String(row.accountable)}`;

const number = <Row,>(key: string, header: string, cell: (row: Row) => ReactNode): Column<Row> => ({
  ...{ key, header, align: 'end', solid: true },
  cell,
});
const inDays = (t: Texts, days: number | null) => (days === null ? '' : t('report.days', { days }));
const classColumn = <Row extends { class: string | null }>(t: Texts): Column<Row> => ({
  ...{ key: 'class', header: t('report.class'), names: true },
  cell: (row) => (row.class === null ? t('report.notDescribed') : word('classes', row.class, t)),
});

function turnaroundColumns(t: Texts): Column<Report['turnaround'][number]>[] {
  return [
    classColumn(t),
    number('received', t('report.received'), (row) => row.received),
    number('answered', t('report.answered'), (row) => row.answered),
    number('cancelled', t('report.cancelled'), (row) => row.cancelled),
    number('open', t('report.open'), (row) => row.open),
    number('median', t('report.median'), (row) => inDays(t, row.median)),
    number('ninth', t('report.ninth'), (row) => inDays(t, row.ninth)),
    number('inTime', t('report.inTime'), (row) => row.inTime),
    number('late', t('report.late'), (row) => row.late),
  ];
}

function backlogColumns(t: Texts): Column<Report['backlog'][number]>[] {
  return [
    classColumn(t),
    ...AGES.map((age) => number<Report['backlog'][number]>(age, t(`report.ages.${age}`), (row) => row.ages[age])),
    number('overdue', t('report.overdue'), (row) => row.overdue),
    number('dueSoon', t('report.dueSoon'), (row) => row.dueSoon),
  ];
}

function workColumns(t: Texts, nameOf: (actorId: string) => string): Column<Report['work'][number]>[] {
  const counts = [
    ...(['logged', 'identified', 'verified', 'authorities', 'scopes', 'approved', 'sentBack'] as const),
    ...(['handedOver', 'pages'] as const),
  ];
  return [
    { ...{ key: 'who', header: t('report.who'), names: true }, cell: (row) => row.name ?? nameOf(row.actorId) },
    ...counts.map((each) => number<Report['work'][number]>(each, t(`report.${each}`), (row) => row[each])),
  ];
}

function pendColumns(t: Texts): Column<Report['pends'][number]>[] {
  return [
    {
      ...{ key: 'for', header: t('report.waitedFor'), names: true },
      cell: (row) => t(`pend.waitingFor.${row.waitingFor}`, { defaultValue: row.waitingFor }),
    },
    number('pended', t('report.pended'), (row) => row.pended),
    number('open', t('report.stillOpen'), (row) => row.open),
    number('median', t('report.median'), (row) => inDays(t, row.median)),
  ];
}

function disclosureColumns(t: Texts): Column<Report['disclosures'][number]>[] {
  return [
    { ...{ key: 'basis', header: t('report.basis'), names: true }, cell: (row) => word('bases', row.basis, t) },
    {
      ...{ key: 'channel', header: t('report.channel') },
      cell: (row) => t(`channels.${row.channel}`, { defaultValue: row.channel }),
    },
    {
      ...{ key: 'accountable', header: t('report.accountable') },
      cell: (row) => t(row.accountable ? 'report.yes' : 'report.no'),
    },
    number('count', t('report.count'), (row) => row.count),
    number('pages', t('report.pages'), (row) => row.pages),
  ];
}
