import { useRead } from '../../../ui/api/reads.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { type NameProps } from '../../../ui/module.ts';
import { useMay } from '../../../ui/session.ts';
import { contract } from '../contract.ts';

/** As many as a queue shows. */
const MOST = 200;

/** A file that could not be read, by its name and pages. Every row asks the same, so all of them cost one answer. */
export function ItemName({ id }: NameProps) {
  const t = useTexts('intake');
  const may = useMay();
  const read = useRead(
    contract.list,
    { query: { state: 'failed', limit: MOST } },
    { enabled: may('intake/read'), live: ['intake.'] },
  );
  const item = read.data?.items.find((each) => each.id === id);
  if (item === undefined) return null;
  return item.pages === null ? item.fileName : t('item.named', { name: item.fileName, count: item.pages });
}
