import { Button, Group, Input, Stack, Text, TextInput } from '@mantine/core';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { type Picked, type PickerProps } from '../../../ui/fields/picker-slot.ts';
import { useTexts } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icons.tsx';
import { useDates } from '../../../ui/use-dates.ts';
import { FoundLine } from './FoundLine.tsx';
import classes from './patients.module.css';
import { useFound, type Found } from './use-found.ts';

const SHOWN = 6;

/** Choosing whom something belongs to is a positive act: nothing is picked until a person picks it, seeing name, birth date, MRN. */
export function PatientPicker({ id, label, picked, onPick, proposed = [], error }: PickerProps) {
  const t = useTexts('patients');
  const dates = useDates();
  const [typed, setTyped] = useState('');
  const { found } = useFound(typed, SHOWN);
  const box = useRef<HTMLDivElement>(null);
  const [wantsFirst, setWantsFirst] = useState(false);
  const candidates = () => [...(box.current?.querySelectorAll<HTMLButtonElement>('button[data-candidate]') ?? [])];
  useEffect(() => {
    // Enter was pressed before the answer came.
    const first = candidates()[0];
    if (!wantsFirst || found === undefined) return;
    setWantsFirst(false);
    first?.focus();
  }, [wantsFirst, found]);
  useEffect(() => {
    // The candidate that had the focus is gone with the list.
    if (picked !== undefined && document.activeElement === document.body) document.getElementById(id)?.focus();
  }, [picked, id]);
  /** Enter and the arrows walk to the candidates; a second Enter, on the one that shows birth date and MRN, picks. */
  const walk = (event: KeyboardEvent) => {
    const all = candidates();
    const at = all.findIndex((each) => each === document.activeElement);
    const inField = at === -1;
    const isEnter = event.key === 'Enter' && !event.ctrlKey && inField;
    if (isEnter && typed.trim() !== '' && (found === undefined || all.length === 0)) {
      event.preventDefault();
      event.stopPropagation();
      return setWantsFirst(true);
    }
    const step = event.key === 'ArrowDown' || isEnter ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0) return;
    const to = all[at + step];
    if (to === undefined && !(step === -1 && at === 0)) return;
    event.preventDefault();
    event.stopPropagation();
    (to ?? document.getElementById(id))?.focus();
  };
  if (picked !== undefined) {
    return (
      <Input.Wrapper label={label} id={id}>
        <Group className={classes['picked'] ?? ''} justify="space-between" wrap="nowrap">
          <div>
            <Text fw={600}>{picked.name}</Text>
            <Text size="sm">{picked.identifiers.join(' · ')}</Text>
          </div>
          <Button id={id} size="xs" variant="default" onClick={() => onPick(undefined)}>
            {t('picker.change')}
          </Button>
        </Group>
      </Input.Wrapper>
    );
  }
  const pick = (each: Found) => onPick(pickedOf(each, dates.day, t('record.mrn')));
  return (
    <Stack ref={box} gap={6} onKeyDown={walk}>
      <TextInput
        id={id}
        label={label}
        description={t('picker.search')}
        type="search"
        autoComplete="off"
        spellCheck={false}
        error={error}
        value={typed}
        leftSection={<Icon name="search" size={16} />}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      {typed === '' && proposed.length > 0 && (
        <>
          <Text size="xs" c="dimmed">
            {t('picker.proposed')}
          </Text>
          {proposed.map((each) => (
            <button
              key={each.id}
              type="button"
              data-candidate
              className={classes['lookalike']}
              onClick={() => onPick(each)}
            >
              <Text size="sm" fw={600}>
                {each.name}
              </Text>
              <Text size="xs" c="dimmed">
                {each.identifiers.join(' · ')} · {Math.round(each.confidence * 100)} % · {each.reason}
              </Text>
            </button>
          ))}
        </>
      )}
      {found?.map((each) => (
        <button key={each.id} type="button" data-candidate className={classes['lookalike']} onClick={() => pick(each)}>
          <FoundLine found={each} />
        </button>
      ))}
    </Stack>
  );
}

function pickedOf(found: Found, day: (day: string) => string, mrnLabel: string): Picked {
  return {
    id: found.id,
    name: found.name,
    identifiers: [
      ...(found.birthDate === null ? [] : [day(found.birthDate)]),
      ...found.mrns.map((mrn) => `${mrnLabel} ${mrn}`),
    ],
  };
}
