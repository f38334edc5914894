import { Button, Group, NumberInput, Text } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../../../ui/api/reads.tsx';
import { showDone } from '../../../ui/feedback/notices.tsx';
import { ProblemNotice } from '../../../ui/feedback/ProblemNotice.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { contract } from '../contract.ts';
import { type Sender } from './sender.ts';

const MOST_MINUTES = 20_160;

/** After how long a silence somebody is told. */
export function ExpectationForm({ sender, readOnly }: { readonly sender: Sender; readonly readOnly: boolean }) {
  const t = useTexts('hl7v2');
  const [minutes, setMinutes] = useState<number | string>(sender.expectedMinutes ?? '');
  const expect = useAct(contract.expect, { changes: [contract.senders], onDone: () => showDone(t('expect.saved')) });
  if (readOnly)
    return (
      <Text size="sm">
        {sender.expectedMinutes === null ? t('expect.none') : t('expect.set', { count: sender.expectedMinutes })}
      </Text>
    );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        expect.run({ params: { id: sender.id }, body: { minutes: minutes === '' ? null : Number(minutes) } });
      }}
    >
      {expect.error !== null && <ProblemNotice key={expect.submittedAt} error={expect.error} takeFocus />}
      <Group align="flex-end" gap="sm">
        <NumberInput
          label={t('expect.label')}
          description={t('expect.hint')}
          min={1}
          max={MOST_MINUTES}
          allowDecimal={false}
          clampBehavior="strict"
          value={minutes}
          onChange={setMinutes}
        />
        <Button type="submit" variant="default" loading={expect.isPending}>
          {t('expect.save')}
        </Button>
      </Group>
    </form>
  );
}
