import { Button, Group, SimpleGrid, Text, Title } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useContext } from 'react';
import { ANY_NEWS } from '../../../ui/api/live.ts';
import { useRead } from '../../../ui/api/reads.tsx';
import { Freshness } from '../../../ui/api/Freshness.tsx';
import { Empty } from '../../../ui/feedback/Empty.tsx';
import { ProblemNotice } from '../../../ui/feedback/ProblemNotice.tsx';
import { Waiting } from '../../../ui/feedback/Waiting.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icons.tsx';
import { useCommands } from '../../../ui/keys/KeysProvider.tsx';
import { ModulesContext, type WebModule } from '../../../ui/module.ts';
import { useMay } from '../../../ui/session.ts';
import { Page } from '../../../ui/shell/Page.tsx';
import { SlotPlace } from '../../../ui/slots.ts';
import { useDates } from '../../../ui/use-dates.ts';
import { contract } from '../contract.ts';
import { homeCards } from './home-cards.ts';
import { queuePath } from './paths.ts';
import { QueueCard } from './QueueCard.tsx';
import { useStartNext } from './use-start-next.ts';
import classes from './worklist.module.css';

const NUMBERED = 9;

export default function HomePage() {
  const t = useTexts('worklist');
  const may = useMay();
  const navigate = useNavigate();
  const dates = useDates();
  const works = may('worklist/work');
  const read = useRead(contract.queues, {}, { live: [ANY_NEWS], enabled: works });
  const queues = inOrder(read.data?.queues ?? [], useContext(ModulesContext));
  const waiting = queues.reduce((sum, queue) => sum + queue.waiting, 0);
  const next = useStartNext();
  useCommands([
    {
      id: 'home.next',
      label: t('home.startNext'),
      keys: ['n'],
      run: next.start,
      disabled: !works,
      reversal: 'reversible',
    },
    ...queues.slice(0, NUMBERED).map(({ kind, title }, index) => ({
      ...{
        id: `home.queue.${index + 1}`,
        label: t('queue.open', { number: index + 1, title }),
        keys: [`${index + 1}`],
      },
      ...{ group: t('home.queues'), run: () => void navigate({ to: queuePath(kind) }), reversal: 'reading' as const },
    })),
  ]);
  return (
    <Page title={t('home.title')} actions={works && <Freshness updatedAt={read.dataUpdatedAt} />}>
      {next.error !== null && <ProblemNotice error={next.error} takeFocus />}
      {queues.length > 0 && (
        <section className={classes['next']} aria-label={t('home.greeting')}>
          <div>
            <Text size="lg" fw={650}>
              {read.data !== undefined && (waiting === 0 ? t('home.nothing') : t('home.waiting', { count: waiting }))}
            </Text>
            <Text size="sm" c="dimmed">
              {waiting === 0 && read.data !== undefined
                ? doneLine(read.data, t, dates.instant)
                : t('home.startNextWhy')}
            </Text>
          </div>
          <Button
            size="md"
            leftSection={<Icon name="play" />}
            loading={next.isStarting}
            disabled={waiting === 0}
            onClick={next.start}
          >
            {t('home.startNext')}
          </Button>
        </section>
      )}
      <Group justify="space-between" align="baseline">
        <Title order={2}>{t('home.queues')}</Title>
        {read.data !== undefined && waiting > 0 && (
          <Text size="sm" c="dimmed">
            {doneLine(read.data, t, dates.instant)}
          </Text>
        )}
      </Group>
      {read.error !== null && <ProblemNotice error={read.error} onRetry={() => void read.refetch()} />}
      {works && read.isPending && <Waiting rows={3} />}
      {(read.data !== undefined || !works) && queues.length === 0 && (
        <Empty icon="tray" title={t('home.noQueues')} text={t('home.noQueuesText')} />
      )}
      <SimpleGrid cols={{ base: 1, xs: 2, md: 3, lg: 4, xl: 5 }} spacing="md">
        {queues.map((queue, index) => (
          <QueueCard key={queue.kind} queue={queue} {...(index < NUMBERED ? { number: index + 1 } : {})} />
        ))}
      </SimpleGrid>
      <SlotPlace slot={homeCards} props={{}} may={may} />
    </Page>
  );
}

/** As the modules stand in the menu: what arrives first, then requests, then letters; the digits keep their meaning. */
function inOrder<Queue extends { readonly kind: string }>(
  queues: readonly Queue[],
  modules: readonly WebModule[],
): readonly Queue[] {
  const place = ({ kind }: Queue) => modules.findIndex(({ name }) => kind.startsWith(`${name}.`));
  return [...queues].sort((a, b) => place(a) - place(b));
}

function doneLine(
  { doneToday, lastDoneAt }: { readonly doneToday: number; readonly lastDoneAt: string | null },
  t: ReturnType<typeof useTexts>,
  instant: (at: string) => string,
): string {
  return lastDoneAt === null
    ? t('home.done', { count: 0 })
    : t('home.done', { count: doneToday, at: instant(lastDoneAt) });
}
