import { type OwnCode, readOwnCode } from './derive-code-text.ts';

/** What a code on a page says, and whether we can tell. */
export type CodeMeaning =
  | (OwnCode & { readonly from: 'own' })
  | { readonly kind: 'separator'; readonly from: 'patch-t' }
  | { readonly kind: 'patient'; readonly mrn: string; readonly from: 'label' }
  | { readonly kind: 'visit' | 'account'; readonly number: string; readonly from: 'label' }
  /** GS1 Global Service Relation Number of a recipient: names nobody by itself, so nothing is proposed from it. */
  | { readonly kind: 'service-relation'; readonly number: string; readonly from: 'gs1' }
  | { readonly kind: 'damaged' }
  | { readonly kind: 'unknown'; readonly reason: 'not-understood' | 'no-such-type' };

export interface LabelPattern {
  readonly kind: 'patient' | 'visit' | 'account';
  /** Its first group is the number. */
  readonly pattern: RegExp;
}

/**
 * Labels of this site and of other systems. A number of 5 to 12 digits alone is taken as a record number; visits and
 * accounts must say what they are, since nothing in digits tells them apart.
 */
export const LABEL_PATTERNS: readonly LabelPattern[] = [
  { kind: 'visit', pattern: /^(?:VISIT|VN|CSN|ENC)[:#\s-]\s*([A-Z]{0,4}\d[A-Z\d-]{2,30})$/i },
  { kind: 'account', pattern: /^(?:ACCOUNT|ACCT|AN|HAR|FIN)[:#\s-]\s*([A-Z]{0,4}\d[A-Z\d-]{2,30})$/i },
  { kind: 'patient', pattern: /^(?:MRN[:\s-]?)?([A-Z]{0,3}\d{5,12})$/i },
];

/** Patch T of the Kofax separator sheets that scanners are sold with: Code 39 `PATCHT`. */
const PATCH_T = /^\*?PATCH[-\s]?T\*?$/i;
/** GS1 General Specifications, application identifier 8018: 18 digits, the last a check digit. */
const GSRN_RECIPIENT = /^(?:\]C1|\]d2|\]Q3)?\(?8018\)?(\d{18})$/;

/** What the code says. Anything not understood is said to be so, never passed over. */
export function deriveCodeMeaning(
  code: { readonly format: string; readonly text: string },
  known: { readonly isType: (code: string) => boolean; readonly patterns?: readonly LabelPattern[] },
): CodeMeaning {
  const own = readOwnCode(code.text);
  if (own === 'damaged') return { kind: 'damaged' };
  if (own !== undefined) {
    const typeCode = 'typeCode' in own ? own.typeCode : undefined;
    if (typeCode !== undefined && !known.isType(typeCode)) return { kind: 'unknown', reason: 'no-such-type' };
    return { ...own, from: 'own' };
  }
  const text = code.text.trim();
  if (PATCH_T.test(text)) return { kind: 'separator', from: 'patch-t' };
  const gsrn = GSRN_RECIPIENT.exec(text)?.[1];
  if (gsrn !== undefined && hasCheckDigit(gsrn)) return { kind: 'service-relation', number: gsrn, from: 'gs1' };
  for (const { kind, pattern } of known.patterns ?? LABEL_PATTERNS) {
    const number = pattern.exec(text)?.[1];
    if (number === undefined) continue;
    return kind === 'patient' ? { kind, mrn: number, from: 'label' } : { kind, number, from: 'label' };
  }
  return { kind: 'unknown', reason: 'not-understood' };
}

/** Shown as an error: somebody meant something by it and we do not know what. */
export function isNotUnderstood(meaning: CodeMeaning): boolean {
  return meaning.kind === 'unknown' || meaning.kind === 'damaged';
}

/** GS1: weights 3 and 1 by turns from the right. */
function hasCheckDigit(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, at) => total + Number(digit) * (at % 2 === 0 ? 1 : 3), 0);
  return sum % 10 === 0;
}
