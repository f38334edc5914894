import { Button, DataList, Group, Paper, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useRead } from '../../../../ui/api/reads.tsx';
import { Mark } from '../../../../ui/feedback/Mark.tsx';
import { Notice } from '../../../../ui/feedback/Notice.tsx';
import { ProblemNotice } from '../../../../ui/feedback/ProblemNotice.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { useCommands } from '../../../../ui/keys/KeysProvider.tsx';
import { Shortcut } from '../../../../ui/keys/Shortcut.tsx';
import { useMay } from '../../../../ui/session.ts';
import { useDates } from '../../../../ui/use-dates.ts';
import { courtContract } from '../../court/contract.ts';
import { type ReleaseCase } from '../case.ts';
import { Fact } from '../Fact.tsx';
import { casePath, courtPath } from '../paths.ts';
import { Reasons } from '../Reasons.tsx';
import { type Court, type Objection } from './court.ts';
import { AppearanceDialog, ClockDialog, DecisionDialog, ObjectionDialog } from './CourtDialogs.tsx';
import { CourtDue } from './CourtDue.tsx';
import { CourtPaperDialog } from './CourtPaperDialog.tsx';
import { CourtThread } from './CourtThread.tsx';
import { HoldOffer } from './HoldOffer.tsx';
import { MistakeDialog } from './MistakeDialog.tsx';
import { ProcessDialog } from './ProcessDialog.tsx';
import { ProcessFacts } from './ProcessFacts.tsx';

type Doing =
  'record' | 'object' | 'appear' | 'meet' | 'paper' | { readonly decide: Objection } | { readonly mistake: Objection };

/** The subpoena or order of a case: shown only where there is one, or should be. */
export function CourtSection({ open }: { readonly open: ReleaseCase }) {
  const read = useRead(courtContract.court, { params: { id: open.id } }, { live: ['release.'] });
  if (read.error !== null) return <ProblemNotice error={read.error} onRetry={() => void read.refetch()} />;
  if (read.data?.concerns !== true) return null;
  return <KnownCourt open={open} court={read.data} />;
}

function KnownCourt({ open, court }: { readonly open: ReleaseCase; readonly court: Court }) {
  const t = useTexts('release');
  const may = useMay();
  const [doing, setDoing] = useState<Doing>();
  const { process, due, needs, against } = court;
  const running = open.closure === null && open.cancellation === null;
  const mayWork = running && may('release/work');
  const mayDecide = running && may('release/approve');
  useCommands([
    {
      ...{ id: 'release.court', label: t('court.goTo'), keys: ['y'], reversal: 'reversible' as const },
      run: () => setDoing('record'),
      disabled: !mayWork,
    },
  ]);
  const dialog = { open, court, onClose: () => setDoing(undefined) };
  return (
    <Paper p="md" radius="md" withBorder component="section" aria-label={t('court.title')}>
      <Stack gap="xs">
        <Group justify="space-between" gap="xs">
          <Group gap="xs">
            <Text fw={600}>{t('court.title')}</Text>
            {process !== null && <Mark tone="info">{t(`court.kinds.${process.kind}`)}</Mark>}
            <CourtDue due={due} />
          </Group>
          <Button component={Link} to={courtPath} size="compact-sm" variant="default">
            {t('court.desk')}
          </Button>
        </Group>
        {against.length > 0 && (
          <Notice tone="danger" icon="scales" title={t('court.against')}>
            <Reasons reasons={against} />
          </Notice>
        )}
        {needs.length > 0 && (
          <Text size="sm">
            <strong>{t('court.missing')}</strong> {needs.map((need) => t(`court.needs.${need}`)).join('; ')}
          </Text>
        )}
        {process !== null && <ProcessFacts process={process} court={court} open={open} />}
        <Earlier court={court} />
        <CourtThread
          court={court}
          mayDecide={mayDecide}
          onDecide={(decide) => setDoing({ decide })}
          onMistake={(mistake) => setDoing({ mistake })}
        />
        {process !== null && <HoldOffer open={open} court={court} />}
        {mayWork && (
          <Group gap="xs">
            <Button
              size="compact-sm"
              variant={process === null ? 'filled' : 'default'}
              onClick={() => setDoing('record')}
              rightSection={<Shortcut keys="y" />}
            >
              {t(process === null ? 'court.record' : 'court.correct')}
            </Button>
            {process !== null && (
              <>
                <Button size="compact-sm" variant="default" onClick={() => setDoing('object')}>
                  {t('court.object.title')}
                </Button>
                <Button size="compact-sm" variant="default" onClick={() => setDoing('appear')}>
                  {t('court.appear.title')}
                </Button>
                <Button size="compact-sm" variant="default" onClick={() => setDoing('paper')}>
                  {t('court.papersOut.title')}
                </Button>
              </>
            )}
            {court.stateClock !== null && (
              <Button size="compact-sm" variant="default" onClick={() => setDoing('meet')}>
                {t('court.meet.title')}
              </Button>
            )}
          </Group>
        )}
      </Stack>
      {doing === 'record' && <ProcessDialog {...dialog} />}
      {doing === 'object' && <ObjectionDialog {...dialog} />}
      {doing === 'appear' && <AppearanceDialog {...dialog} />}
      {doing === 'meet' && <ClockDialog {...dialog} />}
      {doing === 'paper' && <CourtPaperDialog {...dialog} />}
      {typeof doing === 'object' && 'decide' in doing && <DecisionDialog {...dialog} objection={doing.decide} />}
      {typeof doing === 'object' && 'mistake' in doing && <MistakeDialog {...dialog} objection={doing.mistake} />}
    </Paper>
  );
}

/** The same matter was served before: the other cases, one line each. */
function Earlier({ court }: { readonly court: Court }) {
  const t = useTexts('release');
  const dates = useDates();
  if (court.earlier.length === 0) return null;
  return (
    <DataList>
      <Fact label={t('court.sameMatter')}>
        {court.earlier.map(({ id, number, court: where, kind, servedOn, open, samePatient }) => (
          <Text key={id} size="sm">
            <Link to={casePath(id)}>{number}</Link> · {t(`court.kinds.${kind}`)}, {where},{' '}
            {t('court.servedLine', { day: dates.day(servedOn) })} ·{' '}
            {t(samePatient ? 'court.samePatient' : 'court.otherPatient')} ·{' '}
            {t(open ? 'court.stillOpen' : 'court.answered')}
          </Text>
        ))}
      </Fact>
    </DataList>
  );
}
