import { Button, DataList, Group, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { Mark } from '../../../ui/feedback/Mark.tsx';
import { Notice } from '../../../ui/feedback/Notice.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { useMay } from '../../../ui/session.ts';
import { useDates } from '../../../ui/use-dates.ts';
import { rulePath } from '../../regulations/web/index.tsx';
import { AuthorityForm } from './AuthorityForm.tsx';
import { type CaseWords, type ReleaseCase } from './case.ts';
import { ElementList } from './ElementList.tsx';
import { Fact } from './Fact.tsx';
import { RESULT_TONES, word } from './words.ts';

/** What the release rests on. A signed form is judged element by element; each decision names the rules it used. */
export function AuthoritySection({ open, words }: { readonly open: ReleaseCase; readonly words: CaseWords }) {
  const t = useTexts('release');
  const may = useMay();
  const dates = useDates();
  const [editing, setEditing] = useState(open.authority === null);
  const { authority } = open;
  const changeable = may('release/work') && open.packet === null && open.closure === null && open.cancellation === null;
  if (editing && changeable && open.patient !== null)
    return <AuthorityForm open={open} words={words} onDone={() => setEditing(false)} />;
  if (authority === null)
    return <Text size="sm">{t(open.patient === null ? 'authority.patientFirst' : 'authority.notYet')}</Text>;
  const entities = words.legalEntities.filter(({ id }) => authority.legalEntityIds.includes(id));
  const ranOut = authority.result !== authority.resultToday;
  return (
    <Stack gap="sm">
      <Group gap="xs">
        <Mark tone={RESULT_TONES[authority.resultToday] ?? 'neutral'}>{t(`results.${authority.resultToday}`)}</Mark>
        <Text size="sm" fw={600}>
          {word('bases', authority.basis, t)}
        </Text>
      </Group>
      {ranOut && (
        <Notice tone="danger" icon="alert" title={t('authority.changed')}>
          {t('authority.changedText', {
            day: dates.day(authority.evaluatedOn),
            was: t(`results.${authority.result}`),
            now: t(`results.${authority.resultToday}`),
          })}
        </Notice>
      )}
      {authority.warnings.length > 0 && (
        <Notice tone="attention" icon="alert" title={t('authority.warnings')}>
          {authority.warnings.map((warning) => (
            <div key={warning}>{warning}</div>
          ))}
        </Notice>
      )}
      <DataList>
        {authority.expiresOn !== null && <Fact label={t('authority.expiresOn')}>{dates.day(authority.expiresOn)}</Fact>}
        <Fact label={t('authority.custodians')}>{entities.map(({ name }) => name).join(', ') || '—'}</Fact>
        {authority.classesNamed.length > 0 && (
          <Fact label={t('authority.classes')}>
            {authority.classesNamed
              .map((name) => words.sensitiveClasses.find((each) => each.name === name)?.title ?? name)
              .join(', ')}
          </Fact>
        )}
        {authority.note !== null && <Fact label={t('authority.note')}>{authority.note}</Fact>}
      </DataList>
      {authority.elements.length > 0 && <ElementList elements={authority.elements} label={t('sections.authority')} />}
      <Text size="xs" c="dimmed">
        {t('authority.rules')}{' '}
        {authority.rules.map(({ ruleId }, at) => (
          <span key={ruleId}>
            {at > 0 && ', '}
            <Link to={rulePath(ruleId)}>{ruleId}</Link>
          </span>
        ))}
      </Text>
      {changeable && (
        <Group>
          <Button size="xs" variant="default" onClick={() => setEditing(true)}>
            {t('authority.again')}
          </Button>
        </Group>
      )}
    </Stack>
  );
}
