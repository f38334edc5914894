import type { Act } from '../../../platform/act.ts';
import { newId } from '../../../platform/ids.ts';
import type { LegacyMap } from './contract.ts';

const MOST_MAPS = 200;

/** Keeps a map under its name; the one that had the name before is replaced. */
export async function saveMap(act: Act, input: { name: string; map: LegacyMap; facilityId: string }): Promise<void> {
  const row = { map: JSON.stringify(input.map), saved_at: act.now, saved_by: act.actor.id };
  const id = newId();
  await act.tx
    .insertInto('intake.legacy_map')
    .values({ id, facility_id: input.facilityId, name: input.name.trim(), ...row })
    .onConflict((conflict) => conflict.columns(['facility_id', 'name']).doUpdateSet(row))
    .execute();
  act.note({ subjectIds: [id] });
}

export async function listMaps(act: Act): Promise<{ maps: { name: string; map: LegacyMap }[] }> {
  const rows = await act.tx
    .selectFrom('intake.legacy_map')
    .select(['name', 'map'])
    .orderBy('name')
    .limit(MOST_MAPS)
    .execute();
  act.note({ count: rows.length });
  return { maps: rows.map((row) => ({ name: row.name, map: row.map as unknown as LegacyMap })) }; // checked when it was saved
}
