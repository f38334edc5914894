import { createHash } from 'node:crypto';

/** One signed step as it is bound: everything but its own digest. */
export interface CustodyFacts {
  readonly id: string;
  readonly boxId: string;
  readonly volumeId: string | null;
  readonly batchId: string | null;
  readonly number: number;
  readonly step: string;
  readonly fromParty: string;
  readonly toParty: string;
  readonly place: string;
  readonly seal: string | null;
  readonly sheets: number | null;
  readonly note: string | null;
  readonly signedAt: string;
  readonly signedBy: string;
  readonly signedName: string;
}

export const FIRST = '0'.repeat(64);

/** The order of the fields is part of the chain: new ones go to the end. */
export function bindStep(facts: CustodyFacts, previous: string): string {
  const { id, boxId, volumeId, batchId, number, step, fromParty, toParty, place, seal, sheets, note } = facts;
  const { signedAt, signedBy, signedName } = facts;
  const parts = [id, boxId, volumeId, batchId, number, step, fromParty, toParty, place, seal, sheets, note];
  return createHash('sha256')
    .update(JSON.stringify([previous, ...parts, signedAt, signedBy, signedName]))
    .digest('hex');
}

/** Number of the first step that does not follow from those before it; undefined where all do. */
export function findBreak(
  steps: readonly (CustodyFacts & { readonly previous: string; readonly digest: string })[],
): number | undefined {
  let before = FIRST;
  for (const [at, step] of steps.entries()) {
    if (step.number !== at + 1 || step.previous !== before || bindStep(step, before) !== step.digest) return at + 1;
    before = step.digest;
  }
  return undefined;
}
