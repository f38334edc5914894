import type { Act } from '../../platform/act.ts';
import { type NewAmendment, writeAmendment } from './write-amendment.ts';

/** Changes what a document says: by its author, or because the patient asked and it was granted (45 CFR 164.526). */
export function amendDocument(
  act: Act,
  input: NewAmendment & { readonly atRequestOf: 'author' | 'patient' | 'facility' },
): Promise<{ amendmentId: string }> {
  return writeAmendment(act, input, { kind: 'amendment', atRequestOf: input.atRequestOf });
}
