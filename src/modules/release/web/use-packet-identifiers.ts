import { useTexts } from '../../../ui/i18n.ts';
import { useDates } from '../../../ui/use-dates.ts';
import { type ReleaseCase } from './case.ts';

/** Whose records and which packet, said once more before anything leaves. */
export function usePacketIdentifiers({ patient, packet }: ReleaseCase): { label: string; value: string }[] {
  const t = useTexts('release');
  const dates = useDates();
  return [
    {
      label: t('list.patient'),
      value: [
        patient?.name,
        patient?.birthDate == null ? undefined : dates.day(patient.birthDate),
        patient?.mrn == null ? undefined : t('patient.mrn', { mrn: patient.mrn }),
      ]
        .filter(Boolean)
        .join(' · '),
    },
    {
      label: t('approval.what'),
      value: t('deliver.packet', { number: packet?.number ?? '', pages: packet?.pages ?? 0 }),
    },
  ];
}
