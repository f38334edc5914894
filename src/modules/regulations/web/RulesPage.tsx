import { Group, Select, Text, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { type ResponseOf } from '../../../platform/http/contract.ts';
import { useRead } from '../../../ui/api/reads.tsx';
import { Empty } from '../../../ui/feedback/Empty.tsx';
import { Mark } from '../../../ui/feedback/Mark.tsx';
import { fold } from '../../../ui/fields/rank-choices.ts';
import { useTexts } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icons.tsx';
import { Page } from '../../../ui/shell/Page.tsx';
import { type Column, RecordsTable } from '../../../ui/table/RecordsTable.tsx';
import { contract } from '../contract.ts';
import { rulePath } from './paths.ts';

type Rule = ResponseOf<typeof contract.rules>['rules'][number];

/** Every rule the product decides by; nothing about the law is hidden from those who work under it. */
export default function RulesPage() {
  const t = useTexts('regulations');
  const navigate = useNavigate();
  const read = useRead(contract.rules, { query: {} });
  const [typed, setTyped] = useState('');
  const [place, setPlace] = useState<string | null>(null);
  const [topic, setTopic] = useState<string | null>(null);
  const words = fold(typed).split(' ');
  const rows = read.data?.rules.filter(
    (rule) =>
      (place === null || rule.jurisdiction === place) &&
      (topic === null || rule.topic === topic) &&
      words.every((word) =>
        fold(`${rule.title} ${rule.description} ${rule.citations.join(' ')} ${rule.id}`).includes(word),
      ),
  );
  const columns: Column<Rule>[] = [
    {
      key: 'name',
      header: t('rules.name'),
      names: true,
      width: '30%',
      cell: (rule) => rule.title,
      compare: by(({ title }) => title),
    },
    {
      key: 'citation',
      header: t('rules.citation'),
      width: '22%',
      cell: (rule) => rule.citations.join('; '),
      compare: by(({ citations }) => citations[0] ?? ''),
    },
    {
      key: 'place',
      header: t('rules.place'),
      cell: (rule) => placeName(rule.jurisdiction),
      solid: true,
      compare: by(({ jurisdiction }) => jurisdiction),
    },
    {
      key: 'inForce',
      header: t('rules.inForce'),
      narrow: 'hide',
      cell: (rule) => (rule.inForce.length === 0 ? t('rules.nothing') : rule.inForce.slice(0, 2).join('; ')),
    },
    {
      key: 'standing',
      header: t('rules.standing'),
      cell: (rule) =>
        rule.acts ? <Mark tone="good">{t('rules.verified')}</Mark> : <Mark tone="attention">{t('rules.warns')}</Mark>,
    },
  ];
  return (
    <Page title={t('rules.title')}>
      <Text size="sm" maw="52rem">
        {t('rules.intro')}
      </Text>
      <Group align="end">
        <TextInput
          label={t('rules.find')}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          leftSection={<Icon name="search" size={16} />}
          w={320}
        />
        <Select
          label={t('rules.place')}
          placeholder={t('rules.all')}
          data={(read.data?.jurisdictions ?? []).map((value) => ({ value, label: placeName(value) }))}
          value={place}
          onChange={setPlace}
          clearable
          w={160}
        />
        <Select
          label={t('rules.topic')}
          placeholder={t('rules.all')}
          data={read.data?.topics ?? []}
          value={topic}
          onChange={setTopic}
          clearable
          w={260}
        />
      </Group>
      <RecordsTable
        label={t('rules.label')}
        columns={columns}
        rows={rows}
        rowKey={(rule) => rule.id}
        error={read.error ?? undefined}
        onRetry={() => void read.refetch()}
        empty={<Empty icon="search" title={t('rules.none')} text={t('rules.noneText')} />}
        onOpen={(rule) => void navigate({ to: rulePath(rule.id) })}
      />
    </Page>
  );
}

/** `us/ca` as people write it: US · CA. */
function placeName(jurisdiction: string): string {
  return jurisdiction.toUpperCase().replaceAll('/', ' · ');
}

function by(value: (rule: Rule) => string): (a: Rule, b: Rule) => number {
  return (a, b) => value(a).localeCompare(value(b));
}
