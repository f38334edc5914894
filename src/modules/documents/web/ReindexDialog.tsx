import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useAct, useRead } from '../../../ui/api/reads.tsx';
import { showDone } from '../../../ui/feedback/notices.tsx';
import { ReasonDialog } from '../../../ui/feedback/ReasonDialog.tsx';
import { ChoiceField } from '../../../ui/fields/ChoiceField.tsx';
import { DateField } from '../../../ui/fields/DateField.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { contract as encountersContract } from '../../encounters/contract.ts';
import { contract } from '../contract.ts';
import { CHANGED, type DocumentDialogProps } from './document-acts.ts';
import { useDocumentTypes } from './type-choices.ts';
import { useEncounterNames } from './use-encounter-names.ts';

/** Corrects what a document is filed as, within the same chart; what it said before stays in its history. */
export function ReindexDialog({ document: { summary }, onClose }: DocumentDialogProps) {
  const t = useTexts('documents');
  const { choices } = useDocumentTypes();
  const encounterName = useEncounterNames(summary.patientId);
  const encounters = useRead(encountersContract.list, { params: { id: summary.patientId } });
  const [typeCode, setTypeCode] = useState<string | undefined>(summary.typeCode);
  const [encounterId, setEncounterId] = useState<string | undefined>(summary.encounterId ?? undefined);
  const [date, setDate] = useState(summary.date ?? '');
  const [title, setTitle] = useState(summary.title ?? '');
  const [now] = useState(() => new Date());
  const reindex = useAct(contract.reindex, {
    changes: CHANGED,
    onDone: () => {
      onClose();
      showDone(t('reindex.done'));
    },
  });
  const same =
    typeCode === summary.typeCode &&
    (encounterId ?? null) === summary.encounterId &&
    date === (summary.date ?? '') &&
    title === (summary.title ?? '');
  return (
    <ReasonDialog
      title={t('acts.reindex')}
      text={t('reindex.text')}
      action={t('reindex.action')}
      busy={reindex.isPending}
      error={reindex.error}
      blocked={typeCode === undefined || same}
      onConfirm={(reason) =>
        typeCode !== undefined &&
        reindex.run({
          params: { patientId: summary.patientId, documentId: summary.id },
          body: {
            version: summary.version,
            reason,
            ...(typeCode === summary.typeCode ? {} : { typeCode }),
            ...((encounterId ?? null) === summary.encounterId ? {} : { encounterId: encounterId ?? null }),
            ...(date === (summary.date ?? '') ? {} : { date: date === '' ? null : date }),
            ...(title === (summary.title ?? '') ? {} : { title: title.trim() === '' ? null : title.trim() }),
          },
        })
      }
      onCancel={onClose}
    >
      <ChoiceField id="reindex-type" label={t('part.name')} choices={choices} value={typeCode} onChange={setTypeCode} />
      <ChoiceField
        id="reindex-encounter"
        label={t('part.encounter')}
        choices={(encounters.data?.encounters ?? []).map(({ id }) => ({ value: id, label: encounterName(id) }))}
        value={encounterId}
        onChange={setEncounterId}
      />
      <DateField id="reindex-date" label={t('part.date')} value={date} onChange={setDate} now={now} />
      <TextInput
        label={t('part.title')}
        maxLength={300}
        value={title}
        onChange={(event) => setTitle(event.currentTarget.value)}
      />
    </ReasonDialog>
  );
}
