import { Stack, Title } from '@mantine/core';
import { useState } from 'react';
import { useTexts } from '../../../../ui/i18n.ts';
import { useCommands } from '../../../../ui/keys/KeysProvider.tsx';
import { useMay } from '../../../../ui/session.ts';
import { type Doing, EntryDialog } from '../fees/EntryDialog.tsx';
import { InvoiceCard } from '../fees/InvoiceCard.tsx';
import { type Rights } from './rights.ts';

/** The invoices of an accounting that had a price, with what was paid, given back or forgiven. */
export function RightsInvoices({ open }: { readonly open: Rights }) {
  const t = useTexts('release');
  const may = useMay();
  const [entry, setEntry] = useState<{ readonly doing: Doing; readonly invoiceId: string }>();
  const owing = open.invoices.find(({ balance }) => balance !== 0);
  useCommands([
    {
      ...{ id: 'rights.payment', label: t('fee.entry.pay'), keys: ['p'], reversal: 'by-new-act' as const },
      run: () => owing !== undefined && setEntry({ doing: owing.balance > 0 ? 'pay' : 'refund', invoiceId: owing.id }),
      disabled: owing === undefined || !may('release/bill'),
    },
  ]);
  if (open.invoices.length === 0) return null;
  const touched = open.invoices.find(({ id }) => id === entry?.invoiceId);
  return (
    <section>
      <Title order={2} size="h4" mb="xs">
        {t('patientRights.invoices')}
      </Title>
      <Stack gap="md">
        {open.invoices.map((invoice) => (
          <InvoiceCard
            key={invoice.id}
            invoice={invoice}
            people={open.people}
            onDo={(doing) => setEntry({ doing, invoiceId: invoice.id })}
          />
        ))}
      </Stack>
      {entry !== undefined && touched !== undefined && (
        <EntryDialog doing={entry.doing} invoice={touched} onClose={() => setEntry(undefined)} />
      )}
    </section>
  );
}
