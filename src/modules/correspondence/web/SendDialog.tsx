import { Radio, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { ConfirmDialog } from '../../../ui/feedback/ConfirmDialog.tsx';
import { showDone } from '../../../ui/feedback/notices.tsx';
import { ProblemNotice } from '../../../ui/feedback/ProblemNotice.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { contract } from '../contract.ts';
import { useLetterAct, type Letter } from './letter.ts';

export interface SendDialogProps {
  readonly letter: Letter;
  /** Where the case says the recipient is reached; still to be verified by a person. */
  readonly mail?: string | undefined;
  readonly onClose: () => void;
}

/** It leaves after a minute. Mail carries the letter itself only where it is said how the address was verified. */
export function SendDialog({ letter, mail, onClose }: SendDialogProps) {
  const t = useTexts('correspondence');
  const [channel, setChannel] = useState<'print' | 'mail'>('print');
  const [address, setAddress] = useState(mail ?? '');
  const [verifiedHow, setVerifiedHow] = useState('');
  const [asAsked, setAsAsked] = useState('');
  const send = useLetterAct(contract.send, {
    onDone: () => {
      onClose();
      showDone(t('send.done'));
    },
  });
  return (
    <ConfirmDialog
      opened
      title={t('send.title')}
      text={t('send.text')}
      identifiers={[
        { label: t('list.letter'), value: letter.number },
        { label: t('list.to'), value: [letter.recipientName, ...letter.recipientLines].join(', ') },
      ]}
      action={t('letter.send')}
      busy={send.isPending}
      blocked={channel === 'mail' && address.trim() === ''}
      onConfirm={() =>
        send.run({
          params: { id: letter.id },
          body: {
            way:
              channel === 'print'
                ? { channel }
                : {
                    channel,
                    address: address.trim(),
                    ...(verifiedHow.trim() === '' ? {} : { verifiedHow: verifiedHow.trim() }),
                  },
            ...(letter.deliveries.length === 0 ? {} : { again: true }),
            ...(asAsked.trim() === '' ? {} : { asAsked: asAsked.trim() }),
          },
        })
      }
      onCancel={onClose}
    >
      <Stack gap="sm">
        {send.error !== null && <ProblemNotice error={send.error} takeFocus />}
        <Radio.Group
          label={t('send.way')}
          value={channel}
          onChange={(value) => setChannel(value === 'mail' ? 'mail' : 'print')}
        >
          <Stack gap={6} mt={4}>
            <Radio value="print" label={t('send.print')} data-autofocus />
            <Radio value="mail" label={t('send.mail')} />
          </Stack>
        </Radio.Group>
        {channel === 'mail' && (
          <>
            <TextInput
              label={t('send.address')}
              required
              type="email"
              maxLength={254}
              autoComplete="off"
              value={address}
              onChange={(event) => setAddress(event.currentTarget.value)}
            />
            <TextInput
              label={t('send.verifiedHow')}
              description={t('send.verifiedHint')}
              maxLength={200}
              value={verifiedHow}
              onChange={(event) => setVerifiedHow(event.currentTarget.value)}
            />
          </>
        )}
        {letter.toPatient && (
          <TextInput
            label={t('send.asAsked')}
            description={t('send.asAskedHint')}
            maxLength={200}
            value={asAsked}
            onChange={(event) => setAsAsked(event.currentTarget.value)}
          />
        )}
      </Stack>
    </ConfirmDialog>
  );
}
