import { Select } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../../../ui/api/reads.tsx';
import { showDone } from '../../../ui/feedback/notices.tsx';
import { ReasonDialog } from '../../../ui/feedback/ReasonDialog.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { useMay } from '../../../ui/session.ts';
import { contract } from '../contract.ts';
import { CHANGED, type DocumentDialogProps } from './document-acts.ts';

/** The sensitivity classes of access/labels.ts; a label the server does not know is refused there. */
const LABELS = [
  ...(['mental-health', 'psychotherapy-notes', 'substance-use-part2', 'hiv', 'genetic'] as const),
  ...(['reproductive', 'minor-confidential', 'restricted', 'vip', 'violence'] as const),
];

/** Whoever may not see the class loses sight of the document with this act, which is meant. */
export function LabelDialog({ document: { summary }, onClose }: DocumentDialogProps) {
  const t = useTexts('documents');
  const may = useMay();
  const [name, setName] = useState<string | null>(null);
  const carries = name !== null && summary.labels.includes(name);
  const done = () => {
    onClose();
    showDone(t('label.done'));
  };
  const place = useAct(contract.label, { changes: CHANGED, onDone: done });
  const lift = useAct(contract.liftLabel, { changes: CHANGED, onDone: done });
  const offered = LABELS.filter((label) => may('documents/lift-label') || !summary.labels.includes(label));
  return (
    <ReasonDialog
      title={t('acts.label')}
      text={t('label.text')}
      action={t(carries ? 'label.lift' : 'label.place')}
      danger={carries}
      busy={place.isPending || lift.isPending}
      error={place.error ?? lift.error}
      blocked={name === null}
      onConfirm={(reason) => {
        if (name === null) return;
        const params = { patientId: summary.patientId, documentId: summary.id, name };
        (carries ? lift : place).run({ params, body: { reason } });
      }}
      onCancel={onClose}
    >
      <Select
        label={t('label.name')}
        required
        value={name}
        onChange={setName}
        data={offered.map((value) => ({
          value,
          label: summary.labels.includes(value)
            ? t('label.carried', { label: t(`labels.${value}`) })
            : t(`labels.${value}`),
        }))}
      />
    </ReasonDialog>
  );
}
