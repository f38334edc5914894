import { Stack, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { Mark } from '../../../ui/feedback/Mark.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { useDates } from '../../../ui/use-dates.ts';
import { rulePath } from '../../regulations/web/index.tsx';
import { type Incident } from './IncidentPage.tsx';

const DAY_MS = 86_400_000;

/** Until when individuals, and whether HHS and the media, must be told, each with its citation. */
export function IncidentClock({ incident }: { readonly incident: Incident }) {
  const t = useTexts('privacy');
  const dates = useDates();
  return (
    <section aria-label={t('clock.title')}>
      <Stack gap={4}>
        <Title order={2} size="h4">
          {t('clock.title')}
        </Title>
        {incident.deadlines.map(({ id, ruleId, citation: cite, dueAt, settled }) => {
          const left = Math.floor((Date.parse(dueAt) - Date.now()) / DAY_MS);
          const day = dates.due(dueAt);
          return (
            <Text key={id} size="sm" component="div">
              {settled !== null ? (
                <Mark tone={settled.late ? 'danger' : 'good'} icon="clock">
                  {t('clock.settled', { outcome: t(`clock.outcomes.${settled.outcome}`) })}
                </Mark>
              ) : (
                <Mark tone={left < 0 ? 'danger' : left < 10 ? 'attention' : 'info'} icon="clock">
                  {left < 0 ? t('clock.overdue', { day }) : t('clock.due', { day, days: left })}
                </Mark>
              )}{' '}
              <Link to={rulePath(ruleId)}>{cite}</Link>
            </Text>
          );
        })}
        {incident.notices.map(({ to, answer, because, cite, ruleId }) => (
          <Text key={to} size="sm">
            {t(`clock.${to}.${answer}`)}: {because} <Link to={rulePath(ruleId)}>{cite}</Link>
          </Text>
        ))}
      </Stack>
    </section>
  );
}
