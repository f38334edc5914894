import { Button, Group, Paper, Stack, Text } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useRef } from 'react';
import { addressOf } from '../../../../ui/api/call.ts';
import { useAct } from '../../../../ui/api/reads.tsx';
import { Notice } from '../../../../ui/feedback/Notice.tsx';
import { ProblemNotice } from '../../../../ui/feedback/ProblemNotice.tsx';
import { FilePicker } from '../../../../ui/fields/FilePicker.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { Icon } from '../../../../ui/icons.tsx';
import { useCommands } from '../../../../ui/keys/KeysProvider.tsx';
import { Shortcut } from '../../../../ui/keys/Shortcut.tsx';
import { useMay } from '../../../../ui/session.ts';
import { useDates } from '../../../../ui/use-dates.ts';
import { contract } from '../../contract.ts';
import { separation } from '../../separation/contract.ts';
import { sheetsContract } from '../../sheets/contract.ts';
import { addFiles } from '../uploads.ts';
import { UploadList } from '../UploadList.tsx';
import { keyOf } from './edit-layout.ts';
import classes from './separation.module.css';
import { SheetCount } from './SheetCount.tsx';
import { type OpenedBatch } from './use-separation.ts';

/** What came of a batch, to be printed and kept with the paper: counts, releases with their reasons, pages in the bin. */
export function BatchReport({ opened }: { readonly opened: OpenedBatch }) {
  const t = useTexts('intake');
  const may = useMay();
  const dates = useDates();
  const navigate = useNavigate();
  const picker = useRef<HTMLInputElement>(null);
  const { batch } = opened;
  const binned = opened.pages.filter((page) => page.binned && page.outcome === 'discarded');
  const takeOut = useAct(separation.takeFromBin, { changes: [separation.open, contract.counts, contract.list] });
  const choose = () => picker.current?.click();
  const sheet = addressOf(sheetsContract.print, {}, { kind: 'batch', number: String(batch.number) });
  useCommands([
    {
      ...{ id: 'batch.scan', label: t('batches.add'), keys: ['u'], reversal: 'reversible' as const, run: choose },
      disabled: !may('intake/add') || batch.preparedAt === null,
    },
    {
      ...{ id: 'batch.sheet', label: t('batches.sheet'), keys: ['b'], reversal: 'reading' as const },
      run: () => window.open(sheet, '_blank', 'noopener'),
      disabled: batch.preparedAt === null,
    },
    { ...{ id: 'batch.print', label: t('batches.print'), keys: ['p'], run: () => window.print() } },
  ]);
  const facts = [
    [t('batches.name'), batch.name],
    [t('batches.box'), batch.box],
    [t('batches.volume'), batch.volume],
    [t('batches.sidesLabel'), batch.sides === null ? null : t(`batches.sides.${batch.sides}`)],
    [t('batches.preparedAt'), batch.preparedAt === null ? null : dates.instant(batch.preparedAt)],
    [t('batches.note'), batch.note],
  ].filter((each): each is [string, string] => each[1] !== null);
  return (
    <Stack gap="md" maw={860}>
      <SheetCount opened={opened} documents={opened.layout.parts.length} binned={binned.length} />
      {opened.state === 'empty' && (
        <Notice tone="info" title={t('batches.empty')}>
          {t('batches.emptyText', { number: batch.number })}
        </Notice>
      )}
      {takeOut.error !== null && <ProblemNotice error={takeOut.error} takeFocus />}
      <UploadList />
      <Paper p="md" radius="md">
        <dl className={classes['facts']}>
          {facts.map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        {opened.files.map((file) => (
          <Text key={file.id} size="sm">
            {t('batches.file', { name: file.fileName, count: file.pages ?? 0, at: dates.instant(file.receivedAt) })}
          </Text>
        ))}
      </Paper>
      {opened.releases.map((release) => (
        <Paper key={release.releasedAt} p="md" radius="md">
          <Text fw={600} size="sm">
            {t('batches.releasedAt', { at: dates.instant(release.releasedAt) })}
          </Text>
          <Text size="sm">
            {[
              t('separation.documents', { count: release.parts }),
              t('separation.images', { count: release.images }),
              t('separation.blank', { count: release.blank }),
              t('separation.ofOurs', { count: release.ofOurs }),
              t('separation.replaced', { count: release.replaced }),
            ].join(' · ')}
          </Text>
          {release.reason !== null && (
            <Text size="sm">{t('batches.differenceReason', { reason: release.reason })}</Text>
          )}
        </Paper>
      ))}
      {binned.length > 0 && (
        <Paper p="md" radius="md">
          <Text fw={600} size="sm">
            {t('separation.bin')}
          </Text>
          {binned.map((page) => (
            <Group key={keyOf(page)} justify="space-between" gap="sm">
              <Text size="sm">
                {t('separation.page', { number: opened.pages.indexOf(page) + 1 })}: {page.outcomeReason}
              </Text>
              {may('intake/index') && (
                <Button
                  size="compact-xs"
                  variant="default"
                  loading={takeOut.isPending}
                  onClick={() =>
                    takeOut.run({
                      params: { id: batch.id },
                      body: { pages: [{ itemId: page.itemId, number: page.number }] },
                    })
                  }
                >
                  {t('separation.tool.takeOut')}
                </Button>
              )}
            </Group>
          ))}
        </Paper>
      )}
      <Group className={classes['noPrint'] ?? ''}>
        {batch.preparedAt !== null && may('intake/add') && (
          <>
            <Button
              leftSection={<Icon name="upload" size={16} />}
              rightSection={<Shortcut keys="u" />}
              onClick={choose}
            >
              {t('batches.add')}
            </Button>
            <FilePicker
              ref={picker}
              label={t('batches.add')}
              multiple
              onFiles={(files) => addFiles(files, { batchId: batch.id })}
            />
          </>
        )}
        {batch.preparedAt !== null && (
          <Button
            variant="default"
            leftSection={<Icon name="barcode" size={16} />}
            rightSection={<Shortcut keys="b" />}
            component="a"
            href={sheet}
            target="_blank"
            rel="noopener"
          >
            {t('batches.sheet')}
          </Button>
        )}
        <Button variant="default" rightSection={<Shortcut keys="p" />} onClick={() => window.print()}>
          {t('batches.print')}
        </Button>
        <Button variant="default" onClick={() => void navigate({ to: '/intake' })}>
          {t('monitor.title')}
        </Button>
      </Group>
    </Stack>
  );
}
