import { Button, Combobox, Group, Loader, Text, TextInput, useCombobox } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import { type ResponseOf } from '../../../../platform/http/contract.ts';
import { useRead } from '../../../../ui/api/reads.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { requesterContract } from '../../requesters/contract.ts';
import { word } from '../words.ts';

export type FoundRequester = ResponseOf<typeof requesterContract.findRequesters>['requesters'][number];

const TYPING_MS = 150;

export interface RequesterFinderProps {
  readonly label: string;
  /** Name of the entry chosen, where one is. */
  readonly chosen: string | undefined;
  readonly onChoose: (entry: FoundRequester | undefined) => void;
}

/** The directory by typing: part of a name or a number; Enter takes the one marked. */
export function RequesterFinder({ label, chosen, onChoose }: RequesterFinderProps) {
  const t = useTexts('release');
  const [typed, setTyped] = useState('');
  const [asked] = useDebouncedValue(typed.trim(), TYPING_MS);
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const read = useRead(
    requesterContract.findRequesters,
    { body: { text: asked } },
    { enabled: asked !== '', keepFormer: true },
  );
  const found = asked === '' ? [] : (read.data?.requesters ?? []);
  const best = found[0]?.id;
  useEffect(() => {
    // The answer came after the keys: Enter takes the best of what is shown now.
    if (best !== undefined) combobox.selectFirstOption();
  }, [best, asked]);
  if (chosen !== undefined)
    return (
      <Group gap="xs">
        <Text size="sm">{t('directory.from', { name: chosen })}</Text>
        <Button size="compact-xs" variant="default" onClick={() => onChoose(undefined)}>
          {t('directory.unlink')}
        </Button>
      </Group>
    );
  return (
    <Combobox
      store={combobox}
      onOptionSubmit={(id) => {
        onChoose(found.find((each) => each.id === id));
        setTyped('');
        combobox.closeDropdown();
      }}
    >
      <Combobox.Target withExpandedAttribute>
        <TextInput
          type="search"
          label={label}
          description={t('directory.findHint')}
          autoComplete="off"
          maxLength={100}
          maw={420}
          value={typed}
          rightSection={read.isFetching ? <Loader size="xs" /> : undefined}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            combobox.openDropdown();
            combobox.selectFirstOption();
          }}
          // Never the form around it: Enter here chooses.
          onKeyDown={(event) => event.key === 'Enter' && typed !== '' && event.preventDefault()}
          onBlur={() => combobox.closeDropdown()}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={asked === ''}>
        <Combobox.Options aria-label={label}>
          {found.map((entry) => (
            <Combobox.Option key={entry.id} value={entry.id}>
              <Text size="sm">{[entry.name, entry.organisation].filter(Boolean).join(' · ')}</Text>
              <Text size="xs" c="dimmed">
                {[word('classes', entry.class, t), entry.address.join(', '), numberOf(entry)]
                  .filter(Boolean)
                  .join(' · ')}
              </Text>
            </Combobox.Option>
          ))}
          {found.length === 0 && !read.isFetching && <Combobox.Empty>{t('directory.none')}</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}

function numberOf({ channels }: FoundRequester): string | undefined {
  return channels.find(({ kind }) => kind === 'fax' || kind === 'phone')?.value;
}
