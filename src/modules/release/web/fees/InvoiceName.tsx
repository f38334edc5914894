import { useRead } from '../../../../ui/api/reads.tsx';
import { type NameProps } from '../../../../ui/module.ts';
import { useMay } from '../../../../ui/session.ts';
import { feeContract } from '../../fees/contract.ts';
import { printMoney } from './money.ts';

/** A request or an accounting whose invoice is late, by the invoice, who owes and how much. Every row asks the same, so all cost one answer. */
export function InvoiceName({ id }: NameProps) {
  const may = useMay();
  const read = useRead(
    feeContract.invoices,
    { query: { show: 'overdue' } },
    { enabled: may('release/bill'), live: ['release.'] },
  );
  const invoice = read.data?.invoices.find(({ requestId, rightsId }) => requestId === id || rightsId === id);
  return invoice === undefined ? null : [invoice.number, invoice.payerName, printMoney(invoice.balance)].join(' · ');
}
