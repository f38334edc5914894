import { Group, TextInput } from '@mantine/core';
import { useTexts } from '../../../ui/i18n.ts';
import classes from './portal.module.css';

export interface Parts {
  readonly month: string;
  readonly day: string;
  readonly year: string;
}
export const NO_PARTS: Parts = { month: '', day: '', year: '' };

/** `1961-03-12`, or nothing where the three are no day. */
export function dayOf({ month, day, year }: Parts): string | undefined {
  if (!/^\d{1,2}$/.test(month.trim()) || !/^\d{1,2}$/.test(day.trim()) || !/^\d{4}$/.test(year.trim()))
    return undefined;
  const text = `${year.trim()}-${month.trim().padStart(2, '0')}-${day.trim().padStart(2, '0')}`;
  const date = new Date(`${text}T00:00:00Z`);
  return Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== text ? undefined : text;
}

export const isEmpty = (parts: Parts): boolean => `${parts.month}${parts.day}${parts.year}`.trim() === '';

/** A day in three fields: typed, never picked from a calendar of sixty years. */
export function DayParts({
  legend,
  value,
  error,
  birth = false,
  onChange,
}: {
  readonly legend: string;
  readonly value: Parts;
  readonly error?: string | undefined;
  readonly birth?: boolean;
  readonly onChange: (parts: Parts) => void;
}) {
  const t = useTexts('portal');
  const field = (part: keyof Parts, length: number) => (
    <TextInput
      label={t(`date.${part}`)}
      inputMode="numeric"
      maxLength={length}
      value={value[part]}
      error={error !== undefined}
      {...(birth ? { autoComplete: `bday-${part}` } : {})}
      onChange={(event) => onChange({ ...value, [part]: event.currentTarget.value })}
    />
  );
  return (
    <fieldset className={classes['fieldset']}>
      <legend>{legend}</legend>
      <Group gap="xs" className={classes['digits'] ?? ''} align="end">
        {field('month', 2)}
        {field('day', 2)}
        {field('year', 4)}
      </Group>
      {error !== undefined && (
        <p role="alert" style={{ color: 'var(--mantine-color-error)', margin: '4px 0 0' }}>
          {error}
        </p>
      )}
    </fieldset>
  );
}
