import { Group, Text } from '@mantine/core';
import { Mark } from '../../../ui/feedback/Mark.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { type Tone } from '../../../ui/theme.ts';
import { useDates } from '../../../ui/use-dates.ts';
import { type Item } from './item.ts';
import { type Progress } from './use-progress.ts';

const TONES: Readonly<Record<Item['state'], Tone>> = {
  reading: 'info',
  failed: 'danger',
  'to-separate': 'attention',
  'to-index': 'attention',
  settled: 'good',
};

/** The state in a word, how far its reading is, and under it what went wrong; `brief` where the page tells that itself. */
export function ItemState({
  item,
  brief = false,
  progress,
}: {
  readonly item: Item;
  readonly brief?: boolean;
  readonly progress?: Progress | undefined;
}) {
  const t = useTexts('intake');
  return (
    <div>
      <Group gap={4}>
        <Mark tone={TONES[item.state]}>{t(`state.${item.state}`)}</Mark>
        {item.state === 'reading' && progress !== undefined && <ReadingMarks progress={progress} />}
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

function ReadingMarks({ progress }: { readonly progress: Progress }) {
  const t = useTexts('intake');
  const left = useTimeLeft(progress);
  const { pages, pagesDone, ahead, step, waitsFor, stalled } = progress;
  return (
    <>
      {step !== 'waiting' && pages !== null && (
        <Mark>{t('watch.page', { page: Math.min(pagesDone + 1, pages), pages })}</Mark>
      )}
      {step === 'waiting' && waitsFor === null && (
        <Mark>{ahead === 0 ? t('watch.next') : t('watch.ahead', { count: ahead })}</Mark>
      )}
      {waitsFor !== null && (
        <Mark tone="attention" icon="clock">
          {t(`watch.waits.${waitsFor}`)}
        </Mark>
      )}
      {left !== undefined && <Mark>{left}</Mark>}
      {stalled && (
        <Mark tone="attention" icon="clock">
          {t('state.stalled')}
        </Mark>
      )}
    </>
  );
}

/** "about 3 min left", where that can be said. */
export function useTimeLeft({ left }: Pick<Progress, 'left'>): string | undefined {
  const t = useTexts('intake');
  const dates = useDates();
  if (left === null) return undefined;
  return t('watch.left', { left: dates.age(new Date(0).toISOString(), new Date(left)) });
}
