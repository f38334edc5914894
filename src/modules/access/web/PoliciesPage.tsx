import { Badge, Code, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import { useState } from 'react';
import { useRead } from '../../../ui/api/reads.tsx';
import { Empty } from '../../../ui/feedback/Empty.tsx';
import { ProblemNotice } from '../../../ui/feedback/ProblemNotice.tsx';
import { Waiting } from '../../../ui/feedback/Waiting.tsx';
import { fold } from '../../../ui/fields/rank-choices.ts';
import { useTexts } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icons.tsx';
import { Page } from '../../../ui/shell/Page.tsx';
import { contract } from '../contract.ts';
import classes from './access.module.css';

/** The policies as they decide, with their citations: nothing about access is hidden from those who work under it. */
export default function PoliciesPage() {
  const t = useTexts('access');
  const read = useRead(contract.listPolicies, {});
  const [typed, setTyped] = useState('');
  const words = fold(typed).split(' ');
  const shown = read.data?.policies.filter(({ id, citation, text }) => {
    const whole = fold(`${id} ${citation} ${text}`);
    return words.every((word) => whole.includes(word));
  });
  return (
    <Page title={t('policies.title')}>
      <Text size="sm" maw="52rem">
        {t('policies.intro')}
      </Text>
      {read.error !== null && <ProblemNotice error={read.error} onRetry={() => void read.refetch()} />}
      {read.isPending && <Waiting />}
      {read.data !== undefined && (
        <Stack gap="lg">
          <section>
            <Title order={2} mb="xs">
              {t('policies.classes')}
            </Title>
            <Group gap="xs">
              {read.data.labels.map(({ name, title, code }) => (
                <Badge key={name} variant="default" tt="none" fw={500}>
                  {title} · {code}
                </Badge>
              ))}
            </Group>
          </section>
          <Group align="end">
            <TextInput
              label={t('policies.find')}
              value={typed}
              onChange={(event) => setTyped(event.currentTarget.value)}
              leftSection={<Icon name="search" size={16} />}
              w={320}
            />
            <Text size="sm" c="dimmed" role="status">
              {t('policies.count', { count: shown?.length ?? 0 })}
            </Text>
          </Group>
          {shown?.length === 0 && <Empty icon="search" title={t('policies.none')} />}
          {shown?.map(({ id, citation, text }) => (
            <article key={id} className={classes['policy']}>
              <Group justify="space-between">
                <Title order={3}>{id}</Title>
                <Text size="sm" c="dimmed">
                  {citation}
                </Text>
              </Group>
              <Code block>{text}</Code>
            </article>
          ))}
        </Stack>
      )}
    </Page>
  );
}
