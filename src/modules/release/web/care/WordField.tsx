import { Combobox, Group, Text, TextInput, useCombobox } from '@mantine/core';
import { useEffect } from 'react';

export interface WordChoice {
  readonly value: string;
  readonly label: string;
  readonly hint?: string | undefined;
}

export interface WordFieldProps {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  /** What fits what was typed, best first. */
  readonly choices: readonly WordChoice[];
  readonly onType: (text: string) => void;
  readonly onChoose: (value: string) => void;
  readonly description?: string | undefined;
  readonly error?: string | undefined;
  readonly maxLength?: number;
  readonly first?: boolean;
}

/** Words that are usually one of a few: Enter takes the best that is offered, Tab leaves what was typed. */
export function WordField(props: WordFieldProps) {
  const { choices } = props;
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const { dropdownOpened, selectFirstOption } = combobox;
  const offered = choices.map(({ value }) => value).join('\n');
  useEffect(() => {
    // Answers of the server come after the letter was typed.
    if (dropdownOpened && offered !== '') selectFirstOption();
  }, [offered, dropdownOpened]);
  const { id, first } = props;
  useEffect(() => {
    // A form that waited for its words finds the focus on the frame of the dialog.
    if (first === true) document.getElementById(id)?.focus();
  }, [id, first]);
  return (
    <Combobox
      store={combobox}
      onOptionSubmit={(value) => {
        combobox.closeDropdown();
        props.onChoose(value);
      }}
    >
      <Combobox.Target withExpandedAttribute>
        <TextInput
          id={props.id}
          label={props.label}
          required
          description={props.description}
          error={props.error}
          autoComplete="off"
          maxLength={props.maxLength ?? 200}
          {...(props.first === true ? { 'data-autofocus': true } : {})}
          value={props.value}
          onClick={() => combobox.openDropdown()}
          onBlur={() => combobox.closeDropdown()}
          onChange={(event) => {
            props.onType(event.currentTarget.value);
            combobox.openDropdown();
          }}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={choices.length === 0}>
        <Combobox.Options aria-label={props.label} mah={260} style={{ overflowY: 'auto' }}>
          {choices.map(({ value, label, hint }) => (
            <Combobox.Option key={value} value={value}>
              <Group gap="xs" justify="space-between" wrap="nowrap">
                <Text size="sm">{label}</Text>
                {hint !== undefined && (
                  <Text size="xs" c="dimmed">
                    {hint}
                  </Text>
                )}
              </Group>
            </Combobox.Option>
          ))}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
