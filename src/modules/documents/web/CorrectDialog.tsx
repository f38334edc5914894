import { Radio, Stack } from '@mantine/core';
import { useState } from 'react';
import { ConfirmDialog } from '../../../ui/feedback/ConfirmDialog.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { FieldDialog } from './FieldDialog.tsx';
import { MoveDialog } from './MoveDialog.tsx';
import { type DocumentDialogProps } from './document-acts.ts';
import { DuplicateDialog, PatientUnknownDialog, UnreadableDialog } from './WithdrawDialogs.tsx';
import { useDocumentIdentifiers } from './use-document-identifiers.ts';

const KINDS = [
  ...(['wrong-type', 'wrong-encounter', 'wrong-date'] as const),
  ...(['wrong-patient', 'patient-unknown', 'unreadable', 'duplicate'] as const),
];
type Kind = (typeof KINDS)[number];

/** What is wrong is asked first, since each error is mended in another way. */
export function CorrectDialog(props: DocumentDialogProps) {
  const t = useTexts('documents');
  const identifiers = useDocumentIdentifiers(props.document);
  const [kind, setKind] = useState<Kind>();
  const [asked, setAsked] = useState(false);
  if (asked && kind !== undefined) return formOf(kind, props);
  return (
    <ConfirmDialog
      opened
      title={t('acts.correct')}
      text={t('correct.text')}
      identifiers={identifiers}
      action={t('correct.next')}
      danger={false}
      busy={false}
      blocked={kind === undefined}
      onConfirm={() => setAsked(true)}
      onCancel={props.onClose}
    >
      <Radio.Group
        label={t('correct.what')}
        required
        value={kind ?? ''}
        onChange={(value) => setKind(KINDS.find((each) => each === value))}
      >
        <Stack gap="xs" mt="xs">
          {KINDS.map((each, index) => (
            <Radio
              key={each}
              value={each}
              label={t(`correct.kinds.${each}`)}
              {...(index === 0 ? { 'data-autofocus': true } : {})}
            />
          ))}
        </Stack>
      </Radio.Group>
    </ConfirmDialog>
  );
}

function formOf(kind: Kind, props: DocumentDialogProps) {
  switch (kind) {
    case 'wrong-type':
    case 'wrong-encounter':
    case 'wrong-date':
      return <FieldDialog {...props} kind={kind} />;
    case 'wrong-patient':
      return <MoveDialog {...props} />;
    case 'patient-unknown':
      return <PatientUnknownDialog {...props} />;
    case 'unreadable':
      return <UnreadableDialog {...props} />;
    case 'duplicate':
      return <DuplicateDialog {...props} />;
  }
}
