import { useRead } from '../../../ui/api/reads.tsx';
import { dayIn } from '../../../ui/dates.ts';
import { useTexts } from '../../../ui/i18n.ts';
import { useCalendar, useMay } from '../../../ui/session.ts';
import { SlotPlace } from '../../../ui/slots.ts';
import { SubjectBanner, type BannerFlag } from '../../../ui/shell/SubjectBanner.tsx';
import { useDates } from '../../../ui/use-dates.ts';
import { contract } from '../contract.ts';
import { bornText, flagLook } from './describe-found.ts';
import { recordActions } from './slots.ts';

/** The banner for any screen that works on one patient's record. */
export function PatientBanner({ patientId }: { readonly patientId: string }) {
  const t = useTexts('patients');
  const may = useMay();
  const dates = useDates();
  const { zone } = useCalendar();
  const { data: patient } = useRead(contract.open, { params: { id: patientId } }, { live: ['patients.'] });
  if (patient === undefined) return null;
  const flags: BannerFlag[] = [
    ...(patient.death === undefined
      ? []
      : [
          {
            tone: 'neutral' as const,
            text:
              patient.death.on === undefined
                ? t('flag.deceased')
                : t('flag.deceasedOn', { day: dates.day(patient.death.on) }),
          },
        ]),
    ...(patient.survivorId === patient.id ? [] : [{ tone: 'attention' as const, text: t('flag.merged') }]),
    ...patient.flags.map(({ kind }) => ({ ...flagLook(kind), text: t(`flag.${kind}`, { defaultValue: kind }) })),
    ...(patient.labels.length === 0
      ? []
      : [{ tone: 'danger' as const, icon: 'lock' as const, text: t('flag.sensitive') }]),
  ];
  return (
    <SubjectBanner
      name={patient.displayName}
      facts={[
        { label: t('record.born'), value: bornText(patient.birthDate, dayIn(zone, new Date()), dates.day, t) },
        { label: t('record.mrn'), value: patient.mrn ?? '—' },
        { label: t('record.sex'), value: t(`sex.${patient.sex}`) },
      ]}
      flags={flags}
      actions={<SlotPlace slot={recordActions} props={{ patientId }} may={may} />}
    />
  );
}
