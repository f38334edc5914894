import { Stack, Text } from '@mantine/core';
import { type ReactNode } from 'react';
import { Icon, type IconName } from '../icons.tsx';
import classes from './feedback.module.css';

/** Why there is nothing, and what one could do next. */
export function Empty(props: {
  readonly icon?: IconName;
  /** Left out where the page's heading says it already. */
  readonly title?: string;
  readonly text?: string;
  readonly children?: ReactNode;
}) {
  return (
    <Stack className={classes['empty'] ?? ''} align="center" gap="xs">
      <Icon name={props.icon ?? 'tray'} size={32} />
      {props.title !== undefined && <Text fw={600}>{props.title}</Text>}
      {props.text !== undefined && (
        <Text size="sm" c="dimmed" ta="center" maw="28rem">
          {props.text}
        </Text>
      )}
      {props.children}
    </Stack>
  );
}
