import { Button, Group, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useAct } from '../../../ui/api/reads.tsx';
import { ErrorSummary, type FieldError } from '../../../ui/feedback/ErrorSummary.tsx';
import { showDone } from '../../../ui/feedback/notices.tsx';
import { ProblemNotice } from '../../../ui/feedback/ProblemNotice.tsx';
import { ChoiceField } from '../../../ui/fields/ChoiceField.tsx';
import { DateField } from '../../../ui/fields/DateField.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { contract } from '../contract.ts';
import { FoundLine } from './FoundLine.tsx';
import classes from './patients.module.css';
import { recordPath } from './paths.ts';
import { factsOf, missingPatientWords, NO_PATIENT, SEXES, wordsOf, type PatientWords } from './patient-words.ts';
import { type Patient } from './PersonPart.tsx';
import { useFound } from './use-found.ts';

const LOOKALIKES = 3;
const FIRST: Readonly<Record<string, PatientFormProps['first']>> = { family: 'names', phone: 'contacts' };

interface PatientFormProps {
  readonly patient?: Patient;
  readonly onDone?: () => void;
  /** Where the focus begins, in a dialog. */
  readonly first?: 'names' | 'birthDate' | 'contacts';
}

/** Registers or corrects. While registering it keeps showing who is already there and looks like the same person. */
export function PatientForm({ patient, onDone, first }: PatientFormProps) {
  const t = useTexts('patients');
  const navigate = useNavigate();
  const [words, setWords] = useState<PatientWords>(() => (patient === undefined ? NO_PATIENT : wordsOf(patient)));
  const [unclear, setUnclear] = useState(false);
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const [attempt, setAttempt] = useState(0);
  const [now] = useState(() => new Date());
  const register = useAct(contract.register, {
    onDone: ({ id, mrn }) => {
      showDone(t('form.registered', { mrn }));
      void navigate({ to: recordPath(id) });
    },
  });
  const replace = useAct(contract.replace, {
    changes: [contract.open],
    onDone: () => {
      showDone(t('form.corrected'));
      onDone?.();
    },
  });
  const error = register.error ?? replace.error;
  const { found } = useFound(
    patient === undefined ? `${words.given} ${words.family} ${words.birthDate}` : '',
    LOOKALIKES,
  );

  const submit = () => {
    const missing = [
      ...missingPatientWords(words, t),
      ...(unclear ? [{ field: 'patient-born', text: t('form.bornUnclear') }] : []),
    ];
    setErrors(missing);
    setAttempt((count) => count + 1);
    if (missing.length > 0) return;
    if (patient === undefined) register.run({ body: factsOf(words) });
    else replace.run({ params: { id: patient.id }, body: { ...factsOf(words, patient), version: patient.version } });
  };
  const errorOf = (field: string) => errors.find((each) => each.field === field)?.text;
  const field = (key: 'given' | 'family' | 'phone' | 'street' | 'city' | 'state' | 'postalCode') => (
    <TextInput
      id={`patient-${key}`}
      label={t(`form.${key}`)}
      data-autofocus={FIRST[key] !== undefined && FIRST[key] === first ? true : undefined}
      autoComplete="off"
      maxLength={200}
      value={words[key]}
      error={errorOf(`patient-${key}`)}
      onChange={(event) => setWords({ ...words, [key]: event.currentTarget.value })}
    />
  );
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Stack gap="md">
        <ErrorSummary errors={errors} attempt={attempt} />
        {error !== null && <ProblemNotice key={attempt} error={error} takeFocus />}
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
          {field('family')}
          {field('given')}
          <DateField
            id="patient-born"
            label={t('form.born')}
            lies="past"
            firstInDialog={first === 'birthDate'}
            now={now}
            value={words.birthDate}
            error={errorOf('patient-born')}
            onChange={(birthDate) => {
              setUnclear(false);
              setWords({ ...words, birthDate });
            }}
            onInvalid={() => setUnclear(true)}
          />
          <ChoiceField
            id="patient-sex"
            label={t('form.sex')}
            required
            value={words.sex === '' ? undefined : words.sex}
            error={errorOf('patient-sex')}
            onChange={(sex) => setWords({ ...words, sex: sex ?? '' })}
            choices={SEXES.map((value) => ({ value, label: t(`sex.${value}`) }))}
          />
          {field('phone')}
          {field('street')}
          {field('city')}
          <SimpleGrid cols={2} spacing="sm">
            {field('state')}
            {field('postalCode')}
          </SimpleGrid>
        </SimpleGrid>
        {found !== undefined && found.length > 0 && (
          <section className={classes['lookalikes']} aria-live="polite">
            <Text size="sm" fw={600}>
              {t('form.searchFirst')}
            </Text>
            {found.map((each) => (
              <button
                key={each.id}
                type="button"
                className={classes['lookalike']}
                onClick={() => void navigate({ to: recordPath(each.id) })}
              >
                <FoundLine found={each} />
              </button>
            ))}
          </section>
        )}
        <Group justify="flex-end">
          <Button type="submit" loading={register.isPending || replace.isPending}>
            {patient === undefined ? t('form.register') : t('form.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
