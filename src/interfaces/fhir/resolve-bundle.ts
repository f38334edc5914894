import { sql } from 'kysely';
import type { Act } from '../../platform/act.ts';
import { isId, namedId, newId } from '../../platform/ids.ts';
import { problems } from './problems.ts';
import { isObject, type JsonObject } from './read-json.ts';
import type { BundleEntry } from './read-entries.ts';
import { rewriteReferences } from './references.ts';
import { findSources } from './sources.ts';

export interface ResolveOptions {
  /**
   * `import`: an upsert by the source's own ids, so that a second run changes nothing. `create`: FHIR's POST, a new id
   * for each entry.
   */
  readonly mode: 'import' | 'create';
  readonly origin: string;
  /** Ids that were given to the entries before, when content was put for them. */
  readonly ids?: readonly string[];
}

export interface Resolved {
  readonly ids: readonly string[];
  readonly resources: readonly (JsonObject & { resourceType: string })[];
  /** Ids of entries whose source has sent them before. */
  readonly known: ReadonlySet<string>;
}

/**
 * Gives every entry its id and every reference its target.
 * @throws fhir/dangling-reference, fhir/duplicate-entry
 */
export async function resolveBundle(
  act: Act,
  entries: readonly BundleEntry[],
  options: ResolveOptions,
): Promise<Resolved> {
  const known =
    options.mode === 'import' ? await knownSources(act, entries, options.origin) : new Map<string, string>();
  const { list, targets } = assignIds(entries, options, known);
  const outside = await outsideTargets(act, entries, targets, options);
  const resolve = (reference: string) => targets.get(reference) ?? outside.get(reference);
  return {
    ids: list,
    known: new Set(list.filter((_id, index) => known.has(sourceKey(entries[index] as BundleEntry)))),
    resources: entries.map((entry, index) => {
      const rewritten = rewriteReferences(entry.resource, (reference, at) => {
        const target = resolve(reference);
        if (target !== undefined) return target;
        if (!reference.startsWith('urn:') && relative(reference) === undefined) return reference;
        throw problems.danglingReference({
          detail: `Nothing of the bundle was stored. ${entry.at}.resource.${at} points to a resource that is neither in the bundle nor stored.`,
          at: `${entry.at}.resource.${at}`,
        });
      });
      return { ...withAttachments(rewritten, resolve), id: list[index] as string };
    }),
  };
}

export async function rememberSources(
  act: Act,
  entries: readonly BundleEntry[],
  ids: readonly string[],
  origin: string,
): Promise<void> {
  await sql`INSERT INTO fhir.source (origin, type, source_id, id)
    SELECT ${origin}, w.type, w.source_id, w.id FROM unnest(${entries.map((entry) => entry.resource.resourceType)}::text[], ${entries.map((entry, index) => sourceId(entry) ?? (ids[index] as string))}::text[], ${[...ids]}::uuid[]) AS w (type, source_id, id)
    ON CONFLICT DO NOTHING`.execute(act.tx);
}

