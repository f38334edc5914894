import { Anchor, Button, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { ProblemError } from '../../../ui/api/problem-error.ts';
import { useAct } from '../../../ui/api/reads.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { contract } from '../contract.ts';
import { invitationPath } from './paths.ts';
import { Problem } from './Problem.tsx';

export function SignIn({ onDone }: { readonly onDone: () => void }) {
  const t = useTexts('portal');
  const [name, setName] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const [code, setCode] = useState('');
  const signIn = useAct(contract.signIn, { onDone });
  const problem = signIn.error instanceof ProblemError ? signIn.error.problem.code : '';
  const asksForCode = problem === 'portal/code-needed' || problem === 'portal/code-wrong' || code !== '';
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() === '' || passphrase === '') return;
        signIn.run({ body: { name, passphrase, ...(code.trim() === '' ? {} : { code }) } });
      }}
    >
      <Stack>
        <Text>{t('door.text')}</Text>
        {signIn.error !== null && <Problem error={signIn.error} />}
        <TextInput
          label={t('door.name')}
          required
          autoComplete="username"
          maxLength={200}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <PasswordInput
          label={t('door.passphrase')}
          required
          autoComplete="current-password"
          maxLength={256}
          value={passphrase}
          onChange={(event) => setPassphrase(event.currentTarget.value)}
        />
        {asksForCode && (
          <TextInput
            label={t('door.code')}
            description={t('door.codeHint')}
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
        <Text size="sm">{t('door.help')}</Text>
      </Stack>
    </form>
  );
}
