import { type RefObject } from 'react';
import { useTexts } from '../../../ui/i18n.ts';
import { focusWithin, useCommands } from '../../../ui/keys/KeysProvider.tsx';
import { type Command } from '../../../ui/keys/scopes.ts';
import { ITEM_STATES, type ItemState } from './case.ts';

/** First letters of the answers; they count only while the focus is in the list, as WCAG 2.1.4 allows. */
export const ANSWER_KEYS: Readonly<Record<ItemState, string>> = { found: 'f', missing: 'm', unclear: 'u' };

/**
 * One key answers a row and goes on to the next, arrows walk the rows: a long list costs one stroke for each element.
 * Every row stays a radio group in the Tab order, so nothing changes for who uses it as such.
 */
export function useChecklistKeys(
  list: RefObject<HTMLUListElement | null>,
  label: string,
  say: (id: string, state: ItemState) => void,
): void {
  const t = useTexts('release');
  const rows = () => [...(list.current?.querySelectorAll<HTMLElement>('[data-element]') ?? [])];
  const walk = (by: 1 | -1) => {
    const all = rows();
    const next = all[all.findIndex((row) => row.contains(document.activeElement)) + by];
    const radio = next?.querySelector<HTMLElement>('input:checked') ?? next?.querySelector<HTMLElement>('input');
    radio?.focus();
    next?.scrollIntoView({ block: 'nearest' });
  };
  const answer = (state: ItemState) => {
    const row = rows().find((each) => each.contains(document.activeElement));
    const id = row?.dataset['element'];
    if (id === undefined) return;
    say(id, state);
    walk(1);
  };
  const answers = ITEM_STATES.map((state): Command => ({
    id: `checklist.${state}`,
    label: t(`checklist.say.${state}`),
    group: label,
    keys: [ANSWER_KEYS[state]],
    run: () => answer(state),
    hidden: true,
  }));
  const moves = ([1, -1] as const).map((by): Command => ({
    id: by === 1 ? 'checklist.next' : 'checklist.former',
    label: t(by === 1 ? 'checklist.next' : 'checklist.former'),
    group: label,
    keys: [by === 1 ? 'ArrowDown' : 'ArrowUp'],
    run: () => walk(by),
    hidden: true,
    repeats: true,
  }));
  useCommands([...answers, ...moves], { level: 'panel', isActive: focusWithin(list) });
}
