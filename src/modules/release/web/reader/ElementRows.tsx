import { Button, Group, SegmentedControl, Text } from '@mantine/core';
import { useRef } from 'react';
import { useTexts } from '../../../../ui/i18n.ts';
import { Shortcut } from '../../../../ui/keys/Shortcut.tsx';
import { ITEM_STATES, type ItemState } from '../case.ts';
import { ANSWER_KEYS, useChecklistKeys } from '../use-checklist-keys.ts';
import { type PlaceOnPage } from './ReadingDesk.tsx';
import { type Draft, type Row, sureness } from './reading.ts';
import classes from './reader.module.css';

export interface ElementRowsProps {
  readonly rows: readonly Row[];
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
  readonly onShow: (place: PlaceOnPage | null) => void;
}

/** Each element with the words that were seen; the page follows the row that has the focus. */
export function ElementRows({ rows, draft, onChange, onShow }: ElementRowsProps) {
  const t = useTexts('release');
  const list = useRef<HTMLUListElement>(null);
  const title = t('reading.elements');
  const say = (id: string, state: ItemState) => onChange({ ...draft, elements: { ...draft.elements, [id]: state } });
  useChecklistKeys(list, title, say);
  return (
    <section aria-label={title}>
      <Text fw={600} size="sm">
        {title}
      </Text>
      <Group gap="sm" c="var(--ck-soft)" fz="xs" mb={4}>
        {ITEM_STATES.map((state) => (
          <span key={state}>
            <Shortcut keys={ANSWER_KEYS[state]} /> {t(`checklist.states.${state}`)}
          </span>
        ))}
        <span>
          <Shortcut keys="ArrowUp" /> <Shortcut keys="ArrowDown" /> {t('checklist.rows')}
        </span>
      </Group>
      <ul ref={list} className={classes['rows']}>
        {rows.map(({ element, text, cite }, at) => {
          const state = draft.elements[element.id] ?? element.state;
          const why = WRITTEN.includes(element.why) ? undefined : t(`reading.why.${element.why}`);
          return (
            <li key={element.id} data-element={element.id} data-state={state} onFocus={() => onShow(element.place)}>
              <Text size="sm">
                {at + 1}. {text}
              </Text>
              <Text size="xs" c="dimmed">
                {cite}
              </Text>
              {element.words !== '' && element.state !== 'missing' && (
                <Text size="sm">
                  <q>{element.words}</q>
                </Text>
              )}
              <Group justify="space-between" gap="xs" mt={4}>
                <SegmentedControl
                  size="xs"
                  aria-label={text}
                  value={state}
                  data={ITEM_STATES.map((value) => ({ value, label: t(`checklist.states.${value}`) }))}
                  onChange={(value) => say(element.id, ITEM_STATES.find((each) => each === value) ?? 'unclear')}
                />
                <Group gap="xs">
                  <Text size="xs" c="dimmed">
                    {why ?? t(`reading.sure.${sureness(element.confidence)}`)}
                  </Text>
                  {element.place !== null && (
                    <Button
                      size="compact-xs"
                      variant="default"
                      onClick={() => onShow(element.place)}
                      aria-label={`${text}: ${t('reading.show', { page: element.place.page })}`}
                    >
                      {t('reading.show', { page: element.place.page })}
                    </Button>
                  )}
                </Group>
              </Group>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** Nothing more to say about these than how surely they were read. */
const WRITTEN = ['written', 'ticked', 'said', 'date', 'period', 'event'];
