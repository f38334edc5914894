import { Button, Group, Select, SimpleGrid, Stack } from '@mantine/core';
import { useState } from 'react';
import { type BodyOf } from '../../../../platform/http/contract.ts';
import { ProblemNotice } from '../../../../ui/feedback/ProblemNotice.tsx';
import { showDone } from '../../../../ui/feedback/notices.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { useDates } from '../../../../ui/use-dates.ts';
import { kindContract } from '../../kind/contract.ts';
import { type ReleaseCase, useCaseAct } from '../case.ts';
import { LetterPages } from '../papers/LetterBeside.tsx';

type Said = BodyOf<typeof kindContract.sayKind>;

/** What can be read off a letter, in the order in which it decides. Yes and no stand for facts that are true or false. */
const QUESTIONS = [
  ['process', ['none', 'subpoena', 'court-order']],
  ['signedBy', ['individual', 'representative', 'nobody']],
  ['speaks', ['individual', 'sender']],
  ['inWriting', ['yes', 'no']],
  ['writingAnnounced', ['yes', 'no']],
  ['goesTo', ['individual', 'named', 'named-without-address', 'nobody-named']],
  ['heldInEhr', ['yes', 'no']],
  ['elements', ['all', 'missing']],
  ['inside', ['yes', 'no']],
] as const satisfies readonly (readonly [keyof Said, readonly string[]])[];

export interface LetterFormProps {
  readonly open: ReleaseCase;
  readonly said: Said;
  readonly needs: readonly string[];
  readonly onDone: () => void;
}

/** What was left open stays unknown; an empty answer is never "no". */
export function LetterForm({ open, said, needs, onDone }: LetterFormProps) {
  const t = useTexts('release');
  const dates = useDates();
  const [answers, setAnswers] = useState<Readonly<Record<string, string>>>(() => shown(said));
  const save = useCaseAct(kindContract.sayKind, {
    onDone: ({ kind, dueOn }) => {
      const word = kind === null ? t('kind.undecided') : t(`kind.kinds.${kind}`);
      showDone(
        dueOn === null
          ? t('kind.decided', { kind: word })
          : t('kind.decidedDue', { kind: word, day: dates.day(dueOn) }),
      );
      onDone();
    },
  });
  const first = QUESTIONS.find(([fact]) => needs.includes(fact))?.[0];
  return (
    <Stack gap="sm">
      {save.error !== null && <ProblemNotice error={save.error} takeFocus />}
      <LetterPages open={open} />
      <SimpleGrid cols={{ base: 1, sm: 2, md: 3 }} spacing="sm">
        {QUESTIONS.map(([fact, values]) => (
          <Select
            key={fact}
            label={t(`kind.ask.${fact}`)}
            {...(needs.includes(fact)
              ? { description: t('kind.decides'), inputWrapperOrder: ['label', 'input', 'description', 'error'] }
              : {})}
            placeholder={t('kind.notRead')}
            clearable
            clearButtonProps={{ 'aria-label': t('kind.clear', { fact: t(`kind.ask.${fact}`) }) }}
            {...(fact === (first ?? 'process') ? { autoFocus: true } : {})}
            value={answers[fact] ?? null}
            data={values.map((value) => ({ value, label: t(`kind.answers.${fact}.${value}`) }))}
            onChange={(value) => setAnswers({ ...answers, [fact]: value ?? '' })}
          />
        ))}
      </SimpleGrid>
      <Group justify="flex-end">
        <Button variant="default" onClick={onDone}>
          {t('kind.leave')}
        </Button>
        <Button loading={save.isPending} onClick={() => save.run({ params: { id: open.id }, body: sent(answers) })}>
          {t('kind.decide')}
        </Button>
      </Group>
    </Stack>
  );
}

function shown(said: Said): Record<string, string> {
  return Object.fromEntries(
    Object.entries(said).map(([fact, value]) => [fact, typeof value === 'boolean' ? (value ? 'yes' : 'no') : value]),
  );
}

function sent(answers: Readonly<Record<string, string>>): Said {
  return Object.fromEntries(
    QUESTIONS.flatMap(([fact]) => {
      const answer = answers[fact] ?? '';
      if (answer === '') return [];
      return [[fact, answer === 'yes' ? true : answer === 'no' ? false : answer]];
    }),
  ) as Said; // chosen from the lists above
}
