import { Anchor, Button, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../../../ui/api/reads.tsx';
import { ErrorSummary, type FieldError } from '../../../ui/feedback/ErrorSummary.tsx';
import { ProblemNotice } from '../../../ui/feedback/ProblemNotice.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { contract } from '../contract.ts';
import { SecondFactor } from './SecondFactor.tsx';
import { useSignedIn } from './session.tsx';

/** Username and password, then the second factor. Used on its own page and over a locked desk. */
export function SignInForm() {
  const t = useTexts('accounts');
  const signedIn = useSignedIn();
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const [attempt, setAttempt] = useState(0);
  const first = useAct(contract.signIn, { onDone: () => setPassword('') });
  const second = useAct(contract.secondFactor, { onDone: () => void signedIn() });

  const half = first.data;
  if (half !== undefined) {
    return (
      <Stack gap="md">
        <Text fw={600}>{t('signIn.second')}</Text>
        {second.error !== null && <ProblemNotice key={second.failureCount} error={second.error} takeFocus />}
        <SecondFactor
          methods={half.methods}
          passkeyOptions={() => Promise.resolve(half.passkeyOptions)}
          busy={second.isPending}
          onShown={(shown) => second.run({ body: { ticket: half.ticket, ...shown } })}
        />
        <Anchor
          component="button"
          type="button"
          size="sm"
          onClick={() => {
            first.reset();
            second.reset();
          }}
        >
          {t('signIn.again')}
        </Anchor>
      </Stack>
    );
  }
  const submit = () => {
    const missing = [
      ...(username.trim() === '' ? [{ field: 'sign-in-username', text: t('signIn.usernameMissing') }] : []),
      ...(password === '' ? [{ field: 'sign-in-password', text: t('signIn.passwordMissing') }] : []),
    ];
    setErrors(missing);
    setAttempt((count) => count + 1);
    if (missing.length === 0) first.run({ body: { username: username.trim(), password } });
  };
  const errorOf = (field: string) => errors.find((each) => each.field === field)?.text;
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Stack gap="md">
        <ErrorSummary errors={errors} attempt={attempt} />
        {first.error !== null && <ProblemNotice error={first.error} takeFocus />}
        <TextInput
          id="sign-in-username"
          label={t('signIn.username')}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          autoFocus
          value={username}
          error={errorOf('sign-in-username')}
          onChange={(event) => setUsername(event.currentTarget.value)}
        />
        <PasswordInput
          id="sign-in-password"
          label={t('signIn.password')}
          autoComplete="current-password"
          value={password}
          error={errorOf('sign-in-password')}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <Button type="submit" loading={first.isPending}>
          {t('signIn.next')}
        </Button>
        <Text size="xs" c="dimmed">
          {t('signIn.help')}
        </Text>
      </Stack>
    </form>
  );
}
