import type { Act } from '../../../platform/act.ts';
import { refuseOwnRecord } from '../own-record.ts';
import { problems } from '../problems.ts';
import { endFinding } from './look-at-quality.ts';

/** Of one rule at once; whoever has more says it again, and each time it is one act with its own entry in the log. */
const MOST_AT_ONCE = 500;

export interface DismissFindings {
  readonly ids?: readonly string[] | undefined;
  /** All of one rule, where no single ones are chosen. */
  readonly rule?: string | undefined;
  readonly facilityId?: string | undefined;
  readonly reason: string;
}

/**
 * It is right as it stands. Remembered as long as the same stands there; once that changes the rule looks at it anew.
 * @throws identity/nothing-chosen, identity/finding-unknown, identity/own-record
 */
export async function dismissFindings(
  act: Act,
  { ids, rule, facilityId, reason }: DismissFindings,
): Promise<{ dismissed: number; left: boolean }> {
  if (ids === undefined && rule === undefined)
    throw problems.nothingChosen({ detail: 'Nothing was dismissed. Choose findings, or a rule.' });
  const own = [...(act.actor.ownPatientIds ?? [])];
  const rows = await act.tx
    .selectFrom('identity.finding')
    .select(['id', 'patient_id'])
    .where('ended_at', 'is', null)
    .$if(ids !== undefined, (query) => query.where('id', 'in', [...(ids ?? [])]))
    .$if(rule !== undefined, (query) => query.where('rule', '=', rule ?? ''))
    .$if(facilityId !== undefined, (query) => query.where('facility_id', '=', facilityId ?? ''))
    .$if(ids === undefined && own.length > 0, (query) => query.where('patient_id', 'not in', own))
    .orderBy('found_at')
    .orderBy('id')
    .limit(MOST_AT_ONCE + 1)
    .execute();
  if (ids !== undefined && rows.length < new Set(ids).size)
    throw problems.findingUnknown({
      detail: 'Nothing was dismissed: one of them was mended or dismissed meanwhile. Look at the list again.',
    });
  const chosen = rows.slice(0, MOST_AT_ONCE);
  await refuseOwnRecord(
    act,
    chosen.map((row) => row.patient_id),
  );
  for (const { id, patient_id: patientId } of chosen) await endFinding(act, { id, patientId }, 'dismissed', reason);
  act.note({
    count: chosen.length,
    subjectIds: chosen.map(({ id }) => id).slice(0, 100),
    patientIds: [...new Set(chosen.map((row) => row.patient_id))].slice(0, 100),
    ...(rule === undefined ? {} : { detail: { rule } }),
  });
  return { dismissed: chosen.length, left: rows.length > chosen.length };
}
