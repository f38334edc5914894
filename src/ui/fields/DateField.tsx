import { ActionIcon, Popover, TextInput } from '@mantine/core';
import { DatePicker } from '@mantine/dates';
import { useState } from 'react';
import { dayIn, formatDay, formatDueDay } from '../dates.ts';
import { useTexts } from '../i18n.ts';
import { Icon } from '../icons.tsx';
import { useCalendar } from '../session.ts';
import { parseDay } from './parse-day.ts';

export interface DateFieldProps {
  readonly id: string;
  readonly label: string;
  /** `YYYY-MM-DD`, or empty. */
  readonly value: string;
  readonly onChange: (day: string) => void;
  /** Told while what is typed is no day yet, so that a form does not send the former one. */
  readonly onInvalid?: (typed: string) => void;
  readonly error?: string | undefined;
  readonly required?: boolean;
  readonly lies?: 'past' | 'any';
  readonly hint?: string;
  /** The focus of a dialog begins here. */
  readonly firstInDialog?: boolean;
  readonly now: Date;
}

/** Typed first, picked if one likes: shows in words what it understood before anybody relies on it. */
export function DateField(props: DateFieldProps) {
  const t = useTexts('ui');
  const calendar = useCalendar();
  const [typed, setTyped] = useState<string>();
  const [open, setOpen] = useState(false);
  const today = dayIn(calendar.zone, props.now);
  const rules = { order: calendar.order, today, ...(props.lies === undefined ? {} : { lies: props.lies }) };
  const understood = typed === undefined ? props.value : (parseDay(typed, rules) ?? '');
  const unclear = typed !== undefined && typed.trim() !== '' && understood === '';

  const take = (text: string) => {
    setTyped(text);
    const day = parseDay(text, rules);
    if (day !== undefined || text.trim() === '') props.onChange(day ?? '');
    else props.onInvalid?.(text);
  };
  const leave = () => {
    if (!unclear) setTyped(undefined);
  };
  const shown = typed ?? (props.value === '' ? '' : formatDay(props.value, calendar));
  const picker = (
    <Popover opened={open} onChange={setOpen} position="bottom-end" withArrow trapFocus returnFocus>
      <Popover.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={t('date.open')} onClick={() => setOpen(!open)}>
          <Icon name="calendar" size={16} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        <DatePicker
          value={props.value === '' ? null : props.value}
          defaultDate={props.value === '' ? today : props.value}
          {...(props.lies === 'past' ? { maxDate: today, defaultLevel: 'decade' as const } : {})}
          onChange={(day) => {
            props.onChange(day ?? '');
            setTyped(undefined);
            setOpen(false);
          }}
        />
      </Popover.Dropdown>
    </Popover>
  );
  return (
    <TextInput
      id={props.id}
      label={props.label}
      description={
        understood === '' ? (props.hint ?? t(`date.hint.${calendar.order}`)) : formatDueDay(understood, calendar)
      }
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      data-autofocus={props.firstInDialog === true ? true : undefined}
      value={shown}
      required={props.required ?? false}
      error={props.error ?? (unclear ? t('date.unclear') : undefined)}
      autoComplete="off"
      inputMode="text"
      rightSection={picker}
      onChange={(event) => take(event.currentTarget.value)}
      onBlur={leave}
    />
  );
}
