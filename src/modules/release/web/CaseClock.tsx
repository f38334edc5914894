import { Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { Mark } from '../../../ui/feedback/Mark.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { useDates } from '../../../ui/use-dates.ts';
import { rulePath } from '../../regulations/web/index.tsx';
import { type ReleaseCase } from './case.ts';
import { DaysOff } from './DaysOff.tsx';

/** When the law wants an answer, and which rule says so. */
export function CaseClock({ open }: { readonly open: ReleaseCase }) {
  const t = useTexts('release');
  const dates = useDates();
  // One that was cancelled was not answered: another counts in its place, or none.
  const clocks = open.deadlines.filter(({ settled }) => settled?.outcome !== 'cancelled');
  // No rule sets a time, and a court does (court/).
  if (clocks.length === 0 && open.dueAt !== null)
    return (
      <Mark tone={open.overdue ? 'danger' : 'info'} icon="clock">
        {t('clock.returnDate', { day: dates.due(open.dueAt) })}
      </Mark>
    );
  if (clocks.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {t('clock.none')}
      </Text>
    );
  return (
    <>
      {clocks.map((deadline) => (
        <Text key={deadline.id} size="sm" component="span">
          {deadline.settled !== null ? (
            <Mark tone={deadline.settled.late ? 'danger' : 'good'} icon="clock">
              {t(deadline.settled.late ? 'clock.late' : 'clock.met', { at: dates.instant(deadline.settled.at) })}
            </Mark>
          ) : Date.parse(deadline.dueAt) < Date.now() ? (
            <Mark tone="danger" icon="alert">
              {t('clock.overdue', { day: dates.due(deadline.dueAt) })}
            </Mark>
          ) : (
            <Mark tone="info" icon="clock">
              {t('clock.due', { day: dates.due(deadline.dueAt) })}
            </Mark>
          )}{' '}
          <Link to={rulePath(deadline.ruleId)}>{t('clock.rule')}</Link>
          {!deadline.acts && ` · ${t('clock.warnsOnly')}`} <DaysOff days={deadline.daysOff} />
        </Text>
      ))}
    </>
  );
}
