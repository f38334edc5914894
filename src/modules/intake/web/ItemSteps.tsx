import { Paper, Progress as Bar, Stack, Text } from '@mantine/core';
import { Notice } from '../../../ui/feedback/Notice.tsx';
import { type Step, Steps } from '../../../ui/feedback/Steps.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { type Item } from './item.ts';
import { useTimeLeft } from './ItemState.tsx';
import { type Progress } from './use-progress.ts';

const STEPS = ['received', 'scanned', 'split', 'read', 'understood', 'queued'] as const;
type StepKey = (typeof STEPS)[number];

/** What an attempt is at, as the step that is under way. */
const AT: Readonly<Record<Progress['step'], StepKey>> = {
  waiting: 'scanned',
  scanning: 'scanned',
  splitting: 'split',
  reading: 'read',
  understanding: 'understood',
};

/** Reasons that end the reading of pages; all others show when the file is opened. */
const LOST_WITHIN: readonly string[] = ['timed-out', 'out-of-memory', 'crashed'];

/** From the door to the queue: where a file is, page by page while it is read. */
export function ItemSteps({ item, progress }: { readonly item: Item; readonly progress?: Progress | undefined }) {
  const t = useTexts('intake');
  const left = useTimeLeft({ left: progress?.left ?? null });
  const current = currentOf(item, progress);
  const at = STEPS.indexOf(current);
  const pages = progress?.pages ?? item.pages;
  const page =
    progress === undefined || progress.pages === null || progress.step === 'waiting'
      ? undefined
      : t('watch.page', { page: Math.min(progress.pagesDone + 1, progress.pages), pages: progress.pages });
  const hints: Partial<Record<StepKey, string | undefined>> = {
    scanned: item.malware === 'not-scanned' ? t('watch.notScanned') : undefined,
    split: pages === null || at <= STEPS.indexOf('split') ? undefined : t('watch.pages', { count: pages }),
    read: page,
    queued: item.state === 'to-separate' ? t('watch.toSeparate') : undefined,
  };
  const steps = STEPS.map((key, index): Step => {
    const hint = item.state === 'failed' && key === current ? t('watch.stopped') : hints[key];
    const state = index < at ? 'done' : index === at ? 'current' : 'ahead';
    return { key, label: t(`watch.${key}`), state, ...(hint === undefined ? {} : { hint }) };
  });
  const waiting = progress?.step === 'waiting' && progress.waitsFor === null;
  return (
    <Paper p="md" radius="md" maw={980}>
      <Stack gap="sm">
        <Steps label={t('watch.label')} steps={steps} />
        {page !== undefined && progress !== undefined && (
          <Bar.Root size="lg">
            <Bar.Section
              value={((progress.pagesDone ?? 0) / (progress.pages ?? 1)) * 100}
              aria-label={t('watch.label')}
              aria-valuetext={page}
            />
          </Bar.Root>
        )}
        {item.state === 'reading' && (
          <Text size="sm" role="status">
            {[
              page,
              waiting
                ? progress.ahead === 0
                  ? t('watch.next')
                  : t('watch.ahead', { count: progress.ahead })
                : undefined,
              left,
            ]
              .filter((each) => each !== undefined)
              .join(' · ') || t('item.reading')}
          </Text>
        )}
        {progress !== undefined && progress.waitsFor !== null && (
          <Notice tone="attention" icon="clock" title={t(`watch.waits.${progress.waitsFor}`)}>
            {t(`watch.waitsText.${progress.waitsFor}`)}
          </Notice>
        )}
        {progress?.stalled === true && progress.waitsFor === null && (
          <Notice tone="attention" icon="clock" title={t('state.stalled')}>
            {t('item.reading')}
          </Notice>
        )}
      </Stack>
    </Paper>
  );
}

function currentOf(item: Item, progress: Progress | undefined): StepKey {
  switch (item.state) {
    case 'reading':
      return AT[progress?.step ?? 'waiting'];
    case 'failed':
      return item.reason === 'malware' ? 'scanned' : LOST_WITHIN.includes(item.reason ?? '') ? 'read' : 'split';
    default:
      return 'queued';
  }
}
