import { NativeSelect } from '@mantine/core';
import { type Language } from '../use-language.ts';

/** Each language by its own name, for whoever does not read the other. */
export function LanguageField(props: {
  readonly label: string;
  readonly language: Language;
  readonly onLanguage: (language: Language) => void;
}) {
  return (
    <NativeSelect
      aria-label={props.label}
      size="xs"
      value={props.language}
      data={[
        { value: 'en', label: 'English' },
        { value: 'es', label: 'Español' },
      ]}
      onChange={(event) => props.onLanguage(event.currentTarget.value === 'es' ? 'es' : 'en')}
    />
  );
}
