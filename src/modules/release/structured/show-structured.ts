import type { Act } from '../../../platform/act.ts';
import { loadRequest } from '../load-request.ts';
import { readPart } from './read-part.ts';

/** What of the structured part goes with the scope that stands. */
export async function showStructured(act: Act, requestId: string) {
  const { patientId, ids, facts } = await loadRequest(act, requestId, 'read');
  const scopeId = facts.scopeChosen ? ids.scope : null;
  if (patientId === null || scopeId === null) return { scopeId: null, chosen: null, mayChoose: false };
  const part = await readPart(act, patientId, scopeId);
  const kinds = part?.kinds.map(({ entries, ...kind }) => ({ ...kind, included: entries.length })) ?? [];
  return {
    scopeId,
    chosen:
      part === undefined
        ? null
        : {
            ...{ at: part.at, by: part.by, hidden: part.hidden, kinds },
            included: kinds.reduce((sum, { included }) => sum + included, 0),
            withheld: kinds.reduce((sum, { withheld }) => sum + withheld, 0),
          },
    mayChoose: !facts.approved,
  };
}
