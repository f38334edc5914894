import { Button, Group, Select } from '@mantine/core';
import { useState } from 'react';
import { type ResponseOf } from '../../../platform/http/contract.ts';
import { call } from '../../../ui/api/call.ts';
import { useRead } from '../../../ui/api/reads.tsx';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Empty } from '../../../ui/feedback/Empty.tsx';
import { Mark } from '../../../ui/feedback/Mark.tsx';
import { DateField } from '../../../ui/fields/DateField.tsx';
import { instantOf } from '../../../ui/dates.ts';
import { useTexts } from '../../../ui/i18n.ts';
import { useCalendar, useMay } from '../../../ui/session.ts';
import { Page } from '../../../ui/shell/Page.tsx';
import { RecordsTable, type Column } from '../../../ui/table/RecordsTable.tsx';
import { type Tone } from '../../../ui/theme.ts';
import { useAddress } from '../../../ui/use-address.ts';
import { useDates } from '../../../ui/use-dates.ts';
import { contract } from '../contract.ts';
import { EntryDialog } from './EntryDialog.tsx';
import { LogProof } from './LogProof.tsx';

export type Entry = ResponseOf<typeof contract.search>['entries'][number];

const OUTCOMES = ['done', 'denied', 'refused', 'failed'] as const;
export const OUTCOME_TONES: Record<string, Tone> = {
  done: 'good',
  denied: 'danger',
  refused: 'attention',
  failed: 'danger',
};
const PER_PAGE = 100;
const keyOf = (entry: Entry) => entry.id;

/** Who looked, who changed, who was refused: newest first. Looking here is itself an entry. */
export default function AuditPage() {
  const t = useTexts('audit');
  const may = useMay();
  const dates = useDates();
  const { zone } = useCalendar();
  const [filters, filter] = useAddress(['patient', 'actor', 'verb', 'outcome', 'from', 'to']);
  const [opened, setOpened] = useState<Entry>();
  const [now] = useState(() => new Date());
  const verbs = useRead(contract.verbs, {});
  const outcome = OUTCOMES.find((each) => each === filters.outcome);
  const body = {
    limit: PER_PAGE,
    ...(filters.patient === undefined ? {} : { patientId: filters.patient }),
    ...(filters.actor === undefined ? {} : { actorId: filters.actor }),
    ...(filters.verb === undefined ? {} : { verb: filters.verb }),
    ...(outcome === undefined ? {} : { outcome }),
    ...(filters.from === undefined ? {} : { from: instantOf(filters.from, zone) }),
    ...(filters.to === undefined ? {} : { to: instantOf(filters.to, zone, 'end') }),
  };
  const found = useInfiniteQuery({
    queryKey: ['audit', 'search', body],
    initialPageParam: undefined as { at: string; id: string } | undefined,
    queryFn: ({ pageParam, signal }) =>
      call(
        contract.search,
        { body: { ...body, ...(pageParam === undefined ? {} : { before: pageParam }) } },
        { signal },
      ),
    getNextPageParam: ({ entries, more }) => {
      const last = entries.at(-1);
      return more && last !== undefined ? { at: last.at, id: last.id } : undefined;
    },
  });
  const entries = found.data?.pages.flatMap((page) => page.entries);
  const columns: Column<Entry>[] = [
    { key: 'at', header: t('columns.at'), solid: true, cell: ({ at }) => dates.instant(at) },
    { key: 'who', header: t('columns.who'), names: true, cell: (entry) => whoOf(entry, t) },
    { key: 'what', header: t('columns.what'), cell: ({ sentence }) => sentence },
    { key: 'outcome', header: t('columns.outcome'), cell: ({ outcome: word }) => <OutcomeMark outcome={word} /> },
    {
      key: 'purpose',
      header: t('columns.purpose'),
      narrow: 'hide',
      cell: ({ purpose }) => t(`purposes.${purpose}`, { defaultValue: purpose }),
    },
    {
      key: 'records',
      header: t('columns.records'),
      align: 'end',
      narrow: 'hide',
      cell: ({ patientIds }) => patientIds.length || '',
    },
    {
      key: 'position',
      header: t('columns.position'),
      align: 'end',
      narrow: 'hide',
      cell: ({ position }) => position ?? t('young'),
    },
  ];
  return (
    <Page title={t('title')}>
      {may('audit/verify') && <LogProof />}
      <Group align="start" gap="sm" role="search" aria-label={t('filters')}>
        <Select
          label={t('verb')}
          searchable
          clearable
          w={280}
          value={filters.verb ?? null}
          onChange={(verb) => filter({ verb: verb ?? undefined })}
          data={Object.entries(verbs.data?.verbs ?? {}).map(([value, label]) => ({ value, label }))}
        />
        <Select
          label={t('outcome')}
          clearable
          w={150}
          value={filters.outcome ?? null}
          onChange={(value) => filter({ outcome: value ?? undefined })}
          data={OUTCOMES.map((value) => ({ value, label: t(`outcomes.${value}`) }))}
        />
        <DateField
          id="audit-from"
          label={t('from')}
          value={filters.from ?? ''}
          onChange={(from) => filter({ from })}
          now={now}
        />
        <DateField id="audit-to" label={t('to')} value={filters.to ?? ''} onChange={(to) => filter({ to })} now={now} />
        {filters.patient !== undefined && (
          <Button mt={24} variant="light" onClick={() => filter({ patient: undefined })}>
            {t('patient')} ×
          </Button>
        )}
      </Group>
      <RecordsTable
        label={t('entries')}
        columns={columns}
        rows={entries}
        rowKey={keyOf}
        error={found.error ?? undefined}
        onRetry={() => void found.refetch()}
        empty={<Empty icon="log" title={t('empty')} text={t('emptyText')} />}
        tone={({ outcome: word }) => (word === 'denied' || word === 'failed' ? 'danger' : undefined)}
        onOpen={setOpened}
        maxHeight="70vh"
      />
      {found.hasNextPage && (
        <Group justify="center">
          <Button variant="default" loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
            {t('more')}
          </Button>
        </Group>
      )}
      <EntryDialog entry={opened} onClose={() => setOpened(undefined)} />
    </Page>
  );
}

/** People by name; the product and whoever is not signed in yet have none. */
export function whoOf(
  { actorName, actorId }: Pick<Entry, 'actorName' | 'actorId'>,
  t: ReturnType<typeof useTexts>,
): string {
  return actorId === 'anonymous' ? t('anonymous') : (actorName ?? actorId);
}

export function OutcomeMark({ outcome }: { readonly outcome: string }) {
  const t = useTexts('audit');
  return <Mark tone={OUTCOME_TONES[outcome] ?? 'neutral'}>{t(`outcomes.${outcome}`, { defaultValue: outcome })}</Mark>;
}
