import { Checkbox, NativeSelect, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { type ResponseOf } from '../../../../platform/http/contract.ts';
import { ConfirmDialog } from '../../../../ui/feedback/ConfirmDialog.tsx';
import { showDone } from '../../../../ui/feedback/notices.tsx';
import { ProblemNotice } from '../../../../ui/feedback/ProblemNotice.tsx';
import { DateField } from '../../../../ui/fields/DateField.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { feeContract } from '../../fees/contract.ts';
import { type ReleaseCase } from '../case.ts';
import { type FeeQuote, type Invoice, useFeeAct } from './fee.ts';
import { wordOfTerms } from '../requesters/terms.ts';
import { printMoney } from './money.ts';

const WAYS = ['print', 'mail', 'sent-before'] as const;
const TERMS = [0, 14, 30, 60];
const USUAL_DAYS = 30;
const LEAST = 3;

export interface InvoiceDialogProps {
  readonly open: ReleaseCase;
  readonly quote: FeeQuote;
  /** Agreed with the requester. */
  readonly terms: ResponseOf<typeof feeContract.fee>['terms'];
  /** The invoice to be credited for the new one. */
  readonly former?: Invoice | undefined;
  readonly onClose: () => void;
}

/** To whom, how much and how it goes, before it goes; a sum with a figure that nobody verified wants a reason. */
export function InvoiceDialog({ open, quote, terms, former, onClose }: InvoiceDialogProps) {
  const t = useTexts('release');
  const program = quote.payer === 'program';
  const [way, setWay] = useState<(typeof WAYS)[number]>('print');
  const [address, setAddress] = useState(open.requester?.email ?? '');
  const [verifiedHow, setVerifiedHow] = useState('');
  const [issuedOn, setIssuedOn] = useState('');
  const [days, setDays] = useState(String((program ? undefined : terms?.dueInDays) ?? USUAL_DAYS));
  const [prepay, setPrepay] = useState(!program && terms?.prepay === true);
  const [other, setOther] = useState(program);
  const [payer, setPayer] = useState('');
  const [lines, setLines] = useState('');
  const [confirm, setConfirm] = useState('');
  const [reason, setReason] = useState('');
  const [now] = useState(() => new Date());
  const done = ({ number }: { readonly number: string }) => {
    onClose();
    showDone(t('fee.invoice.sent', { number }));
  };
  const issue = useFeeAct(feeContract.issue, { onDone: done });
  const correct = useFeeAct(feeContract.correct, { onDone: done });
  const act = former === undefined ? issue : correct;
  const body = {
    quoteId: quote.id,
    dueInDays: Number(days),
    way:
      way === 'print'
        ? { channel: way }
        : way === 'sent-before'
          ? { channel: way, issuedOn }
          : {
              channel: way,
              address: address.trim(),
              ...(verifiedHow.trim() === '' ? {} : { verifiedHow: verifiedHow.trim() }),
            },
    prepay,
    ...(quote.acts ? {} : { confirm: confirm.trim() }),
    ...(other
      ? {
          payer: {
            name: payer.trim(),
            lines: lines
              .split('\n')
              .map((line) => line.trim())
              .filter(Boolean),
          },
        }
      : {}),
  };
  const blocked =
    (!quote.acts && confirm.trim().length < LEAST) ||
    (former !== undefined && reason.trim().length < LEAST) ||
    (way === 'mail' && address.trim() === '') ||
    (way === 'sent-before' && issuedOn === '') ||
    (other && payer.trim() === '');
  return (
    <ConfirmDialog
      opened
      title={t(former === undefined ? 'fee.invoice.send' : 'fee.invoice.correct')}
      text={t(former === undefined ? 'fee.invoice.text' : 'fee.invoice.correctText')}
      identifiers={[
        { label: t('fee.invoice.payer'), value: other ? payer || '—' : (open.requester?.name ?? '—') },
        { label: t('fee.lines.total'), value: printMoney(quote.total) },
        ...(former === undefined
          ? []
          : [
              {
                label: t('fee.invoice.former'),
                value: `${former.number} · ${printMoney(former.total)} (${printMoney(quote.total - former.total)})`,
              },
            ]),
      ]}
      action={t(former === undefined ? 'fee.invoice.send' : 'fee.invoice.correct')}
      busy={act.isPending}
      blocked={blocked}
      onConfirm={() =>
        former === undefined
          ? issue.run({ params: { id: open.id }, body })
          : correct.run({ params: { invoiceId: former.id }, body: { ...body, reason: reason.trim() } })
      }
      onCancel={onClose}
    >
      <Stack gap="sm">
        {act.error !== null && <ProblemNotice error={act.error} takeFocus />}
        {former !== undefined && (
          <Textarea
            label={t('fee.invoice.reason')}
            required
            maxLength={500}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        )}
        {!quote.acts && (
          <Textarea
            label={t('fee.invoice.confirm')}
            description={quote.warnings.join(' ')}
            required
            maxLength={500}
            value={confirm}
            onChange={(event) => setConfirm(event.currentTarget.value)}
          />
        )}
        <NativeSelect
          label={t('fee.invoice.way')}
          value={way}
          onChange={(event) => setWay(WAYS.find((each) => each === event.currentTarget.value) ?? 'print')}
          data={WAYS.map((value) => ({ value, label: t(`fee.ways.${value}`) }))}
        />
        {way === 'mail' && (
          <>
            <TextInput
              label={t('fee.invoice.address')}
              type="email"
              required
              maxLength={254}
              value={address}
              onChange={(event) => setAddress(event.currentTarget.value)}
            />
            <TextInput
              label={t('fee.invoice.verifiedHow')}
              maxLength={200}
              value={verifiedHow}
              onChange={(event) => setVerifiedHow(event.currentTarget.value)}
            />
          </>
        )}
        {way === 'sent-before' && (
          <DateField
            id="fee-issued-on"
            label={t('fee.invoice.issuedOn')}
            value={issuedOn}
            onChange={setIssuedOn}
            now={now}
          />
        )}
        <NativeSelect
          label={t('fee.invoice.due')}
          value={days}
          onChange={(event) => setDays(event.currentTarget.value)}
          {...(terms === null ? {} : { description: t('fee.invoice.agreed', { terms: wordOfTerms(terms, t) }) })}
          data={[...new Set([...TERMS, Number(days)])]
            .sort((a, b) => a - b)
            .map((count) => ({ value: String(count), label: t('fee.invoice.days', { count }) }))}
        />
        <Checkbox
          label={t('fee.invoice.other')}
          checked={other}
          onChange={(event) => setOther(event.currentTarget.checked)}
        />
        {other && (
          <>
            <TextInput
              label={t('fee.invoice.payerName')}
              required
              maxLength={200}
              value={payer}
              onChange={(event) => setPayer(event.currentTarget.value)}
            />
            <Textarea
              label={t('fee.invoice.payerLines')}
              autosize
              minRows={2}
              maxLength={600}
              value={lines}
              onChange={(event) => setLines(event.currentTarget.value)}
            />
          </>
        )}
        <Checkbox
          label={t('fee.invoice.prepay')}
          description={t('fee.invoice.prepayHint')}
          checked={prepay}
          onChange={(event) => setPrepay(event.currentTarget.checked)}
        />
        <Text size="xs" c="dimmed">
          {t('fee.invoice.frozen')}
        </Text>
      </Stack>
    </ConfirmDialog>
  );
}
