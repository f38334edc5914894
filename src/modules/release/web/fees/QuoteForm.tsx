import { Button, Checkbox, Fieldset, Group, NativeSelect, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { ErrorSummary } from '../../../../ui/feedback/ErrorSummary.tsx';
import { ProblemNotice } from '../../../../ui/feedback/ProblemNotice.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { type Fee, type FeeInput, useFeeAct } from './fee.ts';
import { feeContract } from '../../fees/contract.ts';
import { parseMoney, toField } from './money.ts';

const FORMS = ['electronic', 'paper', 'microfilm'] as const;
const CUSTODIANS = ['hospital', 'physician', 'other'] as const;
const PROGRAMS = ['none', 'patient-portal', 'social-security', 'workers-compensation'] as const;
const COUNTS = ['pages', 'nonPaperItems', 'yearsSearched', 'certifications', 'affidavits', 'laborMinutes'] as const;
const MONEY = [
  ...(['laborCentsPerHour', 'suppliesCents', 'mediaCents', 'postageCents', 'summaryCents', 'searchCents'] as const),
  ...(['programCents', 'customaryBaseCents', 'customaryPageCents'] as const),
];
type CountName = (typeof COUNTS)[number];
type MoneyName = (typeof MONEY)[number];

/** The form mirrors what the desk says for a quote; amounts are typed as people write them and sent as whole cents. */
export function QuoteForm({
  requestId,
  fee,
  own,
}: {
  readonly requestId: string;
  readonly fee: Fee;
  readonly own: boolean;
}) {
  const t = useTexts('release');
  const [input, setInput] = useState(fee.input);
  const [typed, setTyped] = useState(() => textsOf(fee.input));
  const [attempt, setAttempt] = useState(0);
  const quote = useFeeAct(feeContract.quote);
  const put = <K extends keyof FeeInput>(key: K, value: FeeInput[K]) =>
    setInput((before) => ({ ...before, [key]: value }));
  const errors = errorsOf(typed).map((name) => ({
    field: `fee-${name}`,
    text: t('fee.form.wrong', { field: t(`fee.form.${name}`) }),
  }));
  const errorAt = (name: string) =>
    attempt > 0 ? errors.find(({ field }) => field === `fee-${name}`)?.text : undefined;
  const field = (name: CountName | MoneyName) => (
    <TextInput
      key={name}
      id={`fee-${name}`}
      label={t(`fee.form.${name}`)}
      {...(name === 'pages' ? { placeholder: String(fee.counted.pages) } : {})}
      inputMode="decimal"
      autoComplete="off"
      maxLength={12}
      value={typed[name]}
      error={errorAt(name)}
      onChange={(event) => setTyped({ ...typed, [name]: event.currentTarget.value })}
    />
  );
  const send = () => {
    setAttempt(attempt + 1);
    if (errors.length === 0) quote.run({ params: { id: requestId }, body: toInput(input, typed) });
  };
  const choose = <K extends 'copyForm' | 'custodian' | 'program'>(
    key: K,
    values: readonly FeeInput[K][],
    branch: string,
  ) => (
    <NativeSelect
      label={t(`fee.form.${key}`)}
      value={input[key]}
      onChange={(event) => put(key, values.find((each) => each === event.currentTarget.value) ?? input[key])}
      data={values.map((value) => ({ value, label: t(`fee.${branch}.${value}`) }))}
    />
  );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Stack gap="sm" maw={860}>
        <ErrorSummary errors={attempt > 0 ? errors : []} attempt={attempt} />
        {quote.error !== null && <ProblemNotice error={quote.error} takeFocus />}
        <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="sm">
          {choose('copyForm', FORMS, 'forms')}
          {choose('program', PROGRAMS, 'programs')}
          {choose('custodian', CUSTODIANS, 'custodians')}
        </SimpleGrid>
        <Group gap="lg">
          <Checkbox
            label={t('fee.form.heldElectronically')}
            checked={input.heldElectronically}
            onChange={(event) => put('heldElectronically', event.currentTarget.checked)}
          />
          <Checkbox
            label={t('fee.form.claimForBenefits')}
            checked={input.claimForBenefits}
            onChange={(event) => put('claimForBenefits', event.currentTarget.checked)}
          />
        </Group>
        <SimpleGrid cols={{ base: 2, sm: 3 }} spacing="sm">
          {(['pages', 'nonPaperItems', 'yearsSearched', 'certifications', 'affidavits'] as const).map(field)}
          {(['postageCents', 'mediaCents'] as const).map(field)}
          {input.program === 'social-security' && field('programCents')}
        </SimpleGrid>
        {own ? (
          <Fieldset legend={t('fee.form.cost')}>
            <SimpleGrid cols={{ base: 2, sm: 3 }} spacing="sm">
              {(['laborMinutes', 'laborCentsPerHour', 'suppliesCents', 'summaryCents', 'searchCents'] as const).map(
                field,
              )}
              <NativeSelect
                label={t('fee.form.method')}
                value={input.method ?? 'flat'}
                onChange={(event) => put('method', event.currentTarget.value === 'cost' ? 'cost' : 'flat')}
                data={(['flat', 'cost'] as const).map((value) => ({ value, label: t(`fee.methods.${value}`) }))}
              />
            </SimpleGrid>
          </Fieldset>
        ) : (
          <Fieldset legend={t('fee.form.customary')}>
            <SimpleGrid cols={{ base: 2, sm: 3 }} spacing="sm">
              {(['customaryBaseCents', 'customaryPageCents'] as const).map(field)}
            </SimpleGrid>
          </Fieldset>
        )}
        <Group>
          <Button type="submit" loading={quote.isPending} variant={fee.quote === null ? 'filled' : 'default'}>
            {t(fee.quote === null ? 'fee.form.workOut' : 'fee.form.workOutAnew')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

type Typed = Readonly<Record<CountName | MoneyName, string>>;

function textsOf(input: FeeInput): Typed {
  const counts = COUNTS.map((name) => [
    name,
    input[name] === undefined || input[name] === 0 ? '' : String(input[name]),
  ]);
  const money = MONEY.map((name) => [name, toField(input[name] ?? 0)]);
  return Object.fromEntries([...counts, ...money]) as Typed; // every name of both lists
}

function errorsOf(typed: Typed): (CountName | MoneyName)[] {
  return [
    ...COUNTS.filter((name) => !/^\d{0,6}$/.test(typed[name].trim())),
    ...MONEY.filter((name) => parseMoney(typed[name]) === undefined),
  ];
}

function toInput(input: FeeInput, typed: Typed): FeeInput {
  const { pages: _pages, programCents: _program, ...rest } = input;
  const count = (name: CountName) => Number(typed[name].trim());
  const money = (name: MoneyName) => parseMoney(typed[name]) ?? 0;
  return {
    ...rest,
    ...(typed.pages.trim() === '' ? {} : { pages: count('pages') }),
    ...(typed.programCents.trim() === '' ? {} : { programCents: money('programCents') }),
    nonPaperItems: count('nonPaperItems'),
    yearsSearched: count('yearsSearched'),
    certifications: count('certifications'),
    affidavits: count('affidavits'),
    laborMinutes: count('laborMinutes'),
    laborCentsPerHour: money('laborCentsPerHour'),
    suppliesCents: money('suppliesCents'),
    mediaCents: money('mediaCents'),
    postageCents: money('postageCents'),
    summaryCents: money('summaryCents'),
    searchCents: money('searchCents'),
    customaryBaseCents: money('customaryBaseCents'),
    customaryPageCents: money('customaryPageCents'),
  };
}
