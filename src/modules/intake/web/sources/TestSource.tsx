import { Anchor, Button, Group, Paper, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { type ResponseOf } from '../../../../platform/http/contract.ts';
import { useAct, useRead } from '../../../../ui/api/reads.tsx';
import { Notice } from '../../../../ui/feedback/Notice.tsx';
import { ProblemNotice } from '../../../../ui/feedback/ProblemNotice.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { useDates } from '../../../../ui/use-dates.ts';
import { sourcesContract as contract } from '../../sources/contract.ts';
import { itemPath } from '../paths.ts';
import { type Source } from './source.ts';

type Test = NonNullable<ResponseOf<typeof contract.test>['test']>;

const TONES = {
  sending: 'info',
  hindered: 'danger',
  'on-its-way': 'info',
  arrived: 'info',
  done: 'good',
  unreadable: 'danger',
} as const;
const UNDER_WAY: readonly string[] = ['sending', 'on-its-way', 'arrived'];
const LOOK_EVERY_MS = 5_000;
/** A folder is looked into every two seconds, a mailbox every minute. */
const LATE_SECONDS = 90;

/** Sends a page that is never filed the way of the source and says whether it came; of a mailbox, whether one gets in. */
export function TestSource({ source }: { readonly source: Source }) {
  const t = useTexts('intake');
  const params = { id: source.id };
  const read = useRead(contract.test, { params }, { live: ['intake.'] });
  const send = useAct(contract.sendTest, { changes: [contract.test] });
  const connect = useAct(contract.connect);
  const test = read.data?.test ?? null;
  const off = source.state === 'disabled';
  const { refetch } = read;
  const isUnderWay = test !== null && UNDER_WAY.includes(test.state);
  // No news comes of a page that does not come.
  useEffect(() => {
    if (!isUnderWay) return;
    const timer = setInterval(() => void refetch(), LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [isUnderWay, refetch]);
  return (
    <Paper component="section" radius="md" p="md" aria-label={t('sources.test.title')}>
      <Stack gap="sm">
        <Text fw={600}>{t('sources.test.title')}</Text>
        <Text size="sm">{t('sources.test.text')}</Text>
        <Group gap="xs">
          <Button
            size="xs"
            variant="default"
            disabled={off}
            loading={send.isPending}
            onClick={() => send.run({ params })}
          >
            {t(test === null ? 'sources.test.send' : 'sources.test.again')}
          </Button>
          {source.kind === 'mailbox' && (
            <Button size="xs" variant="default" loading={connect.isPending} onClick={() => connect.run({ params })}>
              {t('sources.test.connect')}
            </Button>
          )}
        </Group>
        {send.error !== null && <ProblemNotice error={send.error} takeFocus />}
        {connect.error !== null && <ProblemNotice error={connect.error} takeFocus />}
        <Stack gap="sm" role="status">
          {connect.data !== undefined && <Connection found={connect.data} />}
          {test !== null && <Outcome test={test} />}
        </Stack>
      </Stack>
    </Paper>
  );
}

function Connection({ found }: { readonly found: ResponseOf<typeof contract.connect> }) {
  const t = useTexts('intake');
  if (found.trouble !== null || found.messages === null)
    return (
      <Notice tone="danger" icon="alert" title={t('sources.test.notConnected')}>
        {found.trouble}
      </Notice>
    );
  return (
    <Notice
      tone="good"
      icon="check"
      title={t('sources.test.connected', { count: found.messages, folder: found.folder })}
    >
      {t(found.encrypted ? 'sources.test.encrypted' : 'sources.test.plain')}
    </Notice>
  );
}

function Outcome({ test }: { readonly test: Test }) {
  const t = useTexts('intake');
  const dates = useDates();
  const { state, seconds, hindrance, itemId } = test;
  const late = state === 'on-its-way' && (seconds ?? 0) > LATE_SECONDS;
  const tone = late || (state === 'done' && hindrance !== null) ? 'attention' : TONES[state];
  return (
    <Notice
      tone={tone}
      icon={tone === 'good' ? 'check' : tone === 'info' ? 'info' : 'alert'}
      title={t(`sources.test.${state}`, { count: seconds ?? 0 })}
    >
      {hindrance !== null && <Text size="sm">{hindrance}</Text>}
      {late && <Text size="sm">{t('sources.test.late')}</Text>}
      <Text size="xs">{t('sources.test.asked', { at: dates.instant(test.askedAt) })}</Text>
      {itemId !== null && (
        <Anchor component={Link} to={itemPath(itemId)} size="sm">
          {t('sources.test.open')}
        </Anchor>
      )}
    </Notice>
  );
}
