import { TextInput } from '@mantine/core';
import { useTexts } from '../../../ui/i18n.ts';

/** The code on paper, as typed from it. */
export function CodeField({ value, onChange }: { readonly value: string; readonly onChange: (value: string) => void }) {
  const t = useTexts('portal');
  return (
    <TextInput
      label={t('invitation.code')}
      description={t('invitation.codeHint')}
      required
      autoComplete="off"
      autoCapitalize="characters"
      spellCheck={false}
      maxLength={80}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
