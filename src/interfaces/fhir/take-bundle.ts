import { sql } from 'kysely';
import type { Act } from '../../platform/act.ts';
import { together } from '../../platform/db/together.ts';
import { isId, namedId, newId } from '../../platform/ids.ts';
import { checkResource } from './evaluate-resource.ts';
import { labelsOf } from './labels-of.ts';
import { problems } from './problems.ts';
import { isObject, type Json, type JsonObject } from './read-json.ts';
import { patientIdOf, rewriteReferences } from './references.ts';
import { contentHash, NOBODY, type Stored, storeResources } from './store.ts';
import { type Incoming, MODULE_TYPES, tellModule } from './write-resource.ts';
import { writingThroughFhir } from './written-through.ts';

const MAX_ENTRIES = 20_000;
/** Statements on their way at once: enough to keep the connection busy, few enough to stop soon after a failure. */
const TOLD_AT_ONCE = 50;

export interface BundleEntry {
  readonly resource: JsonObject & { resourceType: string };
  readonly fullUrl: string | undefined;
  readonly at: string;
}

export interface TakeOptions {
  readonly facilityId: string;
  /**
   * `import`: an upsert by the source's own ids, so that a second run changes nothing. `create`: FHIR's POST, a new id
   * for each entry.
   */
  readonly mode: 'import' | 'create';
  readonly origin: string;
}

/** @throws fhir/not-a-bundle, fhir/too-many-entries, fhir/not-supported and all of {@link checkResource} */
export function readEntries(bundle: Json): BundleEntry[] {
  if (!isObject(bundle) || bundle.resourceType !== 'Bundle' || !Array.isArray(bundle.entry))
    throw problems.notABundle({
      detail: 'Nothing was stored. Send a Bundle of type transaction, batch or collection with entries.',
    });
  if (bundle.entry.length > MAX_ENTRIES)
    throw problems.tooManyEntries({
      detail: `Nothing was stored. A bundle may have ${MAX_ENTRIES} entries; send it in parts.`,
    });
  return bundle.entry.map((entry, index) => {
    const at = `Bundle.entry[${index}]`;
    if (!isObject(entry)) throw problems.notAResource({ detail: `Nothing was stored. ${at} is no object.`, at });
    const method = isObject(entry.request) ? entry.request.method : undefined;
    if (method === 'DELETE' || method === 'PATCH')
      throw problems.notSupported({
        detail: `Nothing was stored. ${at}: ${String(method)} in a bundle is not taken.`,
        at,
      });
    return {
      resource: checkResource(entry.resource, `${at}.resource`),
      fullUrl: typeof entry.fullUrl === 'string' ? entry.fullUrl : undefined,
      at,
    };
  });
}

/**
 * All entries in one transaction: ids given, references resolved, modules told in the order their facts need, everything
 * stored. A reference that points to nothing refuses the whole bundle.
 * @throws fhir/dangling-reference, fhir/duplicate-entry
 */
export async function takeBundle(act: Act, entries: readonly BundleEntry[], options: TakeOptions): Promise<Stored[]> {
  writingThroughFhir(act);
  const known =
    options.mode === 'import' ? await knownSources(act, entries, options.origin) : new Map<string, string>();
  const ids = assignIds(entries, options, known);
  const resolved = await resolveAll(act, entries, ids, options);
  const incoming: Incoming[] = resolved.map((resource, index) => ({
    resource,
    id: ids.list[index] as string,
    patientId: patientIdOf(resource),
    known: known.has(sourceKey(entries[index] as BundleEntry)),
  }));
  const before = options.mode === 'import' ? await hashesOf(act, incoming) : new Map<string, Buffer>();
  await ownersMustBeVisible(act, incoming);
  const [stored] = await together([
    storeResources(
      act,
      incoming.map((each) => ({
        patientId: each.patientId ?? NOBODY,
        type: each.resource.resourceType,
        id: each.id,
        facilityId: options.facilityId,
        labels: labelsOf(each.resource),
        content: each.resource,
      })),
      options.origin,
      { fresh: options.mode === 'create' },
    ),
    tellModules(
      act,
      incoming.filter((each) => !sameAs(before, each)),
      options,
    ),
    options.mode === 'import' ? rememberSources(act, entries, ids.list, options.origin) : Promise.resolve(),
  ]);
  return stored;
}

