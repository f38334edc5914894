import { checkResource } from './evaluate-resource.ts';
import { problems } from './problems.ts';
import { isObject, type Json, type JsonObject } from './read-json.ts';

const MAX_ENTRIES = 20_000;
/** A fullUrl is a key of our index; no real one comes near. */
const MAX_URL = 1_000;
/** News that entries of a module's type make; one act carries no more than 5,000. */
const NEWS: Readonly<Record<string, number>> = { Patient: 2, Encounter: 1, DocumentReference: 2 };
const MAX_NEWS = 4_500;

export interface BundleEntry {
  readonly resource: JsonObject & { resourceType: string };
  readonly fullUrl: string | undefined;
  readonly at: string;
}

/** The entries of a bundle, unread. @throws fhir/not-a-bundle, fhir/too-many-entries */
export function entriesOf(bundle: Json): readonly Json[] {
  if (!isObject(bundle) || bundle.resourceType !== 'Bundle' || !Array.isArray(bundle.entry))
    throw problems.notABundle({
      detail: 'Nothing was stored. Send a Bundle of type transaction, batch or collection with entries.',
    });
  if (bundle.entry.length > MAX_ENTRIES)
    throw problems.tooManyEntries({
      detail: `Nothing was stored. A bundle may have ${MAX_ENTRIES} entries; send it in parts.`,
      at: 'Bundle.entry',
    });
  return bundle.entry;
}

/** The words of an entry's request, by their names. */
export function requestOf(entry: Json): (name: string) => string | undefined {
  const request = isObject(entry) && isObject(entry.request) ? entry.request : {};
  return (name) => {
    const value = request[name];
    return typeof value === 'string' ? value : undefined;
  };
}

/** @throws fhir/not-a-bundle, fhir/too-many-entries, fhir/not-supported and all of {@link checkResource} */
export function readEntries(bundle: Json, wanted: (index: number) => boolean = () => true): BundleEntry[] {
  const entries = entriesOf(bundle).flatMap((entry, index) => (wanted(index) ? [readEntry(entry, index)] : []));
  const news = entries.reduce((sum, { resource }) => sum + (NEWS[resource.resourceType] ?? 0), 0);
  if (news > MAX_NEWS)
    throw problems.tooManyEntries({
      detail:
        'Nothing was stored. The bundle has more patients, encounters and documents than one transaction takes; send it in parts of at most 2,000.',
      at: 'Bundle.entry',
    });
  return entries;
}

/** @throws fhir/not-a-resource, fhir/not-supported, fhir/invalid-element and all of {@link checkResource} */
export function readEntry(entry: Json, index: number): BundleEntry {
  const at = `Bundle.entry[${index}]`;
  if (!isObject(entry)) throw problems.notAResource({ detail: `Nothing was stored. ${at} is no object.`, at });
  const method = requestOf(entry)('method');
  if (method === 'DELETE' || method === 'PATCH')
    throw problems.notSupported({ detail: `Nothing was stored. ${at}: ${method} in a bundle is not taken.`, at });
  const fullUrl = typeof entry.fullUrl === 'string' ? entry.fullUrl : undefined;
  if (fullUrl !== undefined && fullUrl.length > MAX_URL)
    throw problems.invalidElement({
      detail: `Nothing was stored. ${at}.fullUrl is longer than ${MAX_URL} characters.`,
      at: `${at}.fullUrl`,
    });
  return { resource: checkResource(entry.resource, `${at}.resource`), fullUrl, at };
}
