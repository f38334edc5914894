import { Radio, Stack, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../../../../ui/api/reads.tsx';
import { ConfirmDialog } from '../../../../ui/feedback/ConfirmDialog.tsx';
import { Notice } from '../../../../ui/feedback/Notice.tsx';
import { ProblemNotice } from '../../../../ui/feedback/ProblemNotice.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { restrictionContract } from '../../restrictions/contract.ts';
import { type Restriction } from './restriction.ts';

/** The facility's answer; what was paid in full may only be agreed to. */
export function AnswerDialog(props: { readonly restriction: Restriction; readonly onClose: () => void }) {
  const { restriction } = props;
  const t = useTexts('release');
  const [answer, setAnswer] = useState<'agreed' | 'refused'>('agreed');
  const [reason, setReason] = useState('');
  const mustAgree = restriction.kind === 'paid-in-full';
  const act = useAct(restrictionContract.answerRestriction, {
    changes: [restrictionContract.restrictions, restrictionContract.caseRestrictions],
    onDone: props.onClose,
  });
  return (
    <ConfirmDialog
      opened
      title={t('restriction.answerIt')}
      text={restriction.words}
      action={t(`restriction.answers.${answer}`)}
      busy={act.isPending}
      blocked={answer === 'refused' && reason.trim() === ''}
      onConfirm={() =>
        act.run({
          params: { patientId: restriction.patientId, restrictionId: restriction.id },
          body: { answer, ...(reason.trim() === '' ? {} : { reason: reason.trim() }) },
        })
      }
      onCancel={props.onClose}
    >
      {act.error !== null && <ProblemNotice error={act.error} takeFocus />}
      {mustAgree && <Notice tone="info" title={t('restriction.mustAgree')} />}
      <Radio.Group
        label={t('restriction.answer')}
        value={answer}
        onChange={(value) => setAnswer(value === 'refused' ? 'refused' : 'agreed')}
      >
        <Stack gap={6} mt={4}>
          <Radio value="agreed" label={t('restriction.answers.agreed')} />
          <Radio value="refused" label={t('restriction.answers.refused')} disabled={mustAgree} />
        </Stack>
      </Radio.Group>
      <Textarea
        label={t('restriction.reason')}
        required={answer === 'refused'}
        autosize
        maxLength={2000}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </ConfirmDialog>
  );
}
