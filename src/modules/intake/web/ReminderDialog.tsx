import { Radio, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../../../ui/api/reads.tsx';
import { ConfirmDialog } from '../../../ui/feedback/ConfirmDialog.tsx';
import { showDone } from '../../../ui/feedback/notices.tsx';
import { ProblemNotice } from '../../../ui/feedback/ProblemNotice.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { reconciliationContract as contract } from '../reconciliation/contract.ts';
import { type PaperRow } from './ReconciliationPage.tsx';

/** Asks the units for what is missing: on paper, or by mail to an address that one knows to be theirs. */
export function ReminderDialog({
  rows,
  address: lastAddress,
  onClose,
}: {
  readonly rows: readonly PaperRow[];
  readonly address: string;
  readonly onClose: () => void;
}) {
  const t = useTexts('intake');
  const units = [...new Set(rows.map(({ unit }) => unit ?? t('reconciliation.noUnit')))];
  const one = units.length === 1;
  const [channel, setChannel] = useState<'print' | 'mail'>(one && lastAddress !== '' ? 'mail' : 'print');
  const [address, setAddress] = useState(lastAddress);
  const remind = useAct(contract.remind, {
    changes: [contract.open],
    onDone: ({ letters, encounters }) => {
      showDone(t('reconciliation.remindDone', { letters, count: encounters }));
      onClose();
    },
  });
  return (
    <ConfirmDialog
      opened
      title={t('reconciliation.remind')}
      text={t('reconciliation.remindText')}
      identifiers={[
        { label: t('reconciliation.unit'), value: units.join(', ') },
        { label: t('reconciliation.visits'), value: String(rows.length) },
      ]}
      action={t(`reconciliation.send.${channel}`)}
      busy={remind.isPending}
      blocked={channel === 'mail' && !address.includes('@')}
      onConfirm={() =>
        remind.run({
          body: {
            encounters: rows.map(({ patientId, encounterId }) => ({ patientId, encounterId })),
            way:
              channel === 'print'
                ? { channel }
                : { channel, address: address.trim(), verifiedHow: t('reconciliation.verifiedHow') },
          },
        })
      }
      onCancel={onClose}
    >
      <Stack gap="sm">
        {remind.error !== null && <ProblemNotice error={remind.error} takeFocus />}
        <Radio.Group
          label={t('reconciliation.way')}
          value={channel}
          onChange={(value) => setChannel(value === 'mail' ? 'mail' : 'print')}
        >
          <Stack gap={6} mt={4}>
            <Radio value="print" label={t('reconciliation.ways.print')} />
            <Radio value="mail" label={t('reconciliation.ways.mail')} disabled={!one} />
          </Stack>
        </Radio.Group>
        {!one && (
          <Text size="xs" c="dimmed">
            {t('reconciliation.manyUnits')}
          </Text>
        )}
        {channel === 'mail' && (
          <TextInput
            label={t('reconciliation.address')}
            description={t('reconciliation.addressHint')}
            required
            type="email"
            maxLength={254}
            value={address}
            onChange={(event) => setAddress(event.currentTarget.value)}
          />
        )}
      </Stack>
    </ConfirmDialog>
  );
}
