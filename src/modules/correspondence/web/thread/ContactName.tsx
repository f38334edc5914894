import { useRead } from '../../../../ui/api/reads.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { type NameProps } from '../../../../ui/module.ts';
import { useMay } from '../../../../ui/session.ts';
import { threadContract } from '../../thread/contract.ts';

/** A waiting answer by what was said and with whom. */
export function ContactName({ id }: NameProps) {
  const t = useTexts('correspondence');
  const may = useMay();
  const read = useRead(threadContract.openContact, { params: { id } }, { enabled: may('correspondence/read') });
  if (read.data === undefined) return null;
  return t(`thread.headings.${read.data.kind}.${read.data.direction}`, { name: read.data.withWhom });
}
