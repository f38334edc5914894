import { NativeSelect, Stack, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { ConfirmDialog } from '../../../../ui/feedback/ConfirmDialog.tsx';
import { showDone } from '../../../../ui/feedback/notices.tsx';
import { ProblemNotice } from '../../../../ui/feedback/ProblemNotice.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { feeContract } from '../../fees/contract.ts';
import { type Invoice, useFeeAct } from './fee.ts';
import { parseMoney, printMoney, toField } from './money.ts';

const METHODS = ['check', 'bank-transfer', 'cash', 'card-terminal', 'online', 'other'] as const;
export type Doing = 'pay' | 'returnPayment' | 'refund' | 'waiver' | 'write-off' | 'credit';
const BY_METHOD: readonly Doing[] = ['pay', 'refund'];
const LEAST = 3;

export interface EntryDialogProps {
  readonly doing: Doing;
  readonly invoice: Invoice;
  readonly onClose: () => void;
}

/** Money that came or went, or that nobody asks for any more. The number of a card has no place here. */
export function EntryDialog({ doing, invoice, onClose }: EntryDialogProps) {
  const t = useTexts('release');
  const [amount, setAmount] = useState(toField(Math.abs(invoice.balance)));
  const [method, setMethod] = useState<(typeof METHODS)[number]>('check');
  const [reference, setReference] = useState('');
  const [reason, setReason] = useState('');
  const options = {
    onDone: () => {
      onClose();
      showDone(t(`fee.entry.done.${doing}`, { number: invoice.number }));
    },
  };
  const pay = useFeeAct(feeContract.pay, options);
  const returned = useFeeAct(feeContract.returnPayment, options);
  const refund = useFeeAct(feeContract.refund, options);
  const forgive = useFeeAct(feeContract.forgive, options);
  const credit = useFeeAct(feeContract.credit, options);
  const act = { pay, returnPayment: returned, refund, waiver: forgive, 'write-off': forgive, credit }[doing];
  const amountCents = parseMoney(amount);
  const byMethod = BY_METHOD.includes(doing);
  const whole = doing === 'credit';
  const wantsReason = doing !== 'pay';
  const params = { invoiceId: invoice.id };
  const send = () => {
    const cents = amountCents ?? 0;
    const why = reason.trim();
    const known = { amountCents: cents, method, ...(reference.trim() === '' ? {} : { reference: reference.trim() }) };
    if (doing === 'pay') pay.run({ params, body: known });
    else if (doing === 'refund') refund.run({ params, body: { ...known, reason: why } });
    else if (doing === 'returnPayment') returned.run({ params, body: { amountCents: cents, reason: why } });
    else if (doing === 'credit') credit.run({ params, body: { reason: why, way: { channel: 'print' } } });
    else forgive.run({ params, body: { kind: doing, amountCents: cents, reason: why } });
  };
  return (
    <ConfirmDialog
      opened
      title={t(`fee.entry.${doing}`)}
      text={t(`fee.entry.text.${doing}`)}
      identifiers={[
        { label: t('fee.list.number'), value: invoice.number },
        { label: t('fee.list.open'), value: printMoney(invoice.balance) },
      ]}
      action={t(`fee.entry.${doing}`)}
      busy={act.isPending}
      blocked={(!whole && (amountCents ?? 0) <= 0) || (wantsReason && reason.trim().length < LEAST)}
      onConfirm={send}
      onCancel={onClose}
    >
      <Stack gap="sm">
        {act.error !== null && <ProblemNotice error={act.error} takeFocus />}
        {!whole && (
          <TextInput
            label={t('fee.entry.amount')}
            required
            inputMode="decimal"
            maxLength={12}
            value={amount}
            error={amountCents === undefined ? t('fee.entry.wrong') : undefined}
            onChange={(event) => setAmount(event.currentTarget.value)}
          />
        )}
        {byMethod && (
          <>
            <NativeSelect
              label={t('fee.entry.method')}
              value={method}
              onChange={(event) => setMethod(METHODS.find((each) => each === event.currentTarget.value) ?? 'check')}
              data={METHODS.map((value) => ({ value, label: t(`fee.payments.${value}`) }))}
            />
            <TextInput
              label={t('fee.entry.reference')}
              description={t('fee.entry.noCard')}
              maxLength={200}
              autoComplete="off"
              value={reference}
              onChange={(event) => setReference(event.currentTarget.value)}
            />
          </>
        )}
        {wantsReason && (
          <Textarea
            label={t('fee.entry.reason')}
            required
            maxLength={500}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        )}
      </Stack>
    </ConfirmDialog>
  );
}
