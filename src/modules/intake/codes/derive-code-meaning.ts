import { type OwnCode, readOwnCode } from './derive-code-text.ts';
import { deriveLabelNumber, type LabelNumber } from './derive-label-number.ts';
import type { LabelPattern } from './label-pattern.ts';

/** What a code on a page says, and whether we can tell. */
export type CodeMeaning =
  | (OwnCode & { readonly from: 'own' })
  | { readonly kind: 'separator'; readonly from: 'patch-t' }
  | { readonly kind: 'patient'; readonly mrn: string; readonly from: 'label' }
  | { readonly kind: 'type'; readonly typeCode: string; readonly from: 'label' }
  /** A label that the site knows and that says nothing about the page. */
  | { readonly kind: 'ignored'; readonly from: 'label' }
  | { readonly kind: 'visit' | 'account'; readonly number: string; readonly from: 'label' }
  /** GS1 Global Service Relation Number of a recipient: names nobody by itself, so nothing is proposed from it. */
  | { readonly kind: 'service-relation'; readonly number: string; readonly from: 'gs1' }
  | { readonly kind: 'damaged' }
  | { readonly kind: 'unknown'; readonly reason: 'not-understood' | 'no-such-type' | 'ambiguous' };

/** Patch T of the Kofax separator sheets that scanners are sold with: Code 39 `PATCHT`. */
const PATCH_T = /^\*?PATCH[-\s]?T\*?$/i;
/** GS1 General Specifications, application identifier 8018: 18 digits, the last a check digit. */
const GSRN_RECIPIENT = /^(?:\]C1|\]d2|\]Q3)?\(?8018\)?(\d{18})$/;

/** What the code says. Anything not understood is said to be so, never passed over. */
export function deriveCodeMeaning(
  code: { readonly format: string; readonly text: string },
  known: { readonly isType: (code: string) => boolean; readonly patterns: readonly LabelPattern[] },
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
  return meaningOfLabel(fittingPatterns(code, known.patterns), known.isType);
}

export interface Fit extends LabelNumber {
  readonly pattern: LabelPattern;
}

/** The patterns of the site that a code is written like, the one with the most fixed text first. */
export function fittingPatterns(
  code: { readonly format: string; readonly text: string },
  patterns: readonly LabelPattern[],
): Fit[] {
  return patterns
    .flatMap((pattern) => {
      const found = deriveLabelNumber(pattern, code);
      return found === undefined ? [] : [{ ...found, pattern }];
    })
    .sort((a, b) => weightOf(b) - weightOf(a));
}

/** Fixed text tells more than anything; then the kind of the code, then a check character. */
function weightOf({ fixed, pattern }: Fit): number {
  return fixed * 4 + (pattern.format === null ? 0 : 2) + (pattern.check === 'none' ? 0 : 1);
}

/** Two patterns that tell it equally and mean different things tell nothing: a guess would file to somebody. */
function meaningOfLabel(fits: readonly Fit[], isType: (code: string) => boolean): CodeMeaning {
  const held = fits.filter(({ holds }) => holds);
  const [best] = held;
  if (best === undefined) return fits.length > 0 ? { kind: 'damaged' } : { kind: 'unknown', reason: 'not-understood' };
  const equal = held.filter((fit) => weightOf(fit) === weightOf(best));
  if (equal.some((fit) => differs(fit, best))) return { kind: 'unknown', reason: 'ambiguous' };
  const { means, typeCode } = best.pattern;
  switch (means) {
    case 'patient':
      return { kind: 'patient', mrn: best.number, from: 'label' };
    case 'visit':
    case 'account':
      return { kind: means, number: best.number, from: 'label' };
    case 'ignore':
      return { kind: 'ignored', from: 'label' };
    case 'type':
      return typeCode !== null && isType(typeCode)
        ? { kind: 'type', typeCode, from: 'label' }
        : { kind: 'unknown', reason: 'no-such-type' };
  }
}

/** Of a type or of nothing, the number does not matter. */
function differs(a: Fit, b: Fit): boolean {
  if (a.pattern.means !== b.pattern.means || a.pattern.typeCode !== b.pattern.typeCode) return true;
  return a.pattern.means !== 'type' && a.pattern.means !== 'ignore' && a.number !== b.number;
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
