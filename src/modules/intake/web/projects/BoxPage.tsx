import { Anchor, Group, List, Stack, Text, Title } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import { type ResponseOf } from '../../../../platform/http/contract.ts';
import { addressOf } from '../../../../ui/api/call.ts';
import { useRead } from '../../../../ui/api/reads.tsx';
import { Empty } from '../../../../ui/feedback/Empty.tsx';
import { Mark } from '../../../../ui/feedback/Mark.tsx';
import { ProblemNotice } from '../../../../ui/feedback/ProblemNotice.tsx';
import { Waiting } from '../../../../ui/feedback/Waiting.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { useMay } from '../../../../ui/session.ts';
import { Page } from '../../../../ui/shell/Page.tsx';
import { type Column, RecordsTable } from '../../../../ui/table/RecordsTable.tsx';
import { useDates } from '../../../../ui/use-dates.ts';
import { projects } from '../../projects/contract.ts';
import { projectPath } from '../paths.ts';
import { AddVolume } from './AddVolume.tsx';
import { SignStep } from './SignStep.tsx';

type View = ResponseOf<typeof projects.openBox>;
type Batch = View['batches'][number];
type Volume = View['volumes'][number];
type Step = View['custody'][number];
const keyOf = (row: { readonly id: string }) => row.id;

/** What is in a box, who had it in hands, and whether the paper may go. */
export default function BoxPage() {
  const t = useTexts('intake');
  const { boxId = '' } = useParams({ strict: false });
  const read = useRead(projects.openBox, { params: { id: boxId } }, { live: ['intake.'] });
  return (
    <Page
      title={t('projects.box')}
      beside={read.data === undefined ? undefined : <Text fw={600}>{read.data.box.label}</Text>}
      actions={
        <Group>
          <Anchor href={addressOf(projects.custodySheet, { id: boxId })} download>
            {t('projects.printCustody')}
          </Anchor>
          <Anchor href={addressOf(projects.boxLabel, { id: boxId })} download>
            {t('projects.printLabel')}
          </Anchor>
        </Group>
      }
    >
      {read.error !== null && <ProblemNotice error={read.error} onRetry={() => void read.refetch()} />}
      {read.isPending && <Waiting />}
      {read.data !== undefined && <Box view={read.data} />}
    </Page>
  );
}

function Box({ view }: { readonly view: View }) {
  const t = useTexts('intake');
  const may = useMay();
  const { original } = view;
  return (
    <Stack gap="lg">
      <Anchor component={Link} to={projectPath(view.box.projectId)}>
        {t('projects.backTo', { name: view.box.projectName })}
      </Anchor>
      <section aria-label={t('projects.original')}>
        <Title order={2}>{t('projects.original')}</Title>
        <Mark tone={original.disposable ? 'attention' : 'info'} icon={original.disposable ? 'alert' : 'lock'}>
          {t(original.disposable ? 'projects.disposable' : 'projects.needed')}
        </Mark>
        <List size="sm" mt="xs">
          {[...original.reasons, ...original.warnings].map((reason) => (
            <List.Item key={reason}>{t(`projects.reason.${reason}`)}</List.Item>
          ))}
        </List>
      </section>
      <Volumes view={view} />
      <Batches batches={view.batches} />
      <Custody view={view} />
      {may('intake/add') && <SignStep view={view} />}
    </Stack>
  );
}

