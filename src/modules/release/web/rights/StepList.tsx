import { Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { Mark } from '../../../../ui/feedback/Mark.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { useActorWord } from '../../../../ui/use-actor-word.ts';
import { useDates } from '../../../../ui/use-dates.ts';
import { rulePath } from '../../../regulations/web/index.tsx';
import { type Rights } from './rights.ts';

/** What was done, by whom, when, and whether its letter left. */
export function StepList(props: { readonly steps: Rights['steps']; readonly people: Rights['people'] }) {
  const t = useTexts('release');
  const dates = useDates();
  const wordOf = useActorWord();
  if (props.steps.length === 0) return <Text size="sm">{t('patientRights.nothingYet')}</Text>;
  return (
    <Stack gap="xs" component="ol" m={0} pl="md">
      {props.steps.map(({ id, kind, facts, at, by, letterId, letterLeftAt, promisedOn, effect }) => (
        <li key={id}>
          <Text size="sm" fw={600} component="span">
            {t(`patientRights.done.${kind}`)}
          </Text>{' '}
          {letterId !== null && (
            <Mark tone={letterLeftAt === null ? 'attention' : 'good'}>
              {letterLeftAt === null
                ? t('patientRights.letterWaits')
                : t('patientRights.letterLeft', { at: dates.instant(letterLeftAt) })}
            </Mark>
          )}
          <Text size="sm">
            {[
              facts.answer === undefined ? null : t(`patientRights.answers.${facts.answer}`),
              facts.ground === undefined ? null : t(`patientRights.grounds.${facts.ground}`),
              facts.name,
              facts.organisation,
              facts.personId === undefined ? null : props.people[facts.personId],
              facts.reason,
              facts.note,
              facts.words === undefined ? null : `“${facts.words}”`,
              facts.cents === undefined ? null : `$${(facts.cents / CENTS).toFixed(2)}`,
              facts.rows === undefined ? null : t('patientRights.rows', { count: facts.rows }),
              facts.suspended === undefined || facts.suspended === 0
                ? null
                : t('patientRights.suspendedRows', { count: facts.suspended }),
              promisedOn === null ? null : t('patientRights.promised', { day: dates.day(promisedOn) }),
              effect === null || effect === 'met' || effect === 'extended' ? null : t('patientRights.noEffect'),
            ]
              .filter((each) => each !== null && each !== undefined && each !== '')
              .join(' · ')}
            {facts.ruleId !== undefined && (
              <>
                {' '}
                <Link to={rulePath(facts.ruleId)}>{facts.cite}</Link>
              </>
            )}
          </Text>
          <Text size="xs" c="dimmed">
            {wordOf(by, props.people[by])}, {dates.instant(at)}
          </Text>
        </li>
      ))}
    </Stack>
  );
}
const CENTS = 100;
