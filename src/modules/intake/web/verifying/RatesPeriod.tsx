import { Anchor, Group, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { addressOf } from '../../../../ui/api/call.ts';
import { DateField } from '../../../../ui/fields/DateField.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { Icon } from '../../../../ui/icons.tsx';
import { useAddress } from '../../../../ui/use-address.ts';
import { contract } from '../../verifying/contract.ts';

const PERIODS = ['30', '90', '365', 'days'] as const;

/** Which time the error rates are of, as it stands in the address; undefined while the days chosen are not whole. */
export function useRatesPeriod() {
  const [{ period, from, to }, change] = useAddress(['period', 'from', 'to']);
  const chosen = PERIODS.find((each) => each === period) ?? '90';
  const query =
    chosen !== 'days' ? { days: Number(chosen) } : from === undefined || to === undefined ? undefined : { from, to };
  return { chosen, from, to, change, query };
}

/** A period of the last days or two days of one's own, and the same numbers as a file. */
export function RatesPeriod({ state }: { readonly state: ReturnType<typeof useRatesPeriod> }) {
  const t = useTexts('intake');
  const [now] = useState(() => new Date());
  const { chosen, from, to, change, query } = state;
  return (
    <Group align="end" gap="md">
      <SegmentedControl
        size="xs"
        aria-label={t('verifying.period')}
        value={chosen}
        data={PERIODS.map((value) => ({ value, label: t(`verifying.periods.${value}`) }))}
        onChange={(value) => change({ period: value === '90' ? undefined : value, from: undefined, to: undefined })}
      />
      {chosen === 'days' && (
        <>
          <DateField
            id="rates-from"
            label={t('verifying.from')}
            value={from ?? ''}
            onChange={(day) => change({ from: day === '' ? undefined : day })}
            now={now}
          />
          <DateField
            id="rates-to"
            label={t('verifying.to')}
            value={to ?? ''}
            onChange={(day) => change({ to: day === '' ? undefined : day })}
            now={now}
          />
        </>
      )}
      {query !== undefined && (
        <Anchor href={addressOf(contract.saveErrorRates, {}, query)} download size="sm">
          <Icon name="download" size={14} /> {t('verifying.save-table')}
        </Anchor>
      )}
    </Group>
  );
}
