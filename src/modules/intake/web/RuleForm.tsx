import { Button, Group, NumberInput, Radio, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../../../ui/api/reads.tsx';
import { ErrorSummary, type FieldError } from '../../../ui/feedback/ErrorSummary.tsx';
import { showDone } from '../../../ui/feedback/notices.tsx';
import { ProblemNotice } from '../../../ui/feedback/ProblemNotice.tsx';
import { ChoiceField } from '../../../ui/fields/ChoiceField.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { useDocumentTypes } from '../../documents/web/index.tsx';
import { contract } from '../understanding/contract.ts';
import { type Rule } from './RulesPage.tsx';

const LEAST_REASON = 3;
const USUAL = { threshold: 90, target: 0.1 };

/** Whether documents of a source and type may file themselves. */
export function RuleForm({
  rule,
  sources,
  onDone,
}: {
  readonly rule: Rule | undefined;
  readonly sources: readonly string[];
  readonly onDone: () => void;
}) {
  const t = useTexts('intake');
  const { choices } = useDocumentTypes();
  const [typeCode, setTypeCode] = useState(rule?.typeCode ?? undefined);
  const [source, setSource] = useState(rule?.source ?? undefined);
  const [enabled, setEnabled] = useState(rule?.enabled ?? true);
  const [threshold, setThreshold] = useState<number | string>(
    rule === undefined ? USUAL.threshold : Math.round(rule.threshold * 100),
  );
  const [target, setTarget] = useState<number | string>(
    rule === undefined ? USUAL.target : Number((rule.target * 100).toFixed(3)),
  );
  const [reason, setReason] = useState('');
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const [attempt, setAttempt] = useState(0);
  const close = (text: string) => () => {
    showDone(text);
    onDone();
  };
  const set = useAct(contract.setPolicy, { changes: [contract.policies], onDone: close(t('rules.saved')) });
  const remove = useAct(contract.removePolicy, { changes: [contract.policies], onDone: close(t('rules.removed')) });
  const error = set.error ?? remove.error;
  const errorOf = (field: string) => errors.find((each) => each.field === field)?.text;
  const save = () => {
    const [least, most] = [Number(threshold) / 100, Number(target) / 100];
    const wrong: FieldError[] = [
      ...(least >= 0.5 && least <= 1 ? [] : [{ field: 'rule-threshold', text: t('rules.thresholdWrong') }]),
      ...(most > 0 && most <= 0.05 ? [] : [{ field: 'rule-target', text: t('rules.targetWrong') }]),
      ...(reason.trim().length >= LEAST_REASON ? [] : [{ field: 'rule-reason', text: t('rules.reasonMissing') }]),
    ];
    setErrors(wrong);
    setAttempt((count) => count + 1);
    if (wrong.length > 0) return;
    set.run({
      query: {},
      body: {
        ...(typeCode === undefined ? {} : { typeCode }),
        ...(source === undefined ? {} : { source }),
        ...{ enabled, threshold: least, target: most, reason: reason.trim() },
      },
    });
  };
  const isNew = rule === undefined;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <Stack>
        <ErrorSummary errors={errors} attempt={attempt} />
        {error !== null && <ProblemNotice error={error} takeFocus />}
        <ChoiceField
          id="rule-type"
          label={t('rules.type')}
          placeholder={t('rules.allTypes')}
          disabled={!isNew}
          choices={choices}
          value={typeCode}
          onChange={setTypeCode}
        />
        <ChoiceField
          id="rule-source"
          label={t('rules.source')}
          placeholder={t('rules.allSources')}
          disabled={!isNew}
          choices={sources.map((value) => ({ value, label: t(`source.${value}`) }))}
          value={source}
          onChange={setSource}
        />
        <Radio.Group label={t('rules.state')} value={enabled ? 'on' : 'off'} onChange={(to) => setEnabled(to === 'on')}>
          <Group mt="xs">
            <Radio value="on" label={t('rules.on')} />
            <Radio value="off" label={t('rules.off')} />
          </Group>
        </Radio.Group>
        <NumberInput
          id="rule-threshold"
          label={t('rules.threshold')}
          description={t('rules.thresholdHint')}
          suffix=" %"
          min={50}
          max={100}
          value={threshold}
          error={errorOf('rule-threshold')}
          onChange={setThreshold}
        />
        <NumberInput
          id="rule-target"
          label={t('rules.target')}
          description={t('rules.targetHint')}
          suffix=" %"
          step={0.1}
          min={0}
          max={5}
          value={target}
          error={errorOf('rule-target')}
          onChange={setTarget}
        />
        <TextInput
          id="rule-reason"
          label={t('rules.reason')}
          required
          value={reason}
          error={errorOf('rule-reason')}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Group justify="flex-end">
          {!isNew && (
            <Button
              variant="default"
              loading={remove.isPending}
              onClick={() => remove.run({ params: { id: rule.id } })}
            >
              {t('rules.remove')}
            </Button>
          )}
          <Button type="submit" loading={set.isPending}>
            {t('rules.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
