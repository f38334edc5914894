import { Button, Group, Text } from '@mantine/core';
import { type ReactNode } from 'react';
import { Mark } from '../../../../ui/feedback/Mark.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { useActorWord } from '../../../../ui/use-actor-word.ts';
import { useDates } from '../../../../ui/use-dates.ts';
import classes from '../answers/answers.module.css';
import { type Court, type Objection } from './court.ts';

export interface CourtThreadProps {
  readonly court: Court;
  readonly mayDecide: boolean;
  readonly onDecide: (objection: Objection) => void;
  readonly onMistake: (objection: Objection) => void;
}

/** Objections with what the court made of them, and who appears: the newest first. */
export function CourtThread({ court, mayDecide, onDecide, onMistake }: CourtThreadProps) {
  const t = useTexts('release');
  const dates = useDates();
  const wordOf = useActorWord();
  const made = ({ at, by }: { readonly at: string; readonly by: string }) =>
    `${dates.instant(at)}, ${wordOf(by, court.people[by])}`;
  const entries: { readonly id: string; readonly at: string; readonly shown: ReactNode }[] = [
    ...court.objections.map((each) => ({
      ...{ id: each.id, at: each.at },
      shown: (
        <>
          <Group gap="xs">
            <Text size="sm" {...(each.fellHow === null ? {} : { td: 'line-through' })}>
              {t('court.objectedLine', {
                what: t(`court.objections.${each.kind}`),
                who: each.madeBy,
                day: dates.day(each.madeOn),
              })}
            </Text>
            <StateOfObjection objection={each} />
            {each.fellHow === null && each.decision === null && mayDecide && (
              <Button size="compact-sm" onClick={() => onDecide(each)}>
                {t('court.decide.title')}
              </Button>
            )}
            {each.fellHow === null && mayDecide && (
              <Button size="compact-sm" variant="default" onClick={() => onMistake(each)}>
                {t('court.mistake.title')}
              </Button>
            )}
          </Group>
          {each.fellHow !== null && (
            <Text size="sm">{t(`court.fellHow.${each.fellHow}`, { why: each.fellWhy ?? '' })}</Text>
          )}
          {each.decidedOn !== null && (
            <Text size="sm">
              {t('court.decidedLine', { who: each.decidedBy ?? '', day: dates.day(each.decidedOn) })}
            </Text>
          )}
          <Text size="xs" c="dimmed">
            {[
              each.paperWords,
              made(each),
              each.fellAt !== null &&
                t('court.mistake.struck', { when: made({ at: each.fellAt, by: each.fellBy ?? '' }) }),
            ]
              .filter(Boolean)
              .join(' · ')}
          </Text>
        </>
      ),
    })),
    ...court.appearances.map((each, index) => ({
      ...{ id: each.id, at: each.at },
      shown: (
        <>
          <Text size="sm" {...(index === 0 ? {} : { td: 'line-through' })}>
            {t('court.appearsLine', { who: each.person, day: dates.day(each.appearsOn) })}
            {each.note !== null && ` · ${each.note}`}
          </Text>
          <Text size="xs" c="dimmed">
            {made(each)}
          </Text>
        </>
      ),
    })),
  ].sort((a, b) => b.at.localeCompare(a.at));
  if (entries.length === 0) return null;
  return (
    <ul className={classes['parts']} aria-label={t('court.thread')}>
      {entries.map(({ id, shown }) => (
        <li key={id}>
          <div className={classes['part']}>{shown}</div>
        </li>
      ))}
    </ul>
  );
}

function StateOfObjection({ objection: { decision, fellHow } }: { readonly objection: Objection }) {
  const t = useTexts('release');
  if (fellHow !== null) return <Mark tone="info">{t('court.fell')}</Mark>;
  if (decision === null) return <Mark tone="danger">{t('court.undecided')}</Mark>;
  return <Mark tone={decision === 'sustained' ? 'danger' : 'good'}>{t(`court.decisions.${decision}`)}</Mark>;
}