function assignIds(
  entries: readonly BundleEntry[],
  options: ResolveOptions,
  known: ReadonlyMap<string, string>,
): { list: readonly string[]; targets: ReadonlyMap<string, string> } {
  // fullUrl and Type/id of the source -> Type/our id.
  const targets = new Map<string, string>();
  const list = entries.map((entry, index) => {
    const source = sourceId(entry);
    const type = entry.resource.resourceType;
    const id =
      options.ids?.[index] ??
      (options.mode === 'create'
        ? newId()
        : (known.get(sourceKey(entry)) ?? (source !== undefined ? namedId(options.origin, type, source) : newId())));
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
  const seen = new Set<string>();
  const twice = list.findIndex((id) => seen.size === seen.add(id).size);
  if (twice !== -1)
    throw problems.duplicateEntry({
      detail: `Nothing was stored. ${entries[twice]?.at ?? 'An entry'} repeats another entry of the bundle.`,
      at: entries[twice]?.at ?? 'Bundle.entry',
    });
  return { list, targets };
}

function sourceId(entry: BundleEntry): string | undefined {
  if (typeof entry.resource.id === 'string') return entry.resource.id;
  return entry.fullUrl?.replace(/^urn:uuid:/, '');
}

function sourceKey(entry: BundleEntry): string {
  return `${entry.resource.resourceType}/${sourceId(entry) ?? ''}`;
}

function knownSources(act: Act, entries: readonly BundleEntry[], origin: string): Promise<ReadonlyMap<string, string>> {
  return findSources(
    act,
    origin,
    entries.map((entry) => ({ type: entry.resource.resourceType, id: sourceId(entry) ?? '' })),
  );
}

/** What references name that is not in the bundle and is stored. */
async function outsideTargets(
  act: Act,
  entries: readonly BundleEntry[],
  targets: ReadonlyMap<string, string>,
  options: ResolveOptions,
): Promise<ReadonlyMap<string, string>> {
  const wanted = new Set<string>();
  const collect = (reference: string) => {
    if (!targets.has(reference) && relative(reference) !== undefined) wanted.add(reference);
    return reference;
  };
  for (const entry of entries) {
    rewriteReferences(entry.resource, collect);
    withAttachments(entry.resource, collect);
  }
  return wanted.size === 0 ? new Map() : new Map(await lookUp(act, [...wanted], options));
}

/** `Type/id` without a base: ours to resolve. Absolute URLs and conditional references are the outside's. */
function relative(reference: string): { type: string; id: string } | undefined {
  const match = /^([A-Z][A-Za-z]+)\/([A-Za-z0-9.-]{1,64})(?:\/_history\/.+)?$/.exec(reference);
  return match === null ? undefined : { type: match[1] as string, id: match[2] as string };
}

/** An attachment names its Binary by `url`, which is no Reference: one that points to nothing is kept as it is. */
function withAttachments<T extends JsonObject & { resourceType: string }>(
  resource: T,
  resolve: (url: string) => string | undefined,
): T {
  if (resource.resourceType !== 'DocumentReference' || !Array.isArray(resource.content)) return resource;
  return {
    ...resource,
    content: resource.content.map((each) => {
      const attachment = isObject(each) && isObject(each.attachment) ? each.attachment : undefined;
      const target = typeof attachment?.url === 'string' ? resolve(attachment.url) : undefined;
      return target?.startsWith('Binary/') === true && isObject(each)
        ? { ...each, attachment: { ...attachment, url: target } }
        : each;
    }),
  };
}

async function lookUp(act: Act, references: readonly string[], options: ResolveOptions): Promise<[string, string][]> {
  const parsed = references.flatMap((reference) => {
    const target = relative(reference);
    return target === undefined ? [] : [{ reference, ...target }];
  });
  if (options.mode === 'import') {
    const known = await findSources(act, options.origin, parsed);
    const bySource = new Map([...known].map(([name, id]) => [name, `${name.split('/')[0] ?? ''}/${id}`]));
    return parsed.flatMap((each) => {
      const target = bySource.get(`${each.type}/${each.id}`);
      return target === undefined ? [] : [[each.reference, target] as [string, string]];
    });
  }
  const own = parsed.filter((each) => isId(each.id));
  const { rows } = await sql<{ type: string; id: string }>`
    SELECT r.type, r.id FROM unnest(${own.map((each) => each.type)}::text[], ${own.map((each) => each.id)}::uuid[]) AS w (type, id)
    JOIN fhir.resource r ON r.type = w.type COLLATE "C" AND r.id = w.id AND r.deleted_at IS NULL`.execute(act.tx);
  const stored = new Set(rows.map((row) => `${row.type}/${row.id}`));
  return own
    .filter((each) => stored.has(`${each.type}/${each.id}`))
    .map((each) => [each.reference, `${each.type}/${each.id}`]);
}
