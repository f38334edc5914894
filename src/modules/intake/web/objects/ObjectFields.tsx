import { Group, NumberInput, Select, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { type FieldError } from '../../../../ui/feedback/ErrorSummary.tsx';
import { ChoiceField } from '../../../../ui/fields/ChoiceField.tsx';
import { DateField } from '../../../../ui/fields/DateField.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { MOST_PIECES, OBJECT_CONDITIONS, OBJECT_KINDS, READABLE, RECEIVED_HOW } from '../../objects/contract.ts';
import { type ObjectWords } from './object-words.ts';

export interface ObjectFieldsProps {
  readonly words: ObjectWords;
  readonly change: (to: Partial<ObjectWords>) => void;
  readonly errors: readonly FieldError[];
}

/** What a thing is and how it arrived: of the form that registers it and of its correction. */
export function ObjectFields({ words, change, errors }: ObjectFieldsProps) {
  const t = useTexts('intake');
  const [now] = useState(() => new Date());
  const errorOf = (field: string) => errors.find((each) => each.field === field)?.text;
  const text = (field: 'maker' | 'receivedFrom' | 'conditionNote') => (
    <TextInput
      label={t(`objects.${field}`)}
      maxLength={200}
      autoComplete="off"
      value={words[field]}
      onChange={(event) => change({ [field]: event.currentTarget.value })}
    />
  );
  const count = (field: 'piece' | 'pieces') => (
    <NumberInput
      id={`object-${field}`}
      label={t(`objects.${field}`)}
      min={1}
      max={MOST_PIECES}
      allowDecimal={false}
      error={errorOf(`object-${field}`)}
      value={words[field]}
      onChange={(value) => typeof value === 'number' && change({ [field]: value })}
    />
  );
  return (
    <>
      <ChoiceField
        id="object-kind"
        label={t('objects.kind')}
        required
        choices={OBJECT_KINDS.map((value) => ({ value, label: t(`objects.kinds.${value}`) }))}
        value={words.kind}
        error={errorOf('object-kind')}
        onChange={(chosen) => change({ kind: OBJECT_KINDS.find((kind) => kind === chosen) })}
      />
      <TextInput
        id="object-description"
        label={t('objects.description')}
        description={t('objects.descriptionHelp')}
        required
        maxLength={300}
        autoComplete="off"
        error={errorOf('object-description')}
        value={words.description}
        onChange={(event) => change({ description: event.currentTarget.value })}
      />
      <Textarea
        label={t('objects.contains')}
        description={t('objects.containsHelp')}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={4_000}
        value={words.contains}
        onChange={(event) => change({ contains: event.currentTarget.value })}
      />
      <Group grow align="flex-start">
        {count('piece')}
        {count('pieces')}
      </Group>
      <Group grow align="flex-start">
        {text('maker')}
        <DateField
          id="object-made"
          label={t('objects.madeOn')}
          value={words.madeOn}
          lies="past"
          now={now}
          onChange={(madeOn) => change({ madeOn })}
        />
      </Group>
      <Group grow align="flex-start">
        <Select
          label={t('objects.receivedHow')}
          allowDeselect={false}
          data={RECEIVED_HOW.map((value) => ({ value, label: t(`objects.ways.${value}`) }))}
          value={words.receivedHow}
          onChange={(value) => change({ receivedHow: RECEIVED_HOW.find((how) => how === value) ?? 'other' })}
        />
        {text('receivedFrom')}
      </Group>
      <DateField
        id="object-received"
        label={t('objects.receivedOn')}
        hint={t('objects.receivedOnHelp')}
        value={words.receivedOn}
        lies="past"
        now={now}
        onChange={(receivedOn) => change({ receivedOn })}
      />
      <Group grow align="flex-start">
        <Select
          label={t('objects.condition')}
          allowDeselect={false}
          data={OBJECT_CONDITIONS.map((value) => ({ value, label: t(`objects.conditions.${value}`) }))}
          value={words.condition}
          onChange={(value) => change({ condition: OBJECT_CONDITIONS.find((each) => each === value) ?? 'good' })}
        />
        <Select
          label={t('objects.readable')}
          allowDeselect={false}
          data={READABLE.map((value) => ({ value, label: t(`objects.readables.${value}`) }))}
          value={words.readable}
          onChange={(value) => change({ readable: READABLE.find((each) => each === value) ?? 'not-tried' })}
        />
      </Group>
      {words.condition !== 'good' && text('conditionNote')}
    </>
  );
}
