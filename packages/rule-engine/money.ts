// Money without floating point. Rates in statutes go to a hundredth of a cent at most (Illinois halves a page rate of
// $0.87), so a rate is held in ten-thousandths of the currency unit and an amount, once rounded, in cents.

/** Ten-thousandths of a currency unit: $0.435 is 4350. */
export type Rate = number;
/** Whole cents. */
export type Cents = number;

export const RATE_PER_UNIT = 10_000;
const RATE_PER_CENT = 100;

/** A rate from the number in a rule file, or null when it is negative or finer than a ten-thousandth. */
export function toRate(amount: number): Rate | null {
  const rate = Math.round(amount * RATE_PER_UNIT);
  return amount >= 0 && Math.abs(rate / RATE_PER_UNIT - amount) < 1e-9 ? rate : null;
}

/** Half a cent goes up, as on a printed bill. */
export function toCents(rate: Rate): Cents {
  return Math.floor((rate + RATE_PER_CENT / 2) / RATE_PER_CENT);
}

/** '$12.50', '€0.50', '12.50 XYZ'. */
export function printCents(cents: Cents, currency: string): string {
  return printDecimal((cents / 100).toFixed(2), currency);
}

/** At least two decimals, more only where the rate has them: '$0.435'. */
export function printRate(rate: Rate, currency: string): string {
  const digits = (rate / RATE_PER_UNIT).toFixed(4).replace(/0{1,2}$/, '');
  return printDecimal(digits, currency);
}

const SYMBOLS = new Map([
  ['USD', '$'],
  ['EUR', '€'],
  ['GBP', '£'],
]);

function printDecimal(decimal: string, currency: string): string {
  const symbol = SYMBOLS.get(currency);
  return symbol === undefined ? `${decimal} ${currency}` : `${symbol}${decimal}`;
}
