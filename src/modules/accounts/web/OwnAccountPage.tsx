import { Button, Group, Paper, PasswordInput, SimpleGrid, Stack, Text, TextInput, Title } from '@mantine/core';
import { startRegistration, type PublicKeyCredentialCreationOptionsJSON } from '@simplewebauthn/browser';
import { useState, type ReactNode } from 'react';
import { useAct, useRead } from '../../../ui/api/reads.tsx';
import { Mark } from '../../../ui/feedback/Mark.tsx';
import { showDone, showWarning } from '../../../ui/feedback/notices.tsx';
import { ProblemNotice } from '../../../ui/feedback/ProblemNotice.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { Page } from '../../../ui/shell/Page.tsx';
import { useDates } from '../../../ui/use-dates.ts';
import { contract } from '../contract.ts';
import { OwnApps } from './AppGrants.tsx';
import { RecoveryCodes } from './RecoveryCodes.tsx';

/** One's own sign-in: where one is signed in, password, passkeys, spare codes. */
export default function OwnAccountPage() {
  const t = useTexts('accounts');
  const account = useRead(contract.ownAccount, {});
  return (
    <Page title={t('own.title')}>
      {account.error !== null && <ProblemNotice error={account.error} onRetry={() => void account.refetch()} />}
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
        <Card title={t('own.roles')}>
          <Group gap={6}>
            {[...new Set(account.data?.assignments.map(({ role }) => role))].map((role) => (
              <Mark key={role}>{t(`roles.${role}`, { defaultValue: role })}</Mark>
            ))}
          </Group>
        </Card>
        <Sessions />
        <Passkeys />
        <Recovery left={account.data?.recoveryCodesLeft ?? 0} />
        <Password />
        <Card title={t('apps.own')}>
          <OwnApps />
        </Card>
      </SimpleGrid>
    </Page>
  );
}

function Card({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <Paper component="section" p="md" radius="md">
      <Title order={2} mb="sm">
        {title}
      </Title>
      {children}
    </Paper>
  );
}

function Sessions() {
  const t = useTexts('accounts');
  const dates = useDates();
  const read = useRead(contract.ownSessions, {});
  const end = useAct(contract.endOwnSession, {
    changes: [contract.ownSessions],
    onDone: () => showDone(t('own.sessionEnded')),
  });
  const error = read.error ?? end.error;
  return (
    <Card title={t('own.sessions')}>
      <Stack gap="xs">
        {error !== null && <ProblemNotice error={error} />}
        {read.data?.sessions.map(({ id, current, createdAt, lastSeenAt }) => (
          <Group key={id} justify="space-between" wrap="nowrap">
            <div>
              <Text size="sm">{current ? <Mark tone="info">{t('own.here')}</Mark> : t('own.session')}</Text>
              <Text size="xs" c="dimmed">
                {t('own.since')} {dates.instant(createdAt)} · {t('own.seen')} {dates.instant(lastSeenAt)}
              </Text>
            </div>
            {!current && (
              <Button size="xs" variant="default" onClick={() => end.run({ params: { id } })}>
                {t('own.endSession')}
              </Button>
            )}
          </Group>
        ))}
      </Stack>
    </Card>
  );
}

