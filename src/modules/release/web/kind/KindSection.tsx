import { Button, DataList, Group, Paper, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { type ResponseOf } from '../../../../platform/http/contract.ts';
import { useRead } from '../../../../ui/api/reads.tsx';
import { Mark } from '../../../../ui/feedback/Mark.tsx';
import { ProblemNotice } from '../../../../ui/feedback/ProblemNotice.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { useMay } from '../../../../ui/session.ts';
import { useActorWord } from '../../../../ui/use-actor-word.ts';
import { useDates } from '../../../../ui/use-dates.ts';
import { kindContract } from '../../kind/contract.ts';
import { type ReleaseCase } from '../case.ts';
import { Fact } from '../Fact.tsx';
import { Reasons } from '../Reasons.tsx';
import { word } from '../words.ts';
import { LetterForm } from './LetterForm.tsx';
import { StampDialog } from './StampDialog.tsx';

export type KindRead = ResponseOf<typeof kindContract.kind>;

/** What the request is before the law, why, and what follows: the clock, the fee, what the paper still lacks. */
export function KindSection({ open }: { readonly open: ReleaseCase }) {
  const t = useTexts('release');
  const may = useMay();
  const read = useRead(kindContract.kind, { params: { id: open.id } }, { live: ['release.', 'regulations.'] });
  const [doing, setDoing] = useState<'letter' | 'stamp'>();
  if (read.error !== null) return <ProblemNotice error={read.error} onRetry={() => void read.refetch()} />;
  if (read.data === undefined) return null;
  const { decided } = read.data;
  const running = open.closure === null && open.cancellation === null;
  const mayWork = may('release/work') && running;
  const handedOver = ['delivered', 'handing-over'].includes(open.status);
  return (
    <Paper p="md" radius="md" withBorder component="section" aria-label={t('kind.title')}>
      <Stack gap="xs">
        <Group justify="space-between" gap="xs">
          <Group gap="xs">
            <Text fw={600}>{t('kind.title')}</Text>
            {decided !== null && (
              <Mark tone={decided.kind === null ? 'attention' : 'info'}>
                {decided.kind === null ? t('kind.undecided') : t(`kind.kinds.${decided.kind}`)}
              </Mark>
            )}
          </Group>
          {mayWork && (
            <Group gap="xs">
              {decided !== null && doing !== 'letter' && open.approval?.decision !== 'approved' && (
                <Button
                  size="compact-sm"
                  variant={decided.needs.length > 0 ? 'filled' : 'default'}
                  onClick={() => setDoing('letter')}
                >
                  {t('kind.readLetter')}
                </Button>
              )}
              {!handedOver && (
                <Button size="compact-sm" variant="default" onClick={() => setDoing('stamp')}>
                  {t('kind.setBack')}
                </Button>
              )}
            </Group>
          )}
        </Group>
        {decided === null ? <NotRead kind={read.data} /> : <Decided kind={read.data} />}
        {doing === 'letter' && decided !== null && (
          <LetterForm open={open} said={read.data.said} needs={decided.needs} onDone={() => setDoing(undefined)} />
        )}
        <Corrections kind={read.data} />
      </Stack>
      {doing === 'stamp' && <StampDialog open={open} onClose={() => setDoing(undefined)} />}
    </Paper>
  );
}

/** Nobody has read it yet: it counts by the strictest time until somebody has. */
function NotRead({ kind: { clocks } }: { readonly kind: KindRead }) {
  const t = useTexts('release');
  const dates = useDates();
  return (
    <>
      <Text size="sm">{t('kind.notDescribed')}</Text>
      {clocks.map(({ ruleId, dueOn, citations }) => (
        <Text key={ruleId} size="sm">
          {t('kind.notReadClock', { day: dates.day(dueOn), cite: citations.join('; ') })}
        </Text>
      ))}
    </>
  );
}

function Decided({ kind }: { readonly kind: KindRead }) {
  const t = useTexts('release');
  const dates = useDates();
  const { decided, clocks } = kind;
  if (decided === null) return null;
  return (
    <>
      {decided.needs.length > 0 && (
        <Text size="sm">
          {t('kind.needs', { facts: decided.needs.map((fact) => t(`kind.facts.${fact}`)).join(', ') })}
        </Text>
      )}
      {decided.warnings.map((warning) => (
        <Text key={warning} size="sm">
          {warning}
        </Text>
      ))}
      {decided.lacks.length > 0 && (
        <Text size="sm">
          <strong>{t('kind.lacks')}</strong> {decided.lacks.map(({ text, cite }) => `${text} (${cite})`).join('; ')}
        </Text>
      )}
      <DataList>
        {decided.reasons.length > 0 && (
          <Fact label={t('kind.because')}>
            <Reasons reasons={decided.reasons} />
          </Fact>
        )}
        <Fact label={t('kind.clock')}>
          {clocks.length === 0
            ? t('clock.none')
            : clocks.map(({ ruleId, title, citations, dueOn, acts }) => (
                <Text key={ruleId} size="sm">
                  {t('kind.clockLine', { title, day: dates.day(dueOn), cite: citations.join('; ') })}
                  {!acts && ` · ${t('clock.warnsOnly')}`}
                </Text>
              ))}
        </Fact>
        <Fact label={t('kind.fee')}>
          {t(`fee.kinds.${decided.fee.kind}`)}
          {decided.ruleRequester !== 'other' &&
            ` · ${t('kind.seenAs', { who: word('classes', decided.ruleRequester, t) })}`}
        </Fact>
      </DataList>
    </>
  );
}

function Corrections({ kind }: { readonly kind: KindRead }) {
  const t = useTexts('release');
  const dates = useDates();
  const wordOf = useActorWord();
  return kind.corrections.map(({ at, by, wasAt, setTo, reason }) => (
    <Text key={at} size="sm" c="dimmed">
      {t('kind.corrected', {
        ...{ was: dates.instant(wasAt), setTo: dates.instant(setTo), reason },
        ...{ who: wordOf(by, kind.people[by]), at: dates.instant(at) },
      })}
    </Text>
  ));
}
