import { Button, Group, Progress, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import i18next from 'i18next';
import { useEffect, useState } from 'react';
import { useTexts } from '../i18n.ts';
import { Icon } from '../icons.tsx';
import { Shortcut } from '../keys/Shortcut.tsx';

/** Reversible acts can be taken back this long with one key (shapes.md 7); afterwards by their opposite verb. */
export const UNDO_MS = 10_000;
const STEP_MS = 250;

export interface UndoableNotice {
  readonly text: string;
  /** The opposite verb, itself an act with its own audit entry. */
  readonly undo: () => void;
}

let latest: { id: string; undo: () => void } | undefined;
let counter = 0;

/** Says that something was done and offers to take it back. `Ctrl+Z` outside a field does the same. */
export function showUndo({ text, undo }: UndoableNotice): void {
  const id = `undo-${++counter}`;
  const once = () => {
    if (latest?.id === id) latest = undefined;
    notifications.hide(id);
    undo();
  };
  latest = { id, undo: once };
  notifications.show({
    id,
    message: <UndoMessage text={text} undo={once} />,
    autoClose: UNDO_MS,
    withCloseButton: false,
    onClose: () => {
      if (latest?.id === id) latest = undefined;
    },
  });
}

/** Takes back the last act that still can be; returns false when there is none. */
export function undoLatest(): boolean {
  if (latest === undefined) return false;
  latest.undo();
  return true;
}

/** What it offered has been done another way: it is offered no more. */
export function dropUndo(): void {
  if (latest === undefined) return;
  notifications.hide(latest.id);
  latest = undefined;
}

function UndoMessage({ text, undo }: UndoableNotice) {
  const t = useTexts('ui');
  const [left, setLeft] = useState(UNDO_MS);
  useEffect(() => {
    const timer = setInterval(() => setLeft((ms) => Math.max(0, ms - STEP_MS)), STEP_MS);
    return () => clearInterval(timer);
  }, []);
  return (
    <div>
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm">{text}</Text>
        <Button flex="none" size="xs" variant="light" onClick={undo} rightSection={<Shortcut keys="Mod+z" />}>
          {t('undo')}
        </Button>
      </Group>
      <Progress value={(left / UNDO_MS) * 100} size={3} mt={8} aria-hidden />
    </div>
  );
}

/** Something done that needs no answer. */
export function showDone(text: string): void {
  notifications.show({ message: text, icon: <Icon name="check" size={16} />, autoClose: 5_000, ...closable() });
}

/** Something a person has to know but cannot have caused by a form on the screen (a scan nobody wanted): once at a time. */
export function showWarning(text: string): void {
  notifications.show({
    ...{ id: text, message: text, color: 'yellow', icon: <Icon name="alert" size={16} />, autoClose: 8_000 },
    ...closable(),
  });
}

/** The library's close button is a cross without a name. */
function closable() {
  return { closeButtonProps: { 'aria-label': i18next.t('close', { ns: 'ui' }) } };
}
