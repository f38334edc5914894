import { useRead } from '../../../ui/api/reads.tsx';
import { ChoiceField } from '../../../ui/fields/ChoiceField.tsx';
import { useDates } from '../../../ui/use-dates.ts';
import { type ProofFieldProps } from '../../patients/web/index.tsx';
import { contract } from '../contract.ts';

/** The scanned order, letters or power of attorney, of what is filed in the record. */
export function ProofField({ patientId, label, value, onChange }: ProofFieldProps) {
  const dates = useDates();
  const read = useRead(contract.list, { params: { patientId }, query: { by: 'date' } });
  const choices = (read.data?.documents ?? []).map((document) => ({
    value: document.id,
    label: [document.typeName, document.title, document.date === null ? null : dates.day(document.date)]
      .filter(Boolean)
      .join(' · '),
  }));
  return <ChoiceField id="proof-document" label={label} choices={choices} value={value} onChange={onChange} />;
}
