import { Select } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../../../../ui/api/reads.tsx';
import { showDone } from '../../../../ui/feedback/notices.tsx';
import { ReasonDialog } from '../../../../ui/feedback/ReasonDialog.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { lateContract } from '../../late/contract.ts';
import { CHANGED, type DocumentDialogProps } from '../document-acts.ts';
import { useDocumentIdentifiers } from '../use-document-identifiers.ts';

const STATUSES = ['preliminary', 'final', 'corrected', 'amended'] as const;

/** What the version that stands is, where the page says it and nobody entered it. */
export function StatusDialog({ document, onClose }: DocumentDialogProps) {
  const t = useTexts('documents');
  const { summary } = document;
  const identifiers = useDocumentIdentifiers(document);
  const [status, setStatus] = useState<string | null>(null);
  const chosen = STATUSES.find((each) => each === status);
  const say = useAct(lateContract.sayStatus, {
    changes: CHANGED,
    onDone: () => {
      onClose();
      showDone(t('versionStatus.done'));
    },
  });
  return (
    <ReasonDialog
      title={t('acts.status')}
      text={t('versionStatus.text')}
      identifiers={identifiers}
      action={t('versionStatus.action')}
      busy={say.isPending}
      error={say.error}
      blocked={chosen === undefined}
      onConfirm={(reason) =>
        chosen !== undefined &&
        say.run({
          params: { patientId: summary.patientId, documentId: summary.id },
          body: { versionId: summary.currentVersionId, status: chosen, reason: reason.slice(0, 300) },
        })
      }
      onCancel={onClose}
    >
      <Select
        label={t('versionStatus.label')}
        required
        value={status}
        onChange={setStatus}
        data={STATUSES.filter((value) => value !== summary.versionStatus).map((value) => ({
          value,
          label: t(`versionStatus.words.${value}`),
        }))}
      />
    </ReasonDialog>
  );
}
