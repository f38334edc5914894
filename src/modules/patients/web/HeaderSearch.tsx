import { Combobox, Loader, Text, TextInput, useCombobox } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { call } from '../../../ui/api/call.ts';
import { useTexts } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icons.tsx';
import { useCommands } from '../../../ui/keys/KeysProvider.tsx';
import { Shortcut } from '../../../ui/keys/Shortcut.tsx';
import { usePreferences } from '../../../ui/preferences.ts';
import { contract } from '../contract.ts';
import { FoundLine } from './FoundLine.tsx';
import classes from './patients.module.css';
import { recordPath, searchPath } from './paths.ts';
import { setSearchText } from './search-text.ts';
import { useFound } from './use-found.ts';

const SHOWN = 8;
const ALL = '*';

/** The search that is always there: `/` goes to it, the wand fills it, arrows and Enter choose. */
export function HeaderSearch() {
  const t = useTexts('patients');
  const navigate = useNavigate();
  const { searchOn } = usePreferences();
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState('');
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const { found, read, asked, text, more } = useFound(searchOn === 'typing' ? typed : '', SHOWN);

  const showAll = (what: string) => {
    setSearchText(what.trim());
    setTyped('');
    combobox.closeDropdown();
    input.current?.blur();
    void navigate({ to: searchPath });
  };
  const open = (id: string) => {
    setTyped('');
    combobox.closeDropdown();
    input.current?.blur();
    void navigate({ to: recordPath(id) });
  };
  const scanned = async (code: string) => {
    const { patients } = await call(contract.search, { body: { mrn: code, limit: 2 } });
    const exact = patients.filter(({ mrns }) => mrns.includes(code));
    if (exact.length === 1 && exact[0] !== undefined) open(exact[0].id);
    else showAll(code);
  };
  useCommands(
    [
      {
        ...{ id: 'patients.find', label: t('search.command'), keys: ['/'], reversal: 'reading' as const },
        run: () => input.current?.focus(),
      },
    ],
    {
      level: 'global',
      onWand: (code) => {
        scanned(code).catch(() => showAll(code));
        return true;
      },
    },
  );
  return (
    <Combobox
      store={combobox}
      onOptionSubmit={(value) => (value === ALL ? showAll(typed) : open(value))}
      width={460}
      position="bottom-end"
    >
      <Combobox.Target>
        <TextInput
          ref={input}
          className={classes['headerSearch'] ?? ''}
          type="search"
          aria-label={t('search.label')}
          placeholder={t('search.placeholder')}
          autoComplete="off"
          spellCheck={false}
          value={typed}
          leftSection={<Icon name="search" size={16} />}
          rightSection={read.isFetching ? <Loader size={14} /> : typed === '' ? <Shortcut keys="/" /> : null}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            combobox.openDropdown();
            combobox.resetSelectedOption();
          }}
          onFocus={() => typed !== '' && combobox.openDropdown()}
          onBlur={() => combobox.closeDropdown()}
          onKeyDown={(event) => {
            if (event.key === 'Escape') event.currentTarget.blur();
            if (event.key === 'Enter' && combobox.getSelectedOptionIndex() === -1 && typed.trim() !== '')
              showAll(typed);
          }}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={!asked || found === undefined}>
        <Combobox.Options aria-label={t('search.results')}>
          {found?.map((each) => (
            <Combobox.Option key={each.id} value={each.id}>
              <FoundLine found={each} />
            </Combobox.Option>
          ))}
          {found?.length === 0 && <Combobox.Empty>{t('search.none', { typed: text })}</Combobox.Empty>}
          {(more || (found?.length ?? 0) > 0) && (
            <Combobox.Option value={ALL}>
              <Text size="sm" c="dimmed">
                {t('search.all')}
              </Text>
            </Combobox.Option>
          )}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
