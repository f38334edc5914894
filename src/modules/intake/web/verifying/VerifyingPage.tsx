import { Button, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { type ResponseOf } from '../../../../platform/http/contract.ts';
import { addressOf } from '../../../../ui/api/call.ts';
import { useRead } from '../../../../ui/api/reads.tsx';
import { Dialog } from '../../../../ui/feedback/Dialog.tsx';
import { Empty } from '../../../../ui/feedback/Empty.tsx';
import { PeriodField, usePeriod } from '../../../../ui/fields/PeriodField.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { Icon } from '../../../../ui/icons.tsx';
import { Page } from '../../../../ui/shell/Page.tsx';
import { type Column, RecordsTable } from '../../../../ui/table/RecordsTable.tsx';
import { useDates } from '../../../../ui/use-dates.ts';
import { usePersonName } from '../../../accounts/web/index.tsx';
import { useDocumentTypes } from '../../../documents/web/index.tsx';
import { contract } from '../../verifying/contract.ts';
import { VerifyRuleForm } from './VerifyRuleForm.tsx';

const GROUPS = ['operators', 'types', 'sources'] as const;
type Rate = ResponseOf<typeof contract.errorRates>['operators'][number];
type Rule = ResponseOf<typeof contract.verifyRules>['rules'][number];

const rateKey = (rate: Rate) => rate.of;
const ruleKey = (rule: Rule) => rule.typeCode ?? 'all';
const percent = (share: number) => `${Number((share * 100).toFixed(2))} %`;

/** How much is verified, and how often a first entry was wrong: by who filed, by type, by way in. */
export default function VerifyingPage() {
  const t = useTexts('intake');
  const dates = useDates();
  const nameOf = usePersonName();
  const { typeOf } = useDocumentTypes();
  const [setting, setSetting] = useState(false);
  const rules = useRead(contract.verifyRules, { query: {} });
  const period = usePeriod();
  const rates = useRead(contract.errorRates, { query: period.query ?? {} }, { enabled: period.query !== undefined });
  const nothingVerified = rates.data !== undefined && GROUPS.every((group) => rates.data?.[group].length === 0);
  const ruleColumns: Column<Rule>[] = [
    {
      ...{ key: 'type', header: t('verifying.type'), names: true },
      cell: ({ typeCode }) => (typeCode === null ? t('verifying.allTypes') : (typeOf(typeCode)?.name ?? '')),
    },
    {
      ...{ key: 'share', header: t('verifying.share'), align: 'end', solid: true },
      cell: ({ share }) => percent(share),
    },
    { key: 'why', header: t('verifying.why'), cell: ({ reason }) => reason },
    { ...{ key: 'since', header: t('verifying.since'), solid: true }, cell: ({ setAt }) => dates.dayOf(setAt) },
  ];
  const rateColumns = (word: (of: string) => string): Column<Rate>[] => [
    { ...{ key: 'of', header: t('verifying.of'), names: true }, cell: ({ of }) => word(of) },
    { ...{ key: 'verified', header: t('verifying.verified'), align: 'end' }, cell: ({ verified }) => verified },
    { ...{ key: 'wrong', header: t('verifying.wrong'), align: 'end' }, cell: ({ wrong }) => wrong },
    { ...{ key: 'rate', header: t('verifying.rate'), align: 'end', solid: true }, cell: ({ rate }) => percent(rate) },
    {
      ...{ key: 'interval', header: t('verifying.interval'), align: 'end', solid: true },
      cell: ({ low, high }) => `${percent(low)} – ${percent(high)}`,
    },
  ];
  const words = {
    operators: nameOf,
    types: (code: string) => typeOf(code)?.name ?? '',
    sources: (source: string) => t(`source.${source}`),
  };
  return (
    <Page
      title={t('verifying.title')}
      actions={
        <Button leftSection={<Icon name="plus" size={16} />} onClick={() => setSetting(true)}>
          {t('verifying.add')}
        </Button>
      }
    >
      <Stack gap="xl">
        <Text size="sm" maw="52rem">
          {t('verifying.intro')}
        </Text>
        <section>
          <Title order={2}>{t('verifying.rules')}</Title>
          <RecordsTable
            label={t('verifying.rules')}
            columns={ruleColumns}
            rows={rules.data?.rules}
            rowKey={ruleKey}
            error={rules.error ?? undefined}
            onRetry={() => void rules.refetch()}
            empty={<Empty icon="lock" title={t('verifying.noRules')} />}
          />
        </section>
        <section>
          <Title order={2} mb="xs">
            {t('verifying.rates')}
          </Title>
          <PeriodField
            label={t('verifying.period')}
            state={period}
            tableAt={(query) => addressOf(contract.saveErrorRates, {}, query)}
          />
        </section>
        {nothingVerified && <Empty icon="check" title={t('verifying.none')} />}
        {(period.query === undefined || nothingVerified ? [] : GROUPS).map((group) => (
          <section key={group}>
            <Title order={3}>{t(`verifying.${group}`)}</Title>
            <RecordsTable
              aside
              label={t(`verifying.${group}`)}
              columns={rateColumns(words[group])}
              rows={rates.data?.[group]}
              rowKey={rateKey}
              error={rates.error ?? undefined}
              onRetry={() => void rates.refetch()}
              empty={<Empty icon="check" title={t('verifying.none')} />}
            />
          </section>
        ))}
      </Stack>
      <Dialog opened={setting} onClose={() => setSetting(false)} title={t('verifying.add')}>
        {setting && <VerifyRuleForm onDone={() => setSetting(false)} />}
      </Dialog>
    </Page>
  );
}
