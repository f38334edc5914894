import { useRead } from '../../../../ui/api/reads.tsx';
import { type NameProps } from '../../../../ui/module.ts';
import { useMay } from '../../../../ui/session.ts';
import { useTexts } from '../../../../ui/i18n.ts';
import { useDates } from '../../../../ui/use-dates.ts';
import { sealContract } from '../../seal/contract.ts';

/** A seal that runs out, by its facility and last day. */
export function SealName({ id }: NameProps) {
  const t = useTexts('release');
  const dates = useDates();
  const may = useMay();
  const read = useRead(sealContract.showSeals, {}, { enabled: may('release/manage') });
  const seal = read.data?.seals.find(({ current }) => current?.id === id);
  if (seal?.current == null) return null;
  return t('seal.ends', { facility: seal.facility, day: dates.instant(seal.current.notAfter) });
}
