import { Button, DataList, Group, Stack, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { ReasonDialog } from '../../../../ui/feedback/ReasonDialog.tsx';
import { Mark } from '../../../../ui/feedback/Mark.tsx';
import { Notice } from '../../../../ui/feedback/Notice.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { useMay } from '../../../../ui/session.ts';
import { useActorWord } from '../../../../ui/use-actor-word.ts';
import { useDates } from '../../../../ui/use-dates.ts';
import { payerContract } from '../../payers/contract.ts';
import { Fact } from '../Fact.tsx';
import { casePath } from '../paths.ts';
import { AnswerPayerDialog } from './AnswerPayerDialog.tsx';
import { AppealDialog } from './AppealDialog.tsx';
import { ChooseDestinationDialog } from './ChooseDestinationDialog.tsx';
import { InjuryDialog } from './InjuryDialog.tsx';
import { MatchNotice } from './MatchNotice.tsx';
import { type Appeal, type PayerCase, printMega, type Submission, usePayerAct } from './payer.ts';
import { ProofDialog } from './ProofDialog.tsx';
import { StandingDialog } from './StandingDialog.tsx';
import { SubmissionCard } from './SubmissionCard.tsx';
import { SubmissionDialog } from './SubmissionDialog.tsx';

type Asking =
  | { readonly what: 'choose' | 'submit' | 'appeal' | 'injury' | 'standing' | 'end-standing' }
  | { readonly what: 'prove' | 'answer'; readonly submission: Submission }
  | { readonly what: 'drop'; readonly appeal: Appeal };

export interface PayerSectionProps {
  readonly requestId: string;
  readonly shown: PayerCase;
  readonly ended: boolean;
}

/** Where the records are handed in, by which names; what was handed in, with proof and answers; appeals; the injury. */
export function PayerSection({ requestId, shown, ended }: PayerSectionProps) {
  const t = useTexts('release');
  const dates = useDates();
  const may = useMay();
  const wordOf = useActorWord();
  const [asking, setAsking] = useState<Asking>();
  const close = () => setAsking(undefined);
  const drop = usePayerAct(payerContract.dropAppeal, { onDone: close });
  const end = usePayerAct(payerContract.endStanding, { onDone: close });
  const mayWork = may('release/work') && !ended;
  const { destination, facts, files, injury, standing, match } = shown;
  const ask = (what: 'choose' | 'submit' | 'appeal' | 'injury' | 'standing' | 'end-standing') => (
    <Button size="xs" variant="default" onClick={() => setAsking({ what })}>
      {t(`payer.ask.${what}`)}
    </Button>
  );
  return (
    <Stack gap="md">
      {match !== null && <MatchNotice requestId={requestId} match={match} mayWork={mayWork} />}
      {destination === null || facts === null ? (
        <Text size="sm">{t('payer.none')}</Text>
      ) : (
        <DataList>
          <Fact label={t('payer.destination')}>
            {destination.name} · {t(`payer.kinds.${destination.kind}`)}
          </Fact>
          {facts.caseNumber !== null && <Fact label={t('payer.caseNumber')}>{facts.caseNumber}</Fact>}
          {facts.claimNumber !== null && <Fact label={t('payer.claimNumber')}>{facts.claimNumber}</Fact>}
          {facts.letterOn !== null && <Fact label={t('payer.letterOn')}>{dates.day(facts.letterOn)}</Fact>}
          <Fact label={t('payer.accepts')}>{destination.ways.map((way) => t(`payer.ways.${way}`)).join(', ')}</Fact>
          <Fact label={t('payer.limits')}>
            {t('payer.limitsText', {
              file: printMega(destination.fileBytes),
              all: printMega(destination.submissionBytes),
            })}
          </Fact>
          {destination.letterFirst && <Fact label={t('payer.firstPage')}>{t('payer.letterFirst')}</Fact>}
          {destination.notes !== null && <Fact label={t('payer.notes')}>{destination.notes}</Fact>}
        </DataList>
      )}
      {shown.clocks.map((clock) => (
        <Notice
          key={clock.ruleId}
          tone={clock.met ? 'good' : clock.acts ? 'info' : 'attention'}
          icon="clock"
          title={t(clock.met ? 'payer.clockMet' : 'payer.clock', { day: dates.day(clock.dueOn), cite: clock.cite })}
        >
          {!clock.acts && t('payer.clockUnverified')}
        </Notice>
      ))}
      {mayWork && <Group>{ask('choose')}</Group>}

      {files !== null && (
        <section aria-label={t('payer.files')}>
          <Title order={3} size="h5">
            {t('payer.files')}
          </Title>
          {files.missing.length > 0 && (
            <Notice
              tone="attention"
              title={t('payer.missing', {
                fields: files.missing.map((field) => t(`payer.fields.${field}`)).join(', '),
              })}
            />
          )}
          {files.shortened && <Notice tone="info" title={t('payer.shortened')} />}
          {files.tooMuch && <Notice tone="attention" title={t('payer.tooMuch', { size: printMega(files.bytes) })} />}
          <ul>
            {files.files.map((file) => (
              <li key={file.name}>
                <Text span size="sm" ff="monospace" style={{ overflowWrap: 'anywhere' }}>
                  {file.name}
                </Text>{' '}
                <Text span size="sm">
                  {t('payer.mega', { size: printMega(file.bytes) })}
                </Text>{' '}
                {file.tooLarge && <Mark tone="danger">{t('payer.tooLarge')}</Mark>}
              </li>
            ))}
          </ul>
        </section>
      )}

      {destination !== null && (
        <section aria-label={t('payer.submissions')}>
          <Title order={3} size="h5" mb="xs">
            {t('payer.submissions')}
          </Title>
          <Stack gap="sm">
            {shown.submissions.length === 0 && (
              <Text size="sm">{t(shown.handedOver ? 'payer.notHandedIn' : 'payer.logFirst')}</Text>
            )}
            {shown.submissions.map((submission) => (
              <SubmissionCard
                key={submission.id}
                submission={submission}
                people={shown.people}
                {...(mayWork
                  ? {
                      onProve: () => setAsking({ what: 'prove', submission }),
                      onAnswer: () => setAsking({ what: 'answer', submission }),
                    }
                  : {})}
              />
            ))}
            {shown.appeals.map((appeal) => (
              <Group key={appeal.id} gap="sm" align="baseline">
                <Text size="sm" fw={600}>
                  {t(`payer.levels.${appeal.level}`)}
                </Text>
                <Mark tone={appeal.late ? 'danger' : appeal.state === 'open' ? 'attention' : 'neutral'}>
                  {t(`payer.appealStates.${appeal.state}`, { day: dates.day(appeal.dueOn) })}
                </Mark>
                <Text size="sm">{appeal.dropReason ?? appeal.reason}</Text>
                {mayWork && appeal.state === 'open' && (
                  <Button size="compact-sm" variant="default" onClick={() => setAsking({ what: 'drop', appeal })}>
                    {t('payer.drop.open')}
                  </Button>
                )}
              </Group>
            ))}
            <Group>
              {may('release/deliver') && !ended && shown.handedOver && ask('submit')}
              {mayWork && shown.submissions.length > 0 && ask('appeal')}
            </Group>
          </Stack>
        </section>
      )}

      <section aria-label={t('payer.injury')}>
        <Title order={3} size="h5" mb="xs">
          {t('payer.injury')}
        </Title>
        {injury === null ? (
          <Text size="sm">{t('payer.noInjury')}</Text>
        ) : (
          <DataList>
            <Fact label={t('payer.injuredOn')}>
              {injury.untilOn === null
                ? dates.day(injury.injuredOn)
                : t('payer.injuryDays', { from: dates.day(injury.injuredOn), to: dates.day(injury.untilOn) })}
            </Fact>
            <Fact label={t('payer.bodyPart')}>{injury.bodyPart}</Fact>
            <Fact label={t('payer.claimNumber')}>{injury.claimNumber}</Fact>
            <Fact label={t('payer.stateLaw')}>{injury.stateLaw}</Fact>
          </DataList>
        )}
        {standing !== null && (
          <Stack gap={4} mt="xs">
            <Group gap="sm">
              <Mark tone={standing.state === 'open' ? 'info' : 'neutral'}>
                {t(`payer.standing.${standing.state}`, { day: dates.day(standing.untilOn) })}
              </Mark>
              <Text size="xs" c="dimmed">
                {dates.instant(standing.at)}, {wordOf(standing.by, shown.people[standing.by])}
              </Text>
            </Group>
            <Group gap="sm">
              {standing.cases.map(({ id, number }) => (
                <Link key={id} to={casePath(id)}>
                  {number}
                </Link>
              ))}
            </Group>
          </Stack>
        )}
        {mayWork && (
          <Group mt="xs">
            {ask('injury')}
            {injury !== null && standing?.state !== 'open' && ask('standing')}
            {standing?.state === 'open' && ask('end-standing')}
          </Group>
        )}
      </section>

      {asking?.what === 'choose' && <ChooseDestinationDialog requestId={requestId} shown={shown} onClose={close} />}
      {asking?.what === 'submit' && <SubmissionDialog requestId={requestId} shown={shown} onClose={close} />}
      {asking?.what === 'appeal' && <AppealDialog requestId={requestId} shown={shown} onClose={close} />}
      {asking?.what === 'injury' && <InjuryDialog requestId={requestId} shown={shown} onClose={close} />}
      {asking?.what === 'standing' && <StandingDialog requestId={requestId} onClose={close} />}
      {asking?.what === 'prove' && (
        <ProofDialog requestId={requestId} submission={asking.submission} today={shown.today} onClose={close} />
      )}
      {asking?.what === 'answer' && (
        <AnswerPayerDialog requestId={requestId} shown={shown} submission={asking.submission} onClose={close} />
      )}
      {asking?.what === 'drop' && (
        <ReasonDialog
          title={t('payer.drop.title', { level: t(`payer.levels.${asking.appeal.level}`) })}
          text={t('payer.drop.text')}
          action={t('payer.drop.open')}
          busy={drop.isPending}
          error={drop.error}
          onConfirm={(reason) => drop.run({ params: { id: requestId, appealId: asking.appeal.id }, body: { reason } })}
          onCancel={close}
        />
      )}
      {asking?.what === 'end-standing' && (
        <ReasonDialog
          title={t('payer.ask.end-standing')}
          text={t('payer.standing.endText')}
          action={t('payer.ask.end-standing')}
          busy={end.isPending}
          error={end.error}
          onConfirm={(reason) => end.run({ params: { id: requestId }, body: { reason } })}
          onCancel={close}
        />
      )}
    </Stack>
  );
}
