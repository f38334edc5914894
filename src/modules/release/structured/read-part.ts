import type { Act } from '../../../platform/act.ts';
import { problems } from '../problems.ts';
import type { Reason } from '../reason.ts';

export interface StructuredKind {
  readonly type: string;
  readonly entries: readonly string[];
  readonly withheld: number;
  readonly reasons: readonly (Reason & { readonly count: number })[];
}

export interface StructuredPart {
  readonly at: Date;
  readonly by: string;
  /** Those that the actor may see. */
  readonly kinds: readonly StructuredKind[];
  /** How many the actor does not see. */
  readonly hidden: number;
}

/** The structured part that goes with a scope; undefined: none. */
export async function readPart(act: Act, patientId: string, scopeId: string): Promise<StructuredPart | undefined> {
  const part = await act.tx
    .selectFrom('release.structured_part')
    .select(['id', 'wanted', 'kinds', 'recorded_at', 'recorded_by'])
    .where('patient_id', '=', patientId)
    .where('scope_id', '=', scopeId)
    .orderBy('recorded_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (part?.wanted !== true) return undefined;
  const kinds = await act.tx
    .selectFrom('release.structured_kind')
    .select(['type', 'entries', 'withheld', 'reasons'])
    .where('patient_id', '=', patientId)
    .where('part_id', '=', part.id)
    .orderBy('type')
    .execute();
  return {
    at: part.recorded_at,
    by: part.recorded_by,
    kinds: kinds.map((row) => ({
      ...{ type: row.type, entries: row.entries, withheld: row.withheld },
      reasons: row.reasons as unknown as StructuredKind['reasons'], // as choose-structured.ts wrote them
    })),
    hidden: part.kinds - kinds.length,
  };
}

/** Whoever approves has seen all that goes. @throws release/beyond-sight */
export async function mustSeePart(act: Act, patientId: string, scopeId: string): Promise<void> {
  const part = await readPart(act, patientId, scopeId);
  if (part !== undefined && part.hidden > 0)
    throw problems.beyondSight({
      detail:
        'Nothing was approved. Some entries of the structured part are beyond your role: an approver who sees them must look.',
    });
}

/** How many entries of data go with the scope, for the words of a disclosure. */
export async function countStructured(act: Act, patientId: string, scopeId: string): Promise<number> {
  const part = await readPart(act, patientId, scopeId);
  return part?.kinds.reduce((sum, { entries }) => sum + entries.length, 0) ?? 0;
}
