import { Button, Group, Paper, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../../../ui/api/reads.tsx';
import { showDone } from '../../../ui/feedback/notices.tsx';
import { ProblemNotice } from '../../../ui/feedback/ProblemNotice.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icons.tsx';
import { useCommands } from '../../../ui/keys/KeysProvider.tsx';
import { Shortcut } from '../../../ui/keys/Shortcut.tsx';
import { useMay } from '../../../ui/session.ts';
import { contract } from '../contract.ts';
import { type Item } from './item.ts';
import { SetAsideDialog } from './SetAsideDialog.tsx';
import { UnlockForm } from './UnlockForm.tsx';

/** A file that could not be read is safe, and waits for an answer: try again, with its password where it is locked, or set it aside
 * with a reason. */
export function FailedItem({ item }: { readonly item: Item }) {
  const t = useTexts('intake');
  const may = useMay();
  const [aside, setAside] = useState(false);
  const retry = useAct(contract.retry, {
    changes: [contract.open, contract.list],
    onDone: () => showDone(t('retry.done', { count: 1 })),
  });
  const works = may('intake/index');
  useCommands([
    {
      ...{ id: 'item.retry', label: t('retry.one'), keys: ['r'], reversal: 'reversible' as const, disabled: !works },
      run: () => retry.run({ params: { id: item.id } }),
    },
    {
      ...{ id: 'item.aside', label: t('keys.aside'), keys: ['F3'], reversal: 'reversible' as const, disabled: !works },
      run: () => setAside(true),
    },
  ]);
  return (
    <Paper p="lg" radius="md" maw={680}>
      <Stack gap="sm">
        {retry.error !== null && <ProblemNotice error={retry.error} takeFocus />}
        <Text fw={600}>{t('failed.title')}</Text>
        <Text size="sm">{item.detail}</Text>
        <Text size="sm" c="dimmed">
          {item.tries > 0 && `${t('watch.tried', { count: item.tries })} `}
          {t('failed.safe')}
        </Text>
        {works && item.reason === 'encrypted' && <UnlockForm itemId={item.id} />}
        {works && (
          <Group>
            <Button
              variant={item.reason === 'encrypted' ? 'default' : 'filled'}
              leftSection={<Icon name="refresh" size={16} />}
              loading={retry.isPending}
              rightSection={<Shortcut keys="r" />}
              onClick={() => retry.run({ params: { id: item.id } })}
            >
              {t('retry.one')}
            </Button>
            <Button variant="default" rightSection={<Shortcut keys="F3" />} onClick={() => setAside(true)}>
              {t('keys.aside')}
            </Button>
          </Group>
        )}
      </Stack>
      {aside && (
        <SetAsideDialog
          of={{ itemId: item.id }}
          fileName={item.fileName}
          pages={undefined}
          onDone={() => {
            setAside(false);
            showDone(t('aside.done'));
          }}
          onClose={() => setAside(false)}
        />
      )}
    </Paper>
  );
}
