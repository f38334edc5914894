import { Button, Fieldset, Group, SegmentedControl, Select, Stack, Text, Textarea, Title } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../../../ui/api/reads.tsx';
import { ProblemNotice } from '../../../ui/feedback/ProblemNotice.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { useMay } from '../../../ui/session.ts';
import { useActorWord } from '../../../ui/use-actor-word.ts';
import { useDates } from '../../../ui/use-dates.ts';
import { contract } from '../contract.ts';
import { type Incident } from './IncidentPage.tsx';

const FACTORS = ['nature', 'recipient', 'acquired', 'mitigation'] as const;
const LEVELS = ['low', 'medium', 'high'] as const;
const CONCLUSIONS = [
  'low-probability',
  'breach',
  'exception-good-faith',
  'exception-inadvertent',
  'exception-not-retained',
] as const;
const LEAST = 3;

type Factors = Incident['assessments'][number]['factors'];

/** The four factors, the conclusion, the second look: what stands is shown, what is missing is asked. */
export function Assessments({ incident }: { readonly incident: Incident }) {
  const t = useTexts('privacy');
  const may = useMay();
  const [again, setAgain] = useState(false);
  const [newest] = incident.assessments;
  const needed = incident.state === 'proposed' || incident.state === 'to-assess';
  const works = may('privacy/work') && incident.outcome === null;
  return (
    <section aria-label={t('assess.title')}>
      <Stack gap="sm">
        <Title order={2} size="h4">
          {t('assess.title')}
        </Title>
        {incident.assessments.map((assessment) => (
          <Made key={assessment.id} assessment={assessment} />
        ))}
        {works && incident.state === 'to-look-again' && <SecondLook incident={incident} />}
        {works && (needed || again) && (
          <AssessForm
            key={incident.assessments.length}
            incident={incident}
            before={newest?.factors}
            onDone={() => setAgain(false)}
          />
        )}
        {works && !needed && !again && (
          <Group>
            <Button variant="default" size="xs" onClick={() => setAgain(true)}>
              {t('assess.again')}
            </Button>
          </Group>
        )}
      </Stack>
    </section>
  );
}

function Made({ assessment }: { readonly assessment: Incident['assessments'][number] }) {
  const t = useTexts('privacy');
  const dates = useDates();
  const wordOf = useActorWord();
  const who = (by: string) => (/^[0-9a-f-]{36}$|:/.test(by) ? wordOf(by, undefined) : by);
  const { number, at, by, factors, conclusion, reason, secondLook } = assessment;
  return (
    <Stack gap={4}>
      <Text size="sm" fw={600}>
        {t(`conclusions.${conclusion}`)}
      </Text>
      <Text size="sm">{reason}</Text>
      {FACTORS.map((factor) => (
        <Text key={factor} size="sm">
          {t(`factors.${factor}`)}: {t(`levels.${factors[factor].level}`)}. {factors[factor].text}
        </Text>
      ))}
      <Text size="sm" c="dimmed">
        {t('assess.made', { number, at: dates.instant(at), who: who(by) })}
        {secondLook !== null &&
          ` · ${t(secondLook.agrees ? 'look.agreed' : 'look.sentBack', { who: who(secondLook.by), at: dates.instant(secondLook.at) })}: ${secondLook.note}`}
      </Text>
    </Stack>
  );
}

const EMPTY: Factors = {
  nature: { level: 'medium', text: '' },
  recipient: { level: 'medium', text: '' },
  acquired: { level: 'medium', text: '' },
  mitigation: { level: 'medium', text: '' },
};

function AssessForm(props: {
  readonly incident: Incident;
  readonly before: Factors | undefined;
  readonly onDone: () => void;
}) {
  const t = useTexts('privacy');
  const [factors, setFactors] = useState<Factors>(props.before ?? EMPTY);
  const [conclusion, setConclusion] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const assess = useAct(contract.assess, { changes: [contract.open, contract.list], onDone: props.onDone });
  const chosen = CONCLUSIONS.find((each) => each === conclusion);
  const whole = FACTORS.every((factor) => factors[factor].text.trim().length >= LEAST);
  const change = (factor: (typeof FACTORS)[number], part: Partial<Factors['nature']>) =>
    setFactors((all) => ({ ...all, [factor]: { ...all[factor], ...part } }));
  return (
    <Stack gap="sm">
      {assess.error !== null && <ProblemNotice error={assess.error} takeFocus />}
      {FACTORS.map((factor) => (
        <Fieldset key={factor} legend={t(`factors.${factor}`)}>
          <Stack gap="xs">
            <SegmentedControl
              size="xs"
              aria-label={`${t('assess.risk')}: ${t(`factors.${factor}`)}`}
              value={factors[factor].level}
              data={LEVELS.map((value) => ({ value, label: t(`levels.${value}`) }))}
              onChange={(level) => change(factor, { level: LEVELS.find((each) => each === level) ?? 'medium' })}
            />
            <Textarea
              label={t('assess.why')}
              required
              autosize
              minRows={2}
              maxLength={4000}
              value={factors[factor].text}
              onChange={(event) => change(factor, { text: event.currentTarget.value })}
            />
          </Stack>
        </Fieldset>
      ))}
      <Select
        label={t('assess.conclusion')}
        required
        value={conclusion}
        onChange={setConclusion}
        data={CONCLUSIONS.map((value) => ({ value, label: t(`conclusions.${value}`) }))}
      />
      <Textarea
        label={t('assess.reason')}
        required
        autosize
        minRows={2}
        maxLength={4000}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Group>
        <Button
          loading={assess.isPending}
          disabled={chosen === undefined || !whole || reason.trim().length < LEAST}
          onClick={() =>
            chosen !== undefined &&
            assess.run({
              params: { id: props.incident.id },
              body: { factors, conclusion: chosen, reason: reason.trim() },
            })
          }
        >
          {t('assess.save')}
        </Button>
      </Group>
    </Stack>
  );
}

function SecondLook({ incident }: { readonly incident: Incident }) {
  const t = useTexts('privacy');
  const [note, setNote] = useState('');
  const look = useAct(contract.lookAgain, { changes: [contract.open, contract.list] });
  const say = (agrees: boolean) => look.run({ params: { id: incident.id }, body: { agrees, note: note.trim() } });
  return (
    <Fieldset legend={t('look.title')}>
      <Stack gap="xs">
        <Text size="sm">{t('look.text')}</Text>
        {look.error !== null && <ProblemNotice error={look.error} takeFocus />}
        <Textarea
          label={t('look.note')}
          required
          autosize
          minRows={2}
          maxLength={4000}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <Group>
          <Button loading={look.isPending} disabled={note.trim().length < LEAST} onClick={() => say(true)}>
            {t('look.agree')}
          </Button>
          <Button variant="default" disabled={note.trim().length < LEAST || look.isPending} onClick={() => say(false)}>
            {t('look.back')}
          </Button>
        </Group>
      </Stack>
    </Fieldset>
  );
}
