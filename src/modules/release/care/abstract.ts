import type { Section } from '../../documents/index.ts';

/** Which of the documents of a kind go: the newest one, all, or those of the last months. */
export type Take = { readonly newest: true } | { readonly all: true } | { readonly months: number };

export interface AbstractPart {
  readonly part: string;
  readonly types?: readonly string[];
  readonly sections?: readonly Section[];
  readonly take: Take;
  /** Ticked before anybody looks. */
  readonly usual: boolean;
}

const YEAR = { months: 12 } as const;

/**
 * What a provider who goes on with the care needs first. Minimum necessary does not bind disclosures for treatment
 * (45 CFR 164.502(b)(2)(i)), so this is no limit but a beginning: whoever sends ticks the rest. The first part that fits
 * a document has it.
 */
export const ABSTRACT: readonly AbstractPart[] = [
  {
    part: 'discharge-summary',
    types: ['discharge-summary', 'transfer-summary', 'short-stay-note'],
    take: { newest: true },
    usual: true,
  },
  { part: 'problem-list', types: ['problem-list'], take: { newest: true }, usual: true },
  {
    part: 'medications',
    types: ['medication-list', 'medication-reconciliation'],
    take: { newest: true },
    usual: true,
  },
  { part: 'allergies', types: ['allergy-list'], take: { newest: true }, usual: true },
  {
    part: 'history-and-physical',
    types: ['history-and-physical', 'admission-note'],
    take: { newest: true },
    usual: true,
  },
  { part: 'operative-report', types: ['operative-report'], take: { newest: true }, usual: true },
  { part: 'laboratory', sections: ['laboratory'], take: YEAR, usual: true },
  { part: 'imaging', sections: ['imaging'], take: YEAR, usual: true },
  { part: 'directives', sections: ['directives'], take: { all: true }, usual: true },
  { part: 'notes', sections: ['notes', 'consults', 'outpatient', 'emergency', 'history'], take: YEAR, usual: false },
  { part: 'surgery', sections: ['surgery', 'anesthesia', 'pathology'], take: { all: true }, usual: false },
  { part: 'studies', sections: ['diagnostics'], take: YEAR, usual: false },
  { part: 'obstetrics', sections: ['obstetrics', 'newborn'], take: { all: true }, usual: false },
  {
    part: 'nursing-and-therapies',
    sections: ['nursing', 'medications', 'orders', 'therapies', 'behavioral-health'],
    take: { months: 3 },
    usual: false,
  },
  { part: 'discharge-papers', sections: ['discharge'], take: YEAR, usual: false },
  { part: 'outside', sections: ['outside'], take: YEAR, usual: false },
];
