import { Text } from '@mantine/core';
import { Mark } from '../../../../ui/feedback/Mark.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { type Tone } from '../../../../ui/theme.ts';
import { useDates } from '../../../../ui/use-dates.ts';
import { type Source } from './source.ts';

const TONES: Readonly<Record<Source['state'], Tone>> = {
  working: 'good',
  silent: 'attention',
  failing: 'danger',
  disabled: 'neutral',
  new: 'info',
};

/** How a source is doing in a word, and under it what is wrong and since when. */
export function SourceState({ source }: { readonly source: Source }) {
  const t = useTexts('intake');
  const dates = useDates();
  return (
    <div>
      <Mark tone={TONES[source.state]}>{t(`sources.state.${source.state}`)}</Mark>
      {source.trouble !== null && source.troubleSince !== null && (
        <Text size="xs" maw="48ch">
          {t('sources.trouble', { reason: source.trouble, at: dates.instant(source.troubleSince) })}
        </Text>
      )}
    </div>
  );
}
