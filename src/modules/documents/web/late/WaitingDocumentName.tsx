import { useRead } from '../../../../ui/api/reads.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { type NameProps } from '../../../../ui/module.ts';
import { useMay } from '../../../../ui/session.ts';
import { useDates } from '../../../../ui/use-dates.ts';
import { lateContract } from '../../late/contract.ts';

const KINDS = ['documents.late', 'documents.preliminary', 'documents.rescan'] as const;

/** A waiting document by its type, day and patient. Every row asks the same, so all cost one answer. */
export function WaitingDocumentName({ kind, id }: NameProps) {
  const t = useTexts('documents');
  const may = useMay();
  const dates = useDates();
  const known = KINDS.find((each) => each === kind) ?? 'documents.late';
  const read = useRead(
    lateContract.waiting,
    { params: { kind: known } },
    { enabled: may('documents/read'), live: ['documents.'] },
  );
  const row = read.data?.waiting.find((each) => each.id === id);
  if (row === undefined) return null;
  return [row.typeName, row.date === null ? t('part.undated') : dates.day(row.date), row.patient]
    .filter((each) => each !== null)
    .join(' · ');
}
