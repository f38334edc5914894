import type { Act, ActContext } from '../../../platform/act.ts';
import { decideGrant } from '../decide-grant.ts';
import type { Door } from '../door.ts';
import { searchLog } from '../log/read-log.ts';
import { searchProvenance, withDeeds } from '../provenance/search-provenance.ts';
import { isByDeskKeys, searchPatient } from '../search-patient.ts';
import { deriveSearch, printCursor, type Search } from './derive-search.ts';
import { printBundle } from './print-bundle.ts';
import { type Found, searchResources } from './search-resources.ts';

/** A searchset Bundle as text. @throws all of {@link deriveSearch}, fhir/out-of-scope for a type the search looks into */
export async function searchBundle(
  door: Door,
  context: ActContext,
  asked: { type: string; query: URLSearchParams; lenient: boolean },
): Promise<string> {
  const { type, query, lenient } = asked;
  door.granted(context, type, 's');
  if (type === 'AuditEvent') return searchLog(door, context, query);
  if (type === 'Provenance' && query.get('_summary') !== 'count')
    return searchProvenance(door, context, { query, lenient });
  const verb = query.get('_summary') === 'count' ? 'fhir.count' : 'fhir.search';
  const { found, search } = await door.perform(context, verb, 'fhir/read', async (act) => {
    const pairs = [...query];
    const wanted = deriveSearch(type, pairs, { lenient, now: act.now });
    for (const each of wanted.types) door.granted(context, each, 's');
    const answer =
      type === 'Patient' && isByDeskKeys(pairs)
        ? searchByDeskKeys(act, query, wanted)
        : searchResources(act, wanted, (each) => decideGrant(context.actor, each, 'r'));
    const deeds = wanted.includes.some(
      (each) => each.reverse && each.type === 'Provenance' && each.parameter === 'target',
    );
    const mayInclude = deeds && decideGrant(context.actor, 'Provenance', 'r');
    return { found: mayInclude ? await withDeeds(act, await answer) : await answer, search: wanted };
  });
  return printBundle(found, search, { base: door.base, query });
}

async function searchByDeskKeys(act: Act, query: URLSearchParams, search: Search): Promise<Found> {
  const after = search.after !== undefined && 'id' in search.after ? search.after.id : undefined;
  const { found, more } = await searchPatient(act, Object.fromEntries(query), { count: search.count, after });
  return {
    matches: found,
    included: [],
    next: more ? printCursor({ id: found.at(-1)?.id ?? '' }) : undefined,
    total: more || after !== undefined ? undefined : found.length,
    cut: false,
  };
}
