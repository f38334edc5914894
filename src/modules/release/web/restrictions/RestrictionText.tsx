import { Group, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { Mark } from '../../../../ui/feedback/Mark.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { type Tone } from '../../../../ui/theme.ts';
import { useActorWord } from '../../../../ui/use-actor-word.ts';
import { useDates } from '../../../../ui/use-dates.ts';
import { useDocumentTypes } from '../../../documents/web/index.tsx';
import { rulePath } from '../../../regulations/web/index.tsx';
import { word } from '../words.ts';
import { ReachText } from './ReachText.tsx';
import { type Restriction } from './restriction.ts';

const TONES: Record<'open' | 'agreed' | 'refused' | 'ended', Tone> = {
  open: 'attention',
  agreed: 'info',
  refused: 'neutral',
  ended: 'neutral',
};

/** One restriction in words: what, from whom, since when, and what became of it. */
export function RestrictionText(props: {
  readonly restriction: Restriction;
  readonly people: Readonly<Record<string, string>>;
}) {
  const { restriction, people } = props;
  const t = useTexts('release');
  const dates = useDates();
  const wordOf = useActorWord();
  const { typeOf } = useDocumentTypes();
  const { answer, end, recipients, recipientName, typeCodes, encounterIds, documentIds } = restriction;
  const state = end !== null ? 'ended' : (answer?.answer ?? 'open');
  const fromWhom =
    restriction.kind === 'paid-in-full'
      ? t('restriction.plans')
      : [...(recipients ?? []).map((each) => word('classes', each, t)), recipientName].filter(Boolean).join(', ');
  const what = [
    encounterIds === null ? null : t('restriction.encounters', { count: encounterIds.length }),
    documentIds === null ? null : t('restriction.documents', { count: documentIds.length }),
    typeCodes === null ? null : typeCodes.map((code) => typeOf(code)?.name ?? code).join(', '),
    restriction.serviceFrom === null ? null : t('restriction.careFrom', { day: dates.day(restriction.serviceFrom) }),
    restriction.serviceTo === null ? null : t('restriction.careTo', { day: dates.day(restriction.serviceTo) }),
  ].filter((each) => each !== null);
  return (
    <Stack gap={2}>
      <Group gap="xs">
        <Mark tone={TONES[state]}>{t(`restriction.states.${state}`)}</Mark>
        <Text size="sm" fw={600}>
          {t(`restriction.kinds.${restriction.kind}`)}
        </Text>
      </Group>
      <Text size="sm">{restriction.words}</Text>
      {restriction.kind === 'confidential-communication' ? (
        <ReachText wish={restriction} />
      ) : (
        <Text size="sm">
          {t('restriction.keptFrom', { whom: fromWhom === '' ? t('restriction.everybody') : fromWhom })}
          {' · '}
          {what.length === 0 ? t('restriction.everything') : what.join(' · ')}
        </Text>
      )}
      <Text size="xs" c="dimmed">
        {t('restriction.asked', {
          day: dates.day(restriction.askedOn),
          how: t(`restriction.how.${restriction.askedHow}`),
        })}
        {' · '}
        {t('restriction.holds', { from: dates.day(restriction.holdsFrom) })}
        {restriction.holdsTo !== null && ` ${t('restriction.until', { day: dates.day(restriction.holdsTo) })}`}
      </Text>
      {answer !== null && (
        <Text size="xs" c="dimmed">
          {t(`restriction.answered.${answer.answer}`, {
            at: dates.instant(answer.at),
            who: wordOf(answer.by, people[answer.by]),
          })}
          {answer.reason !== null && `: ${answer.reason}`}{' '}
          <Link to={rulePath(answer.ruleId)}>{t('restriction.rule')}</Link>
        </Text>
      )}
      {end !== null && (
        <Text size="xs" c="dimmed">
          {t(`restriction.endedBy.${end.endedBy}`, { at: dates.instant(end.at), who: wordOf(end.by, people[end.by]) })}
          {end.notifiedOn !== null && ` · ${t('restriction.told', { day: dates.day(end.notifiedOn) })}`}: {end.reason}
          {end.endedBy === 'custodian' && ` ${t('restriction.stillCovers')}`}
        </Text>
      )}
    </Stack>
  );
}
