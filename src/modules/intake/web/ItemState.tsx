import { Group, Text } from '@mantine/core';
import { Mark } from '../../../ui/feedback/Mark.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { type Tone } from '../../../ui/theme.ts';
import { type Item } from './item.ts';

const TONES: Readonly<Record<Item['state'], Tone>> = {
  reading: 'info',
  failed: 'danger',
  'to-separate': 'attention',
  'to-index': 'attention',
  settled: 'good',
};

/** Reading takes seconds a page; an item that waits longer than this is worth a look. */
const STALLED_MS = 3 * 60_000;

export function isStalled(item: Pick<Item, 'state' | 'receivedAt'>, now: Date): boolean {
  return item.state === 'reading' && now.getTime() - Date.parse(item.receivedAt) > STALLED_MS;
}

/** The state in a word, and under it what went wrong; `brief` where the page tells that itself. */
export function ItemState({ item, brief = false }: { readonly item: Item; readonly brief?: boolean }) {
  const t = useTexts('intake');
  return (
    <div>
      <Group gap={4}>
        <Mark tone={TONES[item.state]}>{t(`state.${item.state}`)}</Mark>
        {isStalled(item, new Date()) && (
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
