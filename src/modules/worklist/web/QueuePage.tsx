import { Button } from '@mantine/core';
import { useNavigate, useParams } from '@tanstack/react-router';
import { type ResponseOf } from '../../../platform/http/contract.ts';
import { ANY_NEWS } from '../../../ui/api/live.ts';
import { useRead } from '../../../ui/api/reads.tsx';
import { Freshness } from '../../../ui/api/Freshness.tsx';
import { Empty } from '../../../ui/feedback/Empty.tsx';
import { Mark } from '../../../ui/feedback/Mark.tsx';
import { ProblemNotice } from '../../../ui/feedback/ProblemNotice.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icons.tsx';
import { useCommands } from '../../../ui/keys/KeysProvider.tsx';
import { useNaming, useOpens } from '../../../ui/module.ts';
import { Page } from '../../../ui/shell/Page.tsx';
import { RecordsTable, type Column } from '../../../ui/table/RecordsTable.tsx';
import { useDates } from '../../../ui/use-dates.ts';
import { contract } from '../contract.ts';
import { useStartNext } from './use-start-next.ts';

type Item = ResponseOf<typeof contract.items>['items'][number];

const keyOf = (item: Item) => item.id;

export default function QueuePage() {
  const t = useTexts('worklist');
  const dates = useDates();
  const opens = useOpens();
  const navigate = useNavigate();
  const { kind = '' } = useParams({ strict: false });
  const Name = useNaming(kind);
  const read = useRead(contract.items, { params: { kind } }, { live: [ANY_NEWS] });
  const next = useStartNext(kind);
  useCommands([
    { id: 'queue.next', label: t('queue.startHere'), keys: ['n'], run: next.start, reversal: 'reversible' },
  ]);
  const columns: Column<Item>[] = [
    ...(Name === undefined
      ? []
      : [
          {
            ...{ key: 'what', header: t('queue.what'), names: true },
            cell: (item: Item) => <Name kind={kind} id={item.subjectId} />,
          },
        ]),
    {
      ...{ key: 'opened', header: t('queue.opened'), names: Name === undefined, solid: true },
      cell: (item) => dates.instant(item.openedAt),
      compare: by(({ openedAt }) => openedAt),
    },
    { key: 'age', header: t('queue.age'), solid: true, cell: (item) => dates.age(item.openedAt) },
    {
      ...{ key: 'due', header: t('queue.due'), compare: by<Item>(({ dueAt }) => dueAt ?? '9') },
      solid: true,
      cell: (item) =>
        item.dueAt === null ? t('queue.noDue') : <DueMark at={item.dueAt} text={dates.due(item.dueAt)} />,
    },
    {
      ...{ key: 'state', header: t('queue.state') },
      cell: (item) => (item.claimedBy === null ? t('queue.free') : <Mark tone="info">{t('queue.inHand')}</Mark>),
    },
  ];
  return (
    <Page
      title={read.data?.title ?? t('queue.title')}
      actions={
        <>
          <Freshness updatedAt={read.dataUpdatedAt} />
          <Button leftSection={<Icon name="play" size={16} />} loading={next.isStarting} onClick={next.start}>
            {t('queue.startHere')}
          </Button>
        </>
      }
    >
      {next.error !== null && <ProblemNotice error={next.error} takeFocus />}
      <RecordsTable
        label={t('queue.label')}
        columns={columns}
        rows={read.data?.items}
        rowKey={keyOf}
        error={read.error ?? undefined}
        onRetry={() => void read.refetch()}
        empty={<Empty icon="check" title={t('queue.empty')} text={t('queue.emptyText')} />}
        tone={(item) => (isPast(item.dueAt) ? 'danger' : undefined)}
        onOpen={(item) => {
          const to = opens(item.kind, item.subjectId, item.patientId);
          if (to !== undefined) void navigate({ to });
        }}
      />
    </Page>
  );
}

function DueMark({ at, text }: { readonly at: string; readonly text: string }) {
  return isPast(at) ? (
    <Mark tone="danger" icon="alert">
      {text}
    </Mark>
  ) : (
    <span>{text}</span>
  );
}

function isPast(at: string | null): boolean {
  return at !== null && Date.parse(at) < Date.now();
}

function by<Row>(value: (row: Row) => string): (a: Row, b: Row) => number {
  return (a, b) => value(a).localeCompare(value(b));
}
