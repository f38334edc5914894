import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { type ResponseOf } from '../../../platform/http/contract.ts';
import { useAct, useRead } from '../../../ui/api/reads.tsx';
import { Empty } from '../../../ui/feedback/Empty.tsx';
import { showDone } from '../../../ui/feedback/notices.tsx';
import { ProblemNotice } from '../../../ui/feedback/ProblemNotice.tsx';
import { Waiting } from '../../../ui/feedback/Waiting.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icons.tsx';
import { useMay } from '../../../ui/session.ts';
import { Page } from '../../../ui/shell/Page.tsx';
import { RecordsTable, type Column } from '../../../ui/table/RecordsTable.tsx';
import { useDates } from '../../../ui/use-dates.ts';
import { useDocumentTypes } from '../../documents/web/index.tsx';
import { contract } from '../understanding/contract.ts';

type Learning = ResponseOf<typeof contract.learning>;
type Model = NonNullable<Learning['model']>;
type Measured = Model['types'][number];
type Changed = Learning['changed'][number];

const percent = (share: number) => `${(share * 100).toFixed(0)} %`;
const measuredKey = (row: Measured) => row.typeCode;
const changedKey = (row: Changed) => `${row.proposed} ${row.decided}`;

/** What was learnt of document types from the filing here, and how far it can be trusted. */
export default function LearningPage() {
  const t = useTexts('intake');
  const may = useMay();
  const read = useRead(contract.learning, { query: {} });
  const learn = useAct(contract.learn, { onDone: () => showDone(t('learning.asked')) });
  return (
    <Page
      title={t('learning.title')}
      actions={
        may('intake/set-rules') && (
          <Button
            variant="default"
            leftSection={<Icon name="refresh" size={16} />}
            loading={learn.isPending}
            onClick={() => learn.run({ query: {} })}
          >
            {t('learning.now')}
          </Button>
        )
      }
    >
      <Text size="sm" maw="52rem">
        {t('learning.intro', { least: read.data?.leastExamples ?? 8 })}
      </Text>
      {learn.error !== null && <ProblemNotice error={learn.error} />}
      {read.error !== null && <ProblemNotice error={read.error} onRetry={() => void read.refetch()} />}
      {read.isPending && <Waiting />}
      {read.data !== undefined && (
        <Stack gap="xl" mt="md">
          {read.data.model === null ? (
            <Empty
              icon="book"
              title={t('learning.none')}
              text={t('learning.noneText', { count: read.data.decisionsSince, least: read.data.leastExamples })}
            />
          ) : (
            <ModelPart model={read.data.model} since={read.data.decisionsSince} />
          )}
          <ChangesPart learning={read.data} />
        </Stack>
      )}
    </Page>
  );
}

function ModelPart({ model, since }: { readonly model: Model; readonly since: number }) {
  const t = useTexts('intake');
  const dates = useDates();
  const { typeOf } = useDocumentTypes();
  const columns: Column<Measured>[] = [
    {
      ...{ key: 'type', header: t('learning.type'), names: true },
      cell: ({ typeCode }) => typeOf(typeCode)?.name ?? '',
    },
    {
      ...{ key: 'examples', header: t('learning.examples'), align: 'end', solid: true },
      cell: ({ examples }) => examples,
      compare: (a, b) => a.examples - b.examples,
    },
    {
      ...{ key: 'precision', header: t('learning.precision'), align: 'end', solid: true },
      cell: ({ precision }) => percent(precision),
      compare: (a, b) => a.precision - b.precision,
    },
    {
      ...{ key: 'recall', header: t('learning.recall'), align: 'end', solid: true },
      cell: ({ recall }) => percent(recall),
      compare: (a, b) => a.recall - b.recall,
    },
    {
      ...{ key: 'f1', header: t('learning.f1'), align: 'end', solid: true },
      cell: ({ f1 }) => percent(f1),
      compare: (a, b) => a.f1 - b.f1,
    },
  ];
  return (
    <section>
      <Title order={2}>{t('learning.measured')}</Title>
      <Group gap="lg" my="xs">
        <Text size="sm">{t('learning.trained', { at: dates.instant(model.trainedAt), count: model.examples })}</Text>
        <Text size="sm">{t('learning.accuracy', { share: percent(model.accuracy) })}</Text>
        <Text size="sm">{t('learning.macroF1', { share: percent(model.macroF1) })}</Text>
        <Text size="sm">{t('learning.since', { count: since })}</Text>
      </Group>
      <Text size="sm" c="dimmed" maw="52rem" mb="sm">
        {t('learning.how')}
      </Text>
      <RecordsTable
        label={t('learning.measured')}
        columns={columns}
        rows={model.types}
        rowKey={measuredKey}
        empty={null}
      />
    </section>
  );
}

function ChangesPart({ learning }: { readonly learning: Learning }) {
  const t = useTexts('intake');
  const { typeOf } = useDocumentTypes();
  const columns: Column<Changed>[] = [
    {
      ...{ key: 'proposed', header: t('learning.proposed'), names: true },
      cell: ({ proposed }) => typeOf(proposed)?.name ?? '',
    },
    { key: 'decided', header: t('learning.decided'), cell: ({ decided }) => typeOf(decided)?.name ?? '' },
    {
      ...{ key: 'times', header: t('learning.times'), align: 'end', solid: true },
      cell: ({ times }) => times,
      compare: (a, b) => a.times - b.times,
    },
  ];
  return (
    <section>
      <Title order={2}>{t('learning.changes')}</Title>
      <Text size="sm" my="xs">
        {t('learning.acceptedOf', { accepted: learning.accepted, decided: learning.decided })}
      </Text>
      {learning.changed.length > 0 && (
        <RecordsTable
          aside
          label={t('learning.changes')}
          columns={columns}
          rows={learning.changed}
          rowKey={changedKey}
          empty={null}
        />
      )}
    </section>
  );
}
