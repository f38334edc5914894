import { Button, Group, Menu, Stack, Text } from '@mantine/core';
import { Mark } from '../../../../ui/feedback/Mark.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { Icon } from '../../../../ui/icons.tsx';
import { Shortcut } from '../../../../ui/keys/Shortcut.tsx';
import { useMay } from '../../../../ui/session.ts';
import { useDates } from '../../../../ui/use-dates.ts';
import { useActorWord } from '../../../../ui/use-actor-word.ts';
import { type Doing } from './EntryDialog.tsx';
import { INVOICE_TONES, type Invoice } from './fee.ts';
import { FeeLines } from './FeeLines.tsx';
import classes from './fees.module.css';
import { printMoney } from './money.ts';

export interface InvoiceCardProps {
  readonly invoice: Invoice;
  readonly people: Readonly<Record<string, string>>;
  readonly onDo: (doing: Doing) => void;
}

/** One invoice as it was sent, and what happened to it since. */
export function InvoiceCard({ invoice, people, onDo }: InvoiceCardProps) {
  const t = useTexts('release');
  const may = useMay();
  const dates = useDates();
  const wordOf = useActorWord();
  const { balance, credited } = invoice;
  const paid = invoice.entries.some(({ kind }) => kind === 'payment');
  const others: readonly (Doing | false)[] = [
    may('release/bill') && paid && !credited && 'returnPayment',
    may('release/waive') && balance > 0 && 'waiver',
    may('release/waive') && balance > 0 && 'write-off',
    may('release/waive') && !credited && 'credit',
  ];
  const acts = others.filter((each) => each !== false);
  return (
    <section className={classes['invoice']} aria-label={t('fee.invoice.numbered', { number: invoice.number })}>
      <Stack gap="xs">
        <Group gap="sm">
          <Text fw={650}>{t('fee.invoice.numbered', { number: invoice.number })}</Text>
          <Mark tone={INVOICE_TONES[invoice.state]}>{t(`fee.states.${invoice.state}`)}</Mark>
          <Text size="sm">
            {t('fee.invoice.to', {
              payer: invoice.payerName,
              issued: dates.day(invoice.issuedOn),
              due: dates.day(invoice.dueOn),
            })}
          </Text>
        </Group>
        {invoice.replaces !== null && <Text size="sm">{t('fee.invoice.replaces', { number: invoice.replaces })}</Text>}
        {invoice.replacedBy !== null && (
          <Text size="sm">{t('fee.invoice.replacedBy', { number: invoice.replacedBy })}</Text>
        )}
        {!credited && (
          <FeeLines
            label={t('fee.invoice.linesOf', { number: invoice.number })}
            lines={invoice.lines}
            total={invoice.total}
          />
        )}
        {invoice.confirmedReason !== null && (
          <Text size="sm">{t('fee.invoice.confirmed', { reason: invoice.confirmedReason })}</Text>
        )}
        {invoice.entries.length > 0 && (
          <ul className={classes['entries']} aria-label={t('fee.invoice.entries', { number: invoice.number })}>
            {invoice.entries.map((entry) => (
              <li key={entry.id}>
                <span>{dates.instant(entry.at)}</span>
                <span>{t(`fee.kindsOfEntry.${entry.kind}`)}</span>
                <strong>{printMoney(entry.amount)}</strong>
                <span>
                  {[
                    entry.number,
                    entry.method === null ? null : t(`fee.payments.${entry.method}`),
                    entry.reference,
                    entry.reason,
                    wordOf(entry.by, people[entry.by]),
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
              </li>
            ))}
          </ul>
        )}
        <Group gap="sm">
          <Text size="sm" fw={650}>
            {balance < 0
              ? t('fee.invoice.tooMuch', { sum: printMoney(-balance) })
              : t('fee.invoice.stillOpen', { sum: printMoney(balance) })}
          </Text>
          {balance > 0 && may('release/bill') && (
            <Button size="compact-sm" onClick={() => onDo('pay')} rightSection={<Shortcut keys="p" />}>
              {t('fee.entry.pay')}
            </Button>
          )}
          {balance < 0 && may('release/bill') && (
            <Button size="compact-sm" onClick={() => onDo('refund')} rightSection={<Shortcut keys="p" />}>
              {t('fee.entry.refund')}
            </Button>
          )}
          {acts.length > 0 && (
            <Menu position="bottom-end">
              <Menu.Target>
                <Button size="compact-sm" variant="default" rightSection={<Icon name="down" size={14} />}>
                  {t('fee.invoice.more', { number: invoice.number })}
                </Button>
              </Menu.Target>
              <Menu.Dropdown>
                {acts.map((doing) => (
                  <Menu.Item key={doing} onClick={() => onDo(doing)}>
                    {t(`fee.entry.${doing}`)}
                  </Menu.Item>
                ))}
              </Menu.Dropdown>
            </Menu>
          )}
        </Group>
      </Stack>
    </section>
  );
}
