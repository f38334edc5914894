import type { Why } from './rules.ts';

/** Advertised or typed as an example so often that whoever is registered under it is not its owner. */
const WELL_KNOWN = new Set(['078051120', '219099999', '123456789', '111111111', '333333333', '555555555', '777777777']);

/**
 * Why this cannot be the social security number of the person. The Social Security Administration never assigned area
 * 000, 666 or 900-999 (those of 900 and more may be taxpayer numbers of the IRS), group 00 or serial 0000 (SSA, POMS RM
 * 10201.035). The last four digits alone, as many feeds send them, are no fault.
 */
export function deriveSsnFault(value: string): Why | undefined {
  if (/[x*•#]/i.test(value)) return undefined;
  const digits = value.replace(/\D/g, '');
  if (digits.length === 4) return undefined;
  if (digits.length !== 9 || /\p{L}/u.test(value)) return 'length';
  const area = Number(digits.slice(0, 3));
  if (area === 0 || area === 666 || area >= 900) return 'area';
  if (digits.slice(3, 5) === '00') return 'group';
  if (digits.slice(5) === '0000') return 'serial';
  return WELL_KNOWN.has(digits) || isOneDigit(digits) ? 'well-known' : undefined;
}

/** Why this is hardly a medical record number; `ssns` are the digits of the social security numbers of the same person. */
export function deriveMrnFault(value: string, ssns: ReadonlySet<string>): Why | undefined {
  const plain = value.trim();
  if (plain !== value || !/^[\p{L}\p{N}][\p{L}\p{N}./-]*$/u.test(plain)) return 'signs';
  const digits = plain.replace(/\D/g, '');
  if (digits.length >= 4 && isOneDigit(digits)) return 'repeated';
  return ssns.has(digits) ? 'is-the-ssn' : undefined;
}

/** Typed where no telephone was known. */
export function derivePhoneFault(value: string): Why | undefined {
  const digits = value.replace(/\D/g, '').replace(/^1(?=\d{10}$)/, '');
  if (digits.length < 7) return undefined;
  return isOneDigit(digits) || digits === '1234567890' || digits === '1234567' ? 'well-known' : undefined;
}

function isOneDigit(digits: string): boolean {
  return digits !== '' && [...digits].every((digit) => digit === digits[0]);
}
