import { ADMINISTRATIVE } from './catalogue/administrative.ts';
import type { DocumentType } from './catalogue/document-type.ts';
import { ELSEWHERE } from './catalogue/elsewhere.ts';
import { HOSPITAL } from './catalogue/hospital.ts';
import { PROCEDURES } from './catalogue/procedures.ts';
import { SERVICES } from './catalogue/services.ts';
import { STUDIES } from './catalogue/studies.ts';

/**
 * Every kind of document the product knows. The rows of `documents.type` are printed from it by a migration; a test
 * demands that the two stay equal.
 */
export const DOCUMENT_TYPES: readonly DocumentType[] = [
  ...ADMINISTRATIVE,
  ...HOSPITAL,
  ...PROCEDURES,
  ...STUDIES,
  ...SERVICES,
  ...ELSEWHERE,
].sort((a, b) => a.number - b.number);

const byCode = new Map(DOCUMENT_TYPES.map((type) => [type.code, type]));
const byLoinc = new Map(DOCUMENT_TYPES.flatMap((type) => (type.loinc === undefined ? [] : [[type.loinc, type]])));
const byHeading = new Map(
  DOCUMENT_TYPES.flatMap((type) => [type.name, ...type.aliases].map((name) => [headingKey(name), type] as const)),
);

export function findType(code: string): DocumentType | undefined {
  return byCode.get(code);
}

/** The type that a LOINC document code from a feed stands for, where exactly one does. */
export function typeForLoinc(loinc: string): DocumentType | undefined {
  return byLoinc.get(loinc);
}

/** The type whose name or alias this line is, whatever its case and punctuation: `HISTORY & PHYSICAL EXAMINATION:`. */
export function typeForHeading(line: string): DocumentType | undefined {
  return byHeading.get(headingKey(line));
}

export function headingKey(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/&/g, ' and ')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
}
