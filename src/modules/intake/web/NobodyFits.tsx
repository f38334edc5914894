import { Text } from '@mantine/core';
import { useRead } from '../../../ui/api/reads.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { useDates } from '../../../ui/use-dates.ts';
import { contract } from '../contract.ts';

/** What the page says of its patient, where nobody registered answers to it: to search by, or to let it wait under. */
export function NobodyFits({ partId }: { readonly partId: string }) {
  const t = useTexts('intake');
  const dates = useDates();
  const { data } = useRead(contract.identifiers, { params: { id: partId } });
  if (data === undefined) return null;
  const read = [
    data.name,
    data.birthDate === undefined ? undefined : dates.day(data.birthDate),
    data.mrn === undefined ? undefined : t('form.mrn', { mrn: data.mrn }),
    data.visitNumber === undefined ? undefined : t('reconciliation.visit', { number: data.visitNumber }),
  ].filter((each) => each !== undefined);
  if (read.length === 0) return null;
  return (
    <Text size="sm" mt={6}>
      {t('form.nobodyFits', { read: read.join(' · ') })}
    </Text>
  );
}
