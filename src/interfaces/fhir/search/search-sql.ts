import { type RawBuilder, sql } from 'kysely';
import { type Filter, type Search, type SortBy, tableOf } from './derive-search.ts';
import type { KeyTest, RangeTest } from './derive-value-tests.ts';
import { THEN_AS_WRITTEN } from './derive-search-values.ts';

type Sql = RawBuilder<unknown>;

/**
 * Who is found, as rows of (patient_id, id). The filter that tends to find least leads, read from its index in the order of
 * ids, and the rest is asked of each row; so a page costs a page. `page`: how many rows, from which id on.
 */
export function candidates(
  type: string,
  filters: readonly Filter[],
  page?: { after: string | undefined; limit: number },
): Sql {
  const lead = leadOf(filters);
  const rest = filters.filter((each) => each !== lead).map((each) => holds(each, type));
  const branches = lead === undefined ? [EVERY] : branchesOf(lead);
  if (branches.length === 0) return sql`SELECT r.patient_id, r.id FROM fhir.resource r WHERE false`;
  const selected = branches.map(({ from, where }) => {
    const conditions = [sql`r.type = ${type}`, sql`r.deleted_at IS NULL`, ...where(type), ...rest];
    if (page?.after !== undefined) conditions.push(sql`${sql.ref(`${from}.id`)} > ${page.after}::uuid`);
    const order = page === undefined ? sql`` : sql`ORDER BY ${sql.ref(`${from}.id`)} LIMIT ${page.limit}`;
    return sql`(SELECT r.patient_id, r.id FROM ${FROM[from]} WHERE ${sql.join(conditions, sql` AND `)} ${order})`;
  });
  const all = sql`SELECT DISTINCT c.patient_id, c.id FROM (${sql.join(selected, sql` UNION ALL `)}) AS c`;
  return page === undefined ? all : sql`${all} ORDER BY c.id LIMIT ${page.limit}`;
}

/** The filter that tends to find least. */
export function leadOf(filters: readonly Filter[]): Filter | undefined {
  return filters.filter(mayLead).sort((a, b) => rankOf(a) - rankOf(b))[0];
}

/** Ids of up to so many that meet a filter of values, in no order: of the index alone, which has no rows of what was deleted. */
export function some(type: string, lead: Filter, limit: number): Sql {
  const branches = branchesOf(lead).map(({ from, where }) => {
    const table = from === 't' ? sql`fhir.search_range t` : sql`fhir.search_key s`;
    return sql`(SELECT ${sql.ref(`${from}.id`)} AS id FROM ${table} WHERE ${sql.join(where(type), sql` AND `)} LIMIT ${limit})`;
  });
  return sql`SELECT DISTINCT c.id FROM (${sql.join(branches, sql` UNION ALL `)}) AS c LIMIT ${limit}`;
}

export function orderBy(sort: readonly SortBy[]): Sql {
  const terms = sort.map(({ by, descending }) => {
    const direction = descending ? sql`DESC NULLS LAST` : sql`ASC NULLS LAST`;
    if (by === '_id') return sql`r.id ${direction}`;
    if (by === '_lastUpdated') return sql`r.at ${direction}`;
    const table = tableOf(by);
    const column = sql.ref(table === 'search_range' ? (descending ? 'k.high' : 'k.low') : 'k.key');
    return sql`(SELECT ${descending ? sql`max` : sql`min`}(${column}) FROM ${sql.table(`fhir.${table}`)} k
      WHERE k.patient_id = r.patient_id AND k.type = r.type AND k.id = r.id AND k.parameter = ${by.code}) ${direction}`;
  });
  return sql.join([...terms, sql`r.id`], sql`, `);
}

interface Branch {
  readonly from: keyof typeof FROM;
  readonly where: (type: string) => readonly Sql[];
}
const OF_RESOURCE = sql`r.patient_id = s.patient_id AND r.type = s.type AND r.id = s.id`;
const FROM = {
  r: sql`fhir.resource r`,
  s: sql`fhir.search_key s JOIN fhir.resource r ON ${OF_RESOURCE}`,
  t: sql`fhir.search_range t JOIN fhir.resource r ON r.patient_id = t.patient_id AND r.type = t.type AND r.id = t.id`,
} as const;
const EVERY: Branch = { from: 'r', where: () => [] };

