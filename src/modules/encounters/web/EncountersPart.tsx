import { Button, Group, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { type ResponseOf } from '../../../platform/http/contract.ts';
import { useRead } from '../../../ui/api/reads.tsx';
import { Empty } from '../../../ui/feedback/Empty.tsx';
import { Mark } from '../../../ui/feedback/Mark.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { useMay } from '../../../ui/session.ts';
import { RecordsTable, type Column } from '../../../ui/table/RecordsTable.tsx';
import { useDates } from '../../../ui/use-dates.ts';
import { type RecordPartProps } from '../../patients/web/index.tsx';
import { contract, isVoid } from '../contract.ts';
import { ChargesDialog } from './ChargesDialog.tsx';
import { CodingDialog } from './CodingDialog.tsx';

export type Encounter = ResponseOf<typeof contract.list>['encounters'][number];

const keyOf = (encounter: Encounter) => encounter.id;

/** A second line in a cell. */
function Also({ children }: { readonly children: ReactNode }) {
  return (
    <Text size="xs" c="dimmed">
      {children}
    </Text>
  );
}

export function EncountersPart({ patientId }: RecordPartProps) {
  const t = useTexts('encounters');
  const may = useMay();
  const dates = useDates();
  const [coding, setCoding] = useState<Encounter>();
  const [charged, setCharged] = useState<Encounter>();
  const read = useRead(contract.list, { params: { id: patientId } }, { live: ['encounters.'] });
  const columns: Column<Encounter>[] = [
    {
      ...{ key: 'started', header: t('started'), names: true, solid: true },
      cell: ({ startedAt }) => startedAt !== null && dates.instant(startedAt),
      compare: (a, b) => (a.startedAt ?? '').localeCompare(b.startedAt ?? ''),
    },
    {
      key: 'ended',
      header: t('ended'),
      solid: true,
      cell: ({ endedAt }) => endedAt !== null && dates.instant(endedAt),
    },
    {
      ...{ key: 'class', header: t('class') },
      cell: (encounter) => t(`classes.${encounter.class}`, { defaultValue: encounter.class }),
      compare: (a, b) => a.class.localeCompare(b.class),
    },
    { key: 'type', header: t('type'), cell: ({ typeText }) => typeText },
    { key: 'location', header: t('location'), cell: ({ location }) => location, narrow: 'hide' },
    {
      ...{ key: 'attending', header: t('attending') },
      cell: ({ attending, referring, consulting }) => (
        <>
          {attending}
          {referring !== null && <Also>{t('referring', { name: referring })}</Also>}
          {consulting.length > 0 && <Also>{t('consulting', { names: consulting.join('; ') })}</Also>}
        </>
      ),
    },
    {
      ...{ key: 'visit', header: t('visit'), solid: true, narrow: 'hide' },
      cell: ({ visitNumber, formerVisitNumbers }) => (
        <>
          {visitNumber}
          {formerVisitNumbers.length > 0 && <Also>{t('formerly', { numbers: formerVisitNumbers.join(', ') })}</Also>}
        </>
      ),
    },
    {
      key: 'status',
      header: t('status'),
      cell: ({ status, codedAt }) => (
        <Group gap={4}>
          <span>{t(`statuses.${status}`, { defaultValue: status })}</span>
          {codedAt !== null && <Mark tone="info">{t('coding.coded', { day: dates.dayOf(codedAt) })}</Mark>}
        </Group>
      ),
    },
    {
      ...{ key: 'charges', header: t('charges.column') },
      cell: (encounter) =>
        (encounter.visitNumber !== null || encounter.accountNumber !== null) && (
          <Button
            size="compact-xs"
            variant="default"
            aria-label={t('charges.showOf', {
              day: encounter.startedAt === null ? '' : dates.dayOf(encounter.startedAt),
            })}
            onClick={() => setCharged(encounter)}
          >
            {t('charges.show')}
          </Button>
        ),
    },
    ...(may('encounters/code')
      ? [
          {
            ...{ key: 'coding', header: t('coding.column') },
            cell: (encounter: Encounter) =>
              !isVoid(encounter) && (
                <Button
                  size="compact-xs"
                  variant="default"
                  aria-label={t(encounter.codedAt === null ? 'coding.codeOf' : 'coding.reopenOf', {
                    day: encounter.startedAt === null ? '' : dates.dayOf(encounter.startedAt),
                  })}
                  onClick={() => setCoding(encounter)}
                >
                  {t(encounter.codedAt === null ? 'coding.code' : 'coding.reopen')}
                </Button>
              ),
          },
        ]
      : []),
  ];
  return (
    <>
      <RecordsTable
        label={t('list')}
        columns={columns}
        rows={read.data?.encounters}
        rowKey={keyOf}
        error={read.error ?? undefined}
        onRetry={() => void read.refetch()}
        empty={<Empty icon="calendar" title={t('empty')} text={t('emptyText')} />}
      />
      {charged !== undefined && <ChargesDialog encounter={charged} onClose={() => setCharged(undefined)} />}
      {coding !== undefined && <CodingDialog encounter={coding} onClose={() => setCoding(undefined)} />}
    </>
  );
}
