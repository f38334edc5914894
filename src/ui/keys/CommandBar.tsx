import { Badge, Group, Text } from '@mantine/core';
import { Spotlight, spotlight } from '@mantine/spotlight';
import { useState } from 'react';
import { rankChoices } from '../fields/rank-choices.ts';
import { useTexts } from '../i18n.ts';
import { Icon } from '../icons.tsx';
import { useCommandList } from './KeysProvider.tsx';
import classes from './keys.module.css';
import { Shortcut } from './Shortcut.tsx';

export const openCommandBar = () => spotlight.open();

const SHOWN = 12;

/** Ctrl or Command + K: everything that can be done here by its name, each with the shortcut that would have done it. */
export function CommandBar() {
  const t = useTexts('ui');
  const [typed, setTyped] = useState('');
  const [opening, setOpening] = useState(0);
  const commands = useCommandList(opening).filter((command) => command.hidden !== true && command.disabled !== true);
  const ranked = rankChoices(
    commands.map(({ id, label, group }) => ({
      value: id,
      label,
      ...(group === undefined ? {} : { aliases: [group] }),
    })),
    typed,
    SHOWN,
  );
  const shown = ranked.flatMap(({ value }) => commands.find(({ id }) => id === value) ?? []);
  return (
    <Spotlight.Root
      shortcut={null}
      query={typed}
      onQueryChange={setTyped}
      onSpotlightOpen={() => setOpening((count) => count + 1)}
      onSpotlightClose={() => setTyped('')}
    >
      <Spotlight.Search
        placeholder={t('commands.search')}
        aria-label={t('commands.search')}
        leftSection={<Icon name="search" />}
      />
      <Spotlight.ActionsList>
        {shown.length === 0 && <Spotlight.Empty>{t('commands.none')}</Spotlight.Empty>}
        {shown.map((command) => (
          <Spotlight.Action key={command.id} onClick={command.run}>
            <Group justify="space-between" w="100%" wrap="nowrap">
              <div>
                <Text size="sm">{command.label}</Text>
                {command.group !== undefined && (
                  <Text size="xs" className={classes['hint'] ?? ''}>
                    {command.group}
                  </Text>
                )}
              </div>
              <Group gap="xs" wrap="nowrap">
                {command.reversal === 'irreversible' && <Badge color="red">{t('commands.irreversible')}</Badge>}
                {command.keys[0] !== undefined && <Shortcut keys={command.keys[0]} />}
              </Group>
            </Group>
          </Spotlight.Action>
        ))}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}
