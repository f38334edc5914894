import { Button, Group, Stack, Text } from '@mantine/core';
import { Mark } from '../../../../ui/feedback/Mark.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { useActorWord } from '../../../../ui/use-actor-word.ts';
import { useDates } from '../../../../ui/use-dates.ts';
import classes from '../answers/answers.module.css';
import { STATE_TONES, type PayerCase, type Submission } from './payer.ts';

export interface SubmissionCardProps {
  readonly submission: Submission;
  readonly people: PayerCase['people'];
  readonly onProve?: () => void;
  readonly onAnswer?: () => void;
}

/** One submission: when, how, under which number, what proves it, what was answered. */
export function SubmissionCard({ submission, people, onProve, onAnswer }: SubmissionCardProps) {
  const t = useTexts('release');
  const dates = useDates();
  const wordOf = useActorWord();
  const { level, attempt, way, handedInOn, theirNumber, proof, outcomes } = submission;
  const name = t('payer.submission', {
    level: t(`payer.levels.${level}`),
    attempt,
    day: dates.day(handedInOn),
  });
  return (
    <Stack gap={4} className={classes['outcome'] ?? ''} component="article" aria-label={name}>
      <Group gap="sm">
        <Text size="sm" fw={600}>
          {name}
        </Text>
        {outcomes.length > 0 && (
          <Mark tone={STATE_TONES[outcomes.at(-1)?.outcome ?? 'waiting']}>
            {t(`payer.states.${outcomes.at(-1)?.outcome ?? 'waiting'}`)}
          </Mark>
        )}
        {proof === null && <Mark tone="attention">{t('payer.notProved')}</Mark>}
      </Group>
      <Text size="sm">
        {[submission.destination, t(`payer.ways.${way}`), theirNumber].filter((part) => part !== null).join(' · ')}
      </Text>
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        {submission.files.join(', ')}
      </Text>
      {proof !== null && (
        <Text size="sm">
          {t('payer.proved', {
            kind: t(`payer.proofs.${proof.kind}`),
            number: proof.number,
            day: dates.day(proof.receivedOn),
            who: wordOf(proof.by, people[proof.by]),
          })}
        </Text>
      )}
      <ul className={classes['history']}>
        {outcomes.map((outcome) => (
          <li key={outcome.at}>
            {[
              dates.day(outcome.answeredOn),
              t(`payer.states.${outcome.outcome}`),
              outcome.reason,
              wordOf(outcome.by, people[outcome.by]),
            ]
              .filter(Boolean)
              .join(' · ')}
          </li>
        ))}
      </ul>
      <Group gap="xs">
        {proof === null && onProve !== undefined && (
          <Button size="compact-sm" onClick={onProve} aria-label={t('payer.prove.openOf', { name })}>
            {t('payer.prove.open')}
          </Button>
        )}
        {onAnswer !== undefined && (
          <Button
            size="compact-sm"
            variant="default"
            onClick={onAnswer}
            aria-label={t('payer.answer.openOf', { name })}
          >
            {t('payer.answer.open')}
          </Button>
        )}
      </Group>
    </Stack>
  );
}
