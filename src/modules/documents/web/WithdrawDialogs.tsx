import { useState } from 'react';
import { useRead } from '../../../ui/api/reads.tsx';
import { ReasonDialog } from '../../../ui/feedback/ReasonDialog.tsx';
import { ChoiceField } from '../../../ui/fields/ChoiceField.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { useDates } from '../../../ui/use-dates.ts';
import { contract } from '../contract.ts';
import { type DocumentDialogProps, paramsOf, useClosingAct, useStrike } from './document-acts.ts';
import { useDocumentIdentifiers } from './use-document-identifiers.ts';

/** Whose page it is, nobody knows yet: out of sight here, back to the desk that filed it. */
export function PatientUnknownDialog({ document, onClose }: DocumentDialogProps) {
  const t = useTexts('documents');
  const identifiers = useDocumentIdentifiers(document);
  const strike = useClosingAct(contract.markEnteredInError, onClose, t('correct.patientUnknownDone'));
  return (
    <ReasonDialog
      title={t('correct.forms.patient-unknown')}
      text={t('correct.patientUnknownText')}
      identifiers={identifiers}
      action={t('correct.withdraw')}
      danger
      busy={strike.isPending}
      error={strike.error}
      onConfirm={(reason) => strike.run({ params: paramsOf(document), body: { cause: 'wrong-patient', reason } })}
      onCancel={onClose}
    />
  );
}

/** It stays in the chart, marked, and the intake desk is asked for a better copy. */
export function UnreadableDialog({ document, onClose }: DocumentDialogProps) {
  const t = useTexts('documents');
  const identifiers = useDocumentIdentifiers(document);
  const mark = useClosingAct(contract.markUnreadable, onClose, t('correct.unreadableDone'));
  return (
    <ReasonDialog
      title={t('correct.forms.unreadable')}
      text={t('correct.unreadableText')}
      identifiers={identifiers}
      action={t('correct.askForCopy')}
      label={t('correct.whatUnreadable')}
      busy={mark.isPending}
      error={mark.error}
      onConfirm={(reason) => mark.run({ params: paramsOf(document), body: { reason } })}
      onCancel={onClose}
    />
  );
}

/** The other one stays; this one is struck through, and each names the other. */
export function DuplicateDialog({ document, onClose }: DocumentDialogProps) {
  const t = useTexts('documents');
  const dates = useDates();
  const { summary } = document;
  const params = paramsOf(document);
  const identifiers = useDocumentIdentifiers(document);
  const [stays, setStays] = useState<string>();
  const list = useRead(contract.list, { params: { patientId: summary.patientId }, query: {} });
  const others = (list.data?.documents ?? []).filter(({ id, enteredInError }) => id !== summary.id && !enteredInError);
  // Of the same type first: that is where a second copy nearly always is.
  const sorted = [...others].sort((a, b) => likeness(b, summary) - likeness(a, summary));
  const strike = useStrike(document, onClose);
  return (
    <ReasonDialog
      title={t('correct.forms.duplicate')}
      text={list.isSuccess && sorted.length === 0 ? t('correct.noOther') : t('correct.duplicateText')}
      identifiers={identifiers}
      action={t('strike.action')}
      danger
      busy={strike.isPending}
      error={strike.error ?? list.error}
      blocked={stays === undefined}
      onConfirm={(reason) =>
        stays !== undefined && strike.run({ params, body: { cause: 'duplicate', reason, duplicateOf: stays } })
      }
      onCancel={onClose}
    >
      <ChoiceField
        id="correct-stays"
        label={t('correct.stays')}
        choices={sorted.map((other) => ({
          value: other.id,
          label: [
            other.typeName,
            other.title,
            other.date === null ? t('part.undated') : dates.day(other.date),
            t('correct.filedAt', { at: dates.instant(other.filedAt) }),
          ]
            .filter((part) => part !== null)
            .join(' · '),
        }))}
        value={stays}
        onChange={setStays}
      />
    </ReasonDialog>
  );
}

type Comparable = Pick<DocumentDialogProps['document']['summary'], 'typeCode' | 'date' | 'encounterId'>;

function likeness(a: Comparable, b: Comparable): number {
  return (
    Number(a.typeCode === b.typeCode) * 4 + Number(a.date === b.date) * 2 + Number(a.encounterId === b.encounterId)
  );
}
