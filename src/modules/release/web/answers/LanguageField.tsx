import { NativeSelect } from '@mantine/core';
import { useTexts } from '../../../../ui/i18n.ts';

export type LetterLanguage = '' | 'en' | 'es';
const LANGUAGES = ['', 'en', 'es'] as const;

/** Of the letter: the person's own, unless another one is chosen. */
export function LanguageField(props: {
  readonly value: LetterLanguage;
  readonly onChange: (language: LetterLanguage) => void;
}) {
  const t = useTexts('release');
  return (
    <NativeSelect
      label={t('outcome.language')}
      value={props.value}
      onChange={(event) => props.onChange(LANGUAGES.find((each) => each === event.currentTarget.value) ?? '')}
      data={LANGUAGES.map((value) => ({ value, label: t(`outcome.languages.${value === '' ? 'own' : value}`) }))}
    />
  );
}

export function languageOf(value: LetterLanguage): { language?: 'en' | 'es' } {
  return value === '' ? {} : { language: value };
}
