import { PasswordInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTexts } from '../../../ui/i18n.ts';

interface Field {
  readonly value: string;
  readonly set: (value: string) => void;
}

/** Name and passphrase as typed, with the second typing where a passphrase is chosen. */
export function useCredentials() {
  const [name, setName] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const [again, setAgain] = useState('');
  const field = (value: string, set: (next: string) => void): Field => ({ value, set });
  return {
    name: field(name, setName),
    passphrase: field(passphrase, setPassphrase),
    again: field(again, setAgain),
    filled: name.trim() !== '' && passphrase !== '',
    differs: passphrase !== again,
  };
}

/** The fields of a sign-in, or of an account that is opened: then the passphrase is chosen and typed twice. */
export function Credentials({
  of,
  chosen,
  tried = false,
}: {
  readonly of: ReturnType<typeof useCredentials>;
  readonly chosen: boolean;
  readonly tried?: boolean;
}) {
  const t = useTexts('portal');
  const autoComplete = chosen ? 'new-password' : 'current-password';
  return (
    <>
      <TextInput
        label={t(chosen ? 'invitation.name' : 'door.name')}
        {...(chosen ? { description: t('invitation.nameHint') } : {})}
        required
        autoComplete="username"
        maxLength={200}
        value={of.name.value}
        onChange={(event) => of.name.set(event.currentTarget.value)}
      />
      <PasswordInput
        label={t(chosen ? 'invitation.passphrase' : 'door.passphrase')}
        {...(chosen ? { description: t('invitation.passphraseHint') } : {})}
        required
        autoComplete={autoComplete}
        maxLength={256}
        value={of.passphrase.value}
        onChange={(event) => of.passphrase.set(event.currentTarget.value)}
      />
      {chosen && (
        <PasswordInput
          label={t('invitation.again')}
          required
          autoComplete={autoComplete}
          maxLength={256}
          value={of.again.value}
          error={tried && of.differs ? t('invitation.differs') : undefined}
          onChange={(event) => of.again.set(event.currentTarget.value)}
        />
      )}
    </>
  );
}
