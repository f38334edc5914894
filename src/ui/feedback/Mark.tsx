import { type ReactNode } from 'react';
import { Icon, type IconName } from '../icons.tsx';
import { type Tone } from '../theme.ts';
import classes from './feedback.module.css';

/** A state in words with a tone; the words carry the meaning, the colour only helps to find it. */
export function Mark({
  tone = 'neutral',
  icon,
  children,
}: {
  readonly tone?: Tone;
  readonly icon?: IconName;
  readonly children: ReactNode;
}) {
  return (
    <span className={classes['mark']} data-tone={tone}>
      {icon !== undefined && <Icon name={icon} size={13} />}
      {children}
    </span>
  );
}
