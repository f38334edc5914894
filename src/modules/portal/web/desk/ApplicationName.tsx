import { useRead } from '../../../../ui/api/reads.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { type NameProps } from '../../../../ui/module.ts';
import { useMay } from '../../../../ui/session.ts';
import { applicationDeskContract as contract } from '../../applications/contract.ts';

/** An application that waits, by who wrote it. */
export function ApplicationName({ id }: NameProps) {
  const t = useTexts('portal');
  const may = useMay();
  const read = useRead(contract.name, { params: { applicationId: id } }, { enabled: may('portal/desk') });
  return read.data == null ? null : t('staff.application.waits', { name: read.data.name });
}
