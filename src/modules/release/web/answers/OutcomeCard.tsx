import { Button, Group, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { Mark } from '../../../../ui/feedback/Mark.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { useMay } from '../../../../ui/session.ts';
import { type Tone } from '../../../../ui/theme.ts';
import { useActorWord } from '../../../../ui/use-actor-word.ts';
import { useDates } from '../../../../ui/use-dates.ts';
import { casePath } from '../paths.ts';
import { type Outcome, type Outcomes } from './answers.ts';
import classes from './answers.module.css';

export type OutcomeAct = 'withdraw' | 'ask-review' | 'decide-review';

const LETTER_TONES: Readonly<Record<string, Tone>> = { draft: 'attention', 'on-its-way': 'info', left: 'good' };

export interface OutcomeCardProps {
  readonly outcome: Outcome;
  readonly people: Outcomes['people'];
  readonly running: boolean;
  readonly onDo: (act: OutcomeAct) => void;
}

/** One outcome: why, by which rules, what its letter did, and the review of a denial. */
export function OutcomeCard({ outcome, people, running, onDo }: OutcomeCardProps) {
  const t = useTexts('release');
  const may = useMay();
  const dates = useDates();
  const wordOf = useActorWord();
  const { kind, letter, withdrawn, review, duplicateOf, promisedOn, effect } = outcome;
  const stands = withdrawn === null;
  const name = t(`outcome.kinds.${kind}`);
  return (
    <section className={classes['outcome']} aria-label={`${name}, ${dates.instant(outcome.at)}`}>
      <Stack gap="xs">
        <Group gap="sm">
          <Text fw={650} {...(stands ? {} : { td: 'line-through' })}>
            {name}
          </Text>
          {!stands && <Mark>{t('outcome.withdrawn')}</Mark>}
          {letter !== null && stands && (
            <Mark tone={LETTER_TONES[letter.state] ?? 'neutral'}>
              {t(`outcome.letters.${letter.state}`, { number: letter.number })}
            </Mark>
          )}
        </Group>
        <Text size="sm">
          {outcome.reason} · {dates.instant(outcome.at)}, {wordOf(outcome.by, people[outcome.by])}
        </Text>
        {duplicateOf !== null && (
          <Text size="sm">
            <Link to={casePath(duplicateOf.id)}>{t('outcome.duplicateOf', { number: duplicateOf.number })}</Link>
          </Text>
        )}
        {promisedOn !== null && <Text size="sm">{t('outcome.promised', { day: dates.day(promisedOn) })}</Text>}
        {outcome.rules.map((rule) => (
          <Text key={rule.ruleId} size="sm" c="dimmed">
            {rule.cite === undefined ? rule.text : `${rule.text} (${rule.cite})`}
          </Text>
        ))}
        {effect !== null && (
          <Text size="sm">{t(`outcome.effects.${effect.split('/').at(-1) ?? effect}`, { defaultValue: effect })}</Text>
        )}
        {outcome.noLetterReason !== null && (
          <Text size="sm">{t('outcome.noLetter', { why: outcome.noLetterReason })}</Text>
        )}
        {withdrawn !== null && (
          <Text size="sm">
            {withdrawn.reason} · {dates.instant(withdrawn.at)}, {wordOf(withdrawn.by, people[withdrawn.by])}
          </Text>
        )}
        {stands && letter?.state === 'draft' && <Text size="sm">{t('outcome.sendIt')}</Text>}
        {review !== null && (
          <Text size="sm">
            {review.decision === null
              ? t('outcome.review.waits', { who: review.reviewer, day: dates.day(review.askedOn) })
              : t(`outcome.review.decided.${review.decision}`, { who: review.reviewer, why: review.reason ?? '' })}{' '}
            {review.newRequestId !== null && (
              <Link to={casePath(review.newRequestId)}>{t('outcome.review.newCase')}</Link>
            )}
          </Text>
        )}
        <Group gap="sm">
          {stands && running && letter?.state !== 'left' && may('release/work') && (
            <Button size="compact-sm" variant="default" onClick={() => onDo('withdraw')}>
              {t('outcome.withdraw')}
            </Button>
          )}
          {stands && outcome.reviewable && review === null && letter?.state === 'left' && may('release/work') && (
            <Button size="compact-sm" variant="default" onClick={() => onDo('ask-review')}>
              {t('outcome.review.ask')}
            </Button>
          )}
          {review !== null && review.decision === null && may('release/approve') && (
            <Button size="compact-sm" onClick={() => onDo('decide-review')}>
              {t('outcome.review.decide')}
            </Button>
          )}
        </Group>
      </Stack>
    </section>
  );
}
