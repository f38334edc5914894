import { Checkbox, Group, NativeSelect, NumberInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../../../../ui/api/reads.tsx';
import { type FieldError } from '../../../../ui/feedback/ErrorSummary.tsx';
import { ChoiceField } from '../../../../ui/fields/ChoiceField.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { useDocumentTypes } from '../../../documents/web/index.tsx';
import { labelsContract as contract } from '../../codes/contract.ts';
import { CHECK_RULES, CODE_FORMATS, LABEL_MEANINGS, NUMBER_FORMS } from '../../codes/contract.ts';
import { type LabelRow } from './describe-label.ts';
import { RuleFormFrame } from './RuleFormFrame.tsx';
import { useRuleForm } from './use-rule-form.ts';
import { type Draft, TryLabel } from './TryLabel.tsx';

const SEPARATORS = ['none', 'optional', 'required'] as const;
const ANY = '';

/** Mirrors the screen; converted when it is tried or saved. */
interface Words {
  readonly name: string;
  readonly means: LabelRow['means'];
  readonly typeCode: string | undefined;
  readonly format: string;
  readonly before: string;
  readonly separator: LabelRow['separator'];
  readonly form: LabelRow['form'];
  readonly shortest: number | string;
  readonly longest: number | string;
  readonly after: string;
  readonly check: LabelRow['check'];
  readonly checkDropped: boolean;
}

/** How one label is written and what it means; tried before it is saved. */
export function LabelForm({ row, onDone }: { readonly row: LabelRow | undefined; readonly onDone: () => void }) {
  const t = useTexts('intake');
  const form = useRuleForm('label', onDone);
  const { choices } = useDocumentTypes();
  const [words, setWords] = useState<Words>(() => wordsOf(row));
  const changes = [contract.list];
  const save = useAct(contract.set, { changes, onDone: form.close(t('labels.saved')) });
  const retire = useAct(contract.retire, { changes, onDone: form.close(t('labels.retired')) });
  const error = save.error ?? retire.error;
  const put = (more: Partial<Words>) => setWords({ ...words, ...more });
  const submit = () => {
    const missing: FieldError[] = [
      ...(words.name.trim() === '' ? [{ field: 'label-name', text: t('labels.nameMissing') }] : []),
      ...(words.means === 'type' && words.typeCode === undefined
        ? [{ field: 'label-type', text: t('labels.typeMissing') }]
        : []),
    ];
    if (form.isComplete(missing)) save.run({ body: { ...bodyOf(words, row?.id), reason: form.reason.trim() } });
  };
  const select = <T extends string>(
    field: 'means' | 'form' | 'check' | 'separator',
    values: readonly T[],
    words_: (value: T) => string,
  ) => (
    <NativeSelect
      label={t(`labels.fields.${field}`)}
      value={words[field]}
      data={values.map((value) => ({ value, label: words_(value) }))}
      onChange={(event) => put({ [field]: event.currentTarget.value })}
    />
  );
  const text = (field: 'name' | 'before' | 'after') => (
    <TextInput
      id={`label-${field}`}
      label={t(`labels.fields.${field}`)}
      description={t(`labels.hints.${field}`)}
      required={field === 'name'}
      autoComplete="off"
      {...(field === 'name' ? { 'data-autofocus': true } : {})}
      value={words[field]}
      error={form.errorOf(`label-${field}`)}
      onChange={(event) => put({ [field]: event.currentTarget.value })}
    />
  );
  const length = (field: 'shortest' | 'longest') => (
    <NumberInput
      id={`label-${field}`}
      label={t(`labels.fields.${field}`)}
      min={0}
      max={80}
      allowDecimal={false}
      value={words[field]}
      onChange={(value) => put({ [field]: value })}
    />
  );
  return (
    <RuleFormFrame
      form={form}
      error={error}
      busy={save.isPending}
      onSave={submit}
      retire={
        row === undefined
          ? undefined
          : {
              label: t('labels.retire'),
              busy: retire.isPending,
              run: () => {
                if (form.isComplete()) retire.run({ params: { id: row.id }, body: { reason: form.reason.trim() } });
              },
            }
      }
    >
      {text('name')}
      {select('means', LABEL_MEANINGS, (value) => t(`labels.meaning.${value}`))}
      {words.means === 'type' && (
        <ChoiceField
          id="label-type"
          label={t('labels.fields.type')}
          required
          choices={choices}
          value={words.typeCode}
          error={form.errorOf('label-type')}
          onChange={(typeCode) => put({ typeCode })}
        />
      )}
      {text('before')}
      {words.before.trim() !== '' && select('separator', SEPARATORS, (value) => t(`labels.separators.${value}`))}
      {select('form', NUMBER_FORMS, (value) => t(`labels.forms.${value}`))}
      <Group grow align="start">
        {length('shortest')}
        {length('longest')}
      </Group>
      {text('after')}
      <NativeSelect
        label={t('labels.format')}
        value={words.format}
        data={[{ value: ANY, label: t('labels.anyFormat') }, ...CODE_FORMATS]}
        onChange={(event) => put({ format: event.currentTarget.value })}
      />
      {select('check', CHECK_RULES, (value) => t(`labels.check.${value}`))}
      {words.check !== 'none' && (
        <Checkbox
          label={t('labels.fields.checkDropped')}
          checked={words.checkDropped}
          onChange={(event) => put({ checkDropped: event.currentTarget.checked })}
        />
      )}
      <TryLabel draft={() => bodyOf(words, row?.id)} />
    </RuleFormFrame>
  );
}

function wordsOf(row: LabelRow | undefined): Words {
  return {
    name: row?.name ?? '',
    means: row?.means ?? 'patient',
    typeCode: row?.typeCode ?? undefined,
    format: row?.format ?? ANY,
    before: row?.before.join(', ') ?? '',
    separator: row?.separator ?? 'optional',
    form: row?.form ?? 'digits',
    shortest: row?.shortest ?? 7,
    longest: row?.longest ?? 7,
    after: row?.after ?? '',
    check: row?.check ?? 'none',
    checkDropped: row?.checkDropped ?? false,
  };
}

function bodyOf(words: Words, id: string | undefined): Draft {
  return {
    ...(id === undefined ? {} : { id }),
    ...{ name: words.name.trim() === '' ? '…' : words.name.trim(), means: words.means },
    typeCode: words.means === 'type' ? (words.typeCode ?? null) : null,
    format: CODE_FORMATS.find((each) => each === words.format) ?? null,
    before: words.before
      .split(',')
      .map((each) => each.trim())
      .filter((each) => each !== ''),
    ...{ separator: words.separator, form: words.form, after: words.after.trim() },
    ...{ shortest: Number(words.shortest), longest: Number(words.longest) },
    ...{ check: words.check, checkDropped: words.checkDropped },
  };
}
