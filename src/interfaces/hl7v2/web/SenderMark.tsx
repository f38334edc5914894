import { Mark } from '../../../ui/feedback/Mark.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { useDates } from '../../../ui/use-dates.ts';
import { type Sender } from './sender.ts';

/** How a feed is: silence before everything else, since nothing else shows it. */
export function SenderMark({ sender }: { readonly sender: Sender }) {
  const t = useTexts('hl7v2');
  const dates = useDates();
  if (sender.silentSince !== null)
    return (
      <Mark tone="danger" icon="alert">
        {t('state.silent', { age: dates.age(sender.silentSince) })}
      </Mark>
    );
  if (sender.answersLateSince !== null)
    return (
      <Mark tone="danger" icon="alert">
        {t('state.answersWait', { age: dates.age(sender.answersLateSince) })}
      </Mark>
    );
  if (sender.state === 'waiting') return <Mark tone="attention">{t('state.waiting')}</Mark>;
  if (sender.state === 'refused') return <Mark>{t('state.refused')}</Mark>;
  return <Mark tone="good">{t('state.allowed')}</Mark>;
}
