import type { Act } from '../../../platform/act.ts';
import { newId } from '../../../platform/ids.ts';
import { derivePrecision } from './derive-precision.ts';

/** Until a site has measured its own: the line at which one person is as likely as two. */
const FIRST_LEAST = 0.5;

export async function leastOf(act: Act, facilityId: string): Promise<number> {
  const row = await act.tx
    .selectFrom('identity.cutoff')
    .select('least')
    .where('facility_id', '=', facilityId)
    .orderBy('set_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.least ?? FIRST_LEAST;
}

/** The newest verdicts tell how it is now; older ones were said of another register. */
const MOST_VERDICTS = 5_000;

/** How often the pairs that were shown were one person, by what was said last of each. */
export async function measurePrecision(act: Act, facilityId: string) {
  const rows = await act.tx
    .selectFrom('identity.verdict')
    .select(['pair_id', 'verdict', 'probability'])
    .where('facility_id', '=', facilityId)
    .where('verdict', '<>', 'unsure')
    .orderBy('decided_at', 'desc')
    .orderBy('id', 'desc')
    .limit(MOST_VERDICTS)
    .execute();
  const last = new Map<string, (typeof rows)[number]>();
  for (const row of rows) if (!last.has(row.pair_id)) last.set(row.pair_id, row);
  return derivePrecision(
    [...last.values()]
      .filter(({ verdict }) => verdict !== 'withdrawn')
      .map(({ probability, verdict }) => ({ probability, one: verdict === 'same' })),
  );
}

/** From which probability on pairs of this facility come before a person; pairs in the queue already stay in it. */
export async function setCutoff(
  act: Act,
  input: { readonly facilityId: string; readonly least: number; readonly reason: string },
): Promise<void> {
  await act.tx
    .insertInto('identity.cutoff')
    .values({
      id: newId(),
      facility_id: input.facilityId,
      least: input.least,
      reason: input.reason,
      set_at: act.now,
      set_by: act.actor.id,
    })
    .execute();
  act.note({ detail: { least: input.least } });
}
