import { type RawBuilder, sql } from 'kysely';
import type { Act } from '../../../platform/act.ts';
import { together } from '../../../platform/db/together.ts';
import type { Filter } from './derive-search.ts';
import type { KeyTest } from './derive-value-tests.ts';
import { parametersOf } from './parameter-table.ts';
import { leadOf, some } from './search-sql.ts';

/** Up to so many are found first, and the rest is asked of these. */
const MOST_NARROW = 2_000;
/** A code: as likely to lead as any other. */
const RANK_OF_CODE = 3;

/**
 * The filters of a search so that a page costs a page. A stretch of values does not lie in the order of ids: where few meet it,
 * these are found first; where many do, it is asked of each row while another filter leads, for a composite parameter its
 * code.
 */
export async function planFilters(act: Act, type: string, filters: readonly Filter[]): Promise<Filter[]> {
  return planKnown(act, type, await together(filters.map((each) => withSystems(act, type, each))));
}

async function planKnown(act: Act, type: string, known: Filter[]): Promise<Filter[]> {
  const lead = leadOf(known);
  if (lead === undefined || !isStretch(lead)) return known;
  const { rows } = await sql<{ id: string }>`${some(type, lead, MOST_NARROW + 1)}`.execute(act.tx);
  const others = known.filter((each) => each !== lead);
  if (rows.length <= MOST_NARROW) return [{ kind: 'ids', ids: rows.map(({ id }) => id) }, ...others];
  const code = codesOf(type, lead);
  return [
    ...(code === undefined ? [] : [await withSystems(act, type, code)]),
    { kind: 'any', filters: [lead], wide: true },
    ...(await planKnown(act, type, others)),
  ];
}

/** Whether the rows that meet it lie in the index in another order than that of ids. */
function isStretch(filter: Filter): boolean {
  if (filter.kind === 'any') return filter.filters.some(isStretch);
  return filter.kind === 'range' || (filter.kind === 'key' && filter.composite === 'beginning');
}

/** The codes that a composite filter names, as a filter of the parameter that holds them alone. */
function codesOf(type: string, filter: Filter): Filter | undefined {
  const parts = filter.kind === 'any' ? filter.filters : [filter];
  const tests: KeyTest[] = [];
  let parameter: string | undefined;
  for (const part of parts) {
    if ((part.kind !== 'range' && part.kind !== 'key') || part.composite === undefined) return undefined;
    const colon = part.parameter.indexOf(':');
    const name = part.parameter.slice(0, colon);
    parameter = [...parametersOf(type).values()]
      .filter((each) => each.type === 'token' && name.startsWith(`${each.code}-`))
      .sort((a, b) => b.code.length - a.code.length)[0]?.code;
    tests.push({ how: part.composite === 'whole' ? 'equals' : 'begins', value: part.parameter.slice(colon + 1) });
  }
  return parameter === undefined ? undefined : { kind: 'key', parameter, rank: RANK_OF_CODE, not: false, tests };
}

/** Systems of one code that are told apart; beyond that it is searched as the beginning of a key. */
const MOST_SYSTEMS = 20;

/**
 * A code of any system is the beginning of a key, whose rows do not lie in the order of ids. There are few systems: the
 * keys that are there, found by leaping from one to the next in the index, are equalities, and a page is read and not sorted.
 */
async function withSystems(act: Act, type: string, filter: Filter): Promise<Filter> {
  if (filter.kind !== 'key' || !filter.tests.every(({ how, value }) => how !== 'begins' || value.endsWith('|')))
    return filter;
  const tests = await together(
    filter.tests.map(async (test) => {
      if (test.how !== 'begins') return [test];
      const next = (
        after: RawBuilder<unknown>,
      ) => sql`SELECT k.key FROM fhir.search_key k WHERE k.type = ${type} AND k.parameter = ${filter.parameter}
        AND k.key ${after} AND k.key < ${`${test.value}\u{10ffff}`} COLLATE "C" ORDER BY k.key LIMIT 1`;
      const { rows } = await sql<{ key: string }>`WITH RECURSIVE leap AS (
          (SELECT f.key, 1 AS n FROM (${next(sql`>= ${test.value} COLLATE "C"`)}) AS f)
          UNION ALL
          SELECT (${next(sql`> leap.key`)}), leap.n + 1 FROM leap WHERE leap.key IS NOT NULL AND leap.n <= ${MOST_SYSTEMS}
        ) SELECT key FROM leap WHERE key IS NOT NULL`.execute(act.tx);
      return rows.length > MOST_SYSTEMS ? [test] : rows.map(({ key }) => ({ how: 'equals' as const, value: key }));
    }),
  );
  return { ...filter, tests: tests.flat() };
}
