import { Group, Text } from '@mantine/core';
import { Mark } from '../../../ui/feedback/Mark.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { type Tone } from '../../../ui/theme.ts';
import { useDates } from '../../../ui/use-dates.ts';
import { type ResponseOf } from '../../../platform/http/contract.ts';
import { type paceContract } from '../pace/contract.ts';
import { type Item } from './item.ts';

type Pace = ResponseOf<typeof paceContract.open>;

const TONES: Readonly<Record<Item['state'], Tone>> = {
  reading: 'info',
  failed: 'danger',
  'to-separate': 'attention',
  'to-index': 'attention',
  settled: 'good',
};

/** Five times what is usual (GET /intake/pace), and this until that is known. */
const STALLED_MS = 3 * 60_000;

export function isStalled(
  item: Pick<Item, 'state' | 'receivedAt'>,
  now: Date,
  stalledAfter: number = STALLED_MS,
): boolean {
  return item.state === 'reading' && now.getTime() - Date.parse(item.receivedAt) > stalledAfter;
}

/** The state in a word, and under it what went wrong; `brief` where the page tells that itself. */
export function ItemState({
  item,
  brief = false,
  pace,
}: {
  readonly item: Item;
  readonly brief?: boolean;
  readonly pace?: Pace | undefined;
}) {
  const t = useTexts('intake');
  const dates = useDates();
  const stalled = isStalled(item, new Date(), pace?.stalledAfter);
  const doneAt = new Date(Date.parse(item.receivedAt) + (pace?.reading ?? 0));
  return (
    <div>
      <Group gap={4}>
        <Mark tone={TONES[item.state]}>{t(`state.${item.state}`)}</Mark>
        {item.state === 'reading' && doneAt > new Date() && (
          <Mark>{t('state.left', { left: dates.age(new Date().toISOString(), doneAt) })}</Mark>
        )}
        {stalled && (
          <Mark tone="attention" icon="clock">
            {t('state.stalled')}
          </Mark>
        )}
        {item.sameAs !== null && <Mark tone="attention">{t('state.sameBytes')}</Mark>}
        {item.malware === 'not-scanned' && <Mark>{t('state.notScanned')}</Mark>}
        {item.tries > 1 && <Mark>{t('state.tries', { count: item.tries })}</Mark>}
      </Group>
      {!brief && item.detail !== null && item.state === 'failed' && (
        <Text size="xs" maw="48ch">
          {item.detail}
        </Text>
      )}
    </div>
  );
}
