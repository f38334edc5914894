import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { ReasonDialog } from '../../../../ui/feedback/ReasonDialog.tsx';
import { DateField } from '../../../../ui/fields/DateField.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { payerContract } from '../../payers/contract.ts';
import { type CaseDialogProps } from './ChooseDestinationDialog.tsx';
import { levelsOf } from './levels-of.ts';
import { usePayerAct } from './payer.ts';

/** An appeal with the day of its notice; it waits in the queue until it is handed in or given up. */
export function AppealDialog({ requestId, shown, onClose }: CaseDialogProps) {
  const t = useTexts('release');
  const [now] = useState(() => new Date());
  const levels = levelsOf(shown.destination);
  const [level, setLevel] = useState(levels[0]);
  const [dueOn, setDue] = useState('');
  const open = usePayerAct(payerContract.openAppeal, { onDone: onClose });
  return (
    <ReasonDialog
      title={t('payer.ask.appeal')}
      text={t('payer.appeal.text')}
      action={t('payer.ask.appeal')}
      label={t('payer.appeal.reason')}
      busy={open.isPending}
      error={open.error}
      blocked={level === undefined || dueOn === ''}
      onConfirm={(reason) =>
        level !== undefined && open.run({ params: { id: requestId }, body: { level, dueOn, reason } })
      }
      onCancel={onClose}
    >
      <NativeSelect
        label={t('payer.appeal.level')}
        value={level ?? ''}
        data={levels.map((value) => ({ value, label: t(`payer.levels.${value}`) }))}
        onChange={(event) => setLevel(levels.find((each) => each === event.currentTarget.value))}
      />
      <DateField
        id="payer-appeal-due"
        label={t('payer.appeal.dueOn')}
        required
        lies="any"
        value={dueOn}
        onChange={setDue}
        now={now}
      />
    </ReasonDialog>
  );
}
