import type { AuthorityRow } from './read-authority.ts';
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

export const CONFIDENTIALITY = {
  title: 'Confidential',
  text: 'These records hold protected health information. They are meant for the recipient named above alone. If you are not that recipient, do not read, copy or pass them on; tell the sender at once and return or destroy them.',
} as const;

/** Says neither what stayed out nor of what kind it was: that alone could tell what must not be told. */
export const LEFT_OUT =
  'This packet holds what was asked for and may be released. It is not a statement that no other records exist.';
