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
import { useDocumentIdentifiers } from './use-document-identifiers.ts';
import { useEncounterNames } from './use-encounter-names.ts';

type FieldKind = 'wrong-type' | 'wrong-encounter' | 'wrong-date';

/** Corrects the one thing that is wrong, and is kept as that kind of mistake. */
export function FieldDialog({ document, onClose, kind }: DocumentDialogProps & { readonly kind: FieldKind }) {
  const t = useTexts('documents');
  const { summary } = document;
  const identifiers = useDocumentIdentifiers(document);
  const before = {
    'wrong-type': summary.typeCode,
    'wrong-encounter': summary.encounterId ?? '',
    'wrong-date': summary.date ?? '',
  }[kind];
  const [value, setValue] = useState<string | undefined>(before);
  const reindex = useAct(contract.reindex, {
    changes: CHANGED,
    onDone: () => {
      onClose();
      showDone(t('reindex.done'));
    },
  });
  const orNull = value === undefined || value === '' ? null : value;
  const field =
    kind === 'wrong-type'
      ? { typeCode: value ?? '' }
      : kind === 'wrong-encounter'
        ? { encounterId: orNull }
        : { date: orNull };
  return (
    <ReasonDialog
      title={t(`correct.forms.${kind}`)}
      text={t('correct.fieldText')}
      identifiers={identifiers}
      action={t('reindex.action')}
      busy={reindex.isPending}
      error={reindex.error}
      blocked={(value ?? '') === before || (kind === 'wrong-type' && orNull === null)}
      onConfirm={(reason) =>
        reindex.run({
          params: { patientId: summary.patientId, documentId: summary.id },
          body: { version: summary.version, kind, reason, ...field },
        })
      }
      onCancel={onClose}
    >
      {kind === 'wrong-type' && <TypeField value={value} onChange={setValue} />}
      {kind === 'wrong-encounter' && <EncounterField patientId={summary.patientId} value={value} onChange={setValue} />}
      {kind === 'wrong-date' && <DayField value={value ?? ''} onChange={setValue} />}
    </ReasonDialog>
  );
}

interface FieldProps {
  readonly value: string | undefined;
  readonly onChange: (value: string | undefined) => void;
}

function TypeField({ value, onChange }: FieldProps) {
  const t = useTexts('documents');
  const { choices } = useDocumentTypes();
  return <ChoiceField id="correct-type" label={t('part.name')} choices={choices} value={value} onChange={onChange} />;
}

function EncounterField({ patientId, value, onChange }: FieldProps & { readonly patientId: string }) {
  const t = useTexts('documents');
  const nameOf = useEncounterNames(patientId);
  const encounters = useRead(encountersContract.list, { params: { id: patientId } });
  return (
    <ChoiceField
      id="correct-encounter"
      label={t('part.encounter')}
      choices={(encounters.data?.encounters ?? []).map(({ id }) => ({ value: id, label: nameOf(id) }))}
      value={value}
      onChange={onChange}
    />
  );
}

function DayField({ value, onChange }: { readonly value: string; readonly onChange: (value: string) => void }) {
  const t = useTexts('documents');
  const [now] = useState(() => new Date());
  return <DateField id="correct-date" label={t('part.date')} value={value} onChange={onChange} now={now} />;
}
