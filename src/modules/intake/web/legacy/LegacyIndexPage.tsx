import { Anchor, Button, Group, NativeSelect, SimpleGrid, Stack, Text, TextInput, Title } from '@mantine/core';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { type ResponseOf } from '../../../../platform/http/contract.ts';
import { useAct, useRead } from '../../../../ui/api/reads.tsx';
import { showDone } from '../../../../ui/feedback/notices.tsx';
import { ProblemNotice } from '../../../../ui/feedback/ProblemNotice.tsx';
import { Waiting } from '../../../../ui/feedback/Waiting.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { useCommands } from '../../../../ui/keys/KeysProvider.tsx';
import { Page } from '../../../../ui/shell/Page.tsx';
import { FIELDS, legacy, type LegacyField } from '../../legacy/contract.ts';
import { legacyPath, legacyRunPath } from '../paths.ts';
import { TypeValues } from './TypeValues.tsx';
import { useLegacyMap } from './use-legacy-map.ts';

type Index = ResponseOf<typeof legacy.openIndex>;
const NEEDED: readonly LegacyField[] = ['file'];

/** What each column of an index means; then a dry run, then the import. */
export default function LegacyIndexPage() {
  const t = useTexts('intake');
  const { indexId = '' } = useParams({ strict: false });
  const read = useRead(legacy.openIndex, { params: { id: indexId } });
  return (
    <Page
      title={t('legacy.map')}
      beside={read.data === undefined ? undefined : <Text c="dimmed">{read.data.fileName}</Text>}
    >
      <Anchor component={Link} to={legacyPath}>
        {t('legacy.back')}
      </Anchor>
      {read.error !== null && <ProblemNotice error={read.error} onRetry={() => void read.refetch()} />}
      {read.isPending && <Waiting />}
      {read.data !== undefined && <MapForm indexId={indexId} index={read.data} />}
    </Page>
  );
}

function MapForm({ indexId, index }: { readonly indexId: string; readonly index: Index }) {
  const t = useTexts('intake');
  const navigate = useNavigate();
  const [folder, setFolder] = useState(index.folders[0] ?? '');
  const [name, setName] = useState('');
  const form = useLegacyMap(index);
  const start = useAct(legacy.startRun, {
    changes: [legacy.listRuns],
    onDone: ({ id }) => void navigate({ to: legacyRunPath(id) }),
  });
  const save = useAct(legacy.saveMap, { changes: [legacy.openIndex], onDone: () => showDone(t('legacy.saved')) });
  const run = (dry: boolean) => start.run({ params: { id: indexId }, body: { map: form.map, dry, folder } });
  const ready = form.isComplete && folder !== '' && !start.isPending;
  useCommands([
    {
      id: 'intake.legacy-dry',
      label: t('legacy.tryIt'),
      keys: ['Mod+Enter'],
      reversal: 'reversible',
      run: () => run(true),
      disabled: !ready,
    },
  ]);
  const columns = index.columns.map((column) => column.name);
  const samplesOf = (column: string | undefined) =>
    index.columns.find((each) => each.name === column)?.samples.join('  ·  ') ?? '';
  return (
    <Stack gap="lg" maw="72rem">
      {index.maps.length > 0 && (
        <NativeSelect
          label={t('legacy.savedMap')}
          value=""
          data={[
            { value: '', label: t('legacy.chooseMap') },
            ...index.maps.map((map) => ({ value: map.name, label: map.name })),
          ]}
          onChange={(event) => {
            const chosen = index.maps.find((map) => map.name === event.currentTarget.value);
            if (chosen !== undefined) {
              form.use(chosen.map);
              setName(chosen.name);
            }
          }}
        />
      )}
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <TextInput
          required
          label={t('legacy.archiveName')}
          description={t('legacy.archiveHelp')}
          value={form.map.archive}
          maxLength={80}
          onChange={(event) => form.change({ archive: event.currentTarget.value })}
        />
        <NativeSelect
          required
          label={t('legacy.folder')}
          description={t(index.folders.length === 0 ? 'legacy.noFolder' : 'legacy.folderHelp')}
          value={folder}
          data={index.folders}
          onChange={(event) => setFolder(event.currentTarget.value)}
        />
      </SimpleGrid>
      <section aria-label={t('legacy.columns')}>
        <Title order={2}>{t('legacy.columns')}</Title>
        <Text size="sm" c="dimmed" mb="sm">
          {t('legacy.columnsHelp')}
        </Text>
        <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }}>
          {FIELDS.map((field) => (
            <NativeSelect
              key={field}
              label={t(`legacy.field.${field}`)}
              required={NEEDED.includes(field)}
              description={samplesOf(form.map.columns[field]) || t('legacy.noSample')}
              value={form.map.columns[field] ?? ''}
              data={[
                { value: '', label: t('legacy.noColumn') },
                ...columns.map((each) => ({ value: each, label: each })),
              ]}
              onChange={(event) => form.setColumn(field, event.currentTarget.value)}
            />
          ))}
        </SimpleGrid>
      </section>
      <TypeValues form={form} />
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <NativeSelect
          label={t('legacy.dateOrder')}
          value={form.map.dateOrder}
          data={(['mdy', 'dmy', 'ymd'] as const).map((value) => ({ value, label: t(`legacy.order.${value}`) }))}
          onChange={(event) => form.change({ dateOrder: event.currentTarget.value as 'mdy' | 'dmy' | 'ymd' })}
        />
        <NativeSelect
          label={t('legacy.withoutVisit')}
          value={form.map.withoutVisit ?? 'queue'}
          data={(['queue', 'file'] as const).map((value) => ({ value, label: t(`legacy.visit.${value}`) }))}
          onChange={(event) => form.change({ withoutVisit: event.currentTarget.value as 'queue' | 'file' })}
        />
      </SimpleGrid>
      <Group align="flex-end">
        <TextInput
          label={t('legacy.mapName')}
          value={name}
          maxLength={80}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Button
          variant="default"
          loading={save.isPending}
          disabled={name.trim() === '' || !form.isComplete}
          onClick={() => save.run({ body: { name, map: form.map } })}
        >
          {t('legacy.saveMap')}
        </Button>
      </Group>
      {save.error !== null && <ProblemNotice error={save.error} takeFocus />}
      {start.error !== null && <ProblemNotice error={start.error} takeFocus />}
      {!form.isComplete && <Text size="sm">{t('legacy.incomplete')}</Text>}
      <Group>
        <Button loading={start.isPending} disabled={!ready} onClick={() => run(true)}>
          {t('legacy.tryIt')}
        </Button>
        <Text size="sm" c="dimmed">
          {t('legacy.tryHelp')}
        </Text>
      </Group>
    </Stack>
  );
}