function Passkeys() {
  const t = useTexts('accounts');
  const dates = useDates();
  const [label, setLabel] = useState('');
  const read = useRead(contract.passkeys, {});
  const changes = [contract.passkeys];
  const options = useAct(contract.passkeyOptions);
  const register = useAct(contract.registerPasskey, { changes, onDone: () => showDone(t('own.added')) });
  const remove = useAct(contract.removePasskey, { changes, onDone: () => showDone(t('own.removed')) });
  const add = async () => {
    try {
      const made = await options.runAsync({});
      // Made by the server's WebAuthn library for exactly this call.
      const optionsJSON = made as unknown as PublicKeyCredentialCreationOptionsJSON;
      register.run({ body: { label: label.trim(), passkey: { ...(await startRegistration({ optionsJSON })) } } });
      setLabel('');
    } catch {
      if (options.error === null) showWarning(t('factor.passkeyFailed'));
    }
  };
  const error = read.error ?? options.error ?? register.error ?? remove.error;
  return (
    <Card title={t('own.passkeys')}>
      <Stack gap="xs">
        <Text size="sm" c="dimmed">
          {t('own.passkeysText')}
        </Text>
        {error !== null && <ProblemNotice error={error} />}
        {read.data?.passkeys.length === 0 && <Text size="sm">{t('own.noPasskeys')}</Text>}
        {read.data?.passkeys.map((passkey) => (
          <Group key={passkey.id} justify="space-between">
            <Text size="sm">
              {passkey.label} · {dates.instant(passkey.registeredAt)}
            </Text>
            <Button size="xs" variant="default" onClick={() => remove.run({ params: { id: passkey.id } })}>
              {t('own.remove')}
            </Button>
          </Group>
        ))}
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (label.trim() !== '') void add();
          }}
        >
          <Group align="end" gap="xs">
            <TextInput
              label={t('own.passkeyLabel')}
              maxLength={60}
              value={label}
              onChange={(event) => setLabel(event.currentTarget.value)}
            />
            <Button type="submit" disabled={label.trim() === ''} loading={register.isPending || options.isPending}>
              {t('own.addPasskey')}
            </Button>
          </Group>
        </form>
      </Stack>
    </Card>
  );
}

function Recovery({ left }: { readonly left: number }) {
  const t = useTexts('accounts');
  const renew = useAct(contract.renewRecoveryCodes, { changes: [contract.ownAccount] });
  return (
    <Card title={t('own.recovery')}>
      {renew.error !== null && <ProblemNotice error={renew.error} />}
      {renew.data === undefined ? (
        <Stack gap="xs" align="start">
          <Text size="sm">{t('own.recoveryLeft', { count: left })}</Text>
          <Button variant="default" loading={renew.isPending} onClick={() => renew.run({})}>
            {t('own.renew')}
          </Button>
          <Text size="xs" c="dimmed">
            {t('own.renewText')}
          </Text>
        </Stack>
      ) : (
        <RecoveryCodes codes={renew.data.recoveryCodes} onKept={renew.reset} />
      )}
    </Card>
  );
}

function Password() {
  const t = useTexts('accounts');
  const [words, setWords] = useState({ password: '', newPassword: '', repeat: '' });
  const change = useAct(contract.changePassword, {
    changes: [contract.ownSessions],
    onDone: () => {
      setWords({ password: '', newPassword: '', repeat: '' });
      showDone(t('own.changed'));
    },
  });
  const differs = words.repeat !== '' && words.repeat !== words.newPassword;
  const field = (key: keyof typeof words, label: string, autoComplete: string) => (
    <PasswordInput
      label={label}
      autoComplete={autoComplete}
      value={words[key]}
      error={key === 'repeat' && differs ? t('you.repeatWrong') : undefined}
      onChange={(event) => setWords({ ...words, [key]: event.currentTarget.value })}
    />
  );
  return (
    <Card title={t('own.password')}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          change.run({ body: { password: words.password, newPassword: words.newPassword } });
        }}
      >
        <Stack gap="xs">
          {change.error !== null && <ProblemNotice key={change.submittedAt} error={change.error} takeFocus />}
          {field('password', t('own.old'), 'current-password')}
          {field('newPassword', t('own.new'), 'new-password')}
          {field('repeat', t('you.repeat'), 'new-password')}
          <Text size="xs" c="dimmed">
            {t('you.passwordHint')}
          </Text>
          <Group justify="flex-end">
            <Button
              type="submit"
              loading={change.isPending}
              disabled={words.password === '' || words.newPassword === '' || words.repeat !== words.newPassword}
            >
              {t('own.change')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Card>
  );
}
