import { createHash } from 'node:crypto';
import type { ActContext } from '../../platform/act.ts';
import { isId } from '../../platform/ids.ts';
import type { Door } from './door.ts';
import { checkResource } from './evaluate-resource.ts';
import { binaryOf, findFiledBinary } from './documents/filed-binary.ts';
import { type Condition, mustStillMatch, onlyMatch } from './find-only-match.ts';
import { readLogEntry } from './log/read-log.ts';
import { problems } from './problems.ts';
import { isDeed, readDeed } from './provenance/search-provenance.ts';
import type { Json, JsonObject } from './read-json.ts';
import { takePrepared, whileItMoves } from './take-prepared.ts';
import { isRecordsTask } from './tasks/derive-records-task.ts';
import { readRecordsTask, takeRecordsTask } from './tasks/take-records-task.ts';
import { updatePrepared } from './update-resource.ts';
import { deleteResource } from './versions/delete-resource.ts';
import { deriveChanged } from './versions/derive-fhirpath-patched.ts';
import { historyBundle, readSince } from './versions/history-bundle.ts';
import { readCurrent, readHistory, readVersion, type Version } from './versions/read-version.ts';

/** What became of one interaction, whether it came by itself or in a batch. */
export interface Answer {
  readonly status: number;
  readonly body?: string | undefined;
  readonly version?: number | string;
  readonly at?: Date;
  /** `Type/id/_history/n`. */
  readonly location?: string;
  /** What the sender should know although all went well. */
  readonly remark?: string | undefined;
}

type Resource = JsonObject & { resourceType: string };
/** Which resource: by its id, or by a search that must find no more than one. */
export type Which = { readonly id: string } | { readonly query: string };

/** @throws fhir/many-match and all that taking a resource may */
export async function create(
  door: Door,
  context: ActContext,
  resource: Resource,
  options: { ifNoneExist: string | undefined },
): Promise<Answer> {
  const type = resource.resourceType;
  door.granted(context, type, 'c');
  if (isRecordsTask(resource)) return ask(door, context, resource);
  const query = options.ifNoneExist;
  if (query === undefined) return store(door, context, resource, []);
  return whileItMoves(async () => {
    const found = await onlyMatch(door, context, type, query);
    if (found !== undefined) return { ...(await read(door, context, type, found)), status: 200 };
    return store(door, context, resource, [{ type, query, found }]);
  });
}

/** As a new resource, where the conditions are met as they were when the act begins. */
async function store(
  door: Door,
  context: ActContext,
  resource: Resource,
  conditions: readonly Condition[],
): Promise<Answer> {
  const type = resource.resourceType;
  const [stored] = await takePrepared(
    door.services,
    [{ resource, fullUrl: undefined, at: type }],
    { mode: 'create', origin: 'fhir', begin: (act) => mustStillMatch(act, door, context, conditions) },
    door.steps(context, 'fhir.create'),
  );
  if (stored?.content === undefined) throw new Error('A resource was taken and not stored.');
  const { id, version, at, content, remark } = stored;
  return { status: 201, body: content, version, at, location: `${type}/${id}/_history/${version}`, remark };
}

/** A Task for records becomes a case of the release desk; a repeat of the same sender finds it. */
async function ask(door: Door, context: ActContext, resource: Resource): Promise<Answer> {
  const { id, task, isNew } = await takeRecordsTask(
    door.services,
    resource,
    door.steps(context, 'fhir.ask-for-records'),
  );
  return { ...taskAnswer(task, isNew ? 201 : 200), location: `Task/${id}` };
}

/** It is told apart by what it says: the state of a case has no number of its own. */
function taskAnswer(task: JsonObject, status: number): Answer {
  const body = JSON.stringify(task);
  return { status, body, version: createHash('sha256').update(body).digest('hex').slice(0, 16) };
}

/** @throws fhir/not-found, fhir/version-conflict, fhir/many-match and all that taking a resource may */
export async function update(
  door: Door,
  context: ActContext,
  which: Which,
  input: { resource: Resource; ifMatch: string | undefined },
): Promise<Answer> {
  const { resource, ifMatch } = input;
  const type = resource.resourceType;
  door.granted(context, type, 'u');
  if ('query' in which) {
    const { query } = which;
    return whileItMoves(async () => {
      const found = await onlyMatch(door, context, type, query);
      if (found !== undefined) return update(door, context, { id: found }, input);
      door.granted(context, type, 'c');
      if (isRecordsTask(resource)) return ask(door, context, resource);
      return store(door, context, resource, [{ type, query, found }]);
    });
  }
  const { id } = which;
  if (isRecordsTask(resource) || (type === 'Task' && (await recordsTask(door, context, id)) !== undefined))
    throw problems.notSupported({
      detail: 'Nothing was changed. A request for records is posted once; tell the release desk what has changed.',
    });
  const version = versionOf(ifMatch);
  const stored = await updatePrepared(
    door.services,
    { type, id, resource, ...(version === undefined ? {} : { version }) },
    door.steps(context, 'fhir.update'),
  );
  return answerOf(
    type,
    id,
    await door.perform(context, 'fhir.read', 'fhir/read', (act) => readCurrent(act, type, stored.id, { quiet: true })),
  );
}

