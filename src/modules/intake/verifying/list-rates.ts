import { sql } from 'kysely';
import { endOfLocalDay, startOfLocalDay } from '../../../../packages/rule-engine/index.ts';
import type { Act } from '../../../platform/act.ts';
import { isId } from '../../../platform/ids.ts';
import { namesOfPeople } from '../../accounts/index.ts';
import { facilityById } from '../../directory/index.ts';
import { findType } from '../../documents/index.ts';
import { printTable } from '../../../platform/print-table.ts';
import { problems } from '../problems.ts';
import { deriveErrorRate, type ErrorRate } from './derive-error-rate.ts';

export interface RateView extends ErrorRate {
  readonly of: string;
}

export interface Rates {
  readonly operators: RateView[];
  readonly types: RateView[];
  readonly sources: RateView[];
}

export interface RatesAsked {
  readonly facilityId: string;
  /** Up to now; a quarter where nothing else is said. */
  readonly days?: number | undefined;
  /** Days at the facility, both included; they stand over `days`. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

const MOST = 200;
const A_QUARTER = 90;
const DAY = 86_400_000;

/**
 * Errors of filings by whoever filed, by type and by way in, of what was verified or settled in a time.
 * @throws intake/days-unclear
 */
export async function listRates(act: Act, asked: RatesAsked): Promise<Rates> {
  const { since, until } = await periodOf(act, asked);
  const { rows } = await sql<{ operator: string; type: string; source: string; verified: number; wrong: number }>`
    SELECT filed_by AS operator, filed_type_code AS type, source, count(*)::int AS verified,
      count(*) FILTER (WHERE cardinality(filed_wrong) > 0)::int AS wrong
    FROM intake.verification
    WHERE facility_id = ${asked.facilityId} AND closed_at >= ${since} AND closed_at <= ${until} AND outcome <> 'withdrawn'
    GROUP BY 1, 2, 3`.execute(act.tx);
  const by = (name: 'operator' | 'type' | 'source'): RateView[] => {
    const sums = new Map<string, { verified: number; wrong: number }>();
    for (const row of rows) {
      const sum = sums.get(row[name]) ?? { verified: 0, wrong: 0 };
      sums.set(row[name], { verified: sum.verified + row.verified, wrong: sum.wrong + row.wrong });
    }
    return [...sums]
      .map(([of, { verified, wrong }]) => ({ of, ...deriveErrorRate(verified, wrong) }))
      .sort((a, b) => b.wrong - a.wrong || b.verified - a.verified || a.of.localeCompare(b.of))
      .slice(0, MOST);
  };
  const operators = by('operator');
  act.note({
    count: operators.length,
    detail: { from: since.toISOString().slice(0, 10), to: until.toISOString().slice(0, 10) },
  });
  return { operators, types: by('type'), sources: by('source') };
}

async function periodOf(act: Act, { facilityId, days, from, to }: RatesAsked): Promise<{ since: Date; until: Date }> {
  if (from === undefined && to === undefined)
    return { since: new Date(act.now.getTime() - (days ?? A_QUARTER) * DAY), until: act.now };
  if (from === undefined || to === undefined || to < from)
    throw problems.daysUnclear({ detail: 'Give the first and the last day; the last may not lie before.', at: 'to' });
  const { timeZone } = await facilityById(act, facilityId);
  return { since: startOfLocalDay(from, timeZone), until: endOfLocalDay(to, timeZone) };
}

/** The same as a table to take along: who, what and which way in by their names. */
export async function printRates(act: Act, asked: RatesAsked): Promise<Buffer> {
  const rates = await listRates(act, asked);
  const people = await namesOfPeople(act, rates.operators.map(({ of }) => of).filter(isId));
  const words = {
    operators: (of: string) => people.get(of) ?? of,
    types: (of: string) => findType(of)?.name ?? of,
    sources: (of: string) => of,
  };
  const number = (value: number) => value.toFixed(4);
  return printTable([
    ['by', 'of', 'verified', 'wrong', 'error rate', 'low (95 %)', 'high (95 %)'],
    ...(['operators', 'types', 'sources'] as const).flatMap((group) =>
      rates[group].map(({ of, verified, wrong, rate, low, high }) => [
        ...[GROUPS[group], words[group](of), String(verified), String(wrong)],
        ...[number(rate), number(low), number(high)],
      ]),
    ),
  ]);
}

const GROUPS = { operators: 'who filed', types: 'type', sources: 'way in' } as const;
