import { type RawBuilder, sql } from 'kysely';
import type { Act } from '../../../platform/act.ts';
import { deriveErrorRate, type ErrorRate } from './derive-error-rate.ts';

export interface RateView extends ErrorRate {
  readonly of: string;
}

const MOST = 200;
const DAY = 86_400_000;

/** Errors of filings by whoever filed, by type and by way in, over the last days. */
export async function listRates(
  act: Act,
  input: { facilityId: string; days: number },
): Promise<{ operators: RateView[]; types: RateView[]; sources: RateView[] }> {
  const since = new Date(act.now.getTime() - input.days * DAY);
  const by = async (column: RawBuilder<unknown>): Promise<RateView[]> => {
    const { rows } = await sql<{ of: string; verified: number; wrong: number }>`
      SELECT ${column} AS of, count(*)::int AS verified, count(*) FILTER (WHERE cardinality(filed_wrong) > 0)::int AS wrong
      FROM intake.verification
      WHERE facility_id = ${input.facilityId} AND closed_at >= ${since} AND outcome <> 'withdrawn'
      GROUP BY 1 ORDER BY 3 DESC, 2 DESC, 1 LIMIT ${MOST}`.execute(act.tx);
    return rows.map(({ of, verified, wrong }) => ({ of, ...deriveErrorRate(verified, wrong) }));
  };
  const operators = await by(sql`filed_by`);
  act.note({ count: operators.length });
  return { operators, types: await by(sql`filed_type_code`), sources: await by(sql`source`) };
}
