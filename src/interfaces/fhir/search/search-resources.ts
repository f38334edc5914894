import { sql } from 'kysely';
import type { Act } from '../../../platform/act.ts';
import { isId } from '../../../platform/ids.ts';
import { problems } from '../problems.ts';
import { printCursor, type Include, type Search } from './derive-search.ts';
import { planFilters } from './plan-filters.ts';
import { candidates, everything, orderBy } from './search-sql.ts';

export interface FoundResource {
  readonly type: string;
  readonly id: string;
  readonly patientId: string;
  /** JSON as stored. */
  readonly content: string;
}

export interface Found {
  readonly matches: readonly FoundResource[];
  readonly included: readonly FoundResource[];
  /** Cursor of the next page. */
  readonly next: string | undefined;
  readonly total: number | undefined;
  /** More was to be included than one answer takes. */
  readonly cut: boolean;
  /** What the answer does not tell, in a sentence. */
  readonly remark?: string;
}

/** Beyond the page itself. */
export const MAX_INCLUDED = 2_000;
/** A sorted list is read from its beginning for every page. */
const MAX_SORTED = 20_000;

/**
 * One page of a search. Row-level security decides what is matched, included and counted; `mayInclude` says for which
 * types the client's scopes reach.
 * @throws fhir/invalid-search for a page beyond what is sorted
 */
export async function searchResources(act: Act, asked: Search, mayInclude: (type: string) => boolean): Promise<Found> {
  const counting = asked.summary === 'count';
  const filters = counting ? asked.filters : await planFilters(act, asked.type, asked.filters);
  const search = { ...asked, filters };
  const page = counting ? [] : await readPage(act, search);
  const matches = page.slice(0, search.count);
  const more = page.length > search.count;
  const included: FoundResource[] = [];
  for (const include of search.includes) included.push(...(await readIncluded(act, matches, include, mayInclude)));
  const seen = new Set(matches.map(keyOf));
  const others = included.filter((each) => seen.size !== seen.add(keyOf(each)).size);
  const whole = !counting && !more && search.after === undefined;
  const total = whole ? matches.length : counting || search.total ? await countAll(act, asked) : undefined;
  const shown = [...matches, ...others.slice(0, MAX_INCLUDED)];
  act.note({
    count: counting ? (total ?? 0) : shown.length,
    patientIds: [...new Set(shown.map((each) => each.patientId))],
  });
  return {
    matches,
    included: others.slice(0, MAX_INCLUDED),
    next: more ? nextOf(search, matches) : undefined,
    total,
    cut: others.length > MAX_INCLUDED,
  };
}

async function readPage(act: Act, search: Search): Promise<FoundResource[]> {
  const { type, filters, sort, after } = search;
  const limit = search.count + 1;
  const sorted = sort.length > 0;
  const shown = after !== undefined && 'shown' in after ? after.shown : 0;
  if (shown + limit > MAX_SORTED)
    throw problems.invalidSearch({
      detail: `Nothing was searched. A sorted list is shown up to its ${MAX_SORTED}th entry; search for less, or without _sort.`,
      at: '_sort',
    });
  const from = after !== undefined && 'id' in after ? after.id : undefined;
  const found = sorted ? candidates(type, filters) : candidates(type, filters, { after: from, limit });
  const { rows } = await sql<{ id: string; patient_id: string; content: string }>`
    SELECT r.id, r.patient_id, r.content FROM (${found}) AS f
    JOIN fhir.resource r ON r.patient_id = f.patient_id AND r.type = ${type} AND r.id = f.id
    ORDER BY ${orderBy(sort)} LIMIT ${limit} OFFSET ${sorted ? shown : 0}`.execute(act.tx);
  return rows.map((row) => ({ type, id: row.id, patientId: row.patient_id, content: row.content }));
}

/** What the page refers to, or what refers to the page. */
async function readIncluded(
  act: Act,
  page: readonly FoundResource[],
  include: Include,
  mayInclude: (type: string) => boolean,
): Promise<FoundResource[]> {
  const { type, parameter, target, reverse } = include;
  if (page.length === 0 || (reverse && !mayInclude(type)) || (!reverse && page[0]?.type !== type)) return [];
  const rows = reverse
    ? await sql<Row>`SELECT r.type, r.id, r.patient_id, r.content FROM (
          SELECT DISTINCT k.patient_id, k.id FROM fhir.search_key k
          WHERE k.type = ${type} AND k.parameter = ${parameter} AND k.key = ANY (${page.map(keyOf)}::text[] COLLATE "C") LIMIT ${MAX_INCLUDED + 1}
        ) AS f JOIN fhir.resource r ON r.patient_id = f.patient_id AND r.type = ${type} AND r.id = f.id
        WHERE r.deleted_at IS NULL`.execute(act.tx)
    : await namedBy(act, page, include);
  return rows.rows
    .filter((row) => mayInclude(row.type) && (reverse || target === undefined || row.type === target))
    .map((row) => ({ type: row.type, id: row.id, patientId: row.patient_id, content: row.content }));
}

interface Row {
  type: string;
  id: string;
  patient_id: string;
  content: string;
}

/** In two steps: how many there are is known when the second is planned. */
async function namedBy(
  act: Act,
  page: readonly FoundResource[],
  { type, parameter }: Include,
): Promise<{ rows: Row[] }> {
  const { rows: named } = await sql<{ key: string }>`SELECT DISTINCT k.key
    FROM unnest(${page.map((each) => each.patientId)}::uuid[], ${page.map(({ id }) => id)}::uuid[]) AS p (patient_id, id)
    JOIN fhir.search_key k ON k.patient_id = p.patient_id AND k.type = ${type} AND k.id = p.id AND k.parameter = ${parameter}
    LIMIT ${MAX_INCLUDED + 1}`.execute(act.tx);
  const targets = named.map(({ key }) => key.split('/')).filter(([, id]) => id !== undefined && isId(id));
  if (targets.length === 0) return { rows: [] };
  return sql<Row>`SELECT r.type, r.id, r.patient_id, r.content
    FROM unnest(${targets.map(([of]) => of)}::text[], ${targets.map(([, id]) => id)}::uuid[]) AS w (type, id)
    JOIN fhir.resource r ON r.type = w.type COLLATE "C" AND r.id = w.id WHERE r.deleted_at IS NULL`.execute(act.tx);
}

async function countAll(act: Act, search: Search): Promise<number> {
  const { rows } = await sql<{ n: number }>`SELECT count(*)::int AS n FROM (${everything(search)}) AS f`.execute(
    act.tx,
  );
  return rows[0]?.n ?? 0;
}

function nextOf(search: Search, matches: readonly FoundResource[]): string {
  if (search.sort.length === 0) return printCursor({ id: matches.at(-1)?.id ?? '' });
  const before = search.after !== undefined && 'shown' in search.after ? search.after.shown : 0;
  return printCursor({ shown: before + matches.length });
}

function keyOf(each: { type: string; id: string }): string {
  return `${each.type}/${each.id}`;
}
