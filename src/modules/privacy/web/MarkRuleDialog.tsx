import { Button, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useAct, useRead } from '../../../ui/api/reads.tsx';
import { Dialog } from '../../../ui/feedback/Dialog.tsx';
import { ErrorSummary, type FieldError } from '../../../ui/feedback/ErrorSummary.tsx';
import { showDone } from '../../../ui/feedback/notices.tsx';
import { ProblemNotice } from '../../../ui/feedback/ProblemNotice.tsx';
import { Waiting } from '../../../ui/feedback/Waiting.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { useMay } from '../../../ui/session.ts';
import { useDates } from '../../../ui/use-dates.ts';
import { usePersonName } from '../../accounts/web/index.tsx';
import { contract } from '../contract.ts';

/** How long both charts carry the mark of a misfiled page, and what the site said of it before. */
export function MarkRuleDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useTexts('privacy');
  const dates = useDates();
  const nameOf = usePersonName();
  const read = useRead(contract.markRule, { query: {} });
  return (
    <Dialog opened onClose={onClose} title={t('markRule.title')}>
      <Stack>
        <Text size="sm">{t('markRule.text')}</Text>
        {read.error !== null && <ProblemNotice error={read.error} onRetry={() => void read.refetch()} />}
        {read.isPending && <Waiting rows={2} />}
        {read.data !== undefined && <DaysForm days={read.data.days} onDone={onClose} />}
        {read.data?.history.map(({ days, reason, setAt, setBy }) => (
          <Text key={setAt} size="sm">
            {t('markRule.was', { count: days, day: dates.dayOf(setAt), who: nameOf(setBy) })}
            <br />
            <small>{reason}</small>
          </Text>
        ))}
      </Stack>
    </Dialog>
  );
}

function DaysForm({ days, onDone }: { readonly days: number; readonly onDone: () => void }) {
  const t = useTexts('privacy');
  const may = useMay();
  const [text, setText] = useState(String(days));
  const [reason, setReason] = useState('');
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const [attempt, setAttempt] = useState(0);
  const set = useAct(contract.setMarkRule, {
    changes: [contract.markRule],
    onDone: () => {
      showDone(t('markRule.done'));
      onDone();
    },
  });
  if (!may('privacy/work')) return <Text size="sm">{t('markRule.days', { count: days })}</Text>;
  const save = () => {
    const wanted = /^\s*\d{1,4}\s*$/u.test(text) ? Number(text) : 0;
    const wrong: FieldError[] = [
      ...(wanted >= 1 && wanted <= 3_650 ? [] : [{ field: 'mark-days', text: t('markRule.unclear') }]),
      ...(reason.trim().length < 3 ? [{ field: 'mark-reason', text: t('markRule.reasonMissing') }] : []),
    ];
    setErrors(wrong);
    setAttempt((before) => before + 1);
    if (wrong.length === 0) set.run({ query: {}, body: { days: wanted, reason: reason.trim() } });
  };
  const errorOf = (field: string) => errors.find((each) => each.field === field)?.text;
  return (
    <Stack gap="sm" role="form" aria-label={t('markRule.title')}>
      <ErrorSummary errors={errors} attempt={attempt} />
      {set.error !== null && <ProblemNotice error={set.error} takeFocus />}
      <TextInput
        id="mark-days"
        label={t('markRule.label')}
        inputMode="numeric"
        required
        value={text}
        error={errorOf('mark-days')}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <TextInput
        id="mark-reason"
        label={t('markRule.reason')}
        required
        maxLength={300}
        value={reason}
        error={errorOf('mark-reason')}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Button loading={set.isPending} onClick={save}>
        {t('markRule.save')}
      </Button>
    </Stack>
  );
}
