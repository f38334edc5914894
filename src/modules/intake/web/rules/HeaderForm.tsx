import { NativeSelect, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../../../../ui/api/reads.tsx';
import { ErrorSummary, type FieldError } from '../../../../ui/feedback/ErrorSummary.tsx';
import { showDone } from '../../../../ui/feedback/notices.tsx';
import { ProblemNotice } from '../../../../ui/feedback/ProblemNotice.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { HEADER_FIELDS, headersContract as contract, VALUE_ENDS } from '../../transcription/contract.ts';
import { type HeaderRow } from './HeaderPart.tsx';
import { isReason, ReasonAndButtons } from './ReasonAndButtons.tsx';
import { TryHeader } from './TryHeader.tsx';

/** The words that stand before a value, and where the value ends; tried before it is saved. */
export function HeaderForm({ row, onDone }: { readonly row: HeaderRow | undefined; readonly onDone: () => void }) {
  const t = useTexts('intake');
  const [field, setField] = useState(row?.field ?? 'job');
  const [label, setLabel] = useState(row?.label ?? '');
  const [valueEnds, setValueEnds] = useState(row?.valueEnds ?? 'gap');
  const [reason, setReason] = useState('');
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const [attempt, setAttempt] = useState(0);
  const close = (text: string) => () => {
    showDone(text);
    onDone();
  };
  const changes = [contract.list];
  const set = useAct(contract.set, { changes, onDone: close(t('headers.saved')) });
  const end = useAct(contract.end, { changes, onDone: close(t('headers.endedDone')) });
  const error = set.error ?? end.error;
  const errorOf = (name: string) => errors.find((each) => each.field === name)?.text;
  const tell = (found: readonly FieldError[]) => {
    setErrors(found);
    setAttempt((count) => count + 1);
    return found.length === 0;
  };
  const why = isReason(reason) ? [] : [{ field: 'header-reason', text: t('siteRules.reasonMissing') }];
  const rule = { field, label: label.trim(), valueEnds };
  const save = () => {
    const missing = label.trim().length < 2 ? [{ field: 'header-label', text: t('headers.labelMissing') }] : [];
    if (tell([...missing, ...why]))
      set.run({ body: { ...rule, reason: reason.trim(), ...(row === undefined ? {} : { replaces: row.id }) } });
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <Stack>
        <ErrorSummary errors={errors} attempt={attempt} />
        {error !== null && <ProblemNotice key={attempt} error={error} takeFocus />}
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
          error={errorOf('header-label')}
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
        <ReasonAndButtons
          id="header-reason"
          reason={reason}
          onReason={setReason}
          error={errorOf('header-reason')}
          busy={set.isPending}
          retire={
            row === undefined
              ? undefined
              : {
                  label: t('headers.end'),
                  busy: end.isPending,
                  run: () => {
                    if (tell(why)) end.run({ params: { id: row.id }, body: { reason: reason.trim() } });
                  },
                }
          }
        />
      </Stack>
    </form>
  );
}
