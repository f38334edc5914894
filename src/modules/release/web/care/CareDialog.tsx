import { Button, Checkbox, Group, Stack, Text, Textarea } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useAct, useRead } from '../../../../ui/api/reads.tsx';
import { Dialog } from '../../../../ui/feedback/Dialog.tsx';
import { Notice } from '../../../../ui/feedback/Notice.tsx';
import { showDone } from '../../../../ui/feedback/notices.tsx';
import { ProblemNotice } from '../../../../ui/feedback/ProblemNotice.tsx';
import { Waiting } from '../../../../ui/feedback/Waiting.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { useCommands } from '../../../../ui/keys/KeysProvider.tsx';
import { Shortcut } from '../../../../ui/keys/Shortcut.tsx';
import { useDates } from '../../../../ui/use-dates.ts';
import { contract as patients } from '../../../patients/contract.ts';
import { careContract } from '../../care/contract.ts';
import { contract } from '../../contract.ts';
import { casePath } from '../paths.ts';
import { AbstractFields } from './AbstractFields.tsx';
import {
  type CarePreview,
  type CareWords,
  isComplete,
  needsEmergency,
  NOBODY,
  sentCare,
  usuallyTicked,
} from './care-words.ts';
import { ConsentsNote } from './ConsentsNote.tsx';
import { RecipientFields } from './RecipientFields.tsx';

interface Props {
  readonly patientId: string;
  readonly onClose: () => void;
}

/** Records for the next provider: to whom, that it is the right patient, what; the case is worked in the one act that sends it. */
export function CareDialog({ patientId, onClose }: Props) {
  const t = useTexts('release');
  const [withUnsigned, setWithUnsigned] = useState(false);
  const read = useRead(careContract.preview, {
    params: { patientId },
    query: withUnsigned ? { withUnsigned: true } : {},
  });
  return (
    <Dialog opened onClose={onClose} title={t('care.send')} size="xl">
      {read.error !== null && <ProblemNotice error={read.error} onRetry={() => void read.refetch()} />}
      {read.isPending && <Waiting />}
      {read.data !== undefined && (
        <CareForm
          key={String(withUnsigned)}
          preview={read.data}
          patientId={patientId}
          withUnsigned={withUnsigned}
          onUnsigned={setWithUnsigned}
          onClose={onClose}
        />
      )}
    </Dialog>
  );
}

function CareForm({
  preview,
  patientId,
  withUnsigned,
  onUnsigned,
  onClose,
}: Props & {
  readonly preview: CarePreview;
  readonly withUnsigned: boolean;
  readonly onUnsigned: (on: boolean) => void;
}) {
  const t = useTexts('release');
  const dates = useDates();
  const navigate = useNavigate();
  const [words, setWords] = useState<CareWords>(() => ({ ...NOBODY, way: wayOf(preview) }));
  const [ticked, setTicked] = useState(() => usuallyTicked(preview));
  const patient = useRead(patients.open, { params: { id: patientId } });
  const send = useAct(careContract.send, {
    changes: [contract.list, contract.disclosures],
    onDone: ({ requestId, number, approved }) => {
      onClose();
      showDone(t(approved ? 'care.onItsWay' : 'care.toApprove', { number }));
      void navigate({ to: casePath(requestId) });
    },
  });
  const urgent = needsEmergency(preview, ticked);
  const blocked = !isComplete(words, preview, ticked) || send.isPending;
  const run = () =>
    !blocked && send.run({ params: { patientId }, body: sentCare(words, ticked, withUnsigned, urgent) });
  useCommands(
    [{ ...{ id: 'care.send', label: t('care.now'), keys: ['Mod+Enter'], hidden: true }, disabled: blocked, run }],
    { level: 'dialog' },
  );
  const tick = (ids: readonly string[], on: boolean) =>
    setTicked((was) => new Set([...was].filter((id) => !ids.includes(id)).concat(on ? ids : [])));
  const change = (to: Partial<CareWords>) => setWords((was) => ({ ...was, ...to }));
  return (
    <Stack gap="md">
      <Text size="sm">{t('care.text')}</Text>
      {send.error !== null && <ProblemNotice error={send.error} takeFocus />}
      <RecipientFields words={words} change={change} ways={preview.ways} next="care-matched" />
      <Checkbox
        id="care-matched"
        label={t('care.matched', {
          name: patient.data?.displayName ?? '',
          born: patient.data?.birthDate === undefined ? '—' : dates.day(patient.data.birthDate),
          mrn: patient.data?.mrn ?? '—',
        })}
        checked={words.matched}
        onChange={(event) => change({ matched: event.currentTarget.checked })}
      />
      <ConsentsNote consents={preview.consents} />
      <AbstractFields preview={preview} ticked={ticked} onTick={tick} />
      {(preview.unsigned > 0 || withUnsigned) && (
        <Checkbox
          label={t('care.unsigned', { count: preview.unsigned })}
          checked={withUnsigned}
          onChange={(event) => onUnsigned(event.currentTarget.checked)}
        />
      )}
      {urgent && (
        <Notice tone="attention" title={t('care.emergencyTitle')}>
          <Text size="sm">{t('care.emergencyText')}</Text>
          <Textarea
            label={t('care.emergency')}
            required
            autosize
            minRows={2}
            maxLength={2_000}
            value={words.emergency}
            onChange={(event) => change({ emergency: event.currentTarget.value })}
          />
        </Notice>
      )}
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {t('quick.cancel')}
        </Button>
        <Button onClick={run} disabled={blocked} loading={send.isPending} rightSection={<Shortcut keys="Mod+Enter" />}>
          {t('care.now')}
        </Button>
      </Group>
    </Stack>
  );
}

function wayOf({ ways }: CarePreview): CareWords['way'] {
  return ways.fax ? 'fax' : ways.email ? 'email' : 'by-hand';
}
