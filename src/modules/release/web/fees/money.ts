/** Cents as people write them; a sum below nothing keeps its sign. */
export function printMoney(cents: number): string {
  const whole = Math.floor(Math.abs(cents) / 100).toLocaleString('en-US');
  return `${cents < 0 ? '−' : ''}$${whole}.${String(Math.abs(cents) % 100).padStart(2, '0')}`;
}

/** For a field: '12.50', and nothing where nothing is charged. */
export function toField(cents: number): string {
  return cents === 0 ? '' : `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;
}

/** '12', '12.5', '$1,200.50' as whole cents; empty is nothing; undefined where it is no amount. */
export function parseMoney(typed: string): number | undefined {
  const text = typed.trim().replace(/^\$/, '').replaceAll(',', '');
  if (text === '') return 0;
  const match = /^(\d{1,6})(?:\.(\d{1,2}))?$/.exec(text);
  if (match === null) return undefined;
  return Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'));
}
