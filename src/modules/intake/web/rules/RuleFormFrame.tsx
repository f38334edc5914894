import { Button, Group, Stack, TextInput } from '@mantine/core';
import { type ReactNode } from 'react';
import { ErrorSummary } from '../../../../ui/feedback/ErrorSummary.tsx';
import { ProblemNotice } from '../../../../ui/feedback/ProblemNotice.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { type RuleForm } from './use-rule-form.ts';

interface RuleFormFrameProps {
  readonly form: RuleForm;
  readonly children: ReactNode;
  readonly error: Error | null;
  readonly busy: boolean;
  readonly onSave: () => void;
  /** Takes the rule out of force. */
  readonly retire?: { readonly label: string; readonly run: () => void; readonly busy: boolean } | undefined;
}

/** The fields of one rule between what is missing above and, below, the reason that every change is kept with. */
export function RuleFormFrame({ form, children, error, busy, onSave, retire }: RuleFormFrameProps) {
  const t = useTexts('intake');
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onSave();
      }}
    >
      <Stack>
        <ErrorSummary errors={form.errors} attempt={form.attempt} />
        {error !== null && <ProblemNotice key={form.attempt} error={error} takeFocus />}
        {children}
        <TextInput
          id={form.reasonId}
          label={t('siteRules.reason')}
          description={t('siteRules.reasonHint')}
          required
          maxLength={500}
          value={form.reason}
          error={form.errorOf(form.reasonId)}
          onChange={(event) => form.setReason(event.currentTarget.value)}
        />
        <Group justify="flex-end">
          {retire !== undefined && (
            <Button variant="default" loading={retire.busy} onClick={retire.run}>
              {retire.label}
            </Button>
          )}
          <Button type="submit" loading={busy}>
            {t('siteRules.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
