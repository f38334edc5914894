import { Button, Group } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { useRead } from '../../../ui/api/reads.tsx';
import { Empty } from '../../../ui/feedback/Empty.tsx';
import { showDone } from '../../../ui/feedback/notices.tsx';
import { ProblemNotice } from '../../../ui/feedback/ProblemNotice.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icons.tsx';
import { useCommands } from '../../../ui/keys/KeysProvider.tsx';
import { Page } from '../../../ui/shell/Page.tsx';
import { contract as worklist } from '../../worklist/contract.ts';
import { useDeskMemory } from './desk-memory.ts';
import { itemPath, monitorPath } from './paths.ts';
import { TO_INDEX, useNextItem } from './use-next-item.ts';
import { useUnfile } from './use-unfile.ts';

/** The index desk between two items: how many wait, what was done, Start next. */
export default function DeskPage() {
  const t = useTexts('intake');
  const navigate = useNavigate();
  const next = useNextItem();
  const memory = useDeskMemory();
  const queues = useRead(worklist.queues, {}, { live: ['intake.'] });
  const waiting = queues.data?.queues.find(({ kind }) => kind === TO_INDEX)?.waiting;
  const unfile = useUnfile((itemId) => {
    showDone(t('desk.unfiled'));
    void navigate({ to: itemPath(itemId) });
  });
  useCommands([
    {
      ...{ id: 'desk.next', label: t('desk.start'), keys: ['n'], reversal: 'reversible' as const },
      run: () => next.start(),
    },
    {
      ...{ id: 'desk.unfile', label: t('keys.unfile'), keys: ['Mod+z'], reversal: 'reversible' as const },
      run: unfile.run,
      disabled: !unfile.can,
    },
  ]);
  const done = t('desk.done', { filed: memory.filedCount, aside: memory.setAsideCount });
  return (
    <Page title={t('desk.title')}>
      {next.error !== null && <ProblemNotice error={next.error} takeFocus />}
      {unfile.error !== null && <ProblemNotice error={unfile.error} takeFocus />}
      <Empty
        icon={waiting === 0 ? 'check' : 'pages'}
        title={
          waiting === undefined
            ? t('desk.title')
            : waiting === 0
              ? t('desk.empty')
              : next.answer === null
                ? t('desk.othersHave')
                : t('desk.waiting', { count: waiting })
        }
        text={memory.filedCount + memory.setAsideCount > 0 ? done : t('desk.text')}
      >
        <Group mt="sm">
          <Button
            leftSection={<Icon name="play" size={16} />}
            loading={next.isStarting}
            disabled={waiting === 0}
            onClick={() => next.start()}
          >
            {t('desk.start')}
          </Button>
          <Button component={Link} to={monitorPath} variant="default">
            {t('monitor.title')}
          </Button>
        </Group>
      </Empty>
    </Page>
  );
}
