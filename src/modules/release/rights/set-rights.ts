import type { Act } from '../../../platform/act.ts';
import { newId } from '../../../platform/ids.ts';
import { facilityById } from '../../directory/index.ts';
import type { RightsSetting } from './rights-setting.ts';

/** What a facility sets for the rights of its patients; the newest row counts. @throws directory/facility-unknown */
export async function setRights(
  act: Act,
  { facilityId, ...setting }: RightsSetting & { facilityId: string },
): Promise<void> {
  const facility = await facilityById(act, facilityId);
  await act.tx
    .insertInto('release.rights_setting')
    .values({
      id: newId(),
      facility_id: facility.id,
      statement_chars: setting.statementChars,
      accounting_cents: setting.accountingCents,
      staff_names: setting.staffNames,
      recorded_at: act.now,
      recorded_by: act.actor.id,
    })
    .execute();
  const { statementChars, accountingCents, staffNames } = setting;
  act.note({ subjectIds: [facility.id], detail: { statementChars, accountingCents, staffNames } });
}
