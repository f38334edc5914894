import { SimpleGrid, Text, Title } from '@mantine/core';
import { ChoiceField } from '../../../../ui/fields/ChoiceField.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { useDocumentTypes } from '../../../documents/web/index.tsx';
import { type LegacyMapForm } from './use-legacy-map.ts';

/** Which of our types each value of the type column is; without such a column, one type for all. */
export function TypeValues({ form }: { readonly form: LegacyMapForm }) {
  const t = useTexts('intake');
  const { choices } = useDocumentTypes();
  const { typeValues } = form;
  return (
    <section aria-label={t('legacy.types')}>
      <Title order={2}>{t('legacy.types')}</Title>
      <Text size="sm" c="dimmed" mb="sm">
        {t(typeValues === null ? 'legacy.tooManyValues' : 'legacy.typesHelp')}
      </Text>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        {form.map.columns.type === undefined ? (
          <ChoiceField
            id="legacy-type"
            label={t('legacy.oneType')}
            choices={choices}
            value={form.map.type}
            onChange={(code) => form.change(code === undefined ? {} : { type: code })}
          />
        ) : (
          (typeValues ?? []).map(({ value, rows }, at) => (
            <ChoiceField
              key={value}
              id={`legacy-type-${at}`}
              label={value}
              description={t('legacy.rowsOf', { count: rows })}
              choices={choices}
              value={form.map.types?.[value]}
              onChange={(code) => form.setType(value, code)}
            />
          ))
        )}
      </SimpleGrid>
    </section>
  );
}
