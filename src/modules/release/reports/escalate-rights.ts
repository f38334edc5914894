import type { Act } from '../../../platform/act.ts';
import { listFacilities } from '../../directory/index.ts';
import { deadlinesDue } from '../../regulations/index.ts';
import { openItem, waitsNot } from '../../worklist/index.ts';
import { RIGHTS } from '../rights/load-rights.ts';
import { loadEscalation, pressesUntil, RIGHTS_ESCALATED } from './load-escalation.ts';

/**
 * Amendments and accountings whose clock breaks within the days of their facility (45 CFR 164.526(b)(2), 164.528(c)(1)), also
 * while they wait for the author or the patient: nobody's queue at the desk shows those.
 * @returns how many were put before whoever leads the desk
 */
export async function escalateRights(act: Act): Promise<number> {
  let count = 0;
  for (const { id: facilityId } of await listFacilities(act)) {
    const by = pressesUntil(act.now, await loadEscalation(act, facilityId));
    const due = new Map(
      (await deadlinesDue(act, { by, facilityId, module: RIGHTS })).map(({ subjectId, dueAt }) => [subjectId, dueAt]),
    );
    if (due.size === 0) continue;
    const rows = await act.tx
      .selectFrom('release.rights_request as r')
      .select(['r.id', 'r.labels', 'r.patient_id'])
      .where('r.id', 'in', [...due.keys()])
      .where(waitsNot(RIGHTS_ESCALATED, 'r.id'))
      .execute();
    for (const row of rows) {
      const dueAt = due.get(row.id);
      await openItem(act, {
        ...{ kind: RIGHTS_ESCALATED, module: 'release', subjectId: row.id, facilityId, labels: BigInt(row.labels) },
        ...{ patientId: row.patient_id, permission: 'release/manage', priority: 1 },
        ...(dueAt === undefined ? {} : { dueAt }),
      });
    }
    count += rows.length;
  }
  return count;
}
