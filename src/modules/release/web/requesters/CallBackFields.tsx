import { SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { useTexts } from '../../../../ui/i18n.ts';

export interface CallBackWords {
  readonly spokeTo: string;
  readonly number: string;
  readonly numberFrom: string;
}
export const NO_CALL: CallBackWords = { spokeTo: '', number: '', numberFrom: '' };

export function isWhole(call: CallBackWords): boolean {
  return Object.values(call).every((text: string) => text.trim() !== '');
}

/** The call that makes sure of a number or address nobody has verified. */
export function CallBackFields(props: {
  readonly call: CallBackWords;
  readonly onChange: (call: CallBackWords) => void;
}) {
  const t = useTexts('release');
  return (
    <Stack gap={4}>
      <Text size="sm">{t('directory.callBack.text')}</Text>
      <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="sm">
        {(['spokeTo', 'number', 'numberFrom'] as const).map((key) => (
          <TextInput
            key={key}
            label={t(`directory.callBack.${key}`)}
            maxLength={200}
            autoComplete="off"
            value={props.call[key]}
            onChange={(event) => props.onChange({ ...props.call, [key]: event.currentTarget.value })}
          />
        ))}
      </SimpleGrid>
    </Stack>
  );
}
