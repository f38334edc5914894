import { Select, Stack, Text } from '@mantine/core';
import { useAct, useRead } from '../../../ui/api/reads.tsx';
import { showDone } from '../../../ui/feedback/notices.tsx';
import { ProblemNotice } from '../../../ui/feedback/ProblemNotice.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { useDates } from '../../../ui/use-dates.ts';
import { contract } from '../contract.ts';
import { outboundContract } from '../outbound/contract.ts';
import { MinutesForm } from './MinutesForm.tsx';
import { type Sender } from './sender.ts';

const OWN = 'own';

/** Where the answers go that a sender asks for after its messages were applied (MSH-16). */
export function AnswersForm({ sender, readOnly }: { readonly sender: Sender; readonly readOnly: boolean }) {
  const t = useTexts('hl7v2');
  const dates = useDates();
  const alarm = useAct(contract.setAnswers, { changes: [contract.senders], onDone: () => showDone(t('expect.saved')) });
  const destinations = useRead(outboundContract.destinations, {});
  const set = useAct(contract.setAnswers, { changes: [contract.senders], onDone: () => showDone(t('answers.saved')) });
  const places = (destinations.data?.destinations ?? []).map(({ id, name }) => ({ value: id, label: name }));
  const waiting = sender.answersWaiting > 0 && (
    <Text size="sm" mt="xs">
      {t('answers.waiting', { count: sender.answersWaiting })}
      {sender.answersLateSince !== null && ` ${t('answers.late', { at: dates.instant(sender.answersLateSince) })}`}
    </Text>
  );
  if (readOnly) return waiting;
  return (
    <Stack gap="sm">
      {set.error !== null && <ProblemNotice key={set.submittedAt} error={set.error} takeFocus />}
      <Select
        label={t('answers.label')}
        description={t('answers.hint')}
        data={[{ value: OWN, label: t('answers.own') }, ...places]}
        value={sender.answersTo ?? OWN}
        allowDeselect={false}
        disabled={set.isPending || destinations.data === undefined}
        maw={480}
        onChange={(value) =>
          set.run({ params: { id: sender.id }, body: { destinationId: value === OWN ? null : value } })
        }
      />
      {waiting}
      <MinutesForm
        key={sender.answersAlarmMinutes}
        label={t('answers.alarm')}
        hint={t('answers.alarmHint')}
        required
        value={sender.answersAlarmMinutes}
        saving={alarm.isPending}
        problem={alarm.error !== null && <ProblemNotice key={alarm.submittedAt} error={alarm.error} takeFocus />}
        onSave={(minutes) => {
          if (minutes !== null) alarm.run({ params: { id: sender.id }, body: { alarmMinutes: minutes } });
        }}
      />
    </Stack>
  );
}
