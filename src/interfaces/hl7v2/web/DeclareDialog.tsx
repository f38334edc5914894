import { Button, Group, Stack, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useAct } from '../../../ui/api/reads.tsx';
import { Dialog } from '../../../ui/feedback/Dialog.tsx';
import { ProblemNotice } from '../../../ui/feedback/ProblemNotice.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { contract } from '../contract.ts';
import { senderPath } from './paths.ts';

const MOST = 227;

/** A sender written down before it speaks. */
export function DeclareDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useTexts('hl7v2');
  const navigate = useNavigate();
  const [application, setApplication] = useState('');
  const [facility, setFacility] = useState('');
  const declare = useAct(contract.declare, {
    changes: [contract.senders],
    onDone: ({ id }) => void navigate({ to: senderPath(id) }),
  });
  return (
    <Dialog opened onClose={onClose} title={t('declare.open')}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          declare.run({ body: { application: application.trim(), facility: facility.trim() } });
        }}
      >
        <Stack>
          {declare.error !== null && <ProblemNotice key={declare.submittedAt} error={declare.error} takeFocus />}
          <TextInput
            label={t('declare.application')}
            description={t('declare.hint')}
            required
            data-autofocus
            maxLength={MOST}
            value={application}
            onChange={(event) => setApplication(event.currentTarget.value)}
          />
          <TextInput
            label={t('declare.facility')}
            maxLength={MOST}
            value={facility}
            onChange={(event) => setFacility(event.currentTarget.value)}
          />
          <Group justify="flex-end">
            <Button type="submit" loading={declare.isPending} disabled={application.trim() === ''}>
              {t('declare.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
