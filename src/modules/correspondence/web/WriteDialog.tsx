import { Button, Group, NumberInput, Select, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useRead } from '../../../ui/api/reads.tsx';
import { ConfirmDialog } from '../../../ui/feedback/ConfirmDialog.tsx';
import { showDone } from '../../../ui/feedback/notices.tsx';
import { ProblemNotice } from '../../../ui/feedback/ProblemNotice.tsx';
import { DateField } from '../../../ui/fields/DateField.tsx';
import { useTexts, type Texts } from '../../../ui/i18n.ts';
import { contract } from '../contract.ts';
import classes from './correspondence.module.css';
import { LANGUAGES, useLetterAct, type Facts, type Template } from './letter.ts';

export interface WriteDialogProps {
  readonly patientId?: string | undefined;
  readonly of?: { readonly module: string; readonly id: string };
  readonly recipient: { readonly name: string; readonly lines: readonly string[]; readonly isPatient: boolean };
  /** What the case knows already; a person completes the rest. */
  readonly known: Facts;
  readonly onClose: () => void;
}

type Row = Readonly<Record<string, string>>;
type Value = string | number | readonly Row[];
type TemplateFact = Template['facts'][number];

const MOST_ROWS = 60;

/** A letter from a template: its facts are asked for by name, and nothing leaves yet. */
export function WriteDialog({ patientId, of, recipient, known, onClose }: WriteDialogProps) {
  const t = useTexts('correspondence');
  const templates = useRead(contract.listTemplates, {});
  const [templateId, setTemplateId] = useState<string | null>(null);
  const [language, setLanguage] = useState<string | null>(null);
  const [name, setName] = useState(recipient.name);
  const [lines, setLines] = useState(recipient.lines.join('\n'));
  const [facts, setFacts] = useState<Readonly<Record<string, Value>>>(known);
  const draft = useLetterAct(contract.draft, {
    onDone: ({ number }) => {
      onClose();
      showDone(t('write.done', { number }));
    },
  });
  // A letter that only the house has is written while it is in force somewhere.
  const choices = (templates.data?.templates ?? []).filter(({ own, house }) => !own || house.length > 0);
  const template = choices.find(({ id }) => id === templateId);
  const missing = template?.facts.filter((fact) => !fact.optional && isEmpty(facts[fact.name])) ?? [];
  return (
    <ConfirmDialog
      opened
      title={t('write.title')}
      text={t('write.text')}
      action={t('write.draft')}
      busy={draft.isPending}
      blocked={template === undefined || name.trim() === '' || missing.length > 0}
      onConfirm={() =>
        template !== undefined &&
        draft.run({
          body: {
            template: template.id,
            facts: factsFor(template, facts),
            recipient: {
              name: name.trim(),
              lines: lines
                .split('\n')
                .map((line) => line.trim())
                .filter((line) => line !== ''),
              isPatient: recipient.isPatient,
            },
            ...(LANGUAGES.find((each) => each === language) === undefined
              ? {}
              : { language: language === 'es' ? 'es' : 'en' }),
            ...(patientId === undefined ? {} : { patientId }),
            ...(of === undefined ? {} : { case: of }),
          },
        })
      }
      onCancel={onClose}
    >
      <Stack gap="sm">
        {draft.error !== null && <ProblemNotice error={draft.error} takeFocus />}
        <Select
          label={t('write.template')}
          required
          data-autofocus
          value={templateId}
          onChange={setTemplateId}
          data={choices.map(({ id, titles }) => ({ value: id, label: titles['en'] ?? id }))}
          searchable
          {...(template === undefined || template.house.length === 0
            ? {}
            : { description: t('houseTemplates.inHouseWords', { languages: languagesOf(template, t) }) })}
        />
        <TextInput
          label={t('list.to')}
          required
          maxLength={200}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Textarea
          label={t('write.lines')}
          autosize
          minRows={2}
          maxRows={8}
          value={lines}
          onChange={(event) => setLines(event.currentTarget.value)}
        />
        <Select
          label={t('write.language')}
          clearable
          placeholder={t('write.languageOfPerson')}
          value={language}
          onChange={setLanguage}
          data={LANGUAGES.map((value) => ({ value, label: t(`write.languages.${value}`) }))}
        />
        {template?.facts.map((fact) => (
          <FactField
            key={`${template.id}/${fact.name}`}
            fact={fact}
            value={facts[fact.name]}
            onChange={(value) => setFacts({ ...facts, [fact.name]: value })}
          />
        ))}
      </Stack>
    </ConfirmDialog>
  );
}

