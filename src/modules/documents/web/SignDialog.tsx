import { Select, Stack } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../../../ui/api/reads.tsx';
import { ConfirmDialog } from '../../../ui/feedback/ConfirmDialog.tsx';
import { showDone } from '../../../ui/feedback/notices.tsx';
import { ProblemNotice } from '../../../ui/feedback/ProblemNotice.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { contract } from '../contract.ts';
import { CHANGED, type DocumentDialogProps } from './document-acts.ts';
import { useDocumentIdentifiers } from './use-document-identifiers.ts';

const ROLES = [
  ...(['author', 'co-author', 'cosigner', 'interpreter', 'practitioner'] as const),
  ...(['transcriptionist', 'verifier', 'witness'] as const),
] as const;

/** A signature binds the version on show; it cannot be taken back, so it is asked for once more. */
export function SignDialog({ document, onClose }: DocumentDialogProps) {
  const t = useTexts('documents');
  const identifiers = useDocumentIdentifiers(document);
  const owed = ROLES.find((role) => document.summary.authentication.missing.includes(role));
  const [role, setRole] = useState<string | null>(owed ?? null);
  const chosen = ROLES.find((each) => each === role);
  const sign = useAct(contract.sign, {
    changes: CHANGED,
    onDone: () => {
      onClose();
      showDone(t('sign.done'));
    },
  });
  return (
    <ConfirmDialog
      opened
      title={t('acts.sign')}
      text={t('sign.text')}
      identifiers={identifiers}
      action={t('acts.sign')}
      busy={sign.isPending}
      blocked={chosen === undefined}
      onConfirm={() =>
        chosen !== undefined &&
        sign.run({
          params: { patientId: document.summary.patientId, documentId: document.summary.id },
          body: { versionId: document.summary.currentVersionId, role: chosen },
        })
      }
      onCancel={onClose}
    >
      <Stack gap="sm">
        {sign.error !== null && <ProblemNotice error={sign.error} takeFocus />}
        <Select
          label={t('sign.role')}
          required
          value={role}
          onChange={setRole}
          data={ROLES.map((value) => ({ value, label: t(`roles.${value}`) }))}
        />
      </Stack>
    </ConfirmDialog>
  );
}
