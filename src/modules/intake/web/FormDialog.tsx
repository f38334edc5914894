import { Button, Group, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { type ResponseOf } from '../../../platform/http/contract.ts';
import { useAct } from '../../../ui/api/reads.tsx';
import { ErrorSummary, type FieldError } from '../../../ui/feedback/ErrorSummary.tsx';
import { showDone } from '../../../ui/feedback/notices.tsx';
import { ProblemNotice } from '../../../ui/feedback/ProblemNotice.tsx';
import { ChoiceField } from '../../../ui/fields/ChoiceField.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { useDocumentTypes } from '../../documents/web/index.tsx';
import { contract } from '../understanding/contract.ts';

export type KnownForm = ResponseOf<typeof contract.forms>['forms'][number];

/** A form number with what such a form is filed as. */
export function FormDialog({
  form,
  onDone,
  onRemove,
}: {
  readonly form: KnownForm | undefined;
  readonly onDone: () => void;
  readonly onRemove: (number: string) => void;
}) {
  const t = useTexts('intake');
  const { choices } = useDocumentTypes();
  const [words, setWords] = useState({
    number: form?.number ?? '',
    title: form?.title ?? '',
    typeCode: form?.typeCode,
  });
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const [attempt, setAttempt] = useState(0);
  const set = useAct(contract.setForm, {
    changes: [contract.forms],
    onDone: () => {
      showDone(t('forms.saved'));
      onDone();
    },
  });
  const errorOf = (field: string) => errors.find((each) => each.field === field)?.text;
  const save = () => {
    const { typeCode } = words;
    const missing: FieldError[] = [
      ...(/[A-Za-z0-9].*\w/.test(words.number) ? [] : [{ field: 'form-number', text: t('forms.numberMissing') }]),
      ...(words.title.trim() === '' ? [{ field: 'form-title', text: t('forms.titleMissing') }] : []),
      ...(typeCode === undefined ? [{ field: 'form-type', text: t('forms.typeMissing') }] : []),
    ];
    setErrors(missing);
    setAttempt((count) => count + 1);
    if (missing.length === 0 && typeCode !== undefined)
      set.run({ body: { number: words.number.trim(), title: words.title.trim(), typeCode } });
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <Stack>
        <ErrorSummary errors={errors} attempt={attempt} />
        {set.error !== null && <ProblemNotice error={set.error} takeFocus />}
        <TextInput
          id="form-number"
          label={t('forms.number')}
          description={t('forms.numberHint')}
          required
          disabled={form !== undefined}
          value={words.number}
          error={errorOf('form-number')}
          onChange={(event) => setWords({ ...words, number: event.currentTarget.value })}
        />
        <TextInput
          id="form-title"
          label={t('forms.titleOf')}
          required
          value={words.title}
          error={errorOf('form-title')}
          onChange={(event) => setWords({ ...words, title: event.currentTarget.value })}
        />
        <ChoiceField
          id="form-type"
          label={t('forms.type')}
          required
          choices={choices}
          value={words.typeCode}
          error={errorOf('form-type')}
          onChange={(typeCode) => setWords({ ...words, typeCode })}
        />
        <Group justify="flex-end">
          {form !== undefined && (
            <Button variant="default" onClick={() => onRemove(form.number)}>
              {t('forms.remove')}
            </Button>
          )}
          <Button type="submit" loading={set.isPending}>
            {t('forms.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
