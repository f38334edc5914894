import { sql } from 'kysely';
import type { Act, ActContext } from '../../platform/act.ts';
import { isId, newId } from '../../platform/ids.ts';
import { type PreparedDocument, prepareDocuments } from './documents/prepare-documents.ts';
import { storeTakenUp, type TakenUp, urlsOf, withContents } from './documents/take-up-binaries.ts';
import type { Door } from './door.ts';
import { type Condition, mustStillMatch, onlyMatch } from './find-only-match.ts';
import { checkedAs, versionOf } from './interactions.ts';
import { problems } from './problems.ts';
import { type BundleEntry, entriesOf } from './read-entries.ts';
import { type Json, type JsonObject } from './read-json.ts';
import { mustBeReadable } from './must-be-readable.ts';
import { type Asked, type AskedRead, readTransaction } from './read-transaction.ts';
import { rewriteReferences } from './references.ts';
import type { Stored } from './store.ts';
import { hint, printAnswer, printProblem, readAsked } from './take-batch.ts';
import { takePrepared, whileItMoves } from './take-prepared.ts';
import { isRecordsTask } from './tasks/derive-records-task.ts';
import { planUpdate, type Update, updateResource } from './update-resource.ts';
import { deleteResource } from './versions/delete-resource.ts';
import { deriveChanged } from './versions/derive-fhirpath-patched.ts';
import { readCurrent } from './versions/read-version.ts';

type Resource = JsonObject & { resourceType: string };

/** What an entry does, once it is known what is here. */
type Step = Asked &
  (
    | { readonly does: 'create' | 'keep' | 'update' | 'patch' | 'delete'; readonly of: string }
    | { readonly does: 'nothing'; readonly of: undefined }
  );

/** A PUT creates or updates: known when it is known what is here. */
const GRANT = { POST: 'c', PATCH: 'u', DELETE: 'd' } as const;

/**
 * FHIR R4 http.html#transaction: all entries or none, in the order of the standard: deletions, creations, updates, reads. An
 * entry with ifNoneExist that is here already is left as it is; a PUT of an id that is not here is stored under an id of ours.
 */
export async function takeTransaction(door: Door, context: ActContext, bundle: Json): Promise<string[]> {
  const { changes, reads } = readTransaction(bundle);
  if (changes.length > 0) await mustBeReadable(door, context, reads, changes);
  const answers = new Map<number, string>();
  if (changes.length > 0)
    for (const [index, answer] of await takeChanges(door, context, changes)) answers.set(index, answer);
  for (const each of reads)
    answers.set(
      each.index,
      changes.length > 0 ? await printRead(door, context, each) : printAnswer(await readAsked(door, context, each)),
    );
  return entriesOf(bundle).map((_entry, index) => answers.get(index) as string); // each is a change or a read
}

/** The writes have happened: a read that fails now, since they changed who may see it, says so in its place. */
async function printRead(door: Door, context: ActContext, asked: AskedRead): Promise<string> {
  try {
    return printAnswer(await readAsked(door, context, asked));
  } catch (error) {
    return printProblem(error);
  }
}

async function takeChanges(
  door: Door,
  context: ActContext,
  asked: readonly Asked[],
): Promise<ReadonlyMap<number, string>> {
  for (const { entry, at } of asked)
    if (entry !== undefined && isRecordsTask(entry.resource))
      throw problems.notSupported({
        detail: `Nothing was stored. ${at} asks for records: post that Task on its own or in a batch.`,
        at,
      });
  for (const each of asked) if (each.method !== 'PUT') door.granted(context, each.type, GRANT[each.method]);
  return whileItMoves(async () => {
    const conditions = await lookUp(door, context, asked);
    const steps = decideSteps(asked, conditions, await storedOf(door, context, asked));
    for (const { method, does, type } of steps)
      if (method === 'PUT') door.granted(context, type, does === 'create' ? 'c' : 'u');
    mustDiffer(steps);
    const targets = targetsOf(steps);
    const contents = contentsOf(steps, targets);
    const creations = steps.filter(({ index, does }) => does === 'create' && !contents.has(index));
    const answers = new Map<number, object>();
    const here = targetsOf(steps.filter(({ does }) => does !== 'create'));
    const prepared = await prepareChanges(door, context, steps, { targets, contents });
    const taken = await takePrepared(
      door.services,
      creations.map(({ entry }) => withTargets(entry as BundleEntry, here)), // a creation has one
      {
        mode: 'create',
        origin: 'fhir',
        ids: creations.map(({ of }) => of as string), // given to each
        begin: async (act) => {
          await mustStillMatch(act, door, context, [...conditions.values()]);
          for (const step of steps) if (step.does === 'delete') answers.set(step.index, await deleteOne(act, step));
        },
        end: async (act) => {
          for (const step of steps)
            if (step.does === 'update' || step.does === 'patch') {
              const change = await changeOf(act, step, { targets, contents });
              answers.set(step.index, responseOf(await updateResource(act, change, { prepared })));
            }
          for (const [index, each] of contents) answers.set(index, responseOf(await storeTakenUp(act, each)));
        },
      },
      door.steps(context, 'fhir.transaction'),
    );
    for (const [place, { index }] of creations.entries())
      answers.set(index, responseOf(taken[place] as (typeof taken)[number])); // in the order they were given
    return new Map(
      steps.map(({ index, does, type, of }) => {
        if (does === 'keep')
          return [index, JSON.stringify({ response: { status: '200 OK', location: `${type}/${of}` } })];
        return [index, JSON.stringify(answers.get(index) ?? { response: { status: '204 No Content' } })];
      }),
    );
  });
}

