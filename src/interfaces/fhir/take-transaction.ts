import type { ActContext } from '../../platform/act.ts';
import type { Door } from './door.ts';
import { onlyMatch } from './interactions.ts';
import { problems } from './problems.ts';
import { readEntries, type BundleEntry } from './read-entries.ts';
import { isObject, type Json, type JsonObject } from './read-json.ts';
import { rewriteReferences } from './references.ts';
import { hint } from './take-batch.ts';
import type { Taken } from './take-bundle.ts';
import { takePrepared } from './take-prepared.ts';
import { isRecordsTask } from './tasks/derive-records-task.ts';

/** FHIR R4 http.html#transaction: all entries or none. An entry with ifNoneExist that is here already is left as it is. */
export async function takeTransaction(door: Door, context: ActContext, bundle: Json): Promise<string[]> {
  const entries = readEntries(bundle);
  for (const { resource, at } of entries) {
    door.granted(context, resource.resourceType, 'c');
    if (isRecordsTask(resource))
      throw problems.notSupported({
        detail: `Nothing was stored. ${at} asks for records: post that Task on its own or in a batch.`,
        at,
      });
  }
  const known = await alreadyHere(door, context, bundle, entries);
  const fresh = entries.filter((_entry, index) => !known.has(index));
  const taken = await takePrepared(
    door.services,
    known.size === 0 ? fresh : withTargets(fresh, entries, known),
    { mode: 'create', origin: 'fhir' },
    door.steps(context, 'fhir.transaction'),
  );
  const answers = taken.map(responseOf);
  return entries.map((_entry, index) =>
    JSON.stringify(
      known.has(index) ? { response: { status: '200 OK', location: known.get(index) } } : (answers.shift() ?? {}),
    ),
  );
}

/** Place of an entry -> `Type/id` of the one resource that its ifNoneExist finds. */
async function alreadyHere(
  door: Door,
  context: ActContext,
  bundle: Json,
  entries: readonly BundleEntry[],
): Promise<ReadonlyMap<number, string>> {
  const known = new Map<number, string>();
  const list = isObject(bundle) && Array.isArray(bundle.entry) ? bundle.entry : [];
  for (const [index, { resource }] of entries.entries()) {
    const raw = list[index];
    const query = isObject(raw) && isObject(raw.request) ? raw.request.ifNoneExist : undefined;
    if (typeof query !== 'string') continue;
    const id = await onlyMatch(door, context, resource.resourceType, query);
    if (id !== undefined) known.set(index, `${resource.resourceType}/${id}`);
  }
  return known;
}

/** References to an entry that is here already name the resource that it is. */
function withTargets(
  fresh: readonly BundleEntry[],
  entries: readonly BundleEntry[],
  known: ReadonlyMap<number, string>,
): BundleEntry[] {
  const targets = new Map<string, string>();
  for (const [index, target] of known) {
    const entry = entries[index] as BundleEntry; // found at that place
    if (entry.fullUrl !== undefined) targets.set(entry.fullUrl, target);
    if (typeof entry.resource.id === 'string')
      targets.set(`${entry.resource.resourceType}/${entry.resource.id}`, target);
  }
  return fresh.map((entry) => ({
    ...entry,
    resource: rewriteReferences(
      entry.resource as JsonObject & { resourceType: string },
      (reference) => targets.get(reference) ?? reference,
    ),
  }));
}

function responseOf(stored: Taken) {
  return {
    response: {
      status: stored.outcome === 'created' ? '201 Created' : '200 OK',
      location: `${stored.type}/${stored.id}/_history/${stored.version}`,
      etag: `W/"${stored.version}"`,
      lastModified: stored.at.toISOString(),
      ...(stored.remark === undefined ? {} : { outcome: hint(stored.remark) }),
    },
  };
}
