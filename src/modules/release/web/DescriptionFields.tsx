import { Select, SimpleGrid, Stack, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { type FieldError } from '../../../ui/feedback/ErrorSummary.tsx';
import { ChoiceField } from '../../../ui/fields/ChoiceField.tsx';
import { DateField } from '../../../ui/fields/DateField.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { type CaseWords } from './case.ts';
import { COPY_FORMS, WANTS, type DescriptionWords } from './description-words.ts';
import { fromDirectory } from './requesters/from-directory.ts';
import { RequesterFinder } from './requesters/RequesterFinder.tsx';
import { word } from './words.ts';

export interface DescriptionFieldsProps {
  readonly words: DescriptionWords;
  readonly onChange: (words: DescriptionWords) => void;
  readonly errors: readonly FieldError[];
  readonly vocabulary: CaseWords;
}

/** Who asks, why, for what, and whom they mean: as the letter or the person at the counter says it. */
export function DescriptionFields({ words, onChange, errors, vocabulary }: DescriptionFieldsProps) {
  const t = useTexts('release');
  const [now] = useState(() => new Date());
  const errorOf = (field: string) => errors.find((each) => each.field === field)?.text;
  const text = (key: 'organisation' | 'phone' | 'email' | 'fax' | 'reference') => (
    <TextInput
      label={t(`describe.${key}`)}
      maxLength={200}
      autoComplete="off"
      value={words[key]}
      onChange={(event) => onChange({ ...words, [key]: event.currentTarget.value })}
    />
  );
  return (
    <Stack gap="sm">
      <RequesterFinder
        label={t('directory.find')}
        chosen={words.directoryId === undefined ? undefined : words.name}
        onChoose={(entry) =>
          onChange(entry === undefined ? { ...words, directoryId: undefined } : fromDirectory(words, entry))
        }
      />
      <SimpleGrid type="container" cols={{ base: 1, '420px': 2, '700px': 3 }} spacing="sm">
        <ChoiceField
          id="release-class"
          label={t('describe.class')}
          required
          choices={vocabulary.requesterClasses.map((value) => ({ value, label: word('classes', value, t) }))}
          value={words.requesterClass}
          onChange={(requesterClass) => onChange({ ...words, requesterClass })}
          error={errorOf('release-class')}
        />
        <TextInput
          id="release-name"
          label={t('describe.name')}
          required
          maxLength={200}
          autoComplete="off"
          value={words.name}
          error={errorOf('release-name')}
          onChange={(event) => onChange({ ...words, name: event.currentTarget.value })}
        />
        {text('organisation')}
        {text('reference')}
        {text('phone')}
        {text('email')}
        {text('fax')}
        <ChoiceField
          id="release-purpose"
          label={t('describe.purpose')}
          required
          choices={vocabulary.purposes.map((value) => ({ value, label: word('purposes', value, t) }))}
          value={words.purpose}
          onChange={(purpose) => onChange({ ...words, purpose })}
          error={errorOf('release-purpose')}
        />
        <TextInput
          label={t('describe.purposeWords')}
          maxLength={2000}
          autoComplete="off"
          value={words.purposeWords}
          onChange={(event) => onChange({ ...words, purposeWords: event.currentTarget.value })}
        />
        <Select
          label={t('describe.wants')}
          value={words.wants}
          allowDeselect={false}
          onChange={(wants) => onChange({ ...words, wants: wants ?? 'copy' })}
          data={WANTS.map((value) => ({ value, label: t(`wants.${value}`) }))}
        />
        <Select
          label={t('describe.copyForm')}
          clearable
          value={words.copyForm ?? null}
          onChange={(copyForm) => onChange({ ...words, copyForm: copyForm ?? undefined })}
          data={COPY_FORMS.map((value) => ({ value, label: t(`copyForms.${value}`) }))}
        />
        {(['askedFrom', 'askedTo'] as const).map((key) => (
          <DateField
            key={key}
            id={`release-${key}`}
            label={t(`describe.${key}`)}
            lies="any"
            value={words[key]}
            onChange={(day) => onChange({ ...words, [key]: day })}
            now={now}
          />
        ))}
      </SimpleGrid>
      <SimpleGrid type="container" cols={{ base: 1, '700px': 3 }} spacing="sm">
        <Textarea
          label={t('describe.address')}
          description={t('describe.addressHint')}
          autosize
          minRows={2}
          maxRows={8}
          value={words.address}
          onChange={(event) => onChange({ ...words, address: event.currentTarget.value })}
        />
        <Textarea
          label={t('describe.askedFor')}
          description={t('describe.askedForHint')}
          autosize
          minRows={2}
          maxLength={2000}
          value={words.askedFor}
          onChange={(event) => onChange({ ...words, askedFor: event.currentTarget.value })}
        />
        <Textarea
          label={t('describe.patientAsWritten')}
          description={t('describe.patientAsWrittenHint')}
          autosize
          minRows={2}
          maxLength={2000}
          value={words.patientAsWritten}
          onChange={(event) => onChange({ ...words, patientAsWritten: event.currentTarget.value })}
        />
      </SimpleGrid>
    </Stack>
  );
}