/** Place of an entry -> its condition and the one resource that meets it. */
async function lookUp(
  door: Door,
  context: ActContext,
  asked: readonly Asked[],
): Promise<ReadonlyMap<number, Condition>> {
  const conditions = new Map<number, Condition>();
  for (const { index, type, query } of asked)
    if (query !== undefined) conditions.set(index, { type, query, found: await onlyMatch(door, context, type, query) });
  return conditions;
}

/** `Type/id` of what a PUT names and is here. */
async function storedOf(door: Door, context: ActContext, asked: readonly Asked[]): Promise<ReadonlySet<string>> {
  const named = asked.filter(({ method, id }) => method === 'PUT' && id !== undefined && isId(id));
  if (named.length === 0) return new Set();
  return door.perform(context, 'fhir.prepare', 'fhir/write', async (act) => {
    const { rows } = await sql<{ type: string; id: string }>`
      SELECT r.type, r.id FROM unnest(${named.map(({ type }) => type)}::text[], ${named.map(({ id }) => id ?? '')}::uuid[]) AS w (type, id)
      JOIN fhir.resource r ON r.type = w.type COLLATE "C" AND r.id = w.id`.execute(act.tx);
    act.note({ count: rows.length });
    return new Set(rows.map(({ type, id }) => `${type}/${id}`));
  });
}

function decideSteps(
  asked: readonly Asked[],
  conditions: ReadonlyMap<number, Condition>,
  stored: ReadonlySet<string>,
): Step[] {
  return asked.map((each): Step => {
    const { index, method, type, id, at } = each;
    const found = conditions.get(index)?.found;
    switch (method) {
      case 'POST':
        return found === undefined ? { ...each, does: 'create', of: newId() } : { ...each, does: 'keep', of: found };
      case 'PUT': {
        const of = found ?? (id !== undefined && stored.has(`${type}/${id}`) ? id : undefined);
        return of === undefined ? { ...each, does: 'create', of: newId() } : { ...each, does: 'update', of };
      }
      default: {
        const of = found ?? id;
        if (of !== undefined) return { ...each, does: method === 'DELETE' ? 'delete' : 'patch', of };
        if (method === 'DELETE' && conditions.has(index)) return { ...each, does: 'nothing', of: undefined };
        throw problems.notFound({ detail: `Nothing was changed. ${at} names no resource that is here.`, at });
      }
    }
  });
}

/** FHIR R4 http.html#trules: the entries of a transaction are about different resources. */
function mustDiffer(steps: readonly Step[]): void {
  const seen = new Set<string>();
  for (const { does, type, of, at } of steps) {
    if (does === 'keep' || does === 'nothing') continue;
    if (seen.size === seen.add(`${type}/${of}`).size)
      throw problems.duplicateEntry({ detail: `Nothing was stored. ${at} repeats another entry of the bundle.`, at });
  }
}

/** How entries of the bundle name each other -> the resource that each is or becomes. */
function targetsOf(steps: readonly Step[]): ReadonlyMap<string, string> {
  const targets = new Map<string, string>();
  for (const { entry, type, of } of steps) {
    if (entry === undefined || of === undefined) continue;
    if (entry.fullUrl !== undefined) targets.set(entry.fullUrl, `${type}/${of}`);
    if (typeof entry.resource.id === 'string') targets.set(`${type}/${entry.resource.id}`, `${type}/${of}`);
  }
  return targets;
}

