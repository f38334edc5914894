import { Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useRead } from '../../../../ui/api/reads.tsx';
import { ProblemNotice } from '../../../../ui/feedback/ProblemNotice.tsx';
import { ReasonDialog } from '../../../../ui/feedback/ReasonDialog.tsx';
import { Waiting } from '../../../../ui/feedback/Waiting.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { useCommands } from '../../../../ui/keys/KeysProvider.tsx';
import { Shortcut } from '../../../../ui/keys/Shortcut.tsx';
import { useMay } from '../../../../ui/session.ts';
import { outcomeContract } from '../../outcomes/contract.ts';
import { type ReleaseCase } from '../case.ts';
import { type Outcome, type Outcomes, useAnswerAct } from './answers.ts';
import { DenialDialog } from './DenialDialog.tsx';
import { ExtensionDialog } from './ExtensionDialog.tsx';
import { OutcomeCard, type OutcomeAct } from './OutcomeCard.tsx';
import { OutcomeDialog } from './OutcomeDialog.tsx';
import { AskReviewDialog, DecideReviewDialog } from './ReviewDialogs.tsx';

const OWN_RIGHT = ['individual', 'personal-representative', 'third-party-directive'];

/** What became of the case, each with its letter; and what can still become of it. */
export function OutcomesSection({ open }: { readonly open: ReleaseCase }) {
  const t = useTexts('release');
  const live = { live: ['release.', 'correspondence.'] };
  const read = useRead(outcomeContract.outcomes, { params: { id: open.id } }, live);
  if (open.requester === null) return <Text size="sm">{t('outcome.notYet')}</Text>;
  if (read.error !== null) return <ProblemNotice error={read.error} onRetry={() => void read.refetch()} />;
  if (read.data === undefined) return <Waiting rows={2} />;
  return <KnownOutcomes open={open} shown={read.data} />;
}

type Doing = 'record' | 'deny' | 'extend' | { readonly act: OutcomeAct; readonly of: Outcome };

function KnownOutcomes({ open, shown }: { readonly open: ReleaseCase; readonly shown: Outcomes }) {
  const t = useTexts('release');
  const may = useMay();
  const [doing, setDoing] = useState<Doing>();
  const close = () => setDoing(undefined);
  const withdraw = useAnswerAct(outcomeContract.withdrawOutcome, { onDone: close });
  const running = open.closure === null && open.cancellation === null;
  const ended = shown.outcomes.some(({ ends, withdrawn }) => ends && withdrawn === null);
  const mayRecord = running && !ended && may('release/work');
  const mayDeny = running && !ended && may('release/approve') && OWN_RIGHT.includes(open.requester?.class ?? '');
  useCommands([
    {
      ...{ id: 'release.record-outcome', label: t('outcome.record'), keys: ['e'], reversal: 'reversible' as const },
      run: () => setDoing('record'),
      disabled: !mayRecord,
    },
  ]);
  const touched = typeof doing === 'object' ? doing : undefined;
  return (
    <Stack gap="sm">
      {shown.outcomes.length === 0 && <Text size="sm">{t('outcome.none')}</Text>}
      {shown.outcomes.map((outcome) => (
        <OutcomeCard
          key={outcome.id}
          outcome={outcome}
          people={shown.people}
          running={running}
          onDo={(act) => setDoing({ act, of: outcome })}
        />
      ))}
      {(mayRecord || mayDeny) && (
        <Group gap="sm">
          {mayRecord && (
            <Button size="xs" onClick={() => setDoing('record')} rightSection={<Shortcut keys="e" />}>
              {t('outcome.record')}
            </Button>
          )}
          {mayRecord && shown.extension !== null && (
            <Button size="xs" variant="default" onClick={() => setDoing('extend')}>
              {t('outcome.extend')}
            </Button>
          )}
          {mayDeny && (
            <Button size="xs" variant="default" onClick={() => setDoing('deny')}>
              {t('outcome.deny')}
            </Button>
          )}
        </Group>
      )}
      {doing === 'record' && <OutcomeDialog open={open} shown={shown} onClose={close} />}
      {doing === 'deny' && <DenialDialog open={open} onClose={close} />}
      {doing === 'extend' && shown.extension !== null && (
        <ExtensionDialog open={open} extension={shown.extension} onClose={close} />
      )}
      {touched?.act === 'withdraw' && (
        <ReasonDialog
          title={t('outcome.withdraw')}
          text={t('outcome.withdrawText')}
          action={t('outcome.withdraw')}
          busy={withdraw.isPending}
          error={withdraw.error}
          onConfirm={(reason) => withdraw.run({ params: { id: open.id, outcomeId: touched.of.id }, body: { reason } })}
          onCancel={close}
        />
      )}
      {touched?.act === 'ask-review' && <AskReviewDialog open={open} outcome={touched.of} onClose={close} />}
      {touched?.act === 'decide-review' && touched.of.review !== null && (
        <DecideReviewDialog open={open} review={touched.of.review} onClose={close} />
      )}
    </Stack>
  );
}
