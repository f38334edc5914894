import { Anchor, Button, Group, Stack, Table, Text, Title } from '@mantine/core';
import { type ResponseOf } from '../../../platform/http/contract.ts';
import { addressOf } from '../../../ui/api/call.ts';
import { useAct, useRead } from '../../../ui/api/reads.tsx';
import { Empty } from '../../../ui/feedback/Empty.tsx';
import { ProblemNotice } from '../../../ui/feedback/ProblemNotice.tsx';
import { showDone } from '../../../ui/feedback/notices.tsx';
import { ChoiceField } from '../../../ui/fields/ChoiceField.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { useMay } from '../../../ui/session.ts';
import { useAddress } from '../../../ui/use-address.ts';
import { useDates } from '../../../ui/use-dates.ts';
import { useFacilityNames } from '../../directory/web/index.tsx';
import { contract } from '../contract.ts';
import { RatesLine } from './RatesLine.tsx';

type Month = ResponseOf<typeof contract.rates>['months'][number];

const RATES = ['duplicate', 'waiting', 'overlap', 'overlay'] as const;

/** How good the register is: each rate with its formula, what it is made of, and its way through the months. */
export function Rates() {
  const t = useTexts('identity');
  const may = useMay();
  const dates = useDates();
  const facilities = useFacilityNames();
  const [{ facility }, change] = useAddress(['show', 'facility']);
  const query = facility === undefined ? {} : { facilityId: facility };
  const read = useRead(contract.rates, { query }, { live: ['identity.'], keepFormer: true });
  const count = useAct(contract.countRegister, { onDone: () => showDone(t('rates.counting')) });
  if (read.error !== null) return <ProblemNotice error={read.error} onRetry={() => void read.refetch()} />;
  if (read.data === undefined) return null;
  const { months, facilityId } = read.data;
  const last = months.at(-1);
  return (
    <Stack gap="lg" maw={860}>
      <Group align="end" justify="space-between">
        {facilities.size > 1 && (
          <ChoiceField
            id="rates-facility"
            label={t('findings.facility')}
            value={facilityId}
            onChange={(next) => change({ facility: next })}
            choices={[...facilities].map(([value, label]) => ({ value, label }))}
          />
        )}
        <Group gap="xs">
          <Anchor size="sm" href={addressOf(contract.saveRates, {}, query)} download>
            {t('findings.table')}
          </Anchor>
          {may('identity/manage') && (
            <Button size="compact-sm" variant="default" loading={count.isPending} onClick={() => count.run({ query })}>
              {t('rates.count')}
            </Button>
          )}
        </Group>
      </Group>
      {count.error !== null && <ProblemNotice error={count.error} takeFocus />}
      {last === undefined ? (
        <Empty icon="people" title={t('rates.none')} text={t('rates.noneText')} />
      ) : (
        <>
          <section>
            <Title order={2} size="h4">
              {t('rates.now', { at: dates.instant(last.countedAt) })}
            </Title>
            <Text size="sm">{t('rates.cutoff', { least: `${Math.round(last.least * 100)} %` })}</Text>
            <Now month={last} />
          </section>
          <Trend months={months} />
        </>
      )}
    </Stack>
  );
}

function Now({ month }: { readonly month: Month }) {
  const t = useTexts('identity');
  return (
    <Table aria-label={t('rates.title')} mt="xs">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('rates.rate')}</Table.Th>
          <Table.Th ta="end">{t('rates.percent')}</Table.Th>
          <Table.Th ta="end">{t('rates.made')}</Table.Th>
          <Table.Th visibleFrom="sm">{t('rates.formula')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {RATES.map((name) => {
          const { numerator, denominator, percent } = month.rates[name];
          return (
            <Table.Tr key={name}>
              <Table.Th scope="row">{t(`rates.names.${name}`)}</Table.Th>
              <Table.Td ta="end">{inPercent(percent)}</Table.Td>
              <Table.Td ta="end">{t('rates.of', { numerator, denominator })}</Table.Td>
              <Table.Td visibleFrom="sm">{t(`rates.formulas.${name}`)}</Table.Td>
            </Table.Tr>
          );
        })}
      </Table.Tbody>
    </Table>
  );
}

function inPercent(percent: number | null): string {
  return percent === null ? '–' : `${percent.toFixed(2)}\u00a0%`;
}

/** The duplicate rate as a line to look at; the table below says the same, with the other rates. */
function Trend({ months }: { readonly months: readonly Month[] }) {
  const t = useTexts('identity');
  const dates = useDates();
  return (
    <section aria-label={t('rates.trend')}>
      <Title order={2} size="h4">
        {t('rates.trend')}
      </Title>
      {months.length > 1 && <RatesLine months={months} />}
      <Table w="auto">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('rates.day')}</Table.Th>
            {RATES.map((name) => (
              <Table.Th key={name} ta="end" {...(name === 'duplicate' ? {} : { visibleFrom: 'sm' as const })}>
                {t(`rates.names.${name}`)}
              </Table.Th>
            ))}
            <Table.Th ta="end">{t('rates.findings')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {months.map(({ day, rates, findingsOpen }) => (
            <Table.Tr key={day}>
              <Table.Th scope="row" fw={400}>
                {dates.day(day)}
              </Table.Th>
              {RATES.map((name) => (
                <Table.Td key={name} ta="end" {...(name === 'duplicate' ? {} : { visibleFrom: 'sm' as const })}>
                  {inPercent(rates[name].percent)}
                </Table.Td>
              ))}
              <Table.Td ta="end">{findingsOpen}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}
