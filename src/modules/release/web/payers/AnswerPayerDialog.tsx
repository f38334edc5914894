import { NativeSelect, Stack, Textarea } from '@mantine/core';
import { useState } from 'react';
import { ConfirmDialog } from '../../../../ui/feedback/ConfirmDialog.tsx';
import { ProblemNotice } from '../../../../ui/feedback/ProblemNotice.tsx';
import { DateField } from '../../../../ui/fields/DateField.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { payerContract, type AppealLevel, SUBMISSION_OUTCOMES, type SubmissionOutcome } from '../../payers/contract.ts';
import { levelsOf } from './levels-of.ts';
import { type PayerCase, type Submission, usePayerAct } from './payer.ts';

const GOOD: readonly SubmissionOutcome[] = ['accepted', 'paid'];

export interface AnswerPayerDialogProps {
  readonly requestId: string;
  readonly shown: PayerCase;
  readonly submission: Submission;
  readonly onClose: () => void;
}

/** What the payer answered; an appeal is opened with it, with the day of the notice. */
export function AnswerPayerDialog({ requestId, shown, submission, onClose }: AnswerPayerDialogProps) {
  const t = useTexts('release');
  const [now] = useState(() => new Date());
  const [outcome, setOutcome] = useState<SubmissionOutcome>('accepted');
  const [answeredOn, setDay] = useState(shown.today);
  const [reason, setReason] = useState('');
  const [level, setLevel] = useState<AppealLevel>();
  const [dueOn, setDue] = useState('');
  const levels = levelsOf(shown.destination);
  const isBad = !GOOD.includes(outcome);
  const appeals = isBad && level !== undefined;
  const answer = usePayerAct(payerContract.answerSubmission, { onDone: onClose });
  return (
    <ConfirmDialog
      opened
      title={t('payer.answer.open')}
      text={t('payer.answer.text')}
      action={t('payer.answer.save')}
      busy={answer.isPending}
      blocked={answeredOn === '' || (isBad && reason.trim().length < 3) || (appeals && dueOn === '')}
      onConfirm={() =>
        answer.run({
          params: { id: requestId, submissionId: submission.id },
          body: {
            ...{ outcome, answeredOn },
            ...(reason.trim() === '' ? {} : { reason: reason.trim() }),
            ...(appeals ? { appeal: { level, dueOn } } : {}),
          },
        })
      }
      onCancel={onClose}
    >
      <Stack gap="sm">
        {answer.error !== null && <ProblemNotice error={answer.error} takeFocus />}
        <NativeSelect
          label={t('payer.answer.outcome')}
          data-autofocus
          value={outcome}
          data={SUBMISSION_OUTCOMES.map((value) => ({ value, label: t(`payer.states.${value}`) }))}
          onChange={(event) =>
            setOutcome(SUBMISSION_OUTCOMES.find((each) => each === event.currentTarget.value) ?? 'accepted')
          }
        />
        <DateField
          id="payer-answered-on"
          label={t('payer.answer.day')}
          required
          value={answeredOn}
          onChange={setDay}
          now={now}
        />
        <Textarea
          label={t('payer.answer.reason')}
          required={isBad}
          autosize
          maxLength={1000}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        {isBad && (
          <NativeSelect
            label={t('payer.answer.appeal')}
            value={level ?? ''}
            data={[
              { value: '', label: t('payer.answer.noAppeal') },
              ...levels.map((value) => ({ value, label: t(`payer.levels.${value}`) })),
            ]}
            onChange={(event) => setLevel(levels.find((each) => each === event.currentTarget.value))}
          />
        )}
        {appeals && (
          <DateField
            id="payer-appeal-due"
            label={t('payer.appeal.dueOn')}
            required
            lies="any"
            value={dueOn}
            onChange={setDue}
            now={now}
          />
        )}
      </Stack>
    </ConfirmDialog>
  );
}
