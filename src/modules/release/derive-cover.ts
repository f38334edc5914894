import type { AuthorityRow } from './read-authority.ts';
import type { Reason } from './reason.ts';
import type { EvaluatedElement } from './evaluate-checklists.ts';
import type { AuthorizationForm } from './evaluate-authorization.ts';

const CITED: Readonly<Record<string, string>> = {
  'to-individual': 'Right of access (45 CFR 164.524)',
  treatment: 'Treatment (45 CFR 164.506(c))',
  payment: 'Payment (45 CFR 164.506(c))',
  operations: 'Health care operations (45 CFR 164.506(c))',
};

/** Why it may leave, in words with the citation. */
export function deriveBasisWords(row: Pick<AuthorityRow, 'basis' | 'form' | 'elements'>): string {
  const form = row.form as unknown as Partial<AuthorizationForm> | null; // as record-authority.ts wrote it
  const signed = form?.signedOn === null || form?.signedOn === undefined ? '' : ` signed ${form.signedOn}`;
  if (row.basis === 'authorization') return `Authorization${signed} (45 CFR 164.508)`;
  if (row.basis === 'part2-consent') return `Consent${signed} (42 CFR 2.31)`;
  const elements = row.elements as unknown as readonly EvaluatedElement[]; // likewise
  const cite = elements[0]?.cite;
  return CITED[row.basis] ?? `${sentence(row.basis)}${cite === undefined ? '' : ` (${cite})`}`;
}

/** `legal-claim` as a person writes it. */
export function sentence(word: string): string {
  const words = word.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** A word of the product, and beside it as a person writes it: two cells of a table. */
export const inWords = (code: string): readonly [string, string] => [code, sentence(code)];

export const CONFIDENTIALITY = {
  title: 'Confidential',
  text: 'These records hold protected health information. They are meant for the recipient named above alone. If you are not that recipient, do not read, copy or pass them on; tell the sender at once and return or destroy them.',
} as const;

/** What these keep out was not asked for, or is not part of the record as it stands: nobody is told of it. */
const NOT_ASKED_FOR = [
  'release/outside-dates',
  'release/outside-types',
  'release/superseded',
  'release/entered-in-error',
  'release/not-part-of-record',
];

/**
 * Says that something stayed out, and neither what nor of what kind: that alone could tell what must not be told (42 CFR
 * 2.13(c)). Undefined where everything that was asked for is in.
 */
export function deriveWithheldStatement(
  documents: readonly { readonly effective: string; readonly reasons: readonly Reason[] }[],
  entriesWithheld = 0,
): string | undefined {
  const withheld = documents.some(
    ({ effective, reasons }) =>
      effective !== 'include' && !reasons.some(({ ruleId }) => NOT_ASKED_FOR.includes(ruleId)),
  );
  if (!withheld && entriesWithheld > 0)
    return 'Some entries of data are not among those attached: they lie outside the request, may not be released on this basis, or are not complete. The sender can be asked about it.';
  return withheld
    ? 'Some documents within the request are not in this packet: they may not be released on this basis, belong to another custodian, or are not complete. The sender can be asked about it.'
    : undefined;
}
