import { Anchor, Stack, Text, Title } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import { type ResponseOf } from '../../../platform/http/contract.ts';
import { useRead } from '../../../ui/api/reads.tsx';
import { Empty } from '../../../ui/feedback/Empty.tsx';
import { Mark } from '../../../ui/feedback/Mark.tsx';
import { ProblemNotice } from '../../../ui/feedback/ProblemNotice.tsx';
import { Waiting } from '../../../ui/feedback/Waiting.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { Page } from '../../../ui/shell/Page.tsx';
import { type Column, RecordsTable } from '../../../ui/table/RecordsTable.tsx';
import { useDates } from '../../../ui/use-dates.ts';
import { contract } from '../contract.ts';
import { rulesPath } from './paths.ts';

type Rule = ResponseOf<typeof contract.rule>;
type Value = Rule['values'][number];
type Case = Rule['cases'][number];

export default function RulePage() {
  const t = useTexts('regulations');
  const { ruleId = '' } = useParams({ strict: false });
  const read = useRead(contract.rule, { params: { id: ruleId } });
  return (
    <Page title={read.data?.title ?? t('rule.title')}>
      <Anchor component={Link} to={rulesPath}>
        {t('rule.back')}
      </Anchor>
      {read.error !== null && <ProblemNotice error={read.error} onRetry={() => void read.refetch()} />}
      {read.isPending && <Waiting />}
      {read.data !== undefined && <Rule rule={read.data} />}
    </Page>
  );
}

function Rule({ rule }: { readonly rule: Rule }) {
  const t = useTexts('regulations');
  const dates = useDates();
  const { verification } = rule;
  return (
    <Stack gap="lg">
      <Text maw="52rem">{rule.description}</Text>
      <section>
        <Title order={2}>{t('rule.applies')}</Title>
        <Text size="sm">{rule.appliesWhen === '' ? t('rule.always') : rule.appliesWhen}</Text>
      </section>
      <section>
        <Title order={2}>{t('rule.references')}</Title>
        {rule.references.map((reference) => (
          <Text key={`${reference.title} ${reference.section}`} size="sm">
            {reference.title}, {reference.section}
          </Text>
        ))}
        {verification.status === 'verified' ? (
          <Text size="sm" c="dimmed">
            {t('rule.verification', { source: verification.source, day: dates.day(verification.checkedOn) })}
          </Text>
        ) : (
          <Mark tone="attention" icon="alert">
            {t('rule.unverified')}
          </Mark>
        )}
      </section>
      <Values values={rule.values} />
      <Cases cases={rule.cases} />
      <section>
        <Title order={2}>{t('rule.facts')}</Title>
        {rule.facts.map((fact) => (
          <Text key={fact.name} size="sm">
            {fact.text}
          </Text>
        ))}
      </section>
      <Text size="xs" c="dimmed">
        {t('rule.version', { version: rule.version.slice(0, 16) })}
      </Text>
    </Stack>
  );
}

function Values({ values }: { readonly values: readonly Value[] }) {
  const t = useTexts('regulations');
  const dates = useDates();
  const columns: Column<Value>[] = [
    {
      key: 'from',
      header: t('rule.from'),
      names: true,
      solid: true,
      cell: (value) => (value.from === null ? t('rule.begin') : dates.day(value.from)),
    },
    {
      key: 'until',
      header: t('rule.until'),
      solid: true,
      cell: (value) => (value.until === null ? t('rule.open') : dates.day(value.until)),
    },
    { key: 'says', header: t('rule.says'), cell: (value) => value.says.map((line) => <div key={line}>{line}</div>) },
    { key: 'now', header: '', cell: (value) => value.inForce && <Mark tone="good">{t('rule.now')}</Mark> },
  ];
  return (
    <section>
      <Title order={2} mb="xs">
        {t('rule.values')}
      </Title>
      <RecordsTable
        label={t('rule.values')}
        aside
        columns={columns}
        rows={values}
        rowKey={(value) => `${value.from ?? ''} ${value.says.join(' ')}`}
        empty={<Empty icon="search" title={t('rules.nothing')} />}
      />
    </section>
  );
}

function Cases({ cases }: { readonly cases: readonly Case[] }) {
  const t = useTexts('regulations');
  const dates = useDates();
  const columns: Column<Case>[] = [
    { key: 'case', header: t('rule.case'), names: true, cell: (each) => each.name },
    { key: 'on', header: t('rule.on'), solid: true, cell: (each) => dates.day(each.on) },
    { key: 'edge', header: t('rule.edge'), narrow: 'hide', cell: (each) => each.boundary ?? '' },
    {
      key: 'outcome',
      header: t('rule.outcome'),
      cell: (each) => (
        <Mark tone={each.passed ? 'good' : 'danger'}>{each.passed ? t('rule.right') : t('rule.wrong')}</Mark>
      ),
    },
  ];
  return (
    <section>
      <Title order={2}>{t('rule.cases')}</Title>
      <Text size="sm" c="dimmed" mb="xs">
        {t('rule.casesText')}
      </Text>
      <RecordsTable
        label={t('rule.cases')}
        aside
        columns={columns}
        rows={cases}
        rowKey={(each) => each.name}
        empty={<Empty icon="search" title={t('rules.nothing')} />}
      />
    </section>
  );
}