/** JSON Patch or FHIRPath Patch on the version that stands, or on the one that `ifMatch` names. @throws fhir/invalid-patch and all of update */
export async function patch(
  door: Door,
  context: ActContext,
  which: Which & { readonly type: string },
  input: { patch: Json; ifMatch: string | undefined },
): Promise<Answer> {
  const { type } = which;
  door.granted(context, type, 'u');
  const id = 'id' in which ? which.id : await onlyMatch(door, context, type, which.query);
  if (id === undefined) throw problems.notFound({ detail: 'Nothing was changed. No resource matches.' });
  const before = await door.perform(context, 'fhir.read', 'fhir/read', (act) => readCurrent(act, type, id));
  const patched = deriveChanged(JSON.parse(before.content) as JsonObject, input.patch); // we wrote it
  return update(
    door,
    context,
    { id },
    { resource: checkedAs(type, patched), ifMatch: input.ifMatch ?? `W/"${before.version}"` },
  );
}

/** @throws fhir/cannot-delete, fhir/not-found, fhir/version-conflict, fhir/many-match */
export async function remove(
  door: Door,
  context: ActContext,
  which: Which & { readonly type: string },
  options: { ifMatch: string | undefined },
): Promise<Answer> {
  const { type } = which;
  door.granted(context, type, 'd');
  const id = 'id' in which ? which.id : await onlyMatch(door, context, type, which.query);
  if (id === undefined) return { status: 204 };
  if (type === 'Task' && (await recordsTask(door, context, id)) !== undefined)
    throw problems.cannotDelete({
      detail: 'Nothing was deleted. A request for records is withdrawn at the release desk, not by a message.',
    });
  const version = versionOf(options.ifMatch);
  const gone = await door.perform(context, 'fhir.delete', 'fhir/write', (act) =>
    deleteResource(act, { type, id, version }),
  );
  return { status: 204, version: gone.version };
}

/** @throws fhir/not-found, fhir/gone */
export async function read(door: Door, context: ActContext, type: string, id: string): Promise<Answer> {
  door.granted(context, type, 'r');
  if (type === 'AuditEvent') return { status: 200, body: JSON.stringify(await readLogEntry(door, context, id)) };
  if (type === 'Provenance' && isDeed(id))
    return { status: 200, body: JSON.stringify(await readDeed(door, context, id)) };
  if (type === 'Task') {
    const task = await recordsTask(door, context, id);
    if (task !== undefined) return taskAnswer(task, 200);
  }
  if (type === 'Binary') {
    const filed = await door.perform(context, 'fhir.read', 'fhir/read', (act) => findFiledBinary(act, id));
    if (filed !== undefined) return { status: 200, body: await binaryOf(door.services, filed) };
  }
  return answerOf(type, id, await door.perform(context, 'fhir.read', 'fhir/read', (act) => readCurrent(act, type, id)));
}

/** @throws fhir/not-found, fhir/gone */
export async function vread(
  door: Door,
  context: ActContext,
  type: string,
  of: { id: string; version: string },
): Promise<Answer> {
  door.granted(context, type, 'r');
  if (!/^\d{1,9}$/.test(of.version)) throw problems.notFound({ detail: 'There is no such version.' });
  const found = await door.perform(context, 'fhir.vread', 'fhir/read', (act) =>
    readVersion(act, type, of.id, Number(of.version)),
  );
  return answerOf(type, of.id, found);
}

/** A history Bundle of one resource. `_count`, `_since` (FHIR R4 http.html#history), and our cursor of the next page. */
export async function history(
  door: Door,
  context: ActContext,
  of: { type: string; id: string },
  query: URLSearchParams,
): Promise<Answer> {
  const { type, id } = of;
  door.granted(context, type, 'r');
  const { limit, since } = readSince(query);
  const below = Number(query.get('_cursor') ?? 0) || undefined;
  const found = await door.perform(context, 'fhir.history', 'fhir/read', (act) =>
    readHistory(act, type, id, {
      limit: limit + 1,
      ...(below === undefined ? {} : { below }),
      ...(since === undefined ? {} : { since }),
    }),
  );
  const shown = found.slice(0, limit).map((each) => ({ ...each, type, id }));
  const next = found.length > limit ? String(shown.at(-1)?.version) : undefined;
  return { status: 200, body: historyBundle(door, shown, { path: `/${type}/${id}/_history`, query, next }) };
}

/** @throws fhir/not-a-resource when the body is of another type than the address */
export function checkedAs(type: string, value: unknown): Resource {
  const resource = checkResource(value, type);
  if (resource.resourceType !== type)
    throw problems.notAResource({ detail: `Nothing was stored. The body is no ${type}.` });
  return resource;
}

async function recordsTask(door: Door, context: ActContext, id: string): Promise<JsonObject | undefined> {
  if (!isId(id)) return undefined;
  return door.perform(context, 'fhir.read', 'fhir/read', (act) => readRecordsTask(act, id));
}

function answerOf(type: string, id: string, found: Version): Answer {
  const { version, at, content } = found;
  return { status: 200, body: content, version, at, location: `${type}/${id}/_history/${version}` };
}

/** The number in `W/"3"`; a tag that is no version of ours matches nothing. */
export function versionOf(ifMatch: string | undefined): number | undefined {
  return ifMatch === undefined ? undefined : Number(/(\d+)/.exec(ifMatch)?.[1] ?? -1);
}
