import { Accordion, Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useRead } from '../../../../ui/api/reads.tsx';
import { showDone } from '../../../../ui/feedback/notices.tsx';
import { Notice } from '../../../../ui/feedback/Notice.tsx';
import { ProblemNotice } from '../../../../ui/feedback/ProblemNotice.tsx';
import { ReasonDialog } from '../../../../ui/feedback/ReasonDialog.tsx';
import { Waiting } from '../../../../ui/feedback/Waiting.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { useCommands } from '../../../../ui/keys/KeysProvider.tsx';
import { Shortcut } from '../../../../ui/keys/Shortcut.tsx';
import { useMay } from '../../../../ui/session.ts';
import { useActorWord } from '../../../../ui/use-actor-word.ts';
import { feeContract } from '../../fees/contract.ts';
import { type ReleaseCase } from '../case.ts';
import { type Doing, EntryDialog } from './EntryDialog.tsx';
import { type Fee, type FeeQuote, standing, useFeeAct } from './fee.ts';
import { FeeLines } from './FeeLines.tsx';
import { InvoiceCard } from './InvoiceCard.tsx';
import { InvoiceDialog } from './InvoiceDialog.tsx';
import { printMoney } from './money.ts';
import { QuoteForm } from './QuoteForm.tsx';

const OWN = ['individual', 'personal-representative'];

/** What the copies may cost and why, the invoices, and what was paid. */
export function FeeSection({ open }: { readonly open: ReleaseCase }) {
  const t = useTexts('release');
  const known = open.patient !== null && open.requester !== null;
  const read = useRead(feeContract.fee, { params: { id: open.id } }, { enabled: known, live: ['release.'] });
  if (!known) return <Text size="sm">{t('fee.notYet')}</Text>;
  if (read.error !== null) return <ProblemNotice error={read.error} onRetry={() => void read.refetch()} />;
  if (read.data === undefined) return <Waiting />;
  return <OpenFee open={open} fee={read.data} />;
}

interface EntryOf {
  readonly doing: Doing;
  readonly invoiceId: string;
}

function OpenFee({ open, fee }: { readonly open: ReleaseCase; readonly fee: Fee }) {
  const t = useTexts('release');
  const may = useMay();
  const wordOf = useActorWord();
  const [sending, setSending] = useState(false);
  const [waiving, setWaiving] = useState(false);
  const [entry, setEntry] = useState<EntryOf>();
  const waive = useFeeAct(feeContract.waiveFee, { onDone: () => setWaiving(false) });
  const estimate = useFeeAct(feeContract.sendEstimate, {
    onDone: ({ number }) => showDone(t('fee.told', { number })),
  });
  const { quote } = fee;
  const former = standing(fee);
  const running = open.cancellation === null && open.closure === null;
  const isNew = former === undefined || fee.differenceToInvoice !== 0;
  const maySend =
    running &&
    quote !== null &&
    quote.total > 0 &&
    fee.changed === null &&
    fee.waiver === null &&
    isNew &&
    may('release/bill');
  const mayWaive = running && former === undefined && fee.waiver === null && may('release/waive');
  const mayTell = running && quote !== null && former === undefined && fee.changed === null && may('release/bill');
  const owing = fee.invoices.find(({ balance }) => balance !== 0);
  useCommands([
    {
      ...{ id: 'release.invoice', label: t('fee.invoice.send'), keys: ['i'], reversal: 'by-new-act' as const },
      run: () => setSending(true),
      disabled: !maySend,
    },
    {
      ...{ id: 'release.payment', label: t('fee.entry.pay'), keys: ['p'], reversal: 'by-new-act' as const },
      run: () => owing !== undefined && setEntry({ doing: owing.balance > 0 ? 'pay' : 'refund', invoiceId: owing.id }),
      disabled: owing === undefined || !may('release/bill'),
    },
  ]);
  // What was sent stands on the invoice below; it is not said twice.
  const isInvoiced = former !== undefined && fee.differenceToInvoice === 0 && fee.changed === null;
  const touched = fee.invoices.find(({ id }) => id === entry?.invoiceId);
  const form = (
    <QuoteForm key={quote?.id ?? 'new'} requestId={open.id} fee={fee} own={OWN.includes(open.requester?.class ?? '')} />
  );
  return (
    <Stack gap="md">
      {fee.waiver !== null && (
        <Notice tone="neutral" title={t('fee.waived')}>
          {fee.waiver.reason} · {wordOf(fee.waiver.by, fee.people[fee.waiver.by])}
        </Notice>
      )}
      {fee.counted.hidden > 0 && <Notice tone="attention" title={t('fee.hidden', { count: fee.counted.hidden })} />}
      {quote !== null && !isInvoiced && <QuoteView quote={quote} fee={fee} />}
      {estimate.error !== null && <ProblemNotice error={estimate.error} takeFocus />}
      {(maySend || mayTell || mayWaive) && (
        <Group gap="sm">
          {maySend && (
            <Button onClick={() => setSending(true)} rightSection={<Shortcut keys="i" />}>
              {t(former === undefined ? 'fee.invoice.send' : 'fee.invoice.correct')}
            </Button>
          )}
          {mayTell && quote !== null && (
            <Button
              variant="default"
              loading={estimate.isPending}
              onClick={() =>
                estimate.run({ params: { id: open.id, quoteId: quote.id }, body: { way: { channel: 'print' } } })
              }
            >
              {t('fee.tell')}
            </Button>
          )}
          {mayWaive && (
            <Button variant="default" onClick={() => setWaiving(true)}>
              {t('fee.waive')}
            </Button>
          )}
        </Group>
      )}
      {running && fee.waiver === null && may('release/bill') && (quote === null ? form : <Folded>{form}</Folded>)}
      {fee.unpaidCare !== null && (
        <Text size="sm" c="dimmed">
          {fee.unpaidCare.text} ({fee.unpaidCare.cite})
        </Text>
      )}
      {fee.invoices.map((invoice) => (
        <InvoiceCard
          key={invoice.id}
          invoice={invoice}
          people={fee.people}
          onDo={(doing) => setEntry({ doing, invoiceId: invoice.id })}
        />
      ))}
      {sending && quote !== null && (
        <InvoiceDialog open={open} quote={quote} terms={fee.terms} former={former} onClose={() => setSending(false)} />
      )}
      {entry !== undefined && touched !== undefined && (
        <EntryDialog doing={entry.doing} invoice={touched} onClose={() => setEntry(undefined)} />
      )}
      {waiving && (
        <ReasonDialog
          title={t('fee.waive')}
          text={t('fee.waiveText')}
          action={t('fee.waive')}
          busy={waive.isPending}
          error={waive.error}
          onConfirm={(reason) => waive.run({ params: { id: open.id }, body: { reason } })}
          onCancel={() => setWaiving(false)}
        />
      )}
    </Stack>
  );
}

