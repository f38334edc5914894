import { Select, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../../../ui/api/reads.tsx';
import { showDone } from '../../../ui/feedback/notices.tsx';
import { ReasonDialog } from '../../../ui/feedback/ReasonDialog.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { contract } from '../contract.ts';
import { CHANGED, type DocumentDialogProps } from './document-acts.ts';

const KINDS = ['addendum', 'amendment', 'correction', 'late-entry'] as const;
const ASKED_BY = ['author', 'patient', 'facility'] as const;

/** Words added beside the document; the document itself is never rewritten. */
export function AmendDialog({ document, onClose }: DocumentDialogProps) {
  const t = useTexts('documents');
  const [kind, setKind] = useState<string | null>('addendum');
  const [askedBy, setAskedBy] = useState<string | null>('author');
  const [text, setText] = useState('');
  const chosen = KINDS.find((each) => each === kind);
  const asker = ASKED_BY.find((each) => each === askedBy);
  const amend = useAct(contract.amend, {
    changes: CHANGED,
    onDone: () => {
      onClose();
      showDone(t('amend.done'));
    },
  });
  return (
    <ReasonDialog
      title={t('acts.amend')}
      text={t('amend.text')}
      action={t('amend.action')}
      busy={amend.isPending}
      error={amend.error}
      blocked={chosen === undefined || text.trim() === ''}
      onConfirm={(reason) =>
        chosen !== undefined &&
        amend.run({
          params: { patientId: document.summary.patientId, documentId: document.summary.id },
          body: { kind: chosen, text: text.trim(), reason, ...(asker === undefined ? {} : { atRequestOf: asker }) },
        })
      }
      onCancel={onClose}
    >
      <Select
        label={t('amend.kind')}
        required
        value={kind}
        onChange={setKind}
        data={KINDS.map((value) => ({ value, label: t(`amend.kinds.${value}`) }))}
      />
      <Textarea
        label={t('amend.words')}
        required
        autosize
        minRows={4}
        maxRows={14}
        maxLength={100_000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Select
        label={t('amend.askedBy')}
        value={askedBy}
        onChange={setAskedBy}
        data={ASKED_BY.map((value) => ({ value, label: t(`amend.askers.${value}`) }))}
      />
    </ReasonDialog>
  );
}
