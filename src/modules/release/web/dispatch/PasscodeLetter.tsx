import { Button, Group, TextInput } from '@mantine/core';
import { useState } from 'react';
import { addressOf } from '../../../../ui/api/call.ts';
import { ConfirmDialog } from '../../../../ui/feedback/ConfirmDialog.tsx';
import { ProblemNotice } from '../../../../ui/feedback/ProblemNotice.tsx';
import { showDone } from '../../../../ui/feedback/notices.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { Icon } from '../../../../ui/icons.tsx';
import { dispatchContract } from '../../dispatch/contract.ts';
import { useDispatchAct } from './use-dispatch-act.ts';

/** The letter with the passcode of a medium: printed in the language of whoever gets it, and said to have left. */
export function PasscodeLetter({ disclosureId }: { readonly disclosureId: string }) {
  const t = useTexts('release');
  const [sending, setSending] = useState(false);
  return (
    <Group gap="xs">
      {(['en', 'es'] as const).map((language) => (
        <Button
          key={language}
          component="a"
          href={addressOf(dispatchContract.passcodeLetter, { disclosureId, language })}
          size="compact-sm"
          variant="default"
          leftSection={<Icon name="download" size={14} />}
        >
          {t(`dispatch.passcodeLetter.${language}`)}
        </Button>
      ))}
      <Button size="compact-sm" variant="default" onClick={() => setSending(true)}>
        {t('dispatch.passcodePost')}
      </Button>
      {sending && <SentDialog disclosureId={disclosureId} onClose={() => setSending(false)} />}
    </Group>
  );
}

function SentDialog({ disclosureId, onClose }: { readonly disclosureId: string; readonly onClose: () => void }) {
  const t = useTexts('release');
  const [carrier, setCarrier] = useState('');
  const sent = useDispatchAct(dispatchContract.passcodeSent, {
    onDone: () => {
      onClose();
      showDone(t('dispatch.noted'));
    },
  });
  return (
    <ConfirmDialog
      opened
      title={t('dispatch.passcodePost')}
      text={t('dispatch.passcodePostText')}
      action={t('dispatch.passcodePost')}
      busy={sent.isPending}
      blocked={carrier.trim() === ''}
      onConfirm={() => sent.run({ params: { disclosureId }, body: { carrier: carrier.trim() } })}
      onCancel={onClose}
    >
      {sent.error !== null && <ProblemNotice error={sent.error} takeFocus />}
      <TextInput
        label={t('dispatch.carrier')}
        data-autofocus
        required
        maxLength={200}
        value={carrier}
        onChange={(event) => setCarrier(event.currentTarget.value)}
      />
    </ConfirmDialog>
  );
}
