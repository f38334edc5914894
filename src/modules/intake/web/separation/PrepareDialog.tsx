import { Group, NumberInput, Radio, Stack, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../../../../ui/api/reads.tsx';
import { ConfirmDialog } from '../../../../ui/feedback/ConfirmDialog.tsx';
import { ProblemNotice } from '../../../../ui/feedback/ProblemNotice.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { separation } from '../../separation/contract.ts';

/** The stack is counted before it is scanned: the count is what shows a sheet that the scanner swallowed. */
export function PrepareDialog({
  onDone,
  onClose,
}: {
  readonly onDone: (id: string) => void;
  readonly onClose: () => void;
}) {
  const t = useTexts('intake');
  const [name, setName] = useState('');
  const [box, setBox] = useState('');
  const [volume, setVolume] = useState('');
  const [sheets, setSheets] = useState<number | undefined>();
  const [sides, setSides] = useState<'simplex' | 'duplex'>('duplex');
  const [note, setNote] = useState('');
  const prepare = useAct(separation.prepare, { changes: [separation.list], onDone: ({ id }) => onDone(id) });
  const words = { box, volume, note };
  return (
    <ConfirmDialog
      opened
      title={t('batches.prepare')}
      text={t('batches.prepareText')}
      action={t('batches.prepareAction')}
      busy={prepare.isPending}
      blocked={name.trim() === ''}
      onConfirm={() =>
        prepare.run({
          body: {
            name: name.trim(),
            sides,
            ...(sheets === undefined ? {} : { expectedSheets: sheets }),
            ...Object.fromEntries(
              Object.entries(words).flatMap(([key, value]) => (value.trim() === '' ? [] : [[key, value.trim()]])),
            ),
          },
        })
      }
      onCancel={onClose}
    >
      <Stack gap="sm">
        {prepare.error !== null && <ProblemNotice error={prepare.error} takeFocus />}
        <TextInput
          label={t('batches.name')}
          description={t('batches.nameHint')}
          required
          data-autofocus
          maxLength={120}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <NumberInput
          label={t('batches.sheets')}
          description={t('batches.sheetsHint')}
          min={1}
          max={5_000}
          allowDecimal={false}
          value={sheets ?? ''}
          onChange={(value) => setSheets(typeof value === 'number' ? value : undefined)}
        />
        <Radio.Group
          label={t('batches.sidesLabel')}
          value={sides}
          onChange={(value) => setSides(value === 'simplex' ? 'simplex' : 'duplex')}
        >
          <Group gap="lg" mt={4}>
            <Radio value="duplex" label={t('batches.sides.duplex')} />
            <Radio value="simplex" label={t('batches.sides.simplex')} />
          </Group>
        </Radio.Group>
        <Group grow>
          <TextInput
            label={t('batches.box')}
            maxLength={60}
            value={box}
            onChange={(event) => setBox(event.currentTarget.value)}
          />
          <TextInput
            label={t('batches.volume')}
            maxLength={60}
            value={volume}
            onChange={(event) => setVolume(event.currentTarget.value)}
          />
        </Group>
        <Textarea
          label={t('batches.note')}
          autosize
          maxRows={4}
          maxLength={500}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
      </Stack>
    </ConfirmDialog>
  );
}