/** Type after type in the order their references demand; resources of one type do not wait for each other. */
async function tellModules(act: Act, incoming: readonly Incoming[], options: TakeOptions): Promise<void> {
  for (const type of MODULE_TYPES) {
    const ofType = incoming.filter((each) => each.resource.resourceType === type);
    for (let from = 0; from < ofType.length; from += TOLD_AT_ONCE)
      await together(ofType.slice(from, from + TOLD_AT_ONCE).map((each) => tellModule(act, each, options)));
  }
}

interface AssignedIds {
  readonly list: readonly string[];
  /** fullUrl and Type/id of the source -> Type/our id. */
  readonly targets: ReadonlyMap<string, string>;
}

function assignIds(
  entries: readonly BundleEntry[],
  options: TakeOptions,
  known: ReadonlyMap<string, string>,
): AssignedIds {
  const targets = new Map<string, string>();
  const list = entries.map((entry) => {
    const source = sourceId(entry);
    const type = entry.resource.resourceType;
    const id =
      options.mode === 'create'
        ? newId()
        : (known.get(sourceKey(entry)) ?? (source !== undefined ? namedId(options.origin, type, source) : newId()));
    for (const name of [
      entry.fullUrl,
      typeof entry.resource.id === 'string' ? `${type}/${entry.resource.id}` : undefined,
    ]) {
      if (name === undefined) continue;
      const other = targets.get(name);
      if (other !== undefined && other !== `${type}/${id}`)
        throw problems.duplicateEntry({
          detail: `Nothing was stored. ${entry.at} repeats another entry of the bundle.`,
          at: entry.at,
        });
      targets.set(name, `${type}/${id}`);
    }
    return id;
  });
  if (new Set(list).size !== list.length)
    throw problems.duplicateEntry({ detail: 'Nothing was stored. Two entries of the bundle are the same resource.' });
  return { list, targets };
}

function sourceId(entry: BundleEntry): string | undefined {
  if (typeof entry.resource.id === 'string') return entry.resource.id;
  return entry.fullUrl?.replace(/^urn:uuid:/, '');
}

function sourceKey(entry: BundleEntry): string {
  return `${entry.resource.resourceType}/${sourceId(entry) ?? ''}`;
}

async function knownSources(act: Act, entries: readonly BundleEntry[], origin: string): Promise<Map<string, string>> {
  const { rows } = await sql<{ type: string; source_id: string; id: string }>`
    SELECT s.type, s.source_id, s.id FROM unnest(${entries.map((entry) => entry.resource.resourceType)}::text[], ${entries.map((entry) => sourceId(entry) ?? '')}::text[]) AS w (type, source_id)
    JOIN fhir.source s ON s.origin = ${origin} AND s.type = w.type COLLATE "C" AND s.source_id = w.source_id`.execute(
    act.tx,
  );
  return new Map(rows.map((row) => [`${row.type}/${row.source_id}`, row.id]));
}

async function rememberSources(
  act: Act,
  entries: readonly BundleEntry[],
  ids: readonly string[],
  origin: string,
): Promise<void> {
  await sql`INSERT INTO fhir.source (origin, type, source_id, id)
    SELECT ${origin}, w.type, w.source_id, w.id FROM unnest(${entries.map((entry) => entry.resource.resourceType)}::text[], ${entries.map((entry, index) => sourceId(entry) ?? (ids[index] as string))}::text[], ${[...ids]}::uuid[]) AS w (type, source_id, id)
    ON CONFLICT DO NOTHING`.execute(act.tx);
}

async function resolveAll(
  act: Act,
  entries: readonly BundleEntry[],
  ids: AssignedIds,
  options: TakeOptions,
): Promise<(JsonObject & { resourceType: string })[]> {
  const outside = new Map<string, string>();
  const wanted = new Set<string>();
  const collect = (reference: string) => {
    if (!ids.targets.has(reference) && relative(reference) !== undefined) wanted.add(reference);
    return reference;
  };
  for (const entry of entries) rewriteReferences(entry.resource, collect);
  if (wanted.size > 0)
    for (const [reference, target] of await lookUp(act, [...wanted], options)) outside.set(reference, target);
  return entries.map((entry, index) => {
    const resource = rewriteReferences(entry.resource, (reference, at) => {
      const target = ids.targets.get(reference) ?? outside.get(reference);
      if (target !== undefined) return target;
      if (!reference.startsWith('urn:') && relative(reference) === undefined) return reference;
      throw problems.danglingReference({
        detail: `Nothing of the bundle was stored. ${entry.at}.resource.${at} points to a resource that is neither in the bundle nor stored.`,
        at: `${entry.at}.resource.${at}`,
      });
    });
    return { ...resource, id: ids.list[index] as string };
  });
}

