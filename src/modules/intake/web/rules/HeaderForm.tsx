import { NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../../../../ui/api/reads.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { HEADER_FIELDS, headersContract as contract, VALUE_ENDS } from '../../transcription/contract.ts';
import { type HeaderRow } from './HeaderPart.tsx';
import { RuleFormFrame } from './RuleFormFrame.tsx';
import { useRuleForm } from './use-rule-form.ts';
import { TryHeader } from './TryHeader.tsx';

/** The words that stand before a value, and where the value ends; tried before it is saved. */
export function HeaderForm({ row, onDone }: { readonly row: HeaderRow | undefined; readonly onDone: () => void }) {
  const t = useTexts('intake');
  const form = useRuleForm('header', onDone);
  const [field, setField] = useState(row?.field ?? 'job');
  const [label, setLabel] = useState(row?.label ?? '');
  const [valueEnds, setValueEnds] = useState(row?.valueEnds ?? 'gap');
  const changes = [contract.list];
  const set = useAct(contract.set, { changes, onDone: form.close(t('headers.saved')) });
  const end = useAct(contract.end, { changes, onDone: form.close(t('headers.endedDone')) });
  const error = set.error ?? end.error;
  const rule = { field, label: label.trim(), valueEnds };
  const save = () => {
    const missing = label.trim().length < 2 ? [{ field: 'header-label', text: t('headers.labelMissing') }] : [];
    if (form.isComplete(missing))
      set.run({ body: { ...rule, reason: form.reason.trim(), ...(row === undefined ? {} : { replaces: row.id }) } });
  };
  return (
    <RuleFormFrame
      form={form}
      error={error}
      busy={set.isPending}
      onSave={save}
      retire={
        row === undefined
          ? undefined
          : {
              label: t('headers.end'),
              busy: end.isPending,
              run: () => {
                if (form.isComplete()) end.run({ params: { id: row.id }, body: { reason: form.reason.trim() } });
              },
            }
      }
    >
      <NativeSelect
        label={t('headers.field')}
        value={field}
        data={HEADER_FIELDS.map((value) => ({ value, label: t(`headers.fields.${value}`) }))}
        onChange={(event) => setField(HEADER_FIELDS.find((each) => each === event.currentTarget.value) ?? 'job')}
      />
      <TextInput
        id="header-label"
        label={t('headers.label')}
        description={t('headers.labelHint')}
        required
        maxLength={60}
        autoComplete="off"
        value={label}
        error={form.errorOf('header-label')}
        onChange={(event) => setLabel(event.currentTarget.value)}
      />
      <NativeSelect
        label={t('headers.valueEnds')}
        value={valueEnds}
        data={VALUE_ENDS.map((value) => ({ value, label: t(`headers.ends.${value}`) }))}
        onChange={(event) => setValueEnds(VALUE_ENDS.find((each) => each === event.currentTarget.value) ?? 'gap')}
      />
      <TryHeader
        draft={() => ({
          ...(label.trim() === '' ? {} : { draft: rule }),
          ...(row === undefined ? {} : { without: row.id }),
        })}
      />
    </RuleFormFrame>
  );
}
