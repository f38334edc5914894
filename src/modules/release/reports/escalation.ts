import type { Act } from '../../../platform/act.ts';
import { newId } from '../../../platform/ids.ts';
import { closeItem, openItem } from '../../worklist/index.ts';

export const ESCALATED = 'release.about-to-break';
const DAYS_BEFORE = 5;
const DAY_MS = 86_400_000;
const AT_ONCE = 1_000;

export interface Escalation {
  readonly daysBefore: number;
  readonly reason: string | null;
  readonly setAt: string | null;
  readonly setBy: string | null;
}

/** The newest word of the facility; five days where it said nothing. */
export async function loadEscalation(act: Act, facilityId: string): Promise<Escalation> {
  const row = await act.tx
    .selectFrom('release.escalation_rule')
    .select(['days_before', 'reason', 'set_at', 'set_by'])
    .where('facility_id', '=', facilityId)
    .orderBy('set_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (row === undefined) return { daysBefore: DAYS_BEFORE, reason: null, setAt: null, setBy: null };
  return { daysBefore: row.days_before, reason: row.reason, setAt: row.set_at.toISOString(), setBy: row.set_by };
}

export async function setEscalation(
  act: Act,
  input: { readonly facilityId: string; readonly daysBefore: number; readonly reason: string },
): Promise<void> {
  const id = newId();
  await act.tx
    .insertInto('release.escalation_rule')
    .values({
      ...{ id, facility_id: input.facilityId, days_before: input.daysBefore, reason: input.reason },
      ...{ set_at: act.now, set_by: act.actor.id },
    })
    .execute();
  act.note({ subjectIds: [id], detail: { daysBefore: input.daysBefore } });
}

/** Unanswered requests whose clock breaks within the days of their facility are put before whoever leads the desk. */
export async function escalate(act: Act): Promise<void> {
  const facilities = await act.tx.selectFrom('release.open_request').select('facility_id').distinct().execute();
  let count = 0;
  for (const { facility_id: facilityId } of facilities) {
    const { daysBefore } = await loadEscalation(act, facilityId);
    const rows = await act.tx
      .selectFrom('release.open_request as o')
      .innerJoin('release.request as r', 'r.id', 'o.id')
      .select(['o.id', 'o.labels', 'o.due_at', 'r.patient_id'])
      .where('o.facility_id', '=', facilityId)
      .where('o.due_at', '<=', new Date(act.now.getTime() + daysBefore * DAY_MS))
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('worklist.item as w')
              .select('w.id')
              .where('w.kind', '=', ESCALATED)
              .whereRef('w.subject_id', '=', 'o.id')
              .where('w.closed_at', 'is', null),
          ),
        ),
      )
      .orderBy('o.due_at')
      .limit(AT_ONCE)
      .execute();
    for (const row of rows)
      await openItem(act, {
        ...{ kind: ESCALATED, module: 'release', subjectId: row.id, facilityId, labels: BigInt(row.labels) },
        ...(row.patient_id === null ? {} : { patientId: row.patient_id }),
        ...(row.due_at === null ? {} : { dueAt: row.due_at }),
        ...{ permission: 'release/manage', priority: 1 },
      });
    count += rows.length;
  }
  act.note({ count });
}

/** Answered, or its clock was set further off: nobody need look any more. The next escalation finds what became pressing. */
export async function settleEscalation(
  act: Act,
  request: {
    readonly id: string;
    readonly facilityId: string;
    readonly answered: boolean;
    readonly dueAt: Date | undefined;
  },
): Promise<void> {
  const { daysBefore } = request.answered ? { daysBefore: 0 } : await loadEscalation(act, request.facilityId);
  const presses = request.dueAt !== undefined && request.dueAt.getTime() <= act.now.getTime() + daysBefore * DAY_MS;
  if (request.answered || !presses)
    await closeItem(act, { kind: ESCALATED, subjectId: request.id, outcome: 'settled' });
}
