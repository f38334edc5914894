import type { Act } from '../../../platform/act.ts';
import { openItem, waitsNot } from '../../worklist/index.ts';
import { escalateRights } from './escalate-rights.ts';
import { ESCALATED, loadEscalation, pressesUntil } from './load-escalation.ts';

const AT_ONCE = 1_000;

/** Unanswered requests whose clock breaks within the days of their facility are put before whoever leads the desk. */
export async function escalate(act: Act): Promise<void> {
  const facilities = await act.tx.selectFrom('release.open_request').select('facility_id').distinct().execute();
  let count = 0;
  for (const { facility_id: facilityId } of facilities) {
    const until = pressesUntil(act.now, await loadEscalation(act, facilityId));
    const rows = await act.tx
      .selectFrom('release.open_request as o')
      .innerJoin('release.request as r', 'r.id', 'o.id')
      .select(['o.id', 'o.labels', 'o.due_at', 'r.patient_id'])
      .where('o.facility_id', '=', facilityId)
      .where('o.due_at', '<=', until)
      .where(waitsNot(ESCALATED, 'o.id'))
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
  act.note({ count: count + (await escalateRights(act)) });
}
