import { Stack, Text } from '@mantine/core';
import { type ResponseOf } from '../../../platform/http/contract.ts';
import { useRead } from '../../../ui/api/reads.tsx';
import { Dialog } from '../../../ui/feedback/Dialog.tsx';
import { Empty } from '../../../ui/feedback/Empty.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { type Column, RecordsTable } from '../../../ui/table/RecordsTable.tsx';
import { useDates } from '../../../ui/use-dates.ts';
import { contract } from '../contract.ts';
import { type Encounter } from './EncountersPart.tsx';

type Billing = ResponseOf<typeof contract.charges>;
type Charge = Billing['charges'][number];
type Code = Billing['account']['codes'][number];

const keyOfCharge = (charge: Charge) => charge.id;
const keyOfCode = (code: Code) => `${code.kind} ${code.system ?? ''} ${code.code}`;
const withText = ({ code, text }: { code: string | null; text: string | null }) =>
  [code, text].filter(Boolean).join(' · ');

/** What billing said of an encounter: its account, codes and transactions. */
export function ChargesDialog({ encounter, onClose }: { readonly encounter: Encounter; readonly onClose: () => void }) {
  const t = useTexts('encounters');
  const dates = useDates();
  const params = { id: encounter.patientId, encounterId: encounter.id };
  const read = useRead(contract.charges, { params }, { live: ['encounters.'] });
  const account = read.data?.account;
  const charges: Column<Charge>[] = [
    {
      ...{ key: 'at', header: t('charges.at'), solid: true },
      cell: ({ chargedAt }) => chargedAt !== null && dates.dayOf(chargedAt),
    },
    {
      ...{ key: 'kind', header: t('charges.kind') },
      cell: ({ kind }) => t(`charges.kinds.${kind}`, { defaultValue: kind }),
    },
    {
      ...{ key: 'what', header: t('charges.what'), names: true },
      cell: ({ code, codeText }) => withText({ code, text: codeText }),
    },
    { key: 'quantity', header: t('charges.quantity'), cell: ({ quantity }) => quantity },
    {
      ...{ key: 'amount', header: t('charges.amount'), solid: true, align: 'end' as const },
      cell: ({ amount, unitAmount, currency }) => [amount ?? unitAmount, currency].filter(Boolean).join(' '),
    },
    { key: 'department', header: t('charges.department'), cell: ({ department }) => department, narrow: 'hide' },
  ];
  const codes: Column<Code>[] = [
    {
      key: 'kind',
      header: t('charges.kind'),
      cell: ({ kind }) => t(`charges.codeKinds.${kind}`, { defaultValue: kind }),
    },
    { ...{ key: 'code', header: t('charges.code'), names: true }, cell: withText },
  ];
  return (
    <Dialog opened onClose={onClose} size="xl" title={t('charges.title')}>
      <Stack>
        <Text size="sm">{t('charges.text')}</Text>
        {account !== undefined && account.number !== null && (
          <Text size="sm">
            {t('charges.account')}: {account.number}
            {account.state !== null && account.at !== null && (
              <>
                {' · '}
                {t('charges.state', {
                  state: t(`charges.accountStates.${account.state}`, { defaultValue: account.state }),
                  day: dates.dayOf(account.at),
                })}
              </>
            )}
          </Text>
        )}
        <RecordsTable
          label={t('charges.title')}
          columns={charges}
          rows={read.data?.charges}
          rowKey={keyOfCharge}
          error={read.error ?? undefined}
          onRetry={() => void read.refetch()}
          empty={<Empty icon="calendar" title={t('charges.none')} text={t('charges.noneText')} />}
        />
        {account !== undefined && account.codes.length > 0 && (
          <RecordsTable
            label={t('charges.codes')}
            columns={codes}
            rows={account.codes}
            rowKey={keyOfCode}
            empty={null}
          />
        )}
      </Stack>
    </Dialog>
  );
}
