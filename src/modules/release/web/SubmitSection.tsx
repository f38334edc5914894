import { Button, Group, Stack, Title } from '@mantine/core';
import { type ReactNode } from 'react';
import { ProblemNotice } from '../../../ui/feedback/ProblemNotice.tsx';
import { useCommands } from '../../../ui/keys/KeysProvider.tsx';
import { Shortcut } from '../../../ui/keys/Shortcut.tsx';

/** A part of a page that is filled in and sent off once, also from the keyboard. */
export function SubmitSection(props: {
  /** Of the command, such as `recall.tell`. */
  readonly id: string;
  readonly title: string;
  readonly action: string;
  readonly act: { readonly error: Error | null; readonly isPending: boolean };
  readonly blocked: boolean;
  readonly onSubmit: () => void;
  readonly children: ReactNode;
}) {
  const { id, title, action, act, blocked, onSubmit } = props;
  useCommands([
    {
      ...{ id, label: action, keys: ['Mod+Enter'], reversal: 'irreversible' as const },
      run: onSubmit,
      disabled: blocked || act.isPending,
    },
  ]);
  return (
    <Stack gap="sm" component="section" aria-label={title}>
      <Title order={2} size="h4">
        {title}
      </Title>
      {act.error !== null && <ProblemNotice error={act.error} takeFocus />}
      {props.children}
      <Group>
        <Button
          onClick={onSubmit}
          loading={act.isPending}
          disabled={blocked}
          rightSection={<Shortcut keys="Mod+Enter" />}
        >
          {action}
        </Button>
      </Group>
    </Stack>
  );
}
