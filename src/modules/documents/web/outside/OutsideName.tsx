import { useRead } from '../../../../ui/api/reads.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { type NameProps } from '../../../../ui/module.ts';
import { useMay } from '../../../../ui/session.ts';
import { outside } from '../../outside/contract.ts';

/** A row of the queue: what it is, who made it, whom it waits for. Every row asks the same, so all cost one answer. */
export function OutsideName({ id }: NameProps) {
  const t = useTexts('documents');
  const may = useMay();
  const read = useRead(outside.waiting, {}, { enabled: may('documents/review-outside'), live: ['documents.'] });
  const row = read.data?.waiting.find(({ documentId }) => documentId === id);
  if (row === undefined) return null;
  const { name, organisation } = row;
  return row.reviewerName === null
    ? t('outside.named', { name, organisation })
    : t('outside.namedFor', { name, organisation, reviewer: row.reviewerName });
}
