import { Select } from '@mantine/core';
import { useState } from 'react';
import { ReasonDialog } from '../../../ui/feedback/ReasonDialog.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { contract } from '../contract.ts';
import { type DocumentDialogProps, paramsOf, useClosingAct, useStrike } from './document-acts.ts';
import { useDocumentIdentifiers } from './use-document-identifiers.ts';

const CAUSES = [
  'wrong-patient',
  'wrong-encounter',
  'wrong-type',
  'duplicate',
  'unreadable',
  'source-cancelled',
  'not-part-of-record',
  'other',
] as const;

/** Entered in error: struck through for everybody, readable to those who may, never gone. */
export function StrikeDialog({
  document,
  onClose,
  cause: given,
}: DocumentDialogProps & { readonly cause?: (typeof CAUSES)[number] }) {
  const t = useTexts('documents');
  const identifiers = useDocumentIdentifiers(document);
  const [cause, setCause] = useState<string | null>(given ?? null);
  const chosen = CAUSES.find((each) => each === cause);
  const params = paramsOf(document);
  const strike = useStrike(document, onClose);
  return (
    <ReasonDialog
      title={t('acts.strike')}
      text={chosen === 'wrong-patient' ? t('strike.textWrongPatient') : t('strike.text')}
      identifiers={identifiers}
      action={t('strike.action')}
      danger
      busy={strike.isPending}
      error={strike.error}
      blocked={chosen === undefined}
      onConfirm={(reason) => chosen !== undefined && strike.run({ params, body: { cause: chosen, reason } })}
      onCancel={onClose}
    >
      <Select
        label={t('strike.cause')}
        required
        data-autofocus
        value={cause}
        onChange={setCause}
        data={CAUSES.map((value) => ({ value, label: t(`strike.causes.${value}`) }))}
      />
    </ReasonDialog>
  );
}

export function StandAgainDialog({ document, onClose }: DocumentDialogProps) {
  const t = useTexts('documents');
  const identifiers = useDocumentIdentifiers(document);
  const stand = useClosingAct(contract.withdrawEnteredInError, onClose, t('stand.done'));
  return (
    <ReasonDialog
      title={t('acts.stand')}
      text={t('stand.text')}
      identifiers={identifiers}
      action={t('acts.stand')}
      busy={stand.isPending}
      error={stand.error}
      onConfirm={(reason) => stand.run({ params: paramsOf(document), body: { reason } })}
      onCancel={onClose}
    />
  );
}
