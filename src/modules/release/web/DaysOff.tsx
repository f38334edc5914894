import { Text } from '@mantine/core';
import { useTexts } from '../../../ui/i18n.ts';
import { useDates } from '../../../ui/use-dates.ts';

/** Legal holidays that a count of business days passed over, each with where the law names it. */
export function DaysOff({
  days,
}: {
  readonly days: readonly { readonly on: string; readonly text: string; readonly cite: string }[];
}) {
  const t = useTexts('release');
  const dates = useDates();
  if (days.length === 0) return null;
  const listed = days.map(({ on, text, cite }) => `${text}, ${dates.day(on)} (${cite})`).join('; ');
  return (
    <Text size="xs" c="dimmed" component="span">
      {t('clock.daysOff', { days: listed })}
    </Text>
  );
}
