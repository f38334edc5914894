import type { Act } from '../../../platform/act.ts';
import type { VerifiedProposal } from '../derive-threshold.ts';

/** More verified documents of one type say nothing new. */
const MOST = 10_000;

/** Types that were proposed from what the site filed before, and whether blind verification found them right. */
export async function listVerifiedTypes(
  act: Act,
  of: { readonly facilityId: string; readonly typeCode: string },
): Promise<VerifiedProposal[]> {
  const rows = await act.tx
    .selectFrom('intake.verification')
    .select(['proposed_confidence', 'filed_type_code', 'entered_type_code', 'filed_wrong'])
    .where('facility_id', '=', of.facilityId)
    .where('proposed_type_code', '=', of.typeCode)
    .where('proposed_learned', '=', true)
    .where('closed_at', 'is not', null)
    .where('outcome', '<>', 'withdrawn')
    .orderBy('closed_at', 'desc')
    .limit(MOST)
    .execute();
  return rows.map((row) => {
    const right = row.filed_wrong.includes('type') ? row.entered_type_code : row.filed_type_code;
    return { confidence: row.proposed_confidence ?? 0, right: right === of.typeCode };
  });
}
