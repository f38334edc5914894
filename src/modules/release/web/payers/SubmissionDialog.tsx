import { NativeSelect, Stack, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { ConfirmDialog } from '../../../../ui/feedback/ConfirmDialog.tsx';
import { ProblemNotice } from '../../../../ui/feedback/ProblemNotice.tsx';
import { DateField } from '../../../../ui/fields/DateField.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { useDates } from '../../../../ui/use-dates.ts';
import { payerContract } from '../../payers/contract.ts';
import { type CaseDialogProps } from './ChooseDestinationDialog.tsx';
import { usePayerAct } from './payer.ts';

/** The packet was handed in: how, when, for the request itself or for an appeal. */
export function SubmissionDialog({ requestId, shown, onClose }: CaseDialogProps) {
  const t = useTexts('release');
  const dates = useDates();
  const [now] = useState(() => new Date());
  const ways = shown.destination?.ways ?? [];
  const [way, setWay] = useState(ways[0]);
  const [handedInOn, setDay] = useState(shown.today);
  const [theirNumber, setNumber] = useState('');
  const open = shown.appeals.filter(({ state }) => state === 'open');
  const [appealId, setAppeal] = useState(open[0]?.id ?? '');
  const [whyLarger, setWhy] = useState('');
  const large = shown.files !== null && (shown.files.tooMuch || shown.files.files.some(({ tooLarge }) => tooLarge));
  const submit = usePayerAct(payerContract.recordSubmission, { onDone: onClose });
  return (
    <ConfirmDialog
      opened
      title={t('payer.ask.submit')}
      text={t('payer.submit.text')}
      action={t('payer.submit.save')}
      busy={submit.isPending}
      blocked={way === undefined || handedInOn === '' || (large && whyLarger.trim().length < 3)}
      onConfirm={() =>
        way !== undefined &&
        submit.run({
          params: { id: requestId },
          body: {
            ...{ way, handedInOn },
            ...(theirNumber.trim() === '' ? {} : { theirNumber: theirNumber.trim() }),
            ...(appealId === '' ? {} : { appealId }),
            ...(large ? { whyLarger: whyLarger.trim() } : {}),
          },
        })
      }
      onCancel={onClose}
    >
      <Stack gap="sm">
        {submit.error !== null && <ProblemNotice error={submit.error} takeFocus />}
        <NativeSelect
          label={t('payer.submit.way')}
          data-autofocus
          value={way ?? ''}
          data={ways.map((value) => ({ value, label: t(`payer.ways.${value}`) }))}
          onChange={(event) => setWay(ways.find((each) => each === event.currentTarget.value))}
        />
        <DateField
          id="payer-handed-in"
          label={t('payer.submit.day')}
          required
          value={handedInOn}
          onChange={setDay}
          now={now}
        />
        <TextInput
          label={t('payer.submit.number')}
          maxLength={60}
          autoComplete="off"
          value={theirNumber}
          onChange={(event) => setNumber(event.currentTarget.value)}
        />
        {open.length > 0 && (
          <NativeSelect
            label={t('payer.submit.answers')}
            value={appealId}
            data={[
              { value: '', label: t('payer.levels.initial') },
              ...open.map(({ id, level, dueOn }) => ({
                value: id,
                label: `${t(`payer.levels.${level}`)} (${t('payer.dueOn', { day: dates.day(dueOn) })})`,
              })),
            ]}
            onChange={(event) => setAppeal(event.currentTarget.value)}
          />
        )}
        {large && (
          <Textarea
            label={t('payer.submit.whyLarger')}
            required
            autosize
            maxLength={500}
            value={whyLarger}
            onChange={(event) => setWhy(event.currentTarget.value)}
          />
        )}
      </Stack>
    </ConfirmDialog>
  );
}
