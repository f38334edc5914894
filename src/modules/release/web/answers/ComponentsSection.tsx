import { Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useRead } from '../../../../ui/api/reads.tsx';
import { Mark } from '../../../../ui/feedback/Mark.tsx';
import { Notice } from '../../../../ui/feedback/Notice.tsx';
import { ProblemNotice } from '../../../../ui/feedback/ProblemNotice.tsx';
import { Waiting } from '../../../../ui/feedback/Waiting.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { Icon } from '../../../../ui/icons.tsx';
import { useMay } from '../../../../ui/session.ts';
import { useActorWord } from '../../../../ui/use-actor-word.ts';
import { useDates } from '../../../../ui/use-dates.ts';
import { componentContract } from '../../components/contract.ts';
import { type ReleaseCase } from '../case.ts';
import { AddComponentDialog } from './AddComponentDialog.tsx';
import { type Component, type Components, COMPONENT_TONES } from './answers.ts';
import classes from './answers.module.css';
import { StepDialog } from './StepDialog.tsx';

/** What was asked for beside the chart: who keeps each part, where it stands, and its day. */
export function ComponentsSection({ open }: { readonly open: ReleaseCase }) {
  const t = useTexts('release');
  const may = useMay();
  const [adding, setAdding] = useState(false);
  const [stepping, setStepping] = useState<Component>();
  const read = useRead(componentContract.components, { params: { id: open.id } }, { live: ['release.'] });
  if (read.error !== null) return <ProblemNotice error={read.error} onRetry={() => void read.refetch()} />;
  if (read.data === undefined) return <Waiting rows={2} />;
  const { components, owed } = read.data;
  const mayWork = open.closure === null && open.cancellation === null && may('release/work');
  const left = open.disclosures.some(({ outcome }) => outcome === 'handed-over');
  return (
    <Stack gap="sm">
      {owed > 0 && left && (
        <Notice tone="attention" title={t('answers.partial', { count: owed })}>
          {t('answers.partialText')}
        </Notice>
      )}
      {components.length === 0 && <Text size="sm">{t('answers.noComponents')}</Text>}
      <ul className={classes['parts']} aria-label={t('answers.components')}>
        {components.map((component) => (
          <li key={component.id}>
            <ComponentRow component={component} people={read.data.people} />
            {component.state !== 'sent' && mayWork && (
              <Button
                size="compact-sm"
                variant="default"
                aria-label={t('answers.step.openOf', { name: nameOf(component, t) })}
                onClick={() => setStepping(component)}
              >
                {t('answers.step.open')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {mayWork && (
        <Group>
          <Button
            size="xs"
            variant="default"
            leftSection={<Icon name="plus" size={14} />}
            onClick={() => setAdding(true)}
          >
            {t('answers.add.title')}
          </Button>
        </Group>
      )}
      {adding && <AddComponentDialog open={open} onClose={() => setAdding(false)} />}
      {stepping !== undefined && (
        <StepDialog open={open} shown={read.data} component={stepping} onClose={() => setStepping(undefined)} />
      )}
    </Stack>
  );
}

export function nameOf({ kind, what }: Pick<Component, 'kind' | 'what'>, t: (key: string) => string): string {
  const name = t(`answers.kinds.${kind}`);
  return what === null ? name : kind === 'other' ? what : `${name}: ${what}`;
}

function ComponentRow({ component, people }: { readonly component: Component; readonly people: Components['people'] }) {
  const t = useTexts('release');
  const dates = useDates();
  const wordOf = useActorWord();
  const { custodian, heldBy, state, dueOn, late, rule, steps } = component;
  return (
    <div className={classes['part']}>
      <Group gap="sm">
        <Text size="sm" fw={600}>
          {nameOf(component, t)}
        </Text>
        <Mark tone={COMPONENT_TONES[state]}>{t(`answers.states.${state}`)}</Mark>
        {late && dueOn !== null && <Mark tone="danger">{t('answers.late', { day: dates.day(dueOn) })}</Mark>}
      </Group>
      <Text size="sm">
        {custodian} · {t(`answers.holders.${heldBy}`)}
        {!late && component.owed && dueOn !== null && ` · ${t('answers.due', { day: dates.day(dueOn) })}`}
        {rule !== null && ` (${rule.cite})`}
      </Text>
      {rule !== null && !rule.acts && (
        <Text size="sm">{t('answers.unverifiedDay', { day: dates.day(rule.on), cite: rule.cite })}</Text>
      )}
      {component.owed &&
        rule?.warnings.map((warning) => (
          <Text key={warning} size="xs" c="dimmed">
            {warning}
          </Text>
        ))}
      <ul className={classes['history']} aria-label={t('answers.history', { name: nameOf(component, t) })}>
        {steps.map((step) => (
          <li key={step.at}>
            {[
              dates.instant(step.at),
              t(`answers.states.${step.state}`),
              step.sentWith,
              step.reason,
              wordOf(step.by, people[step.by]),
            ]
              .filter(Boolean)
              .join(' · ')}
          </li>
        ))}
      </ul>
    </div>
  );
}
