import { Mark } from '../../../../ui/feedback/Mark.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { useDates } from '../../../../ui/use-dates.ts';
import { type Court } from './court.ts';

/** The day with the business days that are left; red under three. Brief where the return date stands beside it. */
export function CourtDue({ due, brief = false }: { readonly due: Court['due']; readonly brief?: boolean }) {
  const t = useTexts('release');
  const dates = useDates();
  if (due === null) return null;
  const { daysLeft } = due;
  const left =
    daysLeft < 0
      ? t('court.daysLate', { count: -daysLeft })
      : due.isToday
        ? t('court.today')
        : t('court.daysLeft', { count: daysLeft });
  return (
    <Mark tone={due.near ? 'danger' : 'neutral'} {...(due.near ? { icon: 'alert' as const } : {})}>
      {brief && due.from === 'return-date'
        ? left
        : `${t(`court.due.${due.from}`, { day: dates.day(due.dueOn) })} · ${left}`}
    </Mark>
  );
}
