import { Text } from '@mantine/core';
import { type ReactNode } from 'react';
import { Icon, type IconName } from '../icons.tsx';
import { type Tone } from '../theme.ts';
import classes from './feedback.module.css';

export interface NoticeProps {
  readonly tone: Tone;
  readonly icon?: IconName;
  readonly title: string;
  /** Read out at once: something just stopped the person. */
  readonly alerts?: boolean;
  readonly children?: ReactNode;
}

/** Something to know before going on, in the page where it matters; its inks reach WCAG AA in both schemes. */
export function Notice({ tone, icon = 'info', title, alerts = false, children }: NoticeProps) {
  return (
    <div className={classes['notice']} data-tone={tone} role={alerts ? 'alert' : 'note'}>
      <Icon name={icon} />
      <div>
        <Text fw={650} size="sm">
          {title}
        </Text>
        <div className={classes['noticeBody']}>{children}</div>
      </div>
    </div>
  );
}
