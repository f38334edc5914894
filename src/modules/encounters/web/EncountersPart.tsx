import { type ResponseOf } from '../../../platform/http/contract.ts';
import { useRead } from '../../../ui/api/reads.tsx';
import { Empty } from '../../../ui/feedback/Empty.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { RecordsTable, type Column } from '../../../ui/table/RecordsTable.tsx';
import { useDates } from '../../../ui/use-dates.ts';
import { type RecordPartProps } from '../../patients/web/index.tsx';
import { contract } from '../contract.ts';

type Encounter = ResponseOf<typeof contract.list>['encounters'][number];

const keyOf = (encounter: Encounter) => encounter.id;

export function EncountersPart({ patientId }: RecordPartProps) {
  const t = useTexts('encounters');
  const dates = useDates();
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
    { key: 'attending', header: t('attending'), cell: ({ attending }) => attending },
    { key: 'visit', header: t('visit'), solid: true, cell: ({ visitNumber }) => visitNumber, narrow: 'hide' },
    { key: 'status', header: t('status'), cell: ({ status }) => t(`statuses.${status}`, { defaultValue: status }) },
  ];
  return (
    <RecordsTable
      label={t('list')}
      columns={columns}
      rows={read.data?.encounters}
      rowKey={keyOf}
      error={read.error ?? undefined}
      onRetry={() => void read.refetch()}
      empty={<Empty icon="calendar" title={t('empty')} text={t('emptyText')} />}
    />
  );
}
