import { useRead } from '../../../../ui/api/reads.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { type NameProps } from '../../../../ui/module.ts';
import { useMay } from '../../../../ui/session.ts';
import { deskContract } from '../../desk/contract.ts';

/** A note that waits, by who wrote it. */
export function ThreadName({ id }: NameProps) {
  const t = useTexts('portal');
  const may = useMay();
  const read = useRead(deskContract.nameThread, { params: { accessId: id } }, { enabled: may('portal/desk') });
  return read.data == null ? null : t('staff.waits', { name: read.data.name });
}
