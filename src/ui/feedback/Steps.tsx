import { VisuallyHidden } from '@mantine/core';
import { useTexts } from '../i18n.ts';
import { Icon } from '../icons.tsx';
import classes from './feedback.module.css';

export interface Step {
  readonly key: string;
  readonly label: string;
  readonly state: 'done' | 'current' | 'ahead';
  readonly hint?: string;
}

/** Where one is in a course of steps; the state is said in words too (USWDS step indicator). */
export function Steps({ label, steps }: { readonly label: string; readonly steps: readonly Step[] }) {
  const t = useTexts('ui');
  return (
    <ol className={classes['steps']} aria-label={label}>
      {steps.map(({ key, label: name, state, hint }, index) => (
        <li key={key} data-state={state} aria-current={state === 'current' ? 'step' : undefined}>
          <span className={classes['stepMark']} aria-hidden>
            {state === 'done' ? <Icon name="check" size={14} /> : index + 1}
          </span>
          <span>
            {name}
            <VisuallyHidden> ({t(`steps.${state}`)})</VisuallyHidden>
            {hint !== undefined && <small>{hint}</small>}
          </span>
        </li>
      ))}
    </ol>
  );
}
