import { Radio, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../../../../ui/api/reads.tsx';
import { dayIn } from '../../../../ui/dates.ts';
import { ConfirmDialog } from '../../../../ui/feedback/ConfirmDialog.tsx';
import { ProblemNotice } from '../../../../ui/feedback/ProblemNotice.tsx';
import { DateField } from '../../../../ui/fields/DateField.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { useCalendar } from '../../../../ui/session.ts';
import { rightsContract } from '../../rights/contract.ts';

/** An oversight agency or police stated that an accounting would impede it: what it got is left out for a time. */
export function SuspensionDialog(props: { readonly patientId: string; readonly onClose: () => void }) {
  const t = useTexts('release');
  const { zone } = useCalendar();
  const [now] = useState(() => new Date());
  const [form, setForm] = useState<'written' | 'oral'>('written');
  const [agency, setAgency] = useState('');
  const [official, setOfficial] = useState('');
  const [statedOn, setStatedOn] = useState(() => dayIn(zone, now));
  const [until, setUntil] = useState('');
  const [reason, setReason] = useState('');
  const act = useAct(rightsContract.suspendAccounting, {
    changes: [rightsContract.suspensions],
    onDone: props.onClose,
  });
  const unsaid = [agency, official, reason].some((each) => each.trim() === '') || statedOn === '';
  return (
    <ConfirmDialog
      opened
      title={t('patientRights.record.suspension')}
      text={t('patientRights.suspensionText')}
      action={t('patientRights.save')}
      busy={act.isPending}
      blocked={unsaid || (form === 'written' && until === '')}
      onConfirm={() =>
        act.run({
          params: { patientId: props.patientId },
          body: {
            ...{ agency: agency.trim(), official: official.trim(), form, statedOn, reason: reason.trim() },
            ...(until === '' ? {} : { until }),
          },
        })
      }
      onCancel={props.onClose}
    >
      {act.error !== null && <ProblemNotice error={act.error} takeFocus />}
      <Radio.Group
        label={t('patientRights.form')}
        value={form}
        onChange={(value) => setForm(value === 'oral' ? 'oral' : 'written')}
      >
        <Stack gap={6} mt={4}>
          <Radio value="written" label={t('patientRights.forms.written')} />
          <Radio value="oral" label={t('patientRights.forms.oral')} />
        </Stack>
      </Radio.Group>
      <TextInput
        label={t('patientRights.agency')}
        description={t('patientRights.agencyHint')}
        required
        maxLength={200}
        value={agency}
        onChange={(event) => setAgency(event.currentTarget.value)}
      />
      <TextInput
        label={t('patientRights.official')}
        required
        maxLength={200}
        value={official}
        onChange={(event) => setOfficial(event.currentTarget.value)}
      />
      <DateField
        id="suspension-stated"
        label={t('patientRights.statedOn')}
        required
        lies="past"
        value={statedOn}
        onChange={setStatedOn}
        now={now}
      />
      {form === 'written' ? (
        <DateField
          id="suspension-until"
          label={t('patientRights.untilDay')}
          required
          value={until}
          onChange={setUntil}
          now={now}
        />
      ) : (
        <Text size="sm">{t('patientRights.oralText')}</Text>
      )}
      <Textarea
        label={t('patientRights.suspensionReason')}
        required
        autosize
        maxLength={2000}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </ConfirmDialog>
  );
}
