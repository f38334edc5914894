import { Button, MultiSelect, Stack, Text, TextInput, Title } from '@mantine/core';
import { useState } from 'react';
import { type ResponseOf } from '../../../../platform/http/contract.ts';
import { useAct, useRead } from '../../../../ui/api/reads.tsx';
import { Empty } from '../../../../ui/feedback/Empty.tsx';
import { ErrorSummary, type FieldError } from '../../../../ui/feedback/ErrorSummary.tsx';
import { showDone } from '../../../../ui/feedback/notices.tsx';
import { ProblemNotice } from '../../../../ui/feedback/ProblemNotice.tsx';
import { Waiting } from '../../../../ui/feedback/Waiting.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { Page } from '../../../../ui/shell/Page.tsx';
import { RecordsTable, type Column } from '../../../../ui/table/RecordsTable.tsx';
import { useDates } from '../../../../ui/use-dates.ts';
import { usePersonName } from '../../../accounts/web/index.tsx';
import { lateContract } from '../../late/contract.ts';
import { useDocumentTypes } from '../type-choices.ts';

type Rule = ResponseOf<typeof lateContract.lateRule>;
type Former = Rule['history'][number];

const formerKey = ({ setAt }: Former) => setAt;

/** When a document is late for its encounter, how long a preliminary one may wait, and every rule there was. */
export default function LateRulePage() {
  const t = useTexts('documents');
  const dates = useDates();
  const nameOf = usePersonName();
  const { typeOf } = useDocumentTypes();
  const read = useRead(lateContract.lateRule, { query: {} });
  const columns: Column<Former>[] = [
    { key: 'set', header: t('lateRule.since'), names: true, solid: true, cell: ({ setAt }) => dates.dayOf(setAt) },
    { key: 'late', header: t('lateRule.lateDays'), align: 'end', cell: ({ lateDays }) => lateDays },
    {
      key: 'wait',
      header: t('lateRule.preliminaryDays'),
      align: 'end',
      cell: ({ preliminaryDays }) => preliminaryDays,
    },
    {
      key: 'never',
      header: t('lateRule.neverLate'),
      cell: ({ neverLate }) => neverLate.map((code) => typeOf(code)?.name ?? '').join(', '),
    },
    { key: 'why', header: t('lateRule.reason'), cell: ({ reason }) => reason },
    { key: 'by', header: t('lateRule.by'), narrow: 'hide', cell: ({ setBy }) => nameOf(setBy) },
  ];
  return (
    <Page title={t('lateRule.title')}>
      <Stack gap="xl">
        <Text size="sm" maw="52rem">
          {t('lateRule.intro')}
        </Text>
        {read.error !== null && <ProblemNotice error={read.error} onRetry={() => void read.refetch()} />}
        {read.isPending && <Waiting />}
        {read.data !== undefined && <RuleForm key={read.data.history[0]?.setAt ?? 'default'} rule={read.data} />}
        <section>
          <Title order={2} mb="xs">
            {t('lateRule.history')}
          </Title>
          <RecordsTable
            aside
            label={t('lateRule.history')}
            columns={columns}
            rows={read.data?.history}
            rowKey={formerKey}
            empty={<Empty icon="clock" title={t('lateRule.none')} text={t('lateRule.noneText')} />}
          />
        </section>
      </Stack>
    </Page>
  );
}

const daysIn = (text: string) => {
  const days = /^\s*\d{1,4}\s*$/u.test(text) ? Number(text) : undefined;
  return days !== undefined && days <= 3_650 ? days : undefined;
};

function RuleForm({ rule }: { readonly rule: Rule }) {
  const t = useTexts('documents');
  const { choices } = useDocumentTypes();
  const [late, setLate] = useState(String(rule.lateDays));
  const [wait, setWait] = useState(String(rule.preliminaryDays));
  const [never, setNever] = useState<string[]>(rule.neverLate);
  const [reason, setReason] = useState('');
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const [attempt, setAttempt] = useState(0);
  const set = useAct(lateContract.setLateRule, {
    changes: [lateContract.lateRule],
    onDone: () => showDone(t('lateRule.done')),
  });
  const save = () => {
    const lateDays = daysIn(late);
    const preliminaryDays = daysIn(wait);
    const wrong: FieldError[] = [
      ...(lateDays === undefined ? [{ field: 'late-days', text: t('lateRule.lateUnclear') }] : []),
      ...(preliminaryDays === undefined ? [{ field: 'preliminary-days', text: t('lateRule.waitUnclear') }] : []),
      ...(reason.trim().length < 3 ? [{ field: 'late-reason', text: t('lateRule.reasonMissing') }] : []),
    ];
    setErrors(wrong);
    setAttempt((before) => before + 1);
    if (lateDays === undefined || preliminaryDays === undefined || wrong.length > 0) return;
    set.run({ query: {}, body: { lateDays, preliminaryDays, neverLate: never, reason: reason.trim() } });
  };
  const errorOf = (field: string) => errors.find((each) => each.field === field)?.text;
  return (
    <Stack gap="md" maw={560} role="form" aria-label={t('lateRule.title')}>
      <ErrorSummary errors={errors} attempt={attempt} />
      {set.error !== null && <ProblemNotice error={set.error} takeFocus />}
      <TextInput
        id="late-days"
        label={t('lateRule.lateDays')}
        description={t('lateRule.lateHint')}
        inputMode="numeric"
        required
        value={late}
        error={errorOf('late-days')}
        onChange={(event) => setLate(event.currentTarget.value)}
      />
      <MultiSelect
        label={t('lateRule.neverLate')}
        description={t('lateRule.neverHint')}
        searchable
        clearable
        limit={50}
        value={never}
        onChange={setNever}
        data={choices.map(({ value, label }) => ({ value, label }))}
      />
      <TextInput
        id="preliminary-days"
        label={t('lateRule.preliminaryDays')}
        description={t('lateRule.waitHint')}
        inputMode="numeric"
        required
        value={wait}
        error={errorOf('preliminary-days')}
        onChange={(event) => setWait(event.currentTarget.value)}
      />
      <TextInput
        id="late-reason"
        label={t('lateRule.reason')}
        required
        maxLength={300}
        value={reason}
        error={errorOf('late-reason')}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <div>
        <Button loading={set.isPending} onClick={save}>
          {t('lateRule.save')}
        </Button>
      </div>
    </Stack>
  );
}
