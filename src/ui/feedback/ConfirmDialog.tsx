import { Button, DataList, Group, Stack, Text } from '@mantine/core';
import { type ReactNode } from 'react';
import { useTexts } from '../i18n.ts';
import { useCommands } from '../keys/KeysProvider.tsx';
import { Shortcut } from '../keys/Shortcut.tsx';
import { Dialog } from './Dialog.tsx';

export interface ConfirmDialogProps {
  readonly opened: boolean;
  readonly title: string;
  /** What will happen and whether it can be taken back. */
  readonly text: string;
  /** Destructive and outward acts repeat two identifiers of whatever they touch. */
  readonly identifiers?: readonly { readonly label: string; readonly value: string }[];
  readonly action: string;
  readonly danger?: boolean;
  readonly busy?: boolean;
  /** Something is still missing, such as the reason. */
  readonly blocked?: boolean;
  readonly children?: ReactNode;
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
}

/** The safe answer has the focus: Enter pressed by habit changes nothing. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const t = useTexts('ui');
  useCommands(
    [
      {
        ...{ id: 'dialog.confirm', label: props.action, keys: ['Mod+Enter'], run: props.onConfirm, hidden: true },
        disabled: props.blocked === true || props.busy === true,
      },
    ],
    { level: 'dialog', enabled: props.opened },
  );
  return (
    <Dialog opened={props.opened} onClose={props.onCancel} title={props.title}>
      <Stack gap="md">
        <Text size="sm">{props.text}</Text>
        {props.identifiers !== undefined && (
          <DataList>
            {props.identifiers.map(({ label, value }) => (
              <DataList.Item key={label}>
                <DataList.ItemLabel>{label}</DataList.ItemLabel>
                <DataList.ItemValue>{value}</DataList.ItemValue>
              </DataList.Item>
            ))}
          </DataList>
        )}
        {props.children}
        <Group justify="flex-end">
          <Button variant="default" onClick={props.onCancel} data-autofocus>
            {t('cancel')}
          </Button>
          <Button
            onClick={props.onConfirm}
            loading={props.busy ?? false}
            disabled={props.blocked ?? false}
            rightSection={<Shortcut keys="Mod+Enter" />}
            {...(props.danger === true ? { color: 'red.8' } : {})}
          >
            {props.action}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