function mayLead(filter: Filter): boolean {
  if (filter.kind === 'missing' || filter.kind === 'updated') return false;
  if (filter.kind === 'any') return filter.wide !== true && filter.filters.every(mayLead);
  if (filter.kind === 'range') return filter.tests.every(({ prefix }) => prefix !== 'ne');
  return filter.kind !== 'key' || !filter.not;
}

function rankOf(filter: Filter): number {
  switch (filter.kind) {
    case 'ids':
      return 0;
    case 'key':
      return filter.tests.some(({ how }) => how === 'contains' || how === 'ends') ? 7 : filter.rank;
    case 'range':
      return filter.tests.every(({ prefix }) => prefix === 'eq') ? 2.5 : 6;
    case 'any':
      return Math.max(...filter.filters.map(rankOf));
    case 'chain':
    case 'has':
      return 4;
    default:
      return 9;
  }
}

/** One branch for each alternative, so that each is one stretch of the index. */
function branchesOf(lead: Filter): Branch[] {
  switch (lead.kind) {
    case 'key':
      return lead.tests.map((test) => ({
        from: 's',
        where: (type) => [sql`s.type = ${type}`, named('s', lead), keyTest('s.key', test)],
      }));
    case 'range':
      return lead.tests.map((test) => ({
        from: 't',
        where: (type) => [sql`t.type = ${type}`, named('t', lead), rangeTest('t', test)],
      }));
    case 'any':
      return lead.filters.flatMap(branchesOf);
    case 'chain':
      return [
        {
          from: 's',
          where: (type) => [sql`s.type = ${type}`, sql`s.parameter = ${lead.parameter}`, chained(lead.through)],
        },
      ];
    default:
      return [{ from: 'r', where: (type) => [holds(lead, type)] }];
  }
}

/** Whether a filter holds for the resource `r`, which is of that type. `one`: asked of one after the other, until a page is full. */
function holds(filter: Filter, type: string, one = false): Sql {
  switch (filter.kind) {
    case 'ids':
      return sql`r.id = ANY (${[...filter.ids]}::uuid[])`;
    case 'updated':
      return either(filter.tests.map((test) => updatedTest(test)));
    case 'key': {
      const there = ofResource('search_key', filter, either(filter.tests.map((test) => keyTest('k.key', test))), one);
      return filter.not ? sql`NOT ${there}` : there;
    }
    case 'range':
      return either(
        filter.tests.map((test) =>
          test.prefix === 'ne' && filter.composite === undefined
            ? sql`NOT ${ofResource('search_range', filter, rangeTest('k', { ...test, prefix: 'eq' }), one)}`
            : ofResource('search_range', filter, rangeTest('k', test), one),
        ),
      );
    case 'any':
      return either(filter.filters.map((each) => holds(each, type, one || filter.wide === true)));
    case 'missing':
      return sql`${filter.missing ? sql`NOT` : sql``} ${ofResource(filter.table, filter, sql`true`)}`;
    case 'chain':
      return ofResource('search_key', filter, chained(filter.through, 'k.key'));
    case 'has':
      // What is referred to by another server's address or a name is not a resource of ours.
      return sql`r.id = ANY (ARRAY(SELECT split_part(k.key, '/', 2)::uuid FROM (${candidates(filter.type, [filter.filter])}) AS x
        JOIN fhir.search_key k ON k.patient_id = x.patient_id AND k.type = ${filter.type} AND k.id = x.id AND k.parameter = ${filter.parameter}
        WHERE k.key ~ '/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' AND k.key >= ${`${type}/`} COLLATE "C" AND k.key < ${`${type}0`} COLLATE "C"))`;
  }
}

function chained(through: readonly { type: string; filter: Filter }[], column = 's.key'): Sql {
  return either(
    through.map(
      ({ type, filter }) =>
        sql`${sql.ref(column)} = ANY (ARRAY(SELECT ${`${type}/`} || x.id::text FROM (${candidates(type, [filter])}) AS x) COLLATE "C")`,
    ),
  );
}

/** Whose parameter it is: a name, or of a composite one without a system the beginning of it. */
interface Named {
  readonly parameter: string;
  readonly composite?: 'whole' | 'beginning';
}

