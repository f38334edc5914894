import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { ReasonDialog } from '../../../../ui/feedback/ReasonDialog.tsx';
import { showDone } from '../../../../ui/feedback/notices.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { kindContract } from '../../kind/contract.ts';
import { useCaseAct } from '../case.ts';

export interface JoinDialogProps {
  readonly requestId: string;
  /** Of the case that waits; empty: to be typed. */
  readonly number: string;
  readonly onClose: () => void;
  readonly onDone: (requestId: string) => void;
}

/** What arrived is the paper that an open case waits for: its pages go there. */
export function JoinDialog({ requestId, number, onClose, onDone }: JoinDialogProps) {
  const t = useTexts('release');
  const [typed, setTyped] = useState(number);
  const join = useCaseAct(kindContract.joinPapers, {
    onDone: ({ requestId: into }) => {
      showDone(t('earlier.joined'));
      onClose();
      onDone(into);
    },
  });
  return (
    <ReasonDialog
      title={t('earlier.joinOther')}
      text={t('earlier.text.join')}
      action={t('earlier.joinOther')}
      busy={join.isPending}
      error={join.error}
      blocked={typed.trim() === ''}
      onConfirm={(reason) => join.run({ params: { id: requestId }, body: { number: typed.trim(), reason } })}
      onCancel={onClose}
    >
      <TextInput
        label={t('earlier.number')}
        placeholder="R-2026-000123"
        required
        autoComplete="off"
        {...(number === '' ? { 'data-autofocus': true } : {})}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
    </ReasonDialog>
  );
}
