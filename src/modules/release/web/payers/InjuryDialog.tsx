import { Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { ConfirmDialog } from '../../../../ui/feedback/ConfirmDialog.tsx';
import { ProblemNotice } from '../../../../ui/feedback/ProblemNotice.tsx';
import { DateField } from '../../../../ui/fields/DateField.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { payerContract } from '../../payers/contract.ts';
import { type CaseDialogProps } from './ChooseDestinationDialog.tsx';
import { usePayerAct } from './payer.ts';

/** What a workers’ compensation claim is about; its days limit the scope. */
export function InjuryDialog({ requestId, shown: { injury }, onClose }: CaseDialogProps) {
  const t = useTexts('release');
  const [now] = useState(() => new Date());
  const [words, setWords] = useState({
    injuredOn: injury?.injuredOn ?? '',
    untilOn: injury?.untilOn ?? '',
    bodyPart: injury?.bodyPart ?? '',
    claimNumber: injury?.claimNumber ?? '',
    stateLaw: injury?.stateLaw ?? '',
  });
  const change = (more: Partial<typeof words>) => setWords((before) => ({ ...before, ...more }));
  const record = usePayerAct(payerContract.recordInjury, { onDone: onClose });
  const { untilOn, ...needed } = words;
  const text = (key: 'bodyPart' | 'claimNumber' | 'stateLaw', maxLength: number) => (
    <TextInput
      label={t(`payer.${key}`)}
      required
      maxLength={maxLength}
      autoComplete="off"
      value={words[key]}
      onChange={(event) => change({ [key]: event.currentTarget.value })}
    />
  );
  return (
    <ConfirmDialog
      opened
      title={t('payer.ask.injury')}
      text={t('payer.injuryText')}
      action={t('payer.injurySave')}
      busy={record.isPending}
      blocked={Object.values(needed).some((value) => value.trim() === '')}
      onConfirm={() =>
        record.run({ params: { id: requestId }, body: { ...needed, ...(untilOn === '' ? {} : { untilOn }) } })
      }
      onCancel={onClose}
    >
      <Stack gap="sm">
        {record.error !== null && <ProblemNotice error={record.error} takeFocus />}
        <DateField
          id="payer-injured-on"
          label={t('payer.injuredOn')}
          required
          value={words.injuredOn}
          onChange={(injuredOn) => change({ injuredOn })}
          now={now}
        />
        <DateField
          id="payer-injury-until"
          label={t('payer.injuryUntil')}
          lies="any"
          value={untilOn}
          onChange={(day) => change({ untilOn: day })}
          now={now}
        />
        {text('bodyPart', 200)}
        {text('claimNumber', 60)}
        {text('stateLaw', 200)}
      </Stack>
    </ConfirmDialog>
  );
}
