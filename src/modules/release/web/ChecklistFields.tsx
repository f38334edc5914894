import { Button, Group, SegmentedControl, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useRef } from 'react';
import { useTexts } from '../../../ui/i18n.ts';
import { Shortcut } from '../../../ui/keys/Shortcut.tsx';
import { rulePath } from '../../regulations/web/index.tsx';
import { type Checklist, ITEM_STATES, type ItemState, type Seen } from './case.ts';
import classes from './release.module.css';
import { ANSWER_KEYS, useChecklistKeys } from './use-checklist-keys.ts';

export interface ChecklistFieldsProps {
  readonly checklist: Checklist;
  readonly seen: Seen;
  readonly onChange: (seen: Seen) => void;
}

/** What the law asks for, element by element with its citation; the person says what they saw of each. */
export function ChecklistFields({ checklist, seen, onChange }: ChecklistFieldsProps) {
  const t = useTexts('release');
  const { ruleId, title, elements } = checklist;
  const states = seen[ruleId] ?? {};
  const say = (id: string, state: ItemState) => onChange({ ...seen, [ruleId]: { ...states, [id]: state } });
  const list = useRef<HTMLUListElement>(null);
  useChecklistKeys(list, title, say);
  const allFound = () =>
    onChange({ ...seen, [ruleId]: Object.fromEntries(elements.map(({ id }) => [id, 'found' as const])) });
  return (
    <section className={classes['checklist']} aria-label={title}>
      <Group justify="space-between">
        <Text fw={600} size="sm">
          {title} <Link to={rulePath(ruleId)}>{t('checklist.rule')}</Link>
        </Text>
        <Button size="compact-xs" variant="default" onClick={allFound}>
          {t('checklist.allFound')}
        </Button>
      </Group>
      <Group gap="sm" c="var(--ck-soft)" fz="xs">
        {ITEM_STATES.map((state) => (
          <span key={state}>
            <Shortcut keys={ANSWER_KEYS[state]} /> {t(`checklist.states.${state}`)}
          </span>
        ))}
        <span>
          <Shortcut keys="ArrowUp" /> <Shortcut keys="ArrowDown" /> {t('checklist.rows')}
        </span>
      </Group>
      <ul ref={list}>
        {elements.map(({ id, text, cite }) => (
          <li key={id} data-element={id} data-state={states[id] ?? 'open'}>
            <div>
              <Text size="sm">{text}</Text>
              <Text size="xs" c="dimmed">
                {cite}
              </Text>
            </div>
            <SegmentedControl
              size="xs"
              aria-label={text}
              value={states[id] ?? ''}
              data={ITEM_STATES.map((value) => ({ value, label: t(`checklist.states.${value}`) }))}
              onChange={(value) => say(id, ITEM_STATES.find((each) => each === value) ?? 'unclear')}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Nothing said counts as unclear: what nobody looked at is not found. */
export function wholeSeen(checklists: readonly Checklist[], seen: Seen): Record<string, Record<string, ItemState>> {
  return Object.fromEntries(
    checklists.map(({ ruleId, elements }) => [
      ruleId,
      Object.fromEntries(elements.map(({ id }) => [id, seen[ruleId]?.[id] ?? ('unclear' as const)])),
    ]),
  );
}
