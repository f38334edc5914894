import { Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../../../ui/api/reads.tsx';
import { ConfirmDialog } from '../../../ui/feedback/ConfirmDialog.tsx';
import { showDone } from '../../../ui/feedback/notices.tsx';
import { ProblemNotice } from '../../../ui/feedback/ProblemNotice.tsx';
import { DateField } from '../../../ui/fields/DateField.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { contract as intake } from '../contract.ts';
import { pendingContract as contract } from '../pending/contract.ts';

/** What was read of the patient so far, to be corrected before the document waits under it. */
export interface ReadOfPatient {
  readonly name?: string | undefined;
  readonly birthDate?: string | undefined;
  readonly mrn?: string | undefined;
  readonly visitNumber?: string | undefined;
}

/** The patient is not registered yet: the document waits under what stands on it and comes back by itself. */
export function PendDialog({
  partId,
  read,
  onDone,
  onClose,
}: {
  readonly partId: string;
  readonly read: ReadOfPatient;
  readonly onDone: () => void;
  readonly onClose: () => void;
}) {
  const t = useTexts('intake');
  const [facts, setFacts] = useState(read);
  const pend = useAct(contract.pend, {
    changes: [intake.list, intake.counts, contract.open],
    onDone: () => {
      showDone(t('pending.done'));
      onDone();
    },
  });
  const filled = Object.fromEntries(
    Object.entries(facts)
      .map(([key, value]) => [key, (value ?? '').trim()] as const)
      .filter(([, value]) => value !== ''),
  );
  const enough = 'mrn' in filled || 'visitNumber' in filled || ('name' in filled && 'birthDate' in filled);
  const text = (key: 'name' | 'mrn' | 'visitNumber') => (
    <TextInput
      label={t(`pending.${key}`)}
      {...(key === 'name' ? { description: t('pending.nameHint'), 'data-autofocus': true } : {})}
      maxLength={key === 'name' ? 200 : 64}
      autoComplete="off"
      value={facts[key] ?? ''}
      onChange={(event) => setFacts({ ...facts, [key]: event.currentTarget.value })}
    />
  );
  return (
    <ConfirmDialog
      opened
      title={t('pending.title')}
      text={t('pending.text')}
      action={t('pending.action')}
      busy={pend.isPending}
      blocked={!enough}
      onConfirm={() => pend.run({ params: { id: partId }, body: filled })}
      onCancel={onClose}
    >
      <Stack gap="sm">
        {pend.error !== null && <ProblemNotice error={pend.error} takeFocus />}
        {text('name')}
        <DateField
          id="pending-birth"
          label={t('pending.birthDate')}
          value={facts.birthDate ?? ''}
          lies="past"
          now={new Date()}
          onChange={(birthDate) => setFacts({ ...facts, birthDate })}
        />
        {text('mrn')}
        {text('visitNumber')}
      </Stack>
    </ConfirmDialog>
  );
}
