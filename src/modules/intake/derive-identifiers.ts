import { identifiersOf, meaningOf } from './codes/derive-code-facts.ts';
import type { LabelPattern } from './codes/label-pattern.ts';
import { deriveTextIdentifiers } from './derive-text-identifiers.ts';
import { deriveZone, type PageText, type Zone } from './evidence.ts';

export const IDENTIFIER_KINDS = [
  'mrn',
  'name',
  'birthDate',
  'visit',
  'account',
  'sex',
  'phone',
  'address',
  'form',
  'author',
] as const;
export type IdentifierKind = (typeof IDENTIFIER_KINDS)[number];

/** What a page says about whom it is of, which visit, what form, by whom. */
export interface ReadIdentifier {
  readonly kind: IdentifierKind;
  readonly value: string;
  readonly from: 'barcode' | 'label';
  readonly page: number;
  /** A code of ours whose check character is right. */
  readonly checked?: boolean;
  readonly zone?: Zone;
}

/** Beyond this a document is not checked to its end, and never files itself. */
export const PAGES_LOOKED_AT = 300;
/** A cover sheet and the first page behind it: who says the same on two pages says it independently. */
const PAGES_OF_A_VALUE = 2;

/** What stands behind labels or in barcodes, with the place on the page; the same value is told for two pages at most. */
export function deriveIdentifiers(pages: readonly PageText[], patterns: readonly LabelPattern[]): ReadIdentifier[] {
  const found: ReadIdentifier[] = [];
  for (const page of pages.slice(0, PAGES_LOOKED_AT)) {
    for (const barcode of page.barcodes) {
      const meaning = meaningOf(barcode, patterns);
      const checked = 'from' in meaning && meaning.from === 'own' ? { checked: true } : {};
      const zone = { page: page.number, ...barcode.box };
      for (const { kind, value } of identifiersOf(meaning))
        found.push({ kind, value, from: 'barcode', page: page.number, ...checked, zone });
    }
    for (const { kind, value } of deriveTextIdentifiers(page.text)) {
      const zone = deriveZone(page, value);
      found.push({ kind, value, from: 'label', page: page.number, ...(zone === undefined ? {} : { zone }) });
    }
  }
  const seen = new Map<string, Set<number>>();
  const kept = found.filter(({ kind, from, value, page }) => {
    const key = `${kind} ${from} ${value.toLowerCase()}`;
    const pagesOf = seen.get(key) ?? new Set<number>();
    seen.set(key, pagesOf);
    if (pagesOf.has(page) || pagesOf.size === PAGES_OF_A_VALUE) return false;
    pagesOf.add(page);
    return true;
  });
  return IDENTIFIER_KINDS.flatMap((kind) => kept.filter((each) => each.kind === kind));
}
