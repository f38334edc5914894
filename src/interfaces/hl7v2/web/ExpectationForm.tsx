import { Text } from '@mantine/core';
import { useAct } from '../../../ui/api/reads.tsx';
import { showDone } from '../../../ui/feedback/notices.tsx';
import { ProblemNotice } from '../../../ui/feedback/ProblemNotice.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { contract } from '../contract.ts';
import { MinutesForm } from './MinutesForm.tsx';
import { type Sender } from './sender.ts';

/** After how long a silence somebody is told. */
export function ExpectationForm({ sender, readOnly }: { readonly sender: Sender; readonly readOnly: boolean }) {
  const t = useTexts('hl7v2');
  const expect = useAct(contract.expect, { changes: [contract.senders], onDone: () => showDone(t('expect.saved')) });
  if (readOnly)
    return (
      <Text size="sm">
        {sender.expectedMinutes === null ? t('expect.none') : t('expect.set', { count: sender.expectedMinutes })}
      </Text>
    );
  return (
    <MinutesForm
      label={t('expect.label')}
      hint={t('expect.hint')}
      value={sender.expectedMinutes}
      saving={expect.isPending}
      problem={expect.error !== null && <ProblemNotice key={expect.submittedAt} error={expect.error} takeFocus />}
      onSave={(minutes) => expect.run({ params: { id: sender.id }, body: { minutes } })}
    />
  );
}
