import { Anchor, Button, Group, Stack, Table, Text, TextInput, Title } from '@mantine/core';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { type ResponseOf } from '../../../../platform/http/contract.ts';
import { useAct, useRead } from '../../../../ui/api/reads.tsx';
import { Empty } from '../../../../ui/feedback/Empty.tsx';
import { ProblemNotice } from '../../../../ui/feedback/ProblemNotice.tsx';
import { Waiting } from '../../../../ui/feedback/Waiting.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { useMay } from '../../../../ui/session.ts';
import { Page } from '../../../../ui/shell/Page.tsx';
import { type Column, RecordsTable } from '../../../../ui/table/RecordsTable.tsx';
import { useDates } from '../../../../ui/use-dates.ts';
import { projects } from '../../projects/contract.ts';
import { boxPath, projectsPath } from '../paths.ts';
import { BurnDown } from './BurnDown.tsx';

type View = ResponseOf<typeof projects.view>;
type Box = View['boxes'][number];
const keyOf = (box: Box) => box.id;

/** From boxes to originals that may go: how far, how fast, until when. */
export default function ProjectPage() {
  const t = useTexts('intake');
  const { projectId = '' } = useParams({ strict: false });
  const read = useRead(projects.view, { params: { id: projectId } }, { live: ['intake.'] });
  return (
    <Page title={read.data?.project.name ?? t('projects.project')}>
      <Anchor component={Link} to={projectsPath}>
        {t('projects.back')}
      </Anchor>
      {read.error !== null && <ProblemNotice error={read.error} onRetry={() => void read.refetch()} />}
      {read.isPending && <Waiting />}
      {read.data !== undefined && <Project view={read.data} />}
    </Page>
  );
}

function Project({ view }: { readonly view: View }) {
  const t = useTexts('intake');
  const dates = useDates();
  const { project, funnel, progress } = view;
  const figure = (value: number | null) => (value === null ? t('projects.notYet') : Math.round(value * 10) / 10);
  const { forecast } = progress;
  return (
    <Stack gap="lg">
      {project.scope !== '' && <Text maw="52rem">{project.scope}</Text>}
      <Group align="flex-start" gap="xl">
        <Figures
          title={t('projects.funnel')}
          rows={(
            [
              'boxes',
              'volumes',
              'batches',
              'sheetsCounted',
              'images',
              'pagesSettled',
              'batchesVerified',
              'batchesDisposable',
            ] as const
          ).map((key) => [t(`projects.${key}`), funnel[key]])}
        />
        <Figures
          title={t('projects.pace')}
          rows={[
            [t('projects.sheetsDone'), t('projects.someOf', { n: view.sheetsDone, of: view.sheetsTotal })],
            [t('projects.perDay'), figure(progress.sheetsPerDay)],
            [t('projects.perHour'), figure(progress.sheetsPerPersonHour)],
            [
              t('projects.errorRate'),
              view.errorRate === null ? t('projects.notYet') : `${(view.errorRate * 100).toFixed(1)} %`,
            ],
            [t('projects.targetOn'), project.targetOn === null ? t('projects.none') : dates.day(project.targetOn)],
            [
              t('projects.forecast'),
              forecast === null
                ? t('projects.noForecast')
                : t('projects.forecastRange', {
                    ...{ expected: dates.day(forecast.expected), earliest: dates.day(forecast.earliest) },
                    latest: forecast.latest === null ? t('projects.openEnd') : dates.day(forecast.latest),
                  }),
            ],
          ]}
        />
      </Group>
      <BurnDown points={progress.burnDown} total={view.sheetsTotal} />
      <Boxes projectId={project.id} boxes={view.boxes} />
    </Stack>
  );
}

function Figures({
  title,
  rows,
}: {
  readonly title: string;
  readonly rows: readonly (readonly [string, string | number])[];
}) {
  return (
    <section aria-label={title}>
      <Title order={2}>{title}</Title>
      <Table w="auto">
        <Table.Tbody>
          {rows.map(([name, value]) => (
            <Table.Tr key={name}>
              <Table.Th scope="row" fw={400}>
                {name}
              </Table.Th>
              <Table.Td ta="end">{value}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}

function Boxes({ projectId, boxes }: { readonly projectId: string; readonly boxes: readonly Box[] }) {
  const t = useTexts('intake');
  const may = useMay();
  const navigate = useNavigate();
  const [words, setWords] = useState({ label: '', place: '', custodian: '' });
  const register = useAct(projects.registerBox, {
    changes: [projects.view],
    onDone: () => setWords((was) => ({ ...was, label: '' })),
  });
  const columns: Column<Box>[] = [
    { key: 'label', header: t('projects.box'), names: true, cell: ({ label }) => label },
    { key: 'place', header: t('projects.place'), cell: ({ place }) => place },
    { key: 'batches', header: t('projects.batches'), align: 'end', cell: ({ batches }) => batches },
    { key: 'open', header: t('projects.openPages'), align: 'end', cell: ({ openPages }) => openPages },
  ];
  return (
    <section aria-label={t('projects.boxes')}>
      <Title order={2}>{t('projects.boxes')}</Title>
      {may('intake/add') && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            const known = boxes.find((box) => box.label === words.label.trim());
            if (known === undefined) register.run({ params: { id: projectId }, body: words });
            else void navigate({ to: boxPath(known.id) });
          }}
        >
          <Group align="flex-end" mb="sm">
            <TextInput
              required
              label={t('projects.boxLabel')}
              description={t('projects.boxLabelHelp')}
              maxLength={40}
              value={words.label}
              onChange={(event) => setWords({ ...words, label: event.currentTarget.value })}
            />
            <TextInput
              label={t('projects.place')}
              maxLength={200}
              value={words.place}
              onChange={(event) => setWords({ ...words, place: event.currentTarget.value })}
            />
            <TextInput
              label={t('projects.custodian')}
              maxLength={200}
              value={words.custodian}
              onChange={(event) => setWords({ ...words, custodian: event.currentTarget.value })}
            />
            <Button type="submit" variant="default" loading={register.isPending}>
              {t('projects.registerBox')}
            </Button>
          </Group>
          {register.error !== null && <ProblemNotice error={register.error} takeFocus />}
        </form>
      )}
      <RecordsTable
        label={t('projects.boxes')}
        columns={columns}
        rows={boxes}
        rowKey={keyOf}
        onOpen={({ id }) => void navigate({ to: boxPath(id) })}
        maxHeight="50vh"
        empty={<Empty icon="tray" title={t('projects.noBoxes')} />}
      />
    </section>
  );
}
