import { Button, Group, Radio, Stack } from '@mantine/core';
import { useState } from 'react';
import { showDone, showWarning } from '../../../ui/feedback/notices.tsx';
import { ReasonDialog } from '../../../ui/feedback/ReasonDialog.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { useMay } from '../../../ui/session.ts';
import { contract } from '../contract.ts';
import { canTakeBack, useLetterAct, type Delivery } from './letter.ts';

const ANSWERS = ['left', 'send-again', 'give-up'] as const;

/** What can be done about one delivery: undo it in its minute, take it back, say it is printed, say what became of it. */
export function DeliveryActs({ delivery }: { readonly delivery: Delivery }) {
  const t = useTexts('correspondence');
  const may = useMay();
  const [asking, setAsking] = useState<'take-back' | 'answer'>();
  const params = { id: delivery.id };
  const cancel = useLetterAct(contract.cancel, {
    onDone: () => {
      setAsking(undefined);
      showDone(t('acts.takenBack'));
    },
  });
  const printed = useLetterAct(contract.markPrinted, { onDone: () => showDone(t('acts.printedDone')) });
  const confirm = useLetterAct(contract.confirm, { onDone: () => setAsking(undefined) });
  if (!may('correspondence/send')) return null;
  const undo = () =>
    cancel.runAsync({ params, body: {} }).catch(() => {
      // Its minute was over: now a reason is needed.
      showWarning(t('acts.tooLate'));
      setAsking('take-back');
    });
  return (
    <Group gap={6}>
      {delivery.state === 'to-print' && (
        <Button size="compact-xs" loading={printed.isPending} onClick={() => printed.run({ params })}>
          {t('acts.printed')}
        </Button>
      )}
      {delivery.state === 'in-doubt' && (
        <Button size="compact-xs" onClick={() => setAsking('answer')}>
          {t('acts.answer')}
        </Button>
      )}
      {delivery.state === 'delayed' && (
        <Button size="compact-xs" variant="default" loading={cancel.isPending} onClick={() => void undo()}>
          {t('acts.undo')}
        </Button>
      )}
      {delivery.state !== 'delayed' && canTakeBack(delivery) && (
        <Button size="compact-xs" variant="default" onClick={() => setAsking('take-back')}>
          {t('acts.takeBack')}
        </Button>
      )}
      {asking === 'take-back' && (
        <ReasonDialog
          title={t('acts.takeBack')}
          text={t('acts.takeBackText')}
          action={t('acts.takeBack')}
          busy={cancel.isPending}
          error={cancel.error}
          onConfirm={(reason) => cancel.run({ params, body: { reason } })}
          onCancel={() => setAsking(undefined)}
        />
      )}
      {asking === 'answer' && (
        <Answer
          busy={confirm.isPending}
          error={confirm.error}
          onAnswer={(answer, note) => confirm.run({ params, body: { answer, note } })}
          onCancel={() => setAsking(undefined)}
        />
      )}
    </Group>
  );
}

function Answer(props: {
  readonly busy: boolean;
  readonly error: Error | null;
  readonly onAnswer: (answer: (typeof ANSWERS)[number], note: string) => void;
  readonly onCancel: () => void;
}) {
  const t = useTexts('correspondence');
  const [answer, setAnswer] = useState<string>('');
  const chosen = ANSWERS.find((each) => each === answer);
  return (
    <ReasonDialog
      title={t('acts.answer')}
      text={t('acts.answerText')}
      label={t('acts.howKnown')}
      action={t('acts.answer')}
      busy={props.busy}
      error={props.error}
      blocked={chosen === undefined}
      onConfirm={(note) => chosen !== undefined && props.onAnswer(chosen, note)}
      onCancel={props.onCancel}
    >
      <Radio.Group label={t('acts.didItLeave')} value={answer} onChange={setAnswer}>
        <Stack gap={6} mt={4}>
          {ANSWERS.map((value) => (
            <Radio key={value} value={value} label={t(`acts.answers.${value}`)} />
          ))}
        </Stack>
      </Radio.Group>
    </ReasonDialog>
  );
}
