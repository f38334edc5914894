import { PasswordInput, Stack, TextInput } from '@mantine/core';
import { type FieldError } from '../../../ui/feedback/ErrorSummary.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { type OwnWords } from './check-own-words.ts';

export function OwnWordsFields({
  words,
  onChange,
  errors,
  asks,
}: {
  readonly words: OwnWords;
  readonly onChange: (words: OwnWords) => void;
  readonly errors: readonly FieldError[];
  readonly asks: 'all' | 'password';
}) {
  const t = useTexts('accounts');
  const errorOf = (field: string) => errors.find((each) => each.field === field)?.text;
  return (
    <Stack gap="sm">
      {asks === 'all' && (
        <>
          <TextInput
            id="own-name"
            label={t('you.name')}
            required
            autoComplete="name"
            value={words.name}
            error={errorOf('own-name')}
            onChange={(event) => onChange({ ...words, name: event.currentTarget.value })}
          />
          <TextInput
            id="own-username"
            label={t('you.username')}
            description={t('you.usernameHint')}
            required
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            value={words.username}
            error={errorOf('own-username')}
            onChange={(event) => onChange({ ...words, username: event.currentTarget.value })}
          />
          <TextInput
            id="own-email"
            label={t('you.email')}
            type="email"
            autoComplete="email"
            value={words.email}
            onChange={(event) => onChange({ ...words, email: event.currentTarget.value })}
          />
        </>
      )}
      <PasswordInput
        id="own-password"
        label={t('you.password')}
        description={t('you.passwordHint')}
        required
        autoComplete="new-password"
        value={words.password}
        error={errorOf('own-password')}
        onChange={(event) => onChange({ ...words, password: event.currentTarget.value })}
      />
      <PasswordInput
        id="own-repeat"
        label={t('you.repeat')}
        required
        autoComplete="new-password"
        value={words.repeat}
        error={errorOf('own-repeat')}
        onChange={(event) => onChange({ ...words, repeat: event.currentTarget.value })}
      />
    </Stack>
  );
}
