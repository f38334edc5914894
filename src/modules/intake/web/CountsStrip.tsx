import { type ResponseOf } from '../../../platform/http/contract.ts';
import { Mark } from '../../../ui/feedback/Mark.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { type contract } from '../contract.ts';
import classes from './intake.module.css';

const OUTCOMES = ['filed', 'attached', 'forwarded', 'returned', 'discarded', 'queued'] as const;

/** Pages in = what became of them. The sum is done here again: a page that vanished would show. */
export function CountsStrip({
  counts,
  days,
}: {
  readonly counts: ResponseOf<typeof contract.counts>;
  readonly days: number;
}) {
  const t = useTexts('intake');
  const sum = OUTCOMES.reduce((total, outcome) => total + counts[outcome], 0);
  return (
    <dl className={classes['counts']} aria-label={t('counts.label', { days })}>
      <div data-total>
        <dt>{t('counts.pagesIn', { days })}</dt>
        <dd>{counts.pagesIn}</dd>
      </div>
      {OUTCOMES.map((outcome, at) => (
        <div key={outcome} data-sign={at === 0 ? '=' : '+'} data-open={outcome === 'queued' || undefined}>
          <dt>{t(`counts.${outcome}`)}</dt>
          <dd>{counts[outcome]}</dd>
        </div>
      ))}
      {sum !== counts.pagesIn && (
        <div>
          <dt>{t('counts.missing')}</dt>
          <dd>
            <Mark tone="danger" icon="alert">
              {counts.pagesIn - sum}
            </Mark>
          </dd>
        </div>
      )}
    </dl>
  );
}
