import { useRead } from '../../../../ui/api/reads.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { type NameProps } from '../../../../ui/module.ts';
import { useMay } from '../../../../ui/session.ts';
import { recallContract } from '../../recall/contract.ts';

/** A waiting recall by the kind of document and what became of it. */
export function RecallName({ id }: NameProps) {
  const t = useTexts('release');
  const may = useMay();
  const read = useRead(recallContract.recall, { params: { id } }, { enabled: may('release/read'), live: ['release.'] });
  if (read.data === undefined) return null;
  return [read.data.document.title, t(`recall.why.${read.data.why}`)].join(' · ');
}