function FactField(props: {
  readonly fact: TemplateFact;
  readonly value: Value | undefined;
  readonly onChange: (value: Value) => void;
}) {
  const t = useTexts('correspondence');
  const [now] = useState(() => new Date());
  const { fact, value, onChange } = props;
  const label = t(`facts.${fact.name}`, { defaultValue: freeLabel(fact.name) });
  const required = !fact.optional;
  const id = `letter-${fact.name}`;
  switch (fact.kind) {
    case 'date':
      return (
        <DateField
          id={id}
          label={label}
          required={required}
          value={typeof value === 'string' ? value : ''}
          onChange={onChange}
          now={now}
        />
      );
    case 'count':
      return (
        <NumberInput
          id={id}
          label={label}
          required={required}
          min={0}
          allowDecimal={false}
          value={typeof value === 'number' ? value : ''}
          onChange={(next) => onChange(typeof next === 'number' ? next : '')}
        />
      );
    case 'text':
      return (
        <Textarea
          id={id}
          label={label}
          required={required}
          autosize
          minRows={/^free[A-Z0-9]/.test(fact.name) ? 4 : 1}
          maxLength={4000}
          value={typeof value === 'string' ? value : ''}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
    case 'rows':
      return <RowsField fact={fact} label={label} rows={Array.isArray(value) ? value : []} onChange={onChange} />;
  }
}

function RowsField(props: {
  readonly fact: TemplateFact;
  readonly label: string;
  readonly rows: readonly Row[];
  readonly onChange: (rows: readonly Row[]) => void;
}) {
  const t = useTexts('correspondence');
  const { fact, label, rows, onChange } = props;
  const change = (at: number, name: string, text: string) =>
    onChange(rows.map((row, index) => (index === at ? { ...row, [name]: text } : row)));
  return (
    <fieldset className={classes['rows']}>
      <legend>{label}</legend>
      {rows.map((row, at) => (
        <Group key={at} gap={6} align="end" wrap="nowrap">
          {fact.fields.map((name) => (
            <TextInput
              key={name}
              size="xs"
              flex={name === 'text' ? 3 : 1}
              label={t(`facts.${name}`, { defaultValue: name })}
              value={row[name] ?? ''}
              onChange={(event) => change(at, name, event.currentTarget.value)}
            />
          ))}
          <Button
            size="xs"
            variant="default"
            aria-label={t('write.removeRow', { number: at + 1 })}
            onClick={() => onChange(rows.filter((_, index) => index !== at))}
          >
            ×
          </Button>
        </Group>
      ))}
      {rows.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('write.noRows')}
        </Text>
      )}
      <Button
        size="compact-xs"
        variant="default"
        disabled={rows.length >= MOST_ROWS}
        onClick={() => onChange([...rows, Object.fromEntries(fact.fields.map((name) => [name, '']))])}
      >
        {t('write.addRow')}
      </Button>
    </fieldset>
  );
}

/** `freeOurOffer` is "Our offer". */
function freeLabel(name: string): string {
  const words = /^free[A-Z0-9]/.test(name)
    ? name
        .slice(4)
        .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
        .toLowerCase()
    : name;
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function languagesOf({ house }: Template, t: Texts): string {
  return [...new Set(house.map(({ language }) => t(`write.languages.${language}`)))].join(', ');
}

function isEmpty(value: Value | undefined): boolean {
  if (value === undefined) return true;
  if (typeof value === 'string') return value.trim() === '';
  return Array.isArray(value) && value.length === 0;
}

/** Only what the template asks for, and nothing that was left empty. */
function factsFor(template: Template, facts: Readonly<Record<string, Value>>): Facts {
  const chosen: Facts = {};
  for (const { name } of template.facts) {
    const value = facts[name];
    if (value === undefined || isEmpty(value)) continue;
    chosen[name] = typeof value === 'string' || typeof value === 'number' ? value : value.map((row) => ({ ...row }));
  }
  return chosen;
}
