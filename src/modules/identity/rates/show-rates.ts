import { sql } from 'kysely';
import type { Act } from '../../../platform/act.ts';
import { printTable } from '../../../platform/print-table.ts';
import { facilityById } from '../../directory/index.ts';
import { deriveRates, type Rate, RATES, type RateName, type RegisterCounts } from './derive-rates.ts';

/** Months of the trend, the one under way included. */
const MOST_MONTHS = 24;

export interface CountedDay {
  /** YYYY-MM-DD at the facility. */
  readonly day: string;
  readonly countedAt: Date;
  /** The cut-off from which on pairs counted. */
  readonly least: number;
  readonly findingsOpen: number;
  readonly counts: RegisterCounts;
  readonly rates: Readonly<Record<RateName, Rate>>;
}

export interface RatesView {
  readonly facilityId: string;
  /** The last count of each month, the newest month last; its last one is how it stands. */
  readonly months: readonly CountedDay[];
}

interface Row {
  day: string;
  counted_at: Date;
  least: number;
  findings_open: number;
  registrations: number;
  merged: number;
  duplicates_waiting: number;
  duplicates_confirmed: number;
  overlaps_waiting: number;
  overlaps_confirmed: number;
  overlays_open: number;
  overlays_confirmed: number;
}

/** The rates of a facility by month, from what was counted day by day. */
export async function showRates(act: Act, facilityId: string): Promise<RatesView> {
  const { rows } = await sql<Row>`SELECT * FROM (
      SELECT DISTINCT ON (date_trunc('month', day)) * FROM identity.quality_day
      WHERE facility_id = ${facilityId} AND day > (${act.now.toISOString()}::timestamptz - make_interval(months => ${MOST_MONTHS}))::date
      ORDER BY date_trunc('month', day) DESC, day DESC
    ) newest ORDER BY day`.execute(act.tx);
  return { facilityId, months: rows.map(countedDay) };
}

function countedDay(row: Row): CountedDay {
  const counts: RegisterCounts = {
    registrations: row.registrations,
    merged: row.merged,
    duplicatesWaiting: row.duplicates_waiting,
    duplicatesConfirmed: row.duplicates_confirmed,
    overlapsWaiting: row.overlaps_waiting,
    overlapsConfirmed: row.overlaps_confirmed,
    overlaysOpen: row.overlays_open,
    overlaysConfirmed: row.overlays_confirmed,
  };
  const { day, least } = row;
  return { day, least, countedAt: row.counted_at, findingsOpen: row.findings_open, counts, rates: deriveRates(counts) };
}

/** The same to take along, with how each rate is made. */
export async function printRates(act: Act, facilityId: string): Promise<Buffer> {
  const { name } = await facilityById(act, facilityId);
  const { months } = await showRates(act, facilityId);
  return printTable([
    ['rates of the register', name],
    ['duplicate rate', '(pairs waiting + registrations merged within the facility) / all registrations x 100'],
    ['waiting rate', 'pairs waiting / registrations not merged x 100'],
    ['overlap rate', '(pairs with other facilities, waiting + merged) / all registrations x 100'],
    ['overlay rate', '(overlays open + divided) / all registrations x 100'],
    [''],
    ['day', ...RATES.flatMap((rate) => [`${rate} rate %`, `${rate}: of`, `${rate}: in`]), 'cut-off', 'findings open'],
    ...months.map(({ day, rates, least, findingsOpen }) => [
      day,
      ...RATES.flatMap((rate) => [
        rates[rate].percent?.toFixed(3) ?? '',
        String(rates[rate].numerator),
        String(rates[rate].denominator),
      ]),
      ...[String(least), String(findingsOpen)],
    ]),
  ]);
}
