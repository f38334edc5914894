import { NumberInput, Radio, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../../../ui/api/reads.tsx';
import { ConfirmDialog } from '../../../ui/feedback/ConfirmDialog.tsx';
import { showDone } from '../../../ui/feedback/notices.tsx';
import { ProblemNotice } from '../../../ui/feedback/ProblemNotice.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { contract as intake } from '../contract.ts';
import { pendingContract as contract } from '../pending/contract.ts';

const WAYS = ['print', 'mail', 'phone'] as const;
const LEAST = 3;

/** Sent here by mistake. Asks twice: once for the facts, once with the number of pages typed, since nothing brings them back. */
export function MisdirectedDialog({
  itemId,
  fileName,
  pages,
  onDone,
  onClose,
}: {
  readonly itemId: string;
  readonly fileName: string;
  readonly pages: number;
  readonly onDone: () => void;
  readonly onClose: () => void;
}) {
  const t = useTexts('intake');
  const [sure, setSure] = useState(false);
  const [sender, setSender] = useState('');
  const [howKnown, setHowKnown] = useState('');
  const [way, setWay] = useState<(typeof WAYS)[number]>('print');
  const [address, setAddress] = useState('');
  const [typed, setTyped] = useState<number | string>('');
  const destroy = useAct(contract.misdirected, {
    changes: [intake.list, intake.counts, intake.open],
    onDone: () => {
      showDone(t('misdirected.done'));
      onDone();
    },
  });
  const incomplete =
    sender.trim().length < 2 || howKnown.trim().length < LEAST || (way === 'mail' && !address.includes('@'));
  return (
    <ConfirmDialog
      opened
      title={t(sure ? 'misdirected.sureTitle' : 'misdirected.title')}
      text={t(sure ? 'misdirected.sureText' : 'misdirected.text')}
      identifiers={[
        { label: t('columns.file'), value: fileName },
        { label: t('columns.pages'), value: String(pages) },
        ...(sure ? [{ label: t('misdirected.sender'), value: sender.trim() }] : []),
      ]}
      action={t(sure ? 'misdirected.destroy' : 'misdirected.next')}
      danger={sure}
      busy={destroy.isPending}
      blocked={sure ? Number(typed) !== pages : incomplete}
      onConfirm={() =>
        sure
          ? destroy.run({
              params: { id: itemId },
              body: {
                ...{ sender: sender.trim(), howKnown: howKnown.trim(), pages },
                told: way === 'mail' ? { how: way, address: address.trim() } : { how: way },
              },
            })
          : setSure(true)
      }
      onCancel={onClose}
    >
      <Stack gap="sm">
        {destroy.error !== null && <ProblemNotice error={destroy.error} takeFocus />}
        {sure ? (
          <NumberInput label={t('misdirected.typePages')} required min={1} value={typed} onChange={setTyped} />
        ) : (
          <>
            <TextInput
              label={t('misdirected.sender')}
              data-autofocus
              required
              maxLength={200}
              value={sender}
              onChange={(event) => setSender(event.currentTarget.value)}
            />
            <TextInput
              label={t('misdirected.howKnown')}
              required
              maxLength={400}
              value={howKnown}
              onChange={(event) => setHowKnown(event.currentTarget.value)}
            />
            <Radio.Group
              label={t('misdirected.told')}
              value={way}
              onChange={(value) => setWay(WAYS.find((each) => each === value) ?? 'print')}
            >
              <Stack gap={6} mt={4}>
                {WAYS.map((each) => (
                  <Radio key={each} value={each} label={t(`misdirected.ways.${each}`)} />
                ))}
              </Stack>
            </Radio.Group>
            {way === 'mail' && (
              <TextInput
                label={t('misdirected.address')}
                type="email"
                required
                maxLength={254}
                value={address}
                onChange={(event) => setAddress(event.currentTarget.value)}
              />
            )}
          </>
        )}
      </Stack>
    </ConfirmDialog>
  );
}