function named(table: 's' | 't' | 'k', { parameter, composite }: Named): Sql {
  const column = sql.ref(`${table}.parameter`);
  return composite === 'beginning'
    ? sql`${column} >= ${parameter} AND ${column} < ${`${parameter}\u{10ffff}`}`
    : sql`${column} = ${parameter}`;
}

/** OFFSET keeps the planner from reading all that meet the test before the first row is asked. */
function ofResource(table: 'search_key' | 'search_range', of: Named, test: Sql, one = false): Sql {
  return sql`EXISTS (SELECT 1 FROM ${sql.table(`fhir.${table}`)} k
    WHERE k.patient_id = r.patient_id AND k.type = r.type AND k.id = r.id AND ${named('k', of)} AND ${test}${one ? sql` OFFSET 0` : sql``})`;
}

function keyTest(column: string, { how, value }: KeyTest): Sql {
  const key = sql.ref(column);
  switch (how) {
    case 'equals':
      return sql`${key} = ${value} COLLATE "C"`;
    case 'begins':
      return sql`${key} >= ${value} COLLATE "C" AND ${key} < ${`${value}\u{10ffff}`} COLLATE "C"`;
    case 'ends':
      return sql`right(${key}, ${value.length}) = ${value} COLLATE "C"`;
    case 'contains':
      return sql`strpos(split_part(${key}, ${THEN_AS_WRITTEN}, 1), ${value}) > 0`;
    case 'patient':
      // What is filed under a registration that was merged is about the same person.
      return sql`${key} = ANY (ARRAY(SELECT 'Patient/' || m.patient_id::text FROM patients.member a
        JOIN patients.member m ON m.survivor_id = a.survivor_id WHERE a.patient_id = ${value}::uuid) COLLATE "C")`;
  }
}

/** FHIR R4 search.html#prefix, for a value that is a range itself. */
function rangeTest(table: 't' | 'k', test: RangeTest): Sql {
  const low = sql.ref(`${table}.low`);
  const high = sql.ref(`${table}.high`);
  const { unit } = test;
  const inRange = compared(test, low, high);
  return unit === undefined ? inRange : sql`(${inRange} AND ${keyTest(`${table}.unit`, unit)})`;
}

function updatedTest(test: RangeTest): Sql {
  const at = sql`(extract(epoch FROM r.at) * 1000)::float8`;
  const moment = (ms: number) => sql`${new Date(ms)}::timestamptz`;
  // As a range of the column where it can be, since that has an index.
  switch (test.prefix) {
    case 'gt':
    case 'sa':
      return sql`r.at > ${moment(test.high)}`;
    case 'ge':
      return sql`r.at >= ${moment(test.low)}`;
    case 'lt':
    case 'eb':
      return sql`r.at < ${moment(test.low)}`;
    case 'le':
      return sql`r.at <= ${moment(test.high)}`;
    case 'ne':
      return sql`NOT ${compared({ ...test, prefix: 'eq' }, at, at)}`;
    default:
      return sql`r.at BETWEEN ${moment(test.low)} AND ${moment(test.high)}`;
  }
}

function compared({ prefix, low, high }: RangeTest, valueLow: Sql, valueHigh: Sql): Sql {
  const within = sql`(${valueLow} BETWEEN ${low}::float8 AND ${high}::float8 AND ${valueHigh} <= ${high}::float8)`;
  switch (prefix) {
    case 'eq':
      return within;
    case 'ne':
      return sql`NOT ${within}`;
    case 'gt':
      return sql`${valueHigh} > ${high}::float8`;
    case 'lt':
      return sql`${valueLow} < ${low}::float8`;
    case 'ge':
      return sql`(${valueHigh} > ${high}::float8 OR ${within})`;
    case 'le':
      return sql`(${valueLow} < ${low}::float8 OR ${within})`;
    case 'sa':
      return sql`${valueLow} > ${high}::float8`;
    case 'eb':
      return sql`${valueHigh} < ${low}::float8`;
    case 'ap':
      return sql`(${valueLow} <= ${high}::float8 AND ${valueHigh} >= ${low}::float8)`;
  }
}

function either(tests: readonly Sql[]): Sql {
  return tests.length === 0 ? sql`false` : sql`(${sql.join(tests, sql` OR `)})`;
}

/** Rows of a search that has no page: what is counted. */
export function everything(search: Search): Sql {
  return candidates(search.type, search.filters);
}
