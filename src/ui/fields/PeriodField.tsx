import { Anchor, Group, SegmentedControl, Text } from '@mantine/core';
import { useState } from 'react';
import { useTexts } from '../i18n.ts';
import { Icon } from '../icons.tsx';
import { useAddress } from '../use-address.ts';
import { DateField } from './DateField.tsx';

const PERIODS = ['30', '90', '365', 'days'] as const;

/** Which time numbers are of, as it stands in the address; undefined while the days chosen are not whole. */
export function usePeriod() {
  const [{ period, from, to }, change] = useAddress(['period', 'from', 'to']);
  const chosen = PERIODS.find((each) => each === period) ?? '90';
  const query =
    chosen !== 'days' ? { days: Number(chosen) } : from === undefined || to === undefined ? undefined : { from, to };
  return { chosen, from, to, change, query };
}

/** A period of the last days or two days of one's own, and the same numbers as a file. */
export function PeriodField({
  label,
  state,
  tableAt,
}: {
  readonly label: string;
  readonly state: ReturnType<typeof usePeriod>;
  /** Where the table of the same numbers lies. */
  readonly tableAt: (query: NonNullable<ReturnType<typeof usePeriod>['query']>) => string;
}) {
  const t = useTexts('ui');
  const [now] = useState(() => new Date());
  const { chosen, from, to, change, query } = state;
  return (
    <>
      <Group align="end" gap="md">
        <SegmentedControl
          size="xs"
          aria-label={label}
          value={chosen}
          data={PERIODS.map((value) => ({ value, label: t(`period.last.${value}`) }))}
          onChange={(value) => change({ period: value === '90' ? undefined : value, from: undefined, to: undefined })}
        />
        {chosen === 'days' && (
          <>
            <DateField
              id="period-from"
              label={t('period.from')}
              value={from ?? ''}
              onChange={(day) => change({ from: day === '' ? undefined : day })}
              now={now}
            />
            <DateField
              id="period-to"
              label={t('period.to')}
              value={to ?? ''}
              onChange={(day) => change({ to: day === '' ? undefined : day })}
              now={now}
            />
          </>
        )}
        {query !== undefined && (
          <Anchor href={tableAt(query)} download size="sm">
            <Icon name="download" size={14} /> {t('period.save')}
          </Anchor>
        )}
      </Group>
      {query === undefined && (
        <Text size="sm" mt="xs">
          {t('period.choose')}
        </Text>
      )}
    </>
  );
}
