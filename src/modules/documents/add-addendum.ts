import type { Act } from '../../platform/act.ts';
import { type NewAmendment, writeAmendment } from './write-amendment.ts';

/** Adds what was not known when the document was written; nothing in it becomes wrong. */
export function addAddendum(act: Act, input: NewAmendment): Promise<{ amendmentId: string }> {
  return writeAmendment(act, input, { kind: 'addendum' });
}
