import type { PageText } from '../evidence.ts';
import type { TypeProposal } from '../propose-type.ts';
import { meaningOf } from './derive-code-facts.ts';

/** A person chose the type when the sheet was printed, and the check character held. */
const PRINTED = 0.98;

/** The types that our own sheets among the pages name, in the order of the pages. */
export function proposeTypeFromCodes(pages: readonly PageText[]): TypeProposal[] {
  return pages.flatMap((page) =>
    page.barcodes.flatMap((barcode) => {
      const meaning = meaningOf(barcode);
      if (meaning.kind !== 'type' && meaning.kind !== 'cover') return [];
      if (meaning.typeCode === undefined) return [];
      return [
        {
          code: meaning.typeCode,
          confidence: PRINTED,
          evidence: { how: 'barcode', zone: { page: page.number, ...barcode.box } },
        },
      ];
    }),
  );
}
