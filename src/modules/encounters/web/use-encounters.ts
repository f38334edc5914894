import { useRead } from '../../../ui/api/reads.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { useMay } from '../../../ui/session.ts';
import { useDates } from '../../../ui/use-dates.ts';
import { contract } from '../contract.ts';

/** The encounters of a patient as choices of a field, newest first; none for whoever may not see them. */
export function useEncounterChoices(patientId: string): {
  readonly choices: readonly { value: string; label: string; from: string | null; to: string | null }[];
} {
  const t = useTexts('encounters');
  const may = useMay();
  const dates = useDates();
  const read = useRead(contract.list, { params: { id: patientId } }, { enabled: may('encounters/read') });
  return {
    choices: (read.data?.encounters ?? []).map(({ id, startedAt, endedAt, typeText, visitNumber, ...each }) => ({
      value: id,
      label: [startedAt === null ? t('notBegun') : dates.instant(startedAt), typeText ?? each.class, visitNumber]
        .filter(Boolean)
        .join(' · '),
      from: startedAt,
      to: endedAt,
    })),
  };
}
