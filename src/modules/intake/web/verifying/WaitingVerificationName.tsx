import { useRead } from '../../../../ui/api/reads.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { type NameProps } from '../../../../ui/module.ts';
import { useMay } from '../../../../ui/session.ts';
import { useDates } from '../../../../ui/use-dates.ts';
import { contract } from '../../verifying/contract.ts';

/** What is to be verified by the file it came in, never by what somebody filed it as. */
export function WaitingVerificationName({ kind, id }: NameProps) {
  const t = useTexts('intake');
  const may = useMay();
  const dates = useDates();
  const read = useRead(
    contract.waitingVerifications,
    { params: { kind: kind === 'intake.to-settle' ? kind : 'intake.to-verify' } },
    { enabled: may('intake/verify'), live: ['intake.'] },
  );
  const row = read.data?.waiting.find((each) => each.id === id);
  if (row === undefined) return null;
  return [
    t('item.named', { name: row.name, count: row.pages }),
    t(`source.${row.source}`),
    t('verify.received', { day: dates.dayOf(row.receivedAt) }),
    ...(row.differs.length === 0
      ? []
      : [t('verify.differsIn', { fields: row.differs.map((field) => t(`verify.field.${field}`)).join(', ') })]),
  ].join(' · ');
}
