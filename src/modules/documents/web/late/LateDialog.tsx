import { Radio, Stack, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../../../../ui/api/reads.tsx';
import { ConfirmDialog } from '../../../../ui/feedback/ConfirmDialog.tsx';
import { showDone } from '../../../../ui/feedback/notices.tsx';
import { ProblemNotice } from '../../../../ui/feedback/ProblemNotice.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { lateContract } from '../../late/contract.ts';
import { CHANGED, type DocumentDialogProps } from '../document-acts.ts';
import { useDocumentIdentifiers } from '../use-document-identifiers.ts';

const ANSWERS = ['unaffected', 'recode', 'reopened'] as const;

/** What a document that came after coding means for it: one of three, each with what follows. */
export function LateDialog({ document, onClose }: DocumentDialogProps) {
  const t = useTexts('documents');
  const identifiers = useDocumentIdentifiers(document);
  const [answer, setAnswer] = useState<string>('');
  const [note, setNote] = useState('');
  const chosen = ANSWERS.find((each) => each === answer);
  const save = useAct(lateContract.answerLate, {
    changes: CHANGED,
    onDone: () => {
      onClose();
      showDone(t('late.done'));
    },
  });
  return (
    <ConfirmDialog
      opened
      title={t('acts.late')}
      text={t('late.text')}
      identifiers={identifiers}
      action={t('late.action')}
      busy={save.isPending}
      blocked={chosen === undefined}
      onConfirm={() =>
        chosen !== undefined &&
        save.run({
          params: { patientId: document.summary.patientId, documentId: document.summary.id },
          body: { answer: chosen, ...(note.trim() === '' ? {} : { note: note.trim() }) },
        })
      }
      onCancel={onClose}
    >
      <Stack gap="sm">
        {save.error !== null && <ProblemNotice error={save.error} takeFocus />}
        <Radio.Group label={t('late.question')} value={answer} onChange={setAnswer} required>
          <Stack gap={8} mt={6}>
            {ANSWERS.map((each) => (
              <Radio
                key={each}
                value={each}
                label={t(`late.answers.${each}`)}
                description={t(`late.follows.${each}`)}
                data-autofocus={each === 'unaffected' || undefined}
              />
            ))}
          </Stack>
        </Radio.Group>
        <Textarea
          label={t('late.note')}
          maxLength={300}
          autosize
          minRows={2}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
      </Stack>
    </ConfirmDialog>
  );
}
