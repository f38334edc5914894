import { MultiSelect } from '@mantine/core';
import { type TypesFieldProps } from '../../patients/web/index.tsx';
import { useDocumentTypes } from './type-choices.ts';

/** Kinds of document, as many as apply. */
export function TypesField({ label, placeholder, value, onChange }: TypesFieldProps) {
  const { choices } = useDocumentTypes();
  return (
    <MultiSelect
      label={label}
      placeholder={value.length === 0 ? placeholder : ''}
      searchable
      clearable
      limit={50}
      value={[...value]}
      onChange={onChange}
      data={choices.map((choice) => ({ value: choice.value, label: choice.label }))}
    />
  );
}

export function TypeNames({ typeCodes }: { readonly typeCodes: readonly string[] }) {
  const { typeOf } = useDocumentTypes();
  return <>{typeCodes.map((code) => typeOf(code)?.name ?? code).join(', ')}</>;
}
