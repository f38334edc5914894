import { Stack } from '@mantine/core';
import { useState } from 'react';
import { ConfirmDialog } from '../../../../ui/feedback/ConfirmDialog.tsx';
import { ProblemNotice } from '../../../../ui/feedback/ProblemNotice.tsx';
import { DateField } from '../../../../ui/fields/DateField.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { payerContract } from '../../payers/contract.ts';
import { usePayerAct } from './payer.ts';

/** New documents of the injury open a case each day they come, until a day. */
export function StandingDialog({ requestId, onClose }: { readonly requestId: string; readonly onClose: () => void }) {
  const t = useTexts('release');
  const [now] = useState(() => new Date());
  const [untilOn, setUntil] = useState('');
  const begin = usePayerAct(payerContract.beginStanding, { onDone: onClose });
  return (
    <ConfirmDialog
      opened
      title={t('payer.ask.standing')}
      text={t('payer.standing.text')}
      action={t('payer.ask.standing')}
      busy={begin.isPending}
      blocked={untilOn === ''}
      onConfirm={() => begin.run({ params: { id: requestId }, body: { untilOn } })}
      onCancel={onClose}
    >
      <Stack gap="sm">
        {begin.error !== null && <ProblemNotice error={begin.error} takeFocus />}
        <DateField
          id="payer-standing-until"
          label={t('payer.standing.until')}
          required
          lies="any"
          value={untilOn}
          onChange={setUntil}
          now={now}
        />
      </Stack>
    </ConfirmDialog>
  );
}
