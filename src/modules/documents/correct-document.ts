import type { Act } from '../../platform/act.ts';
import { type NewAmendment, writeAmendment } from './write-amendment.ts';

/** Says what of a document was wrong when it was written, and what is right. The wrong words stay readable. */
export function correctDocument(act: Act, input: NewAmendment): Promise<{ amendmentId: string }> {
  return writeAmendment(act, input, { kind: 'correction' });
}