function withTargets(entry: BundleEntry, targets: ReadonlyMap<string, string>): BundleEntry {
  const resource = rewriteReferences(entry.resource, (reference) => targets.get(reference) ?? reference);
  return { ...entry, resource };
}

async function deleteOne(act: Act, { type, of, ifMatch }: Step): Promise<object> {
  const { version } = await deleteResource(act, { type, id: of as string, version: versionOf(ifMatch) }); // it names one
  return { response: { status: '204 No Content', etag: `W/"${version}"` } };
}

/** The content of documents that are changed, put to disk before the act that names it. */
async function prepareChanges(
  door: Door,
  context: ActContext,
  steps: readonly Step[],
  of: Within,
): Promise<ReadonlyMap<string, PreparedDocument>> {
  const documents = steps.filter(
    ({ does, type }) => type === 'DocumentReference' && (does === 'update' || does === 'patch'),
  );
  if (documents.length === 0) return new Map();
  const planned = await door.perform(context, 'fhir.prepare', 'fhir/write', async (act) => {
    const plans: Awaited<ReturnType<typeof planUpdate>>[] = [];
    for (const step of documents) plans.push(await planUpdate(act, await changeOf(act, step, of)));
    return plans;
  });
  const prepared = new Map<string, PreparedDocument>();
  for (const { incoming, plans } of planned)
    for (const [id, each] of await prepareDocuments(door.services, [incoming], plans)) prepared.set(id, each);
  return prepared;
}

interface Within {
  readonly targets: ReadonlyMap<string, string>;
  readonly contents: ReadonlyMap<number, TakenUp>;
}

/** Entries that create a Binary which is content of a document that the same bundle changes, by their place. */
function contentsOf(steps: readonly Step[], targets: ReadonlyMap<string, string>): ReadonlyMap<number, TakenUp> {
  const binaries = new Map<string, Step>();
  for (const step of steps)
    if (step.does === 'create' && step.type === 'Binary') binaries.set(`Binary/${step.of}`, step);
  const found = new Map<number, TakenUp>();
  for (const { does, type, of, entry } of steps) {
    if (does !== 'update' || type !== 'DocumentReference' || entry === undefined) continue;
    for (const [n, url] of urlsOf(entry.resource).entries()) {
      const step = binaries.get(targets.get(url ?? '') ?? '');
      if (step?.entry === undefined) continue;
      if (found.has(step.index) || isContentOfNew(steps, targets, step))
        throw problems.notSupported({
          detail: `Nothing was stored. ${step.at} is the content of two documents: put it in attachment.data of the second.`,
          at: step.at,
          status: 422,
        });
      found.set(step.index, { id: step.of as string, binary: resolved(step.entry, targets), documentId: of, n }); // it creates
    }
  }
  return found;
}

function isContentOfNew(steps: readonly Step[], targets: ReadonlyMap<string, string>, binary: Step): boolean {
  return steps.some(
    ({ does, type, entry }) =>
      does === 'create' &&
      type === 'DocumentReference' &&
      entry !== undefined &&
      urlsOf(entry.resource).some((url) => targets.get(url ?? '') === `Binary/${binary.of}`),
  );
}

async function changeOf(act: Act, step: Step, { targets, contents }: Within): Promise<Update> {
  const { type, entry, patch } = step;
  const id = step.of as string; // a change names one
  const version = versionOf(step.ifMatch);
  if (entry !== undefined)
    return {
      type,
      id,
      resource: withContents(
        resolved(entry, targets),
        [...contents.values()].filter(({ documentId }) => documentId === id),
      ),
      ...(version === undefined ? {} : { version }),
    };
  const before = await readCurrent(act, type, id, { quiet: true });
  const patched = deriveChanged(JSON.parse(before.content) as JsonObject, patch as Json); // ours; a PATCH has one
  return { type, id, resource: checkedAs(type, patched), version: version ?? before.version };
}

/** @throws fhir/dangling-reference */
function resolved({ resource, at }: BundleEntry, targets: ReadonlyMap<string, string>): Resource {
  return rewriteReferences(resource, (reference, place) => {
    const target = targets.get(reference) ?? reference;
    if (!target.startsWith('urn:uuid:')) return target;
    throw problems.danglingReference({
      detail: `Nothing of the bundle was stored. ${at}.resource.${place} points to no entry of the bundle.`,
      at: `${at}.resource.${place}`,
    });
  });
}

function responseOf(stored: Stored & { readonly remark?: string | undefined }): object {
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
