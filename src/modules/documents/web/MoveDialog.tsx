import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useAct, useRead } from '../../../ui/api/reads.tsx';
import { showDone } from '../../../ui/feedback/notices.tsx';
import { ReasonDialog } from '../../../ui/feedback/ReasonDialog.tsx';
import { ChoiceField } from '../../../ui/fields/ChoiceField.tsx';
import { subjectPicker, type Picked } from '../../../ui/fields/picker-slot.ts';
import { useTexts } from '../../../ui/i18n.ts';
import { useMay } from '../../../ui/session.ts';
import { SlotPlace } from '../../../ui/slots.ts';
import { contract as encountersContract } from '../../encounters/contract.ts';
import { contract } from '../contract.ts';
import { documentPath } from './paths.ts';
import { CHANGED, type DocumentDialogProps } from './document-acts.ts';
import { useDocumentIdentifiers } from './use-document-identifiers.ts';
import { useEncounterNames } from './use-encounter-names.ts';

/** To the right chart: a new document there, this one struck through, each leading to the other. */
export function MoveDialog({ document, onClose }: DocumentDialogProps) {
  const t = useTexts('documents');
  const may = useMay();
  const navigate = useNavigate();
  const identifiers = useDocumentIdentifiers(document);
  const [picked, setPicked] = useState<Picked>();
  const [encounterId, setEncounterId] = useState<string>();
  const { summary } = document;
  const move = useAct(contract.move, {
    changes: CHANGED,
    onDone: (moved) => {
      onClose();
      showDone(t('move.done'));
      void navigate({ to: documentPath(moved.patientId, moved.documentId) });
    },
  });
  return (
    <ReasonDialog
      title={t('acts.move')}
      text={t('move.text')}
      identifiers={identifiers}
      action={t('move.action')}
      danger
      busy={move.isPending}
      error={move.error}
      blocked={picked === undefined || picked.id === summary.patientId}
      onConfirm={(reason) =>
        picked !== undefined &&
        move.run({
          params: { patientId: summary.patientId, documentId: summary.id },
          body: {
            toPatientId: picked.id,
            reason,
            ...(encounterId === undefined ? {} : { toEncounterId: encounterId }),
          },
        })
      }
      onCancel={onClose}
    >
      <SlotPlace
        slot={subjectPicker}
        may={may}
        props={{
          id: 'move-to',
          label: t('move.to'),
          picked,
          onPick: (next) => {
            setPicked(next);
            setEncounterId(undefined);
          },
          error: picked?.id === summary.patientId ? t('move.same') : undefined,
        }}
      />
      {picked !== undefined && (
        <EncounterOf key={picked.id} patientId={picked.id} value={encounterId} onChange={setEncounterId} />
      )}
    </ReasonDialog>
  );
}

function EncounterOf(props: {
  readonly patientId: string;
  readonly value: string | undefined;
  readonly onChange: (id: string | undefined) => void;
}) {
  const t = useTexts('documents');
  const name = useEncounterNames(props.patientId);
  const read = useRead(encountersContract.list, { params: { id: props.patientId } });
  return (
    <ChoiceField
      id="move-encounter"
      label={t('part.encounter')}
      choices={(read.data?.encounters ?? []).map(({ id }) => ({ value: id, label: name(id) }))}
      value={props.value}
      onChange={props.onChange}
    />
  );
}
