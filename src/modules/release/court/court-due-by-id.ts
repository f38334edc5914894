import { endOfLocalDay } from '../../../../packages/rule-engine/index.ts';
import type { Act } from '../../../platform/act.ts';
import { listFacilities } from '../../directory/index.ts';

/** The end of the return day of those of these requests on which a process is open: it binds beside the clocks of the law. */
export async function courtDueById(act: Act, ids: readonly string[]): Promise<ReadonlyMap<string, Date>> {
  if (ids.length === 0) return new Map();
  const rows = await act.tx
    .selectFrom('release.court_process')
    .select(['request_id', 'facility_id', 'return_on'])
    .where('request_id', 'in', [...ids])
    .where('open', '=', true)
    .where('return_on', 'is not', null)
    .execute();
  if (rows.length === 0) return new Map();
  const zones = new Map((await listFacilities(act)).map((facility) => [facility.id, facility.timeZone]));
  return new Map(
    rows.flatMap((row) =>
      row.return_on === null
        ? []
        : [[row.request_id, endOfLocalDay(row.return_on, zones.get(row.facility_id) ?? 'UTC')]],
    ),
  );
}
