import { Button, Group, NumberInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTexts } from '../../../ui/i18n.ts';

const MOST_MINUTES = 20_160;

/** A number of minutes after which somebody is told; begins anew by its key when somebody else has set it. */
export function MinutesForm({
  label,
  hint,
  value,
  saving,
  problem,
  onSave,
  required = false,
}: {
  readonly label: string;
  readonly hint: string;
  readonly value: number | null;
  readonly saving: boolean;
  readonly problem: ReactNode;
  /** Null: the field was emptied. */
  readonly onSave: (minutes: number | null) => void;
  readonly required?: boolean;
}) {
  const t = useTexts('hl7v2');
  const [minutes, setMinutes] = useState<number | string>(value ?? '');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onSave(minutes === '' ? null : Number(minutes));
      }}
    >
      {problem}
      <Group align="flex-end" gap="sm">
        <NumberInput
          label={label}
          description={hint}
          required={required}
          w={480}
          maw="100%"
          min={1}
          max={MOST_MINUTES}
          allowDecimal={false}
          clampBehavior="strict"
          value={minutes}
          onChange={setMinutes}
        />
        <Button type="submit" variant="default" loading={saving}>
          {t('expect.save')}
        </Button>
      </Group>
    </form>
  );
}