/** `Type/id` without a base: ours to resolve. Absolute URLs and conditional references are the outside's. */
function relative(reference: string): { type: string; id: string } | undefined {
  const match = /^([A-Z][A-Za-z]+)\/([A-Za-z0-9.-]{1,64})(?:\/_history\/.+)?$/.exec(reference);
  return match === null ? undefined : { type: match[1] as string, id: match[2] as string };
}

async function lookUp(act: Act, references: readonly string[], options: TakeOptions): Promise<[string, string][]> {
  const parsed = references.flatMap((reference) => {
    const target = relative(reference);
    return target === undefined ? [] : [{ reference, ...target }];
  });
  if (options.mode === 'import') {
    const { rows } = await sql<{ type: string; source_id: string; id: string }>`
      SELECT s.type, s.source_id, s.id FROM unnest(${parsed.map((each) => each.type)}::text[], ${parsed.map((each) => each.id)}::text[]) AS w (type, source_id)
      JOIN fhir.source s ON s.origin = ${options.origin} AND s.type = w.type COLLATE "C" AND s.source_id = w.source_id`.execute(
      act.tx,
    );
    const bySource = new Map(rows.map((row) => [`${row.type}/${row.source_id}`, `${row.type}/${row.id}`]));
    return parsed.flatMap((each) => {
      const target = bySource.get(`${each.type}/${each.id}`);
      return target === undefined ? [] : [[each.reference, target] as [string, string]];
    });
  }
  const own = parsed.filter((each) => isId(each.id));
  const { rows } = await sql<{ type: string; id: string }>`
    SELECT r.type, r.id FROM unnest(${own.map((each) => each.type)}::text[], ${own.map((each) => each.id)}::uuid[]) AS w (type, id)
    JOIN fhir.resource r ON r.type = w.type COLLATE "C" AND r.id = w.id`.execute(act.tx);
  const stored = new Set(rows.map((row) => `${row.type}/${row.id}`));
  return own
    .filter((each) => stored.has(`${each.type}/${each.id}`))
    .map((each) => [each.reference, `${each.type}/${each.id}`]);
}

/** A resource may be added only to a patient of the bundle or to one the actor may see. */
async function ownersMustBeVisible(act: Act, incoming: readonly Incoming[]): Promise<void> {
  const fresh = new Set(incoming.filter((each) => each.resource.resourceType === 'Patient').map((each) => each.id));
  const others = [
    ...new Set(
      incoming.flatMap((each) => (each.patientId === undefined || fresh.has(each.patientId) ? [] : [each.patientId])),
    ),
  ];
  if (others.length === 0) return;
  const rows = await act.tx
    .selectFrom('patients.patient')
    .select('id')
    .where('id', 'in', others.filter(isId))
    .execute();
  if (rows.length < others.length)
    throw problems.danglingReference({
      detail: 'Nothing was stored. A resource is about a patient who is not here, or not one you may see.',
    });
}

async function hashesOf(act: Act, incoming: readonly Incoming[]): Promise<Map<string, Buffer>> {
  const known = incoming.filter((each) => each.known);
  if (known.length === 0) return new Map();
  const { rows } = await sql<{ id: string; hash: Buffer }>`
    SELECT r.id, r.hash FROM unnest(${known.map((each) => each.resource.resourceType)}::text[], ${known.map((each) => each.id)}::uuid[]) AS w (type, id)
    JOIN fhir.resource r ON r.type = w.type COLLATE "C" AND r.id = w.id`.execute(act.tx);
  return new Map(rows.map((row) => [row.id, row.hash]));
}

function sameAs(before: ReadonlyMap<string, Buffer>, each: Incoming): boolean {
  return before.get(each.id)?.equals(contentHash(each.resource)) === true;
}
