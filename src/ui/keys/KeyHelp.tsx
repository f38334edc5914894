import { SegmentedControl, Stack, Text, Title } from '@mantine/core';
import { Dialog } from '../feedback/Dialog.tsx';
import { useTexts } from '../i18n.ts';
import { changePreferences, usePreferences } from '../preferences.ts';
import { useCommandList } from './KeysProvider.tsx';
import { type Command } from './scopes.ts';
import { Shortcut } from './Shortcut.tsx';
import classes from './keys.module.css';

/** `?`: only the keys that work here and now, and the switch that WCAG 2.1.4 asks for beside them. */
export function KeyHelp({
  opened,
  asked,
  onClose,
}: {
  readonly opened: boolean;
  readonly asked: number;
  readonly onClose: () => void;
}) {
  const t = useTexts('ui');
  const { singleKeys } = usePreferences();
  const commands = useCommandList(asked);
  const groups = new Map<string, Command[]>();
  for (const command of commands.filter((each) => each.keys.length > 0)) {
    const group = command.group ?? t('keys.everywhere');
    groups.set(group, [...(groups.get(group) ?? []), command]);
  }
  return (
    <Dialog opened={opened} onClose={onClose} title={t('keys.title')} size="xl">
      <Stack gap="md">
        <div className={classes['help']}>
          {[...groups].map(([group, members]) => (
            <section key={group} className={classes['group']}>
              <Title order={3}>{group}</Title>
              <dl>
                {members.map((command) => (
                  <div key={command.id} className={classes['row']}>
                    <dt>{command.label}</dt>
                    <dd>
                      <Shortcut keys={command.keys[0] ?? ''} />
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
        </div>
        <div>
          <Text component="label" id="single-keys" fw={600} size="sm">
            {t('keys.single')}
          </Text>
          <Text size="sm" c="dimmed" mb={6}>
            {t('keys.singleWhy')}
          </Text>
          <SegmentedControl
            aria-labelledby="single-keys"
            value={singleKeys}
            onChange={(value) => changePreferences({ singleKeys: value === 'off' || value === 'alt' ? value : 'on' })}
            data={[
              { value: 'on', label: t('keys.on') },
              { value: 'alt', label: t('keys.alt') },
              { value: 'off', label: t('keys.off') },
            ]}
          />
        </div>
      </Stack>
    </Dialog>
  );
}
