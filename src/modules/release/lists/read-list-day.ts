import { isDateText } from '../../../../packages/rule-engine/index.ts';

/** `2026-03-09`, `03/09/2026`, `9.3.2026`, `20260309`, with or without a time. A year of two digits is no day. */
export function readListDay(text: string, order: 'mdy' | 'dmy'): string | undefined {
  const day = text.trim().split(/T|\s+\d{1,2}:/)[0] ?? '';
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(day) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(day);
  if (iso !== null) return checked(iso[1], iso[2], iso[3]);
  const other = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/.exec(day);
  if (other === null) return undefined;
  return order === 'mdy' ? checked(other[3], other[1], other[2]) : checked(other[3], other[2], other[1]);
}

function checked(year = '', month = '', day = ''): string | undefined {
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isDateText(text) && text >= '1850-01-01' ? text : undefined;
}
