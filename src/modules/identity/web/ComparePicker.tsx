import { Button, Stack } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useAct } from '../../../ui/api/reads.tsx';
import { ConfirmDialog } from '../../../ui/feedback/ConfirmDialog.tsx';
import { ProblemNotice } from '../../../ui/feedback/ProblemNotice.tsx';
import { type Picked, subjectPicker } from '../../../ui/fields/picker-slot.ts';
import { useTexts } from '../../../ui/i18n.ts';
import { useMay } from '../../../ui/session.ts';
import { SlotPlace } from '../../../ui/slots.ts';
import { contract } from '../contract.ts';
import { pairPath } from './paths.ts';

/** Two registrations that somebody takes for one person, though no comparison brought them together. */
export function ComparePicker() {
  const t = useTexts('identity');
  const may = useMay();
  const navigate = useNavigate();
  const [asking, setAsking] = useState(false);
  const [one, setOne] = useState<Picked>();
  const [other, setOther] = useState<Picked>();
  const name = useAct(contract.namePair, { onDone: ({ id }) => void navigate({ to: pairPath(id) }) });
  if (!may('identity/work')) return null;
  return (
    <>
      <Button size="xs" variant="default" onClick={() => setAsking(true)}>
        {t('compare.action')}
      </Button>
      {asking && (
        <ConfirmDialog
          opened
          title={t('compare.action')}
          text={t('compare.text')}
          action={t('compare.go')}
          busy={name.isPending}
          blocked={one === undefined || other === undefined}
          onConfirm={() => {
            if (one !== undefined && other !== undefined) name.run({ body: { patientId: one.id, otherId: other.id } });
          }}
          onCancel={() => setAsking(false)}
        >
          <Stack gap="sm">
            {name.error !== null && <ProblemNotice error={name.error} takeFocus />}
            <SlotPlace
              slot={subjectPicker}
              props={{ id: 'compare-one', label: t('compare.one'), picked: one, onPick: setOne }}
              may={may}
            />
            <SlotPlace
              slot={subjectPicker}
              props={{ id: 'compare-other', label: t('compare.other'), picked: other, onPick: setOther }}
              may={may}
            />
          </Stack>
        </ConfirmDialog>
      )}
    </>
  );
}
