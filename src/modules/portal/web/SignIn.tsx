import { Anchor, Button, Stack, Text, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { ProblemError } from '../../../ui/api/problem-error.ts';
import { useAct } from '../../../ui/api/reads.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { contract } from '../contract.ts';
import { Credentials, useCredentials } from './Credentials.tsx';
import { applyPath, invitationPath, requesterInvitationPath } from './paths.ts';
import { Problem } from './Problem.tsx';

export function SignIn({ onDone }: { readonly onDone: () => void }) {
  const t = useTexts('portal');
  const credentials = useCredentials();
  const [code, setCode] = useState('');
  const signIn = useAct(contract.signIn, { onDone });
  const problem = signIn.error instanceof ProblemError ? signIn.error.problem.code : '';
  const asksForMailCode = problem === 'portal/mail-code-needed' || problem === 'portal/mail-code-wrong';
  const asksForCode =
    asksForMailCode || problem === 'portal/code-needed' || problem === 'portal/code-wrong' || code !== '';
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!credentials.filled) return;
        const { name, passphrase } = credentials;
        signIn.run({
          body: { name: name.value, passphrase: passphrase.value, ...(code.trim() === '' ? {} : { code }) },
        });
      }}
    >
      <Stack>
        <Text>{t('door.text')}</Text>
        {signIn.error !== null && <Problem error={signIn.error} />}
        <Credentials of={credentials} chosen={false} />
        {asksForCode && (
          <TextInput
            label={t(asksForMailCode ? 'door.mailCode' : 'door.code')}
            description={t(asksForMailCode ? 'door.mailCodeHint' : 'door.codeHint')}
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={20}
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
          />
        )}
        <Button type="submit" size="md" loading={signIn.isPending}>
          {t('door.submit')}
        </Button>
        <Anchor component={Link} to={invitationPath}>
          {t('door.invited')}
        </Anchor>
        <Anchor component={Link} to={requesterInvitationPath}>
          {t('door.invitedRequester')}
        </Anchor>
        <Anchor component={Link} to={applyPath}>
          {t('door.apply')}
        </Anchor>
        <Text size="sm">{t('door.help')}</Text>
      </Stack>
    </form>
  );
}
