import { endOfLocalDay } from '../../../../packages/rule-engine/index.ts';
import type { Act } from '../../../platform/act.ts';
import type { Deadline } from '../../regulations/index.ts';
import { closeItem, openItem } from '../../worklist/index.ts';
import type { LoadedRequest } from '../load-request.ts';
import { decideAttention } from './decide-court.ts';
import { deriveCourtDue } from './derive-court-due.ts';
import { readCourt } from './read-court.ts';
import { COURT_KIND } from './worklist.ts';

const PRIORITY = 2;

/**
 * Where a process is due, and whether somebody must look after it, follows the case: called with every refresh of its worklist.
 * Returns the end of the return day, which binds beside the clocks of the law.
 */
export async function refreshCourt(
  act: Act,
  request: LoadedRequest,
  running: readonly Deadline[],
  answered: boolean,
): Promise<Date | undefined> {
  const court = await readCourt(act, request);
  const { row } = court;
  const ended = answered || request.facts.cancelled || request.facts.closed;
  const clockOn = running.map(({ dueOn }) => dueOn).sort()[0] ?? null;
  const due =
    row === undefined ? null : deriveCourtDue({ returnOn: row.return_on, clockOn }, request.today, court.calendar);
  if (row !== undefined && (row.open === ended || row.due_on !== (due?.dueOn ?? null)))
    await act.tx
      .updateTable('release.court_process')
      .set({ open: !ended, due_on: due?.dueOn ?? null })
      .where('id', '=', row.id)
      .execute();
  const attention = ended ? null : decideAttention(court, due);
  if (row === undefined || attention === null)
    await closeItem(act, { kind: COURT_KIND, subjectId: request.id, outcome: ended ? request.status : 'settled' });
  else
    await openItem(act, {
      kind: COURT_KIND,
      module: 'release',
      subjectId: request.id,
      ...(request.patientId === null ? {} : { patientId: request.patientId }),
      facilityId: request.facility.id,
      labels: request.labels,
      permission: 'release/work',
      priority: PRIORITY,
      ...(due === null ? {} : { dueAt: endOfLocalDay(due.dueOn, request.facility.timeZone) }),
    });
  return row?.return_on == null || ended ? undefined : endOfLocalDay(row.return_on, request.facility.timeZone);
}
