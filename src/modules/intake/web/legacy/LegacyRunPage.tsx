import { Anchor, Button, Group, Stack, Table, Text, Title } from '@mantine/core';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { type ResponseOf } from '../../../../platform/http/contract.ts';
import { addressOf } from '../../../../ui/api/call.ts';
import { useAct, useRead } from '../../../../ui/api/reads.tsx';
import { ConfirmDialog } from '../../../../ui/feedback/ConfirmDialog.tsx';
import { Empty } from '../../../../ui/feedback/Empty.tsx';
import { Mark } from '../../../../ui/feedback/Mark.tsx';
import { ProblemNotice } from '../../../../ui/feedback/ProblemNotice.tsx';
import { Waiting } from '../../../../ui/feedback/Waiting.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { Icon } from '../../../../ui/icons.tsx';
import { Page } from '../../../../ui/shell/Page.tsx';
import { type Column, RecordsTable } from '../../../../ui/table/RecordsTable.tsx';
import { useDates } from '../../../../ui/use-dates.ts';
import { legacy } from '../../legacy/contract.ts';
import { legacyIndexPath, legacyPath, legacyRunPath } from '../paths.ts';

type Run = ResponseOf<typeof legacy.openRun>;
type Row = ResponseOf<typeof legacy.listRows>['rows'][number];
const keyOf = (row: Row) => String(row.number);
const LIVE = ['intake.'];

/** What became, or would become, of each row. */
export default function LegacyRunPage() {
  const t = useTexts('intake');
  const { runId = '' } = useParams({ strict: false });
  const read = useRead(legacy.openRun, { params: { id: runId } }, { live: LIVE });
  const title = t(read.data?.dry === false ? 'legacy.realTitle' : 'legacy.dryTitle');
  return (
    <Page title={title} beside={read.data === undefined ? undefined : <Text c="dimmed">{read.data.archive}</Text>}>
      <Anchor component={Link} to={legacyPath}>
        {t('legacy.back')}
      </Anchor>
      {read.error !== null && <ProblemNotice error={read.error} onRetry={() => void read.refetch()} />}
      {read.isPending && <Waiting />}
      {read.data !== undefined && <Run run={read.data} />}
    </Page>
  );
}

function Run({ run }: { readonly run: Run }) {
  const t = useTexts('intake');
  const dates = useDates();
  const navigate = useNavigate();
  const [asking, setAsking] = useState(false);
  const { counts } = run;
  const start = useAct(legacy.startReal, {
    changes: [legacy.listRuns],
    onDone: ({ id }) => {
      setAsking(false);
      void navigate({ to: legacyRunPath(id) });
    },
  });
  return (
    <Stack gap="lg">
      <Group>
        <State run={run} />
        <Text size="sm" c="dimmed">
          {t('legacy.of', { file: run.fileName, folder: run.folder, at: dates.instant(run.startedAt) })}
        </Text>
      </Group>
      {run.stoppedReason !== null && <Text c="red">{run.stoppedReason}</Text>}
      <Group align="flex-start" gap="xl">
        <Counts
          title={t('legacy.became')}
          rows={[
            ...(['filed', 'queued', 'refused', 'unchanged', 'reading'] as const).map(
              (key) => [t(run.dry ? `legacy.would.${key}` : `legacy.did.${key}`), counts[key]] as const,
            ),
            [t('legacy.rowsRead'), counts.rowsRead],
          ]}
        />
        <Counts
          title={t('legacy.files')}
          rows={[
            [t('legacy.withFile'), counts.withFile],
            [t('legacy.withoutFile'), counts.withoutFile],
            [t('legacy.filesWithoutRow'), counts.filesWithoutRow ?? 0],
          ]}
        />
        <Counts
          title={t('legacy.patients')}
          rows={Object.entries(counts.patient).map(([match, n]) => [t(`legacy.match.${match}`), n] as const)}
        />
      </Group>
      {run.dry && run.finishedAt !== null && (
        <Group>
          <Button disabled={counts.filed + counts.queued === 0} onClick={() => setAsking(true)}>
            {t('legacy.startReal')}
          </Button>
          <Button variant="default" onClick={() => void navigate({ to: legacyIndexPath(run.indexId) })}>
            {t('legacy.changeMap')}
          </Button>
        </Group>
      )}
      {start.error !== null && <ProblemNotice error={start.error} takeFocus />}
      <ConfirmDialog
        opened={asking}
        title={t('legacy.startReal')}
        text={t('legacy.startText', { filed: counts.filed, queued: counts.queued })}
        action={t('legacy.startReal')}
        busy={start.isPending}
        onConfirm={() => start.run({ params: { id: run.id } })}
        onCancel={() => setAsking(false)}
      />
      <RowsLeft run={run} />
    </Stack>
  );
}

function State({ run }: { readonly run: Run }) {
  const t = useTexts('intake');
  if (run.finishedAt === null || run.counts.reading > 0)
    return (
      <Mark tone="info" icon="clock">
        {t(run.finishedAt === null ? 'legacy.running' : 'legacy.beingRead')}
      </Mark>
    );
  return run.counts.addsUp ? (
    <Mark tone="good" icon="check">
      {t('legacy.addsUp')}
    </Mark>
  ) : (
    <Mark tone="danger" icon="alert">
      {t('legacy.doesNotAddUp')}
    </Mark>
  );
}

function Counts({ title, rows }: { readonly title: string; readonly rows: readonly (readonly [string, number])[] }) {
  return (
    <section aria-label={title}>
      <Title order={2}>{title}</Title>
      <Table w="auto">
        <Table.Tbody>
          {rows.map(([name, n]) => (
            <Table.Tr key={name}>
              <Table.Th scope="row" fw={400}>
                {name}
              </Table.Th>
              <Table.Td ta="end">{n}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}

function RowsLeft({ run }: { readonly run: Run }) {
  const t = useTexts('intake');
  const read = useRead(legacy.listRows, { params: { id: run.id } }, { live: LIVE });
  const columns: Column<Row>[] = [
    { key: 'row', header: t('legacy.row'), names: true, solid: true, cell: ({ number }) => number },
    {
      key: 'outcome',
      header: t('legacy.outcome'),
      cell: ({ outcome }) => t(run.dry ? `legacy.would.${outcome}` : `legacy.did.${outcome}`),
    },
    {
      key: 'reason',
      header: t('legacy.why'),
      cell: ({ reason }) => t(`legacy.reason.${reason}`, { defaultValue: reason }),
    },
    { key: 'file', header: t('legacy.field.file'), cell: ({ path }) => path ?? '' },
    { key: 'id', header: t('legacy.field.originalId'), narrow: 'hide', cell: ({ originalId }) => originalId ?? '' },
  ];
  return (
    <section aria-label={t('legacy.left')}>
      <Group justify="space-between" mb="xs">
        <Title order={2}>{t('legacy.left')}</Title>
        <Anchor href={addressOf(legacy.saveRows, { id: run.id })} download>
          <Group gap={4}>
            <Icon name="download" size={16} />
            {t('legacy.saveRows')}
          </Group>
        </Anchor>
      </Group>
      <RecordsTable
        label={t('legacy.left')}
        columns={columns}
        rows={read.data?.rows}
        rowKey={keyOf}
        error={read.error ?? undefined}
        onRetry={() => void read.refetch()}
        maxHeight="60vh"
        empty={<Empty icon="check" title={t('legacy.noneLeft')} />}
      />
    </section>
  );
}
