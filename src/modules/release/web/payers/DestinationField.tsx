import { NativeSelect } from '@mantine/core';
import { useRead } from '../../../../ui/api/reads.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { payerContract } from '../../payers/contract.ts';

export interface DestinationFieldProps {
  readonly value: string;
  readonly onChange: (destinationId: string) => void;
}

/** Of a payer's list: its rows are matched with the register first, and only matched ones become cases. */
export function DestinationField({ value, onChange }: DestinationFieldProps) {
  const t = useTexts('release');
  const destinations = useRead(payerContract.destinations, {}).data?.destinations ?? [];
  if (destinations.length === 0) return null;
  return (
    <NativeSelect
      label={t('payer.ofList')}
      description={t('payer.ofListHint')}
      value={value}
      data={[
        { value: '', label: t('payer.notOfPayer') },
        ...destinations
          .filter(({ id, retired }) => !retired || id === value)
          .map(({ id, name }) => ({ value: id, label: name })),
      ]}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
