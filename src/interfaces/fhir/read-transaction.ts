import { type Address, patchOf, readUrl } from './take-batch.ts';
import { problems } from './problems.ts';
import { type BundleEntry, entriesOf, readEntries, requestOf } from './read-entries.ts';
import type { Json } from './read-json.ts';

/** What one entry of a transaction asks for. `id` and `query` are of its address; of a POST, `query` is its ifNoneExist. */
export interface Asked {
  readonly index: number;
  readonly at: string;
  readonly type: string;
  readonly method: 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** What a POST or PUT stores. */
  readonly entry: BundleEntry | undefined;
  /** What a PATCH does. */
  readonly patch: Json | undefined;
  readonly id: string | undefined;
  readonly query: string | undefined;
  readonly ifMatch: string | undefined;
}

/** What one entry reads. */
export interface AskedRead extends Address {
  readonly index: number;
  readonly at: string;
  readonly method: 'GET' | 'HEAD';
}

/** Reads of one transaction: each is an access of its own, and the answer holds them all. */
const MAX_READS = 100;

/** @throws fhir/not-supported for a method that a transaction does not have, fhir/too-many-entries, and all of {@link readEntries} */
export function readTransaction(bundle: Json): { readonly changes: Asked[]; readonly reads: AskedRead[] } {
  const reads = entriesOf(bundle).flatMap((raw, index): AskedRead[] => {
    const said = requestOf(raw);
    const method = said('method');
    if (method !== 'GET' && method !== 'HEAD') return [];
    const at = `Bundle.entry[${index}]`;
    return [{ index, at, method, ...readUrl(said('url') ?? '', at) }];
  });
  if (reads.length > MAX_READS)
    throw problems.tooManyEntries({
      detail: `Nothing was stored. A transaction reads at most ${MAX_READS} times; send the others in a batch.`,
      at: 'Bundle.entry',
    });
  return { changes: readChanges(bundle), reads };
}

function readChanges(bundle: Json): Asked[] {
  const methods = entriesOf(bundle).map((entry) => requestOf(entry)('method') ?? 'POST');
  const stored = [...readEntries(bundle, (index) => methods[index] === 'POST' || methods[index] === 'PUT')];
  return entriesOf(bundle).flatMap((raw, index): Asked[] => {
    const method = methods[index];
    return method === 'GET' || method === 'HEAD' ? [] : [changeOf(raw, { index, method, stored })];
  });
}

function changeOf(
  raw: Json,
  { index, method, stored }: { index: number; method: string | undefined; stored: BundleEntry[] },
): Asked {
  const said = requestOf(raw);
  const at = `Bundle.entry[${index}]`;
  if (method === 'POST' || method === 'PUT') {
    const entry = stored.shift() as BundleEntry; // one for each of these
    const type = entry.resource.resourceType;
    if (method === 'POST')
      return {
        index,
        at,
        type,
        method,
        entry,
        patch: undefined,
        id: undefined,
        query: said('ifNoneExist'),
        ifMatch: undefined,
      };
    const { type: addressed, which } = readUrl(said('url') ?? type, at);
    if (addressed !== type)
      throw problems.notAResource({ detail: `Nothing was stored. The body of ${at} is no ${addressed}.`, at });
    return { index, at, type, method, entry, patch: undefined, ...partsOf(which), ifMatch: said('ifMatch') };
  }
  if (method !== 'PATCH' && method !== 'DELETE')
    throw problems.notSupported({
      detail: `Nothing was stored. ${at}: ${method} is not taken in a transaction.`,
      at,
    });
  const { type, which } = readUrl(said('url') ?? '', at);
  const patch = method === 'PATCH' ? patchOf(raw, at) : undefined;
  return { index, at, type, method, entry: undefined, patch, ...partsOf(which), ifMatch: said('ifMatch') };
}

function partsOf(which: { id: string } | { query: string }): Pick<Asked, 'id' | 'query'> {
  if ('id' in which) return { id: which.id, query: undefined };
  return { id: undefined, query: which.query === '' ? undefined : which.query };
}
