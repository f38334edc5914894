import { Button, Group, Stack } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useRead } from '../../../../ui/api/reads.tsx';
import { Empty } from '../../../../ui/feedback/Empty.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { useMay } from '../../../../ui/session.ts';
import { type RecordPartProps } from '../../../patients/web/index.tsx';
import { objects } from '../../objects/contract.ts';
import { newObjectPath } from '../paths.ts';
import { ObjectTable } from './ObjectTable.tsx';

/** In the record: things that are kept of the patient and are not sheets, with where each is now. */
export function ObjectsPart({ patientId }: RecordPartProps) {
  const t = useTexts('intake');
  const may = useMay();
  const navigate = useNavigate();
  const read = useRead(objects.ofPatient, { params: { patientId } }, { live: ['intake.object-moved'] });
  return (
    <Stack gap="sm">
      {may('intake/keep-objects') && (
        <Group justify="flex-end">
          <Button
            size="xs"
            variant="default"
            onClick={() => void navigate({ to: newObjectPath, search: { patient: patientId } as never })}
          >
            {t('objects.register')}
          </Button>
        </Group>
      )}
      <ObjectTable
        label={t('objects.part')}
        rows={read.data?.objects}
        error={read.error}
        onRetry={() => void read.refetch()}
        ofOnePatient
        empty={<Empty icon="disc" title={t('objects.noneOfPatient')} text={t('objects.noneOfPatientText')} />}
      />
    </Stack>
  );
}
