import { Button, Group, NumberInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../../../../ui/api/reads.tsx';
import { ProblemNotice } from '../../../../ui/feedback/ProblemNotice.tsx';
import { subjectPicker, type Picked } from '../../../../ui/fields/picker-slot.ts';
import { useTexts } from '../../../../ui/i18n.ts';
import { useMay } from '../../../../ui/session.ts';
import { SlotPlace } from '../../../../ui/slots.ts';
import { projects } from '../../projects/contract.ts';

const NOTHING = { label: '', fromOn: '', toOn: '', expectedSheets: undefined as number | undefined };

/** A volume of the box; whose chart it is of may be said where that is known. */
export function AddVolume({ boxId }: { readonly boxId: string }) {
  const t = useTexts('intake');
  const may = useMay();
  const [picked, setPicked] = useState<Picked>();
  const [words, setWords] = useState(NOTHING);
  const change = (to: Partial<typeof NOTHING>) => setWords((was) => ({ ...was, ...to }));
  const register = useAct(projects.registerVolume, {
    changes: [projects.openBox],
    onDone: () => {
      setWords(NOTHING);
      setPicked(undefined);
    },
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        const { label, fromOn, toOn, expectedSheets } = words;
        register.run({
          params: { id: boxId },
          body: {
            label,
            ...(picked === undefined ? {} : { patientId: picked.id }),
            ...(fromOn === '' ? {} : { fromOn }),
            ...(toOn === '' ? {} : { toOn }),
            ...(expectedSheets === undefined ? {} : { expectedSheets }),
          },
        });
      }}
    >
      {may('patients/search') && (
        <SlotPlace
          slot={subjectPicker}
          may={may}
          props={{ id: 'volume-patient', label: t('projects.patientKnown'), picked, onPick: setPicked }}
        />
      )}
      <Group align="flex-end" mb="sm">
        <TextInput
          required
          label={t('projects.volumeLabel')}
          maxLength={80}
          value={words.label}
          onChange={(event) => change({ label: event.currentTarget.value })}
        />
        <TextInput
          type="date"
          label={t('projects.fromOn')}
          value={words.fromOn}
          onChange={(event) => change({ fromOn: event.currentTarget.value })}
        />
        <TextInput
          type="date"
          label={t('projects.toOn')}
          value={words.toOn}
          onChange={(event) => change({ toOn: event.currentTarget.value })}
        />
        <NumberInput
          label={t('projects.sheets')}
          min={1}
          allowDecimal={false}
          w="7rem"
          value={words.expectedSheets ?? ''}
          onChange={(value) => change({ expectedSheets: typeof value === 'number' ? value : undefined })}
        />
        <Button type="submit" variant="default" loading={register.isPending}>
          {t('projects.addVolume')}
        </Button>
      </Group>
      {register.error !== null && <ProblemNotice error={register.error} takeFocus />}
    </form>
  );
}
