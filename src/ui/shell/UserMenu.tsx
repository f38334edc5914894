import { ActionIcon, Menu, SegmentedControl, Stack, Text, useMantineColorScheme } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useTexts } from '../i18n.ts';
import { Icon } from '../icons.tsx';
import { Shortcut } from '../keys/Shortcut.tsx';
import { changePreferences, usePreferences } from '../preferences.ts';
import { useSession } from '../session.ts';
import { useSessionSource } from './session-source.ts';

export function UserMenu({ onHelp }: { readonly onHelp: () => void }) {
  const t = useTexts('ui');
  const { person } = useSession();
  const { lock, signOut, paths } = useSessionSource();
  const navigate = useNavigate();
  return (
    <Menu position="bottom-end" width={270} shadow="md">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('user.menu', { name: person.name })}>
          <Icon name="person" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{person.name}</Menu.Label>
        {paths.profile !== undefined && (
          <Menu.Item
            leftSection={<Icon name="person" size={16} />}
            onClick={() => void navigate({ to: paths.profile ?? '/' })}
          >
            {t('user.profile')}
          </Menu.Item>
        )}
        <Menu.Item
          leftSection={<Icon name="keyboard" size={16} />}
          rightSection={<Shortcut keys="?" />}
          onClick={onHelp}
        >
          {t('keys.title')}
        </Menu.Item>
        <Menu.Divider />
        <Looks />
        <Menu.Divider />
        <Menu.Item
          leftSection={<Icon name="lock" size={16} />}
          rightSection={<Shortcut keys="Ctrl+Shift+L" />}
          onClick={() => void lock()}
        >
          {t('lock.command')}
        </Menu.Item>
        <Menu.Item leftSection={<Icon name="leave" size={16} />} onClick={() => void signOut()}>
          {t('user.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function Looks() {
  const t = useTexts('ui');
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const { density } = usePreferences();
  return (
    <Stack gap={6} px="sm" py={6}>
      <Text size="xs" c="dimmed" id="scheme-label">
        {t('looks.scheme')}
      </Text>
      <SegmentedControl
        size="xs"
        fullWidth
        aria-labelledby="scheme-label"
        value={colorScheme}
        onChange={(value) => setColorScheme(value === 'light' || value === 'dark' ? value : 'auto')}
        data={[
          { value: 'light', label: t('looks.light') },
          { value: 'dark', label: t('looks.dark') },
          { value: 'auto', label: t('looks.auto') },
        ]}
      />
      <Text size="xs" c="dimmed" id="density-label">
        {t('looks.density')}
      </Text>
      <SegmentedControl
        size="xs"
        fullWidth
        aria-labelledby="density-label"
        value={density}
        onChange={(value) => changePreferences({ density: value === 'comfortable' ? value : 'compact' })}
        data={[
          { value: 'compact', label: t('looks.compact') },
          { value: 'comfortable', label: t('looks.comfortable') },
        ]}
      />
    </Stack>
  );
}
