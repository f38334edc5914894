import { Radio, Stack } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../../../../ui/api/reads.tsx';
import { Notice } from '../../../../ui/feedback/Notice.tsx';
import { ReasonDialog } from '../../../../ui/feedback/ReasonDialog.tsx';
import { DateField } from '../../../../ui/fields/DateField.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { restrictionContract } from '../../restrictions/contract.ts';
import { type Restriction } from './restriction.ts';

/** Ends a restriction, by the patient or by the facility with notice (45 CFR 164.522(a)(2)). */
export function EndDialog(props: { readonly restriction: Restriction; readonly onClose: () => void }) {
  const { restriction } = props;
  const t = useTexts('release');
  const [now] = useState(() => new Date());
  const [endedBy, setEndedBy] = useState<'individual' | 'custodian'>('individual');
  const [notifiedOn, setNotifiedOn] = useState('');
  const patientOnly = restriction.kind === 'paid-in-full';
  const act = useAct(restrictionContract.endRestriction, {
    changes: [restrictionContract.restrictions, restrictionContract.caseRestrictions],
    onDone: props.onClose,
  });
  return (
    <ReasonDialog
      title={t('restriction.endIt')}
      text={restriction.words}
      action={t('restriction.endIt')}
      label={t('restriction.endReason')}
      busy={act.isPending}
      error={act.error}
      blocked={endedBy === 'custodian' && notifiedOn === ''}
      onConfirm={(reason) =>
        act.run({
          params: { patientId: restriction.patientId, restrictionId: restriction.id },
          body: { endedBy, reason, ...(notifiedOn === '' ? {} : { notifiedOn }) },
        })
      }
      onCancel={props.onClose}
    >
      {patientOnly && <Notice tone="info" title={t('restriction.patientOnly')} />}
      <Radio.Group
        label={t('restriction.whoEnds')}
        value={endedBy}
        onChange={(value) => setEndedBy(value === 'custodian' ? 'custodian' : 'individual')}
      >
        <Stack gap={6} mt={4}>
          <Radio value="individual" label={t('restriction.enders.individual')} />
          <Radio value="custodian" label={t('restriction.enders.custodian')} disabled={patientOnly} />
        </Stack>
      </Radio.Group>
      {endedBy === 'custodian' && (
        <DateField
          id="restriction-notified"
          label={t('restriction.notifiedOn')}
          required
          lies="past"
          hint={t('restriction.stillCovers')}
          value={notifiedOn}
          onChange={setNotifiedOn}
          now={now}
        />
      )}
    </ReasonDialog>
  );
}
