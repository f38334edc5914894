import type { PageText } from '../evidence.ts';
import type { TypeProposal } from '../propose-type.ts';
import { meaningOf } from './derive-code-facts.ts';
import type { LabelPattern } from './label-pattern.ts';

/** A person chose the type when the sheet was printed, and the check character held. */
const PRINTED = 0.98;
/** Somebody of the site said what this label means; as sure as a form number. */
const BY_LABEL = 0.95;

/** The types that our own sheets and the labels of the site among the pages name, in the order of the pages. */
export function proposeTypeFromCodes(pages: readonly PageText[], patterns: readonly LabelPattern[]): TypeProposal[] {
  return pages.flatMap((page) =>
    page.barcodes.flatMap((barcode) => {
      const meaning = meaningOf(barcode, patterns);
      if (meaning.kind !== 'type' && meaning.kind !== 'cover') return [];
      if (meaning.typeCode === undefined) return [];
      return [
        {
          code: meaning.typeCode,
          confidence: meaning.from === 'own' ? PRINTED : BY_LABEL,
          evidence: { how: 'barcode', zone: { page: page.number, ...barcode.box } },
        },
      ];
    }),
  );
}