function Volumes({ view }: { readonly view: View }) {
  const t = useTexts('intake');
  const may = useMay();
  const dates = useDates();
  const columns: Column<Volume>[] = [
    { key: 'label', header: t('projects.volume'), names: true, cell: ({ label }) => label },
    {
      ...{ key: 'patient', header: t('projects.patient') },
      cell: ({ patient }) =>
        patient === null ? '' : `${patient.name}${patient.mrn === null ? '' : `, ${patient.mrn}`}`,
    },
    {
      ...{ key: 'range', header: t('projects.range') },
      cell: ({ fromOn, toOn }) =>
        [fromOn, toOn]
          .map((day) => (day === null ? '' : dates.day(day)))
          .join(' – ')
          .replace(/^ – $/, ''),
    },
    { key: 'sheets', header: t('projects.sheets'), align: 'end', cell: ({ expectedSheets }) => expectedSheets ?? '' },
    { key: 'batches', header: t('projects.batches'), align: 'end', cell: ({ batches }) => batches },
  ];
  return (
    <section aria-label={t('projects.volumes')}>
      <Title order={2}>{t('projects.volumes')}</Title>
      {may('intake/add') && <AddVolume boxId={view.box.id} />}
      <RecordsTable
        aside
        label={t('projects.volumes')}
        columns={columns}
        rows={view.volumes}
        rowKey={keyOf}
        empty={<Empty icon="book" title={t('projects.noVolumes')} />}
      />
    </section>
  );
}

function Batches({ batches }: { readonly batches: readonly Batch[] }) {
  const t = useTexts('intake');
  const columns: Column<Batch>[] = [
    { key: 'name', header: t('projects.batch'), names: true, cell: ({ name, number }) => `${number} ${name}` },
    { key: 'sheets', header: t('projects.sheets'), align: 'end', cell: ({ expectedSheets }) => expectedSheets ?? '' },
    { key: 'images', header: t('projects.images'), align: 'end', cell: ({ images }) => images },
    { key: 'open', header: t('projects.openPages'), align: 'end', cell: ({ openPages }) => openPages },
    {
      ...{ key: 'why', header: t('projects.original') },
      cell: ({ disposable, reasons }) =>
        disposable ? t('projects.disposable') : reasons.map((reason) => t(`projects.reason.${reason}`)).join(' '),
    },
  ];
  return (
    <section aria-label={t('projects.batches')}>
      <Title order={2}>{t('projects.batches')}</Title>
      <RecordsTable
        aside
        label={t('projects.batches')}
        columns={columns}
        rows={batches}
        rowKey={keyOf}
        empty={<Empty icon="pages" title={t('projects.noBatches')} text={t('projects.noBatchesText')} />}
      />
    </section>
  );
}

function Custody({ view }: { readonly view: View }) {
  const t = useTexts('intake');
  const dates = useDates();
  const columns: Column<Step>[] = [
    { key: 'number', header: t('projects.number'), align: 'end', cell: ({ number }) => number },
    {
      ...{ key: 'step', header: t('projects.step'), names: true },
      cell: ({ step, about }) => `${t(`projects.steps.${step}`)}${about === null ? '' : ` (${about})`}`,
    },
    { key: 'at', header: t('projects.signedAt'), solid: true, cell: ({ signedAt }) => dates.instant(signedAt) },
    { key: 'by', header: t('projects.signedBy'), cell: ({ signedName }) => signedName },
    {
      ...{ key: 'hands', header: t('projects.hands') },
      cell: ({ fromParty, toParty }) => [fromParty, toParty].filter((party) => party !== '').join(' → '),
    },
    { key: 'place', header: t('projects.place'), cell: ({ place }) => place },
    { key: 'seal', header: t('projects.seal'), cell: ({ seal }) => seal ?? '' },
    {
      key: 'note',
      header: t('projects.note'),
      cell: ({ note, sheets }) =>
        [sheets === null ? undefined : t('projects.sheetsIn', { count: sheets }), note].filter(Boolean).join('; '),
    },
  ];
  return (
    <section aria-label={t('projects.custody')}>
      <Title order={2}>{t('projects.custody')}</Title>
      {view.brokenAt !== null && (
        <Mark tone="danger" icon="alert">
          {t('projects.broken', { number: view.brokenAt })}
        </Mark>
      )}
      <RecordsTable
        aside
        label={t('projects.custody')}
        columns={columns}
        rows={view.custody}
        rowKey={keyOf}
        empty={<Empty icon="key" title={t('projects.noCustody')} text={t('projects.noCustodyText')} />}
      />
    </section>
  );
}
