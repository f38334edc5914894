import { Button, Group, SegmentedControl, Stack, Text } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useRead } from '../../../ui/api/reads.tsx';
import { Empty } from '../../../ui/feedback/Empty.tsx';
import { Mark } from '../../../ui/feedback/Mark.tsx';
import { DateField } from '../../../ui/fields/DateField.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { useMay } from '../../../ui/session.ts';
import { RecordsTable, type Column } from '../../../ui/table/RecordsTable.tsx';
import { useDates } from '../../../ui/use-dates.ts';
import { usePersonName } from '../../accounts/web/index.tsx';
import { type RecordPartProps } from '../../patients/web/index.tsx';
import { rulePath } from '../../regulations/web/index.tsx';
import { contract } from '../contract.ts';
import { type Disclosure } from './case.ts';
import { casePath } from './paths.ts';
import classes from './release.module.css';
import { RecordDisclosureDialog } from './RecordDisclosureDialog.tsx';
import { word } from './words.ts';

const keyOf = (disclosure: Disclosure) => disclosure.id;

/** Two views of the same rows: the log of every hand-over, and the accounting that the patient may ask for (45 CFR 164.528). */
export function DisclosuresPart({ patientId }: RecordPartProps) {
  const t = useTexts('release');
  const may = useMay();
  const [view, setView] = useState<'log' | 'accounting'>('log');
  const [recording, setRecording] = useState(false);
  return (
    <Stack gap="sm">
      <Group justify="space-between">
        {may('release/manage') ? (
          <SegmentedControl
            size="xs"
            aria-label={t('disclosures.view')}
            value={view}
            data={(['log', 'accounting'] as const).map((value) => ({ value, label: t(`disclosures.views.${value}`) }))}
            onChange={(value) => setView(value === 'accounting' ? 'accounting' : 'log')}
          />
        ) : (
          <span />
        )}
        {may('release/work') && (
          <Button size="xs" variant="default" onClick={() => setRecording(true)}>
            {t('disclosures.record')}
          </Button>
        )}
      </Group>
      {view === 'log' ? <Log patientId={patientId} /> : <Accounting patientId={patientId} />}
      {recording && <RecordDisclosureDialog patientId={patientId} onClose={() => setRecording(false)} />}
    </Stack>
  );
}

function Log({ patientId }: RecordPartProps) {
  const t = useTexts('release');
  const read = useRead(contract.disclosures, { params: { patientId } }, { live: ['release.'] });
  return (
    <DisclosureTable
      label={t('disclosures.views.log')}
      rows={read.data?.disclosures}
      error={read.error}
      onRetry={() => void read.refetch()}
      empty={<Empty icon="send" title={t('disclosures.empty')} text={t('disclosures.emptyText')} />}
    />
  );
}

function Accounting({ patientId }: RecordPartProps) {
  const t = useTexts('release');
  const dates = useDates();
  const [askedOn, setAskedOn] = useState('');
  const [now] = useState(() => new Date());
  const read = useRead(contract.accounting, {
    params: { patientId },
    query: askedOn === '' ? {} : { askedOn },
  });
  return (
    <Stack gap="sm">
      <div className={classes['short']}>
        <DateField
          id="accounting-asked"
          label={t('disclosures.askedOn')}
          value={askedOn === '' ? (read.data?.askedOn ?? '') : askedOn}
          onChange={setAskedOn}
          now={now}
        />
      </div>
      {read.data !== undefined && (
        <Text size="sm">
          {t('disclosures.period', { from: dates.day(read.data.from), to: dates.day(read.data.to) })}{' '}
          <Link className={classes['link']} to={rulePath(read.data.rule.ruleId)}>
            {read.data.rule.citations.join(', ')}
          </Link>
        </Text>
      )}
      <DisclosureTable
        label={t('disclosures.views.accounting')}
        rows={read.data?.disclosures}
        error={read.error}
        onRetry={() => void read.refetch()}
        empty={
          <Empty icon="check" title={t('disclosures.noneAccountable')} text={t('disclosures.noneAccountableText')} />
        }
      />
    </Stack>
  );
}

function DisclosureTable(props: {
  readonly label: string;
  readonly rows: readonly Disclosure[] | undefined;
  readonly error: Error | null;
  readonly onRetry: () => void;
  readonly empty: React.ReactNode;
}) {
  const t = useTexts('release');
  const dates = useDates();
  const navigate = useNavigate();
  const nameOf = usePersonName();
  const columns: Column<Disclosure>[] = [
    {
      ...{
        key: 'at',
        header: t('disclosures.at'),
        solid: true,
        cell: ({ disclosedAt }: Disclosure) => dates.instant(disclosedAt),
      },
      compare: (a, b) => a.disclosedAt.localeCompare(b.disclosedAt),
    },
    {
      ...{ key: 'to', header: t('disclosures.to'), names: true },
      cell: ({ recipientName, recipientOrganisation }) =>
        [recipientName, recipientOrganisation].filter(Boolean).join(' · '),
    },
    {
      ...{ key: 'what', header: t('disclosures.what') },
      cell: ({ description, misfiled }) => (
        <>
          {description}
          {misfiled.map(({ side, reason, pages, incidentNumber, at }) => (
            <Text key={`${side}${at}`} size="sm" component="div">
              <Mark tone="attention" icon="alert">
                {t(`disclosures.misfiled.${side}`, { count: pages })}
              </Mark>{' '}
              {reason}
              {incidentNumber !== null && ` ${t('disclosures.incident', { number: incidentNumber })}`}
            </Text>
          ))}
        </>
      ),
    },
    { key: 'basis', header: t('disclosures.basis'), cell: ({ basis }) => word('bases', basis, t) },
    {
      ...{ key: 'outcome', header: t('disclosures.outcome') },
      cell: ({ outcome, accountable }) => (
        <Group gap={4}>
          <Mark tone={outcome === null ? 'attention' : outcome === 'handed-over' ? 'good' : 'neutral'}>
            {t(`deliver.outcomes.${outcome ?? 'open'}`)}
          </Mark>
          {accountable && <Mark tone="info">{t('disclosures.accountable')}</Mark>}
        </Group>
      ),
    },
    {
      ...{ key: 'by', header: t('disclosures.by'), narrow: 'hide' as const },
      cell: ({ by, requestNumber }) => [nameOf(by), requestNumber].filter(Boolean).join(' · '),
    },
  ];
  return (
    <RecordsTable
      label={props.label}
      columns={columns}
      rows={props.rows}
      rowKey={keyOf}
      error={props.error ?? undefined}
      onRetry={props.onRetry}
      onOpen={({ requestId }) => requestId !== null && void navigate({ to: casePath(requestId) })}
      empty={props.empty}
    />
  );
}
