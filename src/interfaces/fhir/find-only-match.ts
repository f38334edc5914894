import { sql } from 'kysely';
import type { Act, ActContext } from '../../platform/act.ts';
import type { Door } from './door.ts';
import { problems } from './problems.ts';
import { deriveSearch } from './search/derive-search.ts';
import { searchResources } from './search/search-resources.ts';

/** A condition of a conditional interaction, and the id of the one resource that met it when it was looked up. */
export interface Condition {
  readonly type: string;
  readonly query: string;
  readonly found: string | undefined;
}

/** The one resource that a search finds; undefined when it finds none. @throws fhir/many-match */
export async function onlyMatch(
  door: Door,
  context: ActContext,
  type: string,
  query: string,
): Promise<string | undefined> {
  return door.perform(context, 'fhir.search', 'fhir/read', (act) => findOnlyMatch(act, door, context, { type, query }));
}

/**
 * In the act that writes on the strength of a condition: whoever else writes on the same one waits until this act has
 * ended, and what it wrote is seen here. Locked in one order, so that two bundles never wait for each other.
 * @throws fhir/changed-meanwhile when the condition is met otherwise than it was
 */
export async function mustStillMatch(
  act: Act,
  door: Door,
  context: ActContext,
  conditions: readonly Condition[],
): Promise<void> {
  const locks = [...new Set(conditions.map(lockOf))].sort();
  for (const lock of locks)
    await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`fhir.condition ${lock}`}, 0))`.execute(act.tx);
  for (const condition of conditions)
    if ((await findOnlyMatch(act, door, context, condition)) !== condition.found)
      throw problems.changedMeanwhile({
        detail: 'Nothing was stored. Somebody else wrote what the condition asks for at the same time; send it again.',
        at: condition.type,
      });
}

/** The same parameters in another order are the same condition. */
function lockOf({ type, query }: Condition): string {
  const parameters = [...new URLSearchParams(query)].map(([name, value]) => `${name}=${value}`).sort();
  return `${type}?${parameters.join('&')}`;
}

async function findOnlyMatch(
  act: Act,
  door: Door,
  context: ActContext,
  { type, query }: Pick<Condition, 'type' | 'query'>,
): Promise<string | undefined> {
  door.granted(context, type, 's');
  const search = deriveSearch(type, [...new URLSearchParams(query)], { lenient: false, now: act.now });
  for (const each of search.types) door.granted(context, each, 's');
  if (search.filters.length === 0)
    throw problems.invalidSearch({ detail: 'Nothing was changed. The condition names no parameter.', at: type });
  const { matches } = await searchResources(
    act,
    { ...search, count: 2, sort: [], includes: [], summary: 'false', total: false, after: undefined },
    () => false,
  );
  if (matches.length > 1)
    throw problems.manyMatch({
      detail: 'Nothing was changed. The condition fits more than one resource; name one of them, or ask more narrowly.',
      at: type,
    });
  return matches[0]?.id;
}
