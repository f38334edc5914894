import type { ActContext } from '../../platform/act.ts';
import type { Door } from './door.ts';
import { type Condition, mustStillMatch, onlyMatch } from './find-only-match.ts';
import { problems } from './problems.ts';
import { readEntries, type BundleEntry } from './read-entries.ts';
import { isObject, type Json, type JsonObject } from './read-json.ts';
import { rewriteReferences } from './references.ts';
import { hint } from './take-batch.ts';
import type { Taken } from './take-bundle.ts';
import { takePrepared, whileItMoves } from './take-prepared.ts';
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
  return whileItMoves(async () => {
    const conditions = await lookUp(door, context, bundle, entries);
    const known = new Map<number, string>();
    for (const [index, { type, found }] of conditions) if (found !== undefined) known.set(index, `${type}/${found}`);
    const fresh = entries.filter((_entry, index) => !known.has(index));
    const taken = await takePrepared(
      door.services,
      known.size === 0 ? fresh : withTargets(fresh, entries, known),
      {
        mode: 'create',
        origin: 'fhir',
        begin: (act) => mustStillMatch(act, door, context, [...conditions.values()]),
      },
      door.steps(context, 'fhir.transaction'),
    );
    const answers = taken.map(responseOf);
    return entries.map((_entry, index) =>
      JSON.stringify(
        known.has(index) ? { response: { status: '200 OK', location: known.get(index) } } : (answers.shift() ?? {}),
      ),
    );
  });
}

/** Place of an entry -> its ifNoneExist and the one resource that this finds. */
async function lookUp(
  door: Door,
  context: ActContext,
  bundle: Json,
  entries: readonly BundleEntry[],
): Promise<ReadonlyMap<number, Condition>> {
  const conditions = new Map<number, Condition>();
  const list = isObject(bundle) && Array.isArray(bundle.entry) ? bundle.entry : [];
  for (const [index, { resource }] of entries.entries()) {
    const raw = list[index];
    const query = isObject(raw) && isObject(raw.request) ? raw.request.ifNoneExist : undefined;
    if (typeof query !== 'string') continue;
    const type = resource.resourceType;
    conditions.set(index, { type, query, found: await onlyMatch(door, context, type, query) });
  }
  return conditions;
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