/** The form is out of the way once it has answered. */
function Folded({ children }: { readonly children: React.ReactNode }) {
  const t = useTexts('release');
  return (
    <Accordion variant="default" chevronPosition="left" order={3}>
      <Accordion.Item value="form">
        <Accordion.Control>{t('fee.form.title')}</Accordion.Control>
        <Accordion.Panel>{children}</Accordion.Panel>
      </Accordion.Item>
    </Accordion>
  );
}

function QuoteView({ quote, fee }: { readonly quote: FeeQuote; readonly fee: Fee }) {
  const t = useTexts('release');
  const other = quote.options.find(({ method }) => method !== quote.method);
  return (
    <Stack gap="xs">
      <Text size="sm">
        <strong>{t(`fee.kinds.${quote.kind}`)}</strong>
        {' · '}
        {quote.reasons.map(({ text, cite }) => (cite === undefined ? text : `${text} (${cite})`)).join('. ')}
      </Text>
      {quote.lines.length === 0 ? (
        <Text size="sm">{t('fee.nothing')}</Text>
      ) : (
        <FeeLines label={t('fee.quote')} lines={quote.lines} total={quote.total} />
      )}
      {other !== undefined && quote.options.length > 1 && (
        <Text size="sm">
          {t('fee.option', { method: t(`fee.methods.${other.method}`), sum: printMoney(other.total) })}
        </Text>
      )}
      {quote.leftOut.map(({ id, text, amount, because, cite }) => (
        <Text key={id} size="sm">
          {t('fee.leftOut', { text, sum: amount === 0 ? '' : ` ${printMoney(amount)}`, because, cite })}
        </Text>
      ))}
      {quote.warnings.length > 0 && (
        <Notice tone="attention" icon="alert" title={t(quote.acts ? 'fee.warnings' : 'fee.confirmFirst')}>
          {quote.warnings.map((warning) => (
            <Text key={warning} size="sm">
              {warning}
            </Text>
          ))}
        </Notice>
      )}
      {fee.changed !== null && (
        <Notice
          tone="attention"
          icon="refresh"
          title={t('fee.changed', {
            sum: printMoney(fee.changed.total),
            difference: printMoney(fee.changed.difference),
          })}
        >
          {t('fee.changedText')}
        </Notice>
      )}
      {fee.differenceToInvoice !== null && fee.differenceToInvoice !== 0 && (
        <Notice tone="info" title={t('fee.differs', { difference: printMoney(fee.differenceToInvoice) })}>
          {t('fee.differsText')}
        </Notice>
      )}
    </Stack>
  );
}
