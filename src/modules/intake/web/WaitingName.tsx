import { useRead } from '../../../ui/api/reads.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { type NameProps } from '../../../ui/module.ts';
import { useMay } from '../../../ui/session.ts';
import { contract } from '../contract.ts';

/** A document to index, or a batch to separate, by its file and pages. Every row asks the same, so all cost one answer. */
export function WaitingName({ kind, id }: NameProps) {
  const t = useTexts('intake');
  const may = useMay();
  const read = useRead(
    contract.waiting,
    { params: { kind: kind === 'intake.to-separate' ? kind : 'intake.to-index' } },
    { enabled: may('intake/read'), live: ['intake.'] },
  );
  const row = read.data?.waiting.find((each) => each.id === id);
  if (row === undefined) return null;
  const name = t('item.named', { name: row.name, count: row.pages });
  return kind === 'intake.to-index' && row.of > 1
    ? t('part.named', { name, position: row.position, of: row.of })
    : name;
}
