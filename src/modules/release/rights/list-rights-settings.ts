import { isId } from '../../../platform/ids.ts';
import type { Act } from '../../../platform/act.ts';
import { namesOfPeople } from '../../accounts/index.ts';
import { listFacilities } from '../../directory/index.ts';
import { DEFAULTS, settingOf } from './rights-setting.ts';

/** What each facility set for the rights of its patients, with who and when; what holds by itself where nobody set anything. */
export async function listRightsSettings(act: Act) {
  const facilities = await listFacilities(act);
  const newest = await act.tx
    .selectFrom('release.rights_setting')
    .distinctOn('facility_id')
    .selectAll()
    .orderBy('facility_id')
    .orderBy('recorded_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  const set = new Map(newest.map((row) => [row.facility_id, row]));
  const people = await namesOfPeople(act, [...new Set(newest.map((row) => row.recorded_by))].filter(isId));
  act.note({ count: facilities.length });
  return {
    settings: facilities.map(({ id, name }) => {
      const row = set.get(id);
      return {
        facilityId: id,
        facility: name,
        ...(row === undefined ? DEFAULTS : settingOf(row)),
        set: row === undefined ? null : { at: row.recorded_at, by: row.recorded_by },
      };
    }),
    people: Object.fromEntries(people),
  };
}
