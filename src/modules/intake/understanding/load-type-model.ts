import type { Act } from '../../../platform/act.ts';
import type { Calibration, TypeModel } from './derive-type-model.ts';
import { unpackTypeModel } from './pack-type-model.ts';

interface Learned {
  readonly model: TypeModel;
  readonly calibration: Calibration;
}

/** Unpacked once for each facility; a newer one takes its place. */
const unpacked = new Map<string, { id: string; learned: Learned }>();
const MAX_UNPACKED = 8;

/** The newest model of a facility. */
export async function loadTypeModel(act: Act, facilityId: string): Promise<Learned | undefined> {
  const newest = await act.tx
    .selectFrom('intake.type_model')
    .select('id')
    .where('facility_id', '=', facilityId)
    .orderBy('trained_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (newest === undefined) return undefined;
  const known = unpacked.get(facilityId);
  if (known?.id === newest.id) return known.learned;
  const row = await act.tx
    .selectFrom('intake.type_model')
    .select(['content', 'slope', 'offset_at_none'])
    .where('id', '=', newest.id)
    .executeTakeFirstOrThrow();
  const learned = {
    model: unpackTypeModel(row.content),
    calibration: { slope: row.slope, offset: row.offset_at_none },
  };
  if (unpacked.size >= MAX_UNPACKED) unpacked.clear();
  unpacked.set(facilityId, { id: newest.id, learned });
  return learned;
}
