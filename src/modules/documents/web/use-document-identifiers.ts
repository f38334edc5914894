import { useRead } from '../../../ui/api/reads.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { useDates } from '../../../ui/use-dates.ts';
import { contract as patients } from '../../patients/contract.ts';
import { type OpenedDocument } from './opened-document.ts';

/** What a destructive act repeats: which document, and two identifiers of whose it is. */
export function useDocumentIdentifiers({ summary }: OpenedDocument) {
  const t = useTexts('documents');
  const dates = useDates();
  const { data: patient } = useRead(patients.open, { params: { id: summary.patientId } });
  return [
    {
      label: t('part.name'),
      value: [summary.typeName, summary.date === null ? t('part.undated') : dates.day(summary.date)].join(' · '),
    },
    ...(patient === undefined
      ? []
      : [
          {
            label: t('page.patient'),
            value: [
              patient.displayName,
              patient.birthDate === undefined ? undefined : dates.day(patient.birthDate),
              patient.mrn === undefined ? undefined : t('page.mrn', { mrn: patient.mrn }),
            ]
              .filter(Boolean)
              .join(' · '),
          },
        ]),
  ];
}
