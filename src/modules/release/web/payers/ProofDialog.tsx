import { NativeSelect, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { ConfirmDialog } from '../../../../ui/feedback/ConfirmDialog.tsx';
import { ProblemNotice } from '../../../../ui/feedback/ProblemNotice.tsx';
import { DateField } from '../../../../ui/fields/DateField.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { payerContract, PROOF_KINDS, type ProofKind } from '../../payers/contract.ts';
import { type Submission, usePayerAct } from './payer.ts';

const FITTING: Readonly<Record<string, ProofKind>> = {
  fax: 'fax-confirmation',
  mail: 'tracking-number',
  media: 'tracking-number',
};

export interface ProofDialogProps {
  readonly requestId: string;
  readonly submission: Submission;
  readonly today: string;
  readonly onClose: () => void;
}

/** What shows that it arrived; recorded once. */
export function ProofDialog({ requestId, submission, today, onClose }: ProofDialogProps) {
  const t = useTexts('release');
  const [now] = useState(() => new Date());
  const [kind, setKind] = useState<ProofKind>(FITTING[submission.way] ?? 'portal-receipt');
  const [number, setNumber] = useState('');
  const [receivedOn, setDay] = useState(today);
  const prove = usePayerAct(payerContract.proveSubmission, { onDone: onClose });
  return (
    <ConfirmDialog
      opened
      title={t('payer.prove.open')}
      text={t('payer.prove.text')}
      action={t('payer.prove.save')}
      busy={prove.isPending}
      blocked={number.trim() === '' || receivedOn === ''}
      onConfirm={() =>
        prove.run({
          params: { id: requestId, submissionId: submission.id },
          body: { kind, number: number.trim(), receivedOn },
        })
      }
      onCancel={onClose}
    >
      <Stack gap="sm">
        {prove.error !== null && <ProblemNotice error={prove.error} takeFocus />}
        <NativeSelect
          label={t('payer.prove.kind')}
          data-autofocus
          value={kind}
          data={PROOF_KINDS.map((value) => ({ value, label: t(`payer.proofs.${value}`) }))}
          onChange={(event) =>
            setKind(PROOF_KINDS.find((each) => each === event.currentTarget.value) ?? 'portal-receipt')
          }
        />
        <TextInput
          label={t('payer.prove.number')}
          required
          maxLength={60}
          autoComplete="off"
          value={number}
          onChange={(event) => setNumber(event.currentTarget.value)}
        />
        <DateField
          id="payer-received-on"
          label={t('payer.prove.day')}
          required
          value={receivedOn}
          onChange={setDay}
          now={now}
        />
      </Stack>
    </ConfirmDialog>
  );
}
