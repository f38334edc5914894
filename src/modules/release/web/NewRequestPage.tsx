import { Button, Group, Paper, Select, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useRead } from '../../../ui/api/reads.tsx';
import { dayIn, instantOf } from '../../../ui/dates.ts';
import { ErrorSummary, type FieldError } from '../../../ui/feedback/ErrorSummary.tsx';
import { showDone } from '../../../ui/feedback/notices.tsx';
import { ProblemNotice } from '../../../ui/feedback/ProblemNotice.tsx';
import { Waiting } from '../../../ui/feedback/Waiting.tsx';
import { DateField } from '../../../ui/fields/DateField.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { useCommands } from '../../../ui/keys/KeysProvider.tsx';
import { Shortcut } from '../../../ui/keys/Shortcut.tsx';
import { useCalendar } from '../../../ui/session.ts';
import { Page } from '../../../ui/shell/Page.tsx';
import { useDates } from '../../../ui/use-dates.ts';
import { contract } from '../contract.ts';
import { useCaseAct } from './case.ts';
import { DescriptionFields } from './DescriptionFields.tsx';
import { missingDescription, NOBODY, sentDescription, type DescriptionWords } from './description-words.ts';
import { EarlierOnForm } from './kind/EarlierOnForm.tsx';
import { casePath } from './paths.ts';

const VIAS = ['mail', 'fax', 'walk-in', 'phone', 'email', 'portal', 'scan', 'electronic'] as const;
const CLOCK = /^([01]?\d|2[0-3])[:.]?([0-5]\d)$/;

/** Logs a request. The clock starts with the stamp of receipt, not with the logging. */
export default function NewRequestPage() {
  const t = useTexts('release');
  const navigate = useNavigate();
  const dates = useDates();
  const { zone } = useCalendar();
  const [now] = useState(() => new Date());
  const [day, setDay] = useState(() => dayIn(zone, now));
  const [time, setTime] = useState('');
  const [via, setVia] = useState<(typeof VIAS)[number]>('mail');
  const [words, setWords] = useState<DescriptionWords>(NOBODY);
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const [attempt, setAttempt] = useState(0);
  const vocabulary = useRead(contract.words, {});
  const receive = useCaseAct(contract.receive, {
    onDone: ({ id, number, dueOn }) => {
      showDone(dueOn === null ? t('new.done', { number }) : t('new.doneDue', { number, day: dates.day(dueOn) }));
      void navigate({ to: casePath(id), replace: true });
    },
  });
  const submit = () => {
    const clock = CLOCK.exec(time.trim());
    const found = [
      ...(day === '' ? [{ field: 'release-received', text: t('new.dayMissing') }] : []),
      ...(time.trim() !== '' && clock === null ? [{ field: 'release-time', text: t('new.timeUnclear') }] : []),
      ...missingDescription(words, t),
    ];
    setErrors(found);
    setAttempt((count) => count + 1);
    if (found.length > 0 || receive.isPending) return;
    receive.run({ body: { receivedAt: stampOf(day, clock, zone, now), receivedVia: via, ...sentDescription(words) } });
  };
  useCommands([
    {
      ...{ id: 'release.log', label: t('new.submit'), keys: ['Mod+Enter', 'Mod+s'], reversal: 'by-new-act' as const },
      run: submit,
    },
  ]);
  const errorOf = (field: string) => errors.find((each) => each.field === field)?.text;
  return (
    <Page title={t('new.title')}>
      <Paper p="lg" radius="md" maw={1080}>
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            submit();
          }}
        >
          <Stack gap="md">
            <ErrorSummary errors={errors} attempt={attempt} />
            {receive.error !== null && <ProblemNotice key={attempt} error={receive.error} takeFocus />}
            <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="sm">
              <DateField
                id="release-received"
                label={t('new.received')}
                required
                lies="any"
                value={day}
                onChange={setDay}
                error={errorOf('release-received')}
                now={now}
              />
              <TextInput
                id="release-time"
                label={t('new.time')}
                placeholder={t('new.timeHint')}
                autoComplete="off"
                value={time}
                error={errorOf('release-time')}
                onChange={(event) => setTime(event.currentTarget.value)}
              />
              <Select
                label={t('new.via')}
                required
                allowDeselect={false}
                value={via}
                onChange={(value) => setVia(VIAS.find((each) => each === value) ?? 'mail')}
                data={VIAS.map((value) => ({ value, label: t(`vias.${value}`) }))}
              />
            </SimpleGrid>
            {vocabulary.error !== null && (
              <ProblemNotice error={vocabulary.error} onRetry={() => void vocabulary.refetch()} />
            )}
            {vocabulary.isPending && <Waiting />}
            {vocabulary.data !== undefined && (
              <DescriptionFields words={words} onChange={setWords} errors={errors} vocabulary={vocabulary.data} />
            )}
            <EarlierOnForm words={words} receivedAt={now.toISOString()} />
            <Group justify="flex-end">
              <Button type="submit" loading={receive.isPending} rightSection={<Shortcut keys="Mod+Enter" />}>
                {t('new.submit')}
              </Button>
            </Group>
          </Stack>
        </form>
      </Paper>
    </Page>
  );
}

/** Without a time: now when it came today, else the beginning of that day, which never makes a clock longer. */
function stampOf(day: string, clock: RegExpExecArray | null, zone: string, now: Date): string {
  if (clock === null) return day === dayIn(zone, now) ? now.toISOString() : instantOf(day, zone);
  const minutes = Number(clock[1]) * 60 + Number(clock[2]);
  return new Date(Date.parse(instantOf(day, zone)) + minutes * 60_000).toISOString();
}
