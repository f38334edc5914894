import { Button, Group, List, Paper, Radio, Stack, Textarea, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useAct } from '../../../ui/api/reads.tsx';
import { ErrorSummary, type FieldError } from '../../../ui/feedback/ErrorSummary.tsx';
import { Notice } from '../../../ui/feedback/Notice.tsx';
import { ProblemNotice } from '../../../ui/feedback/ProblemNotice.tsx';
import { ChoiceField } from '../../../ui/fields/ChoiceField.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { Page } from '../../../ui/shell/Page.tsx';
import { contract } from '../contract.ts';
import { recordPath } from './paths.ts';

const CODES = ['emergency-treatment', 'public-safety', 'court-order', 'patient-request', 'other'] as const;
const MINUTES = [15, 60, 240] as const;
const HOUR = 60;
const LEAST_TEXT = 10;

/** A full stop: what happens next, why, for how long. Only the whole record number opens anything here. */
export default function BreakGlassPage() {
  const t = useTexts('patients');
  const navigate = useNavigate();
  const [mrn, setMrn] = useState('');
  const [code, setCode] = useState<string>();
  const [text, setText] = useState('');
  const [minutes, setMinutes] = useState<number>(MINUTES[0]);
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const [attempt, setAttempt] = useState(0);
  const open = useAct(contract.breakGlass, {
    onDone: ({ patientId }) => void navigate({ to: recordPath(patientId), replace: true }),
  });
  const submit = () => {
    const chosen = CODES.find((each) => each === code);
    const found = [
      ...(mrn.trim() === '' ? [{ field: 'glass-mrn', text: t('glass.mrnMissing') }] : []),
      ...(chosen === undefined ? [{ field: 'glass-code', text: t('glass.codeMissing') }] : []),
      ...(text.trim().length < LEAST_TEXT ? [{ field: 'glass-text', text: t('glass.textShort') }] : []),
    ];
    setErrors(found);
    setAttempt((count) => count + 1);
    if (found.length > 0 || chosen === undefined) return;
    open.run({ body: { mrn: mrn.trim(), reason: { code: chosen, text: text.trim() }, minutes } });
  };
  const errorOf = (field: string) => errors.find((each) => each.field === field)?.text;
  return (
    <Page title={t('glass.title')}>
      <Paper p="lg" radius="md" maw={680}>
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            submit();
          }}
        >
          <Stack gap="md">
            <Notice tone="attention" icon="lock" title={t('glass.stop')}>
              <List size="sm">
                <List.Item>{t('glass.logged')}</List.Item>
                <List.Item>{t('glass.reviewed')}</List.Item>
                <List.Item>{t('glass.timed')}</List.Item>
              </List>
            </Notice>
            <ErrorSummary errors={errors} attempt={attempt} />
            {open.error !== null && <ProblemNotice key={attempt} error={open.error} takeFocus />}
            <TextInput
              id="glass-mrn"
              label={t('glass.mrn')}
              required
              autoComplete="off"
              data-wand="type"
              maxLength={64}
              value={mrn}
              error={errorOf('glass-mrn')}
              onChange={(event) => setMrn(event.currentTarget.value)}
            />
            <ChoiceField
              id="glass-code"
              label={t('glass.code')}
              required
              value={code}
              error={errorOf('glass-code')}
              onChange={setCode}
              choices={CODES.map((value) => ({ value, label: t(`glass.codes.${value}`) }))}
            />
            <Textarea
              id="glass-text"
              label={t('glass.text')}
              description={t('glass.textHint')}
              required
              autosize
              minRows={2}
              maxLength={1000}
              value={text}
              error={errorOf('glass-text')}
              onChange={(event) => setText(event.currentTarget.value)}
            />
            <Radio.Group
              label={t('glass.minutes')}
              value={String(minutes)}
              onChange={(value) => setMinutes(Number(value))}
            >
              <Group mt={6}>
                {MINUTES.map((count) => (
                  <Radio
                    key={count}
                    value={String(count)}
                    label={
                      count < HOUR
                        ? t('glass.minutesOption', { count })
                        : t('glass.hoursOption', { count: count / HOUR })
                    }
                  />
                ))}
              </Group>
            </Radio.Group>
            <Group justify="flex-end">
              <Button type="submit" color="red.8" loading={open.isPending}>
                {t('glass.open')}
              </Button>
            </Group>
          </Stack>
        </form>
      </Paper>
    </Page>
  );
}
