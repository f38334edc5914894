import { Group, Kbd } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type ResponseOf } from '../../../platform/http/contract.ts';
import { Mark } from '../../../ui/feedback/Mark.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { usePreferences } from '../../../ui/preferences.ts';
import { useDates } from '../../../ui/use-dates.ts';
import { type contract } from '../contract.ts';
import { queuePath } from './paths.ts';
import classes from './worklist.module.css';

type Queue = ResponseOf<typeof contract.queues>['queues'][number];

export function QueueCard({ queue, number }: { readonly queue: Queue; readonly number?: number }) {
  const t = useTexts('worklist');
  const dates = useDates();
  const { singleKeys } = usePreferences();
  return (
    <Link to={queuePath(queue.kind)} className={classes['card']} data-idle={queue.waiting === 0 || undefined}>
      <Group justify="space-between" wrap="nowrap" align="start">
        <span className={classes['cardTitle']}>{queue.title}</span>
        {number !== undefined && singleKeys === 'on' && <Kbd size="xs">{number}</Kbd>}
      </Group>
      <span className={classes['count']}>
        {queue.waiting} <small>{t('card.waiting')}</small>
      </span>
      <Group gap={6}>
        <span className={classes['age']}>
          {queue.oldestAt === null ? t('card.clear') : t('card.oldest', { age: dates.age(queue.oldestAt) })}
        </span>
        {queue.overdue > 0 && (
          <Mark tone="danger" icon="alert">
            {t('card.overdue', { count: queue.overdue })}
          </Mark>
        )}
        {queue.dueToday > 0 && (
          <Mark tone="attention" icon="clock">
            {t('card.dueToday', { count: queue.dueToday })}
          </Mark>
        )}
        {queue.inHand > 0 && <Mark>{t('card.inHand', { count: queue.inHand })}</Mark>}
      </Group>
    </Link>
  );
}
