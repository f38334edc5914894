import { Combobox, Group, InputBase, Text, useCombobox } from '@mantine/core';
import { useState } from 'react';
import { useTexts } from '../i18n.ts';
import { rankChoices, type Choice } from './rank-choices.ts';

export interface ChoiceFieldProps {
  readonly id: string;
  readonly label: string;
  readonly choices: readonly Choice[];
  readonly value: string | undefined;
  readonly onChange: (value: string | undefined) => void;
  readonly error?: string | undefined;
  readonly required?: boolean;
  readonly placeholder?: string;
  readonly description?: string | undefined;
  readonly disabled?: boolean;
}

/** Type a number, an alias, the beginning of words or something like it; Enter takes the best. */
export function ChoiceField(props: ChoiceFieldProps) {
  const t = useTexts('ui');
  const [typed, setTyped] = useState<string>();
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const chosen = props.choices.find(({ value }) => value === props.value);
  const found = rankChoices(props.choices, typed ?? '');

  const choose = (value: string) => {
    props.onChange(value);
    setTyped(undefined);
    combobox.closeDropdown();
  };
  const leave = () => {
    combobox.closeDropdown();
    if (typed?.trim() === '') props.onChange(undefined);
    setTyped(undefined);
  };
  return (
    <Combobox store={combobox} onOptionSubmit={choose}>
      <Combobox.Target withExpandedAttribute>
        <InputBase
          id={props.id}
          label={props.label}
          description={props.description}
          error={props.error}
          required={props.required ?? false}
          disabled={props.disabled ?? false}
          placeholder={
            props.placeholder ??
            t(props.choices.some(({ number }) => number !== undefined) ? 'choice.numbered' : 'choice.plain')
          }
          autoComplete="off"
          value={typed ?? chosen?.label ?? ''}
          rightSection={<Combobox.Chevron />}
          rightSectionPointerEvents="none"
          onClick={() => combobox.openDropdown()}
          onFocus={(event) => event.currentTarget.select()}
          onBlur={leave}
          onKeyDown={(event) => {
            // Typed before the list stood there, so that nothing in it is marked.
            const [best] = (typed ?? '').trim() === '' ? [] : found;
            if (event.key !== 'Enter' || best === undefined || combobox.getSelectedOptionIndex() !== -1) return;
            event.preventDefault();
            choose(best.value);
          }}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            combobox.openDropdown();
            combobox.selectFirstOption();
          }}
        />
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Options aria-label={props.label} mah={320} style={{ overflowY: 'auto' }}>
          {found.length === 0 && <Combobox.Empty>{t('choice.none')}</Combobox.Empty>}
          {found.map((choice) => (
            <Combobox.Option key={choice.value} value={choice.value} active={choice.value === props.value}>
              <Group gap="xs" wrap="nowrap" justify="space-between">
                <div>
                  <Text size="sm">{choice.label}</Text>
                  {choice.hint !== undefined && (
                    <Text size="xs" c="dimmed">
                      {choice.hint}
                    </Text>
                  )}
                </div>
                {choice.number !== undefined && (
                  <Text size="xs" c="dimmed" ff="monospace">
                    {choice.number}
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
