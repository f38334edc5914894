import { useRead } from '../../../ui/api/reads.tsx';
import { useDates } from '../../../ui/use-dates.ts';
import { contract } from '../contract.ts';

/** The documents of a record that stand, as choices of a field. */
export function useDocumentChoices(patientId: string): {
  readonly choices: readonly { value: string; label: string }[];
} {
  const dates = useDates();
  const read = useRead(contract.list, { params: { patientId }, query: {} });
  return {
    choices: (read.data?.documents ?? [])
      .filter(({ enteredInError }) => enteredInError === null)
      .map(({ id, title, typeName, date, author }) => ({
        value: id,
        label: [title ?? typeName, date === null ? null : dates.day(date), author].filter(Boolean).join(' · '),
      })),
  };
}
