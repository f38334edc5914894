import { type ResponseOf } from '../../../platform/http/contract.ts';
import { useRead } from '../../../ui/api/reads.tsx';
import { Empty } from '../../../ui/feedback/Empty.tsx';
import { Mark } from '../../../ui/feedback/Mark.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { RecordsTable, type Column } from '../../../ui/table/RecordsTable.tsx';
import { useDates } from '../../../ui/use-dates.ts';
import { contract } from '../contract.ts';

type Representative = ResponseOf<typeof contract.listRepresentatives>['representatives'][number];

const keyOf = (each: Representative) => each.id;

export function RepresentativesPart({ patientId }: { readonly patientId: string }) {
  const t = useTexts('patients');
  const dates = useDates();
  const read = useRead(contract.listRepresentatives, { params: { id: patientId } });
  const columns: Column<Representative>[] = [
    { key: 'name', header: t('representatives.name'), names: true, cell: ({ name }) => name },
    {
      key: 'standing',
      header: t('representatives.standing'),
      cell: ({ standing }) => t(`representatives.standings.${standing}`),
    },
    { key: 'kind', header: t('representatives.kind'), cell: ({ kind }) => t(`representatives.kinds.${kind}`) },
    { key: 'scope', header: t('representatives.scope'), cell: ({ scope }) => scope },
    { key: 'from', header: t('representatives.from'), cell: ({ from }) => dates.day(from) },
    { key: 'to', header: t('representatives.to'), cell: ({ to }) => to !== undefined && dates.day(to) },
    {
      ...{ key: 'verified', header: t('representatives.verified') },
      cell: ({ verifiedAt }) =>
        verifiedAt === null ? (
          <Mark tone="attention">{t('representatives.notVerified')}</Mark>
        ) : (
          <Mark tone="good">{dates.instant(verifiedAt)}</Mark>
        ),
    },
  ];
  return (
    <RecordsTable
      label={t('representatives.list')}
      columns={columns}
      rows={read.data?.representatives}
      rowKey={keyOf}
      error={read.error ?? undefined}
      onRetry={() => void read.refetch()}
      empty={<Empty icon="people" title={t('representatives.empty')} text={t('representatives.emptyText')} />}
    />
  );
}
