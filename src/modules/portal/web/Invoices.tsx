import { Text } from '@mantine/core';
import { type ReactNode } from 'react';
import { useTexts } from '../../../ui/i18n.ts';
import classes from './portal.module.css';
import { dayIn } from '../../../ui/use-language.ts';

interface Invoice {
  readonly number: string;
  readonly dueOn: string;
  /** In cents; a balance below nothing is given back. */
  readonly total: number;
  readonly balance: number;
}

/** What is to be paid, until when, and what is paid already. */
export function Invoices<T extends Invoice>(props: {
  readonly invoices: readonly T[];
  readonly language: string;
  readonly heading: 2 | 3;
  readonly more?: (invoice: T) => ReactNode;
}) {
  const t = useTexts('portal');
  const money = (cents: number) =>
    (cents / 100).toLocaleString(props.language === 'es' ? 'es-US' : 'en-US', { style: 'currency', currency: 'USD' });
  const Heading = `h${props.heading}` as const;
  if (props.invoices.length === 0) return null;
  return (
    <section aria-label={t('invoices.title')}>
      <Heading>{t('invoices.title')}</Heading>
      <ul className={classes['list']}>
        {props.invoices.map((invoice) => (
          <li key={invoice.number}>
            <Text size="sm">
              {t('invoices.line', {
                number: invoice.number,
                total: money(invoice.total),
                day: dayIn(props.language, invoice.dueOn),
              })}
              {' · '}
              {invoice.balance > 0
                ? t('invoices.toPay', { balance: money(invoice.balance) })
                : t(invoice.balance < 0 ? 'invoices.paidTooMuch' : 'invoices.paid')}
            </Text>
            {props.more?.(invoice)}
          </li>
        ))}
      </ul>
    </section>
  );
}
