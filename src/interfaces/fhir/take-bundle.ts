import { sql } from 'kysely';
import type { Act } from '../../platform/act.ts';
import { together } from '../../platform/db/together.ts';
import { isId } from '../../platform/ids.ts';
import { planDocuments, type DocumentPlans } from './documents/plan-documents.ts';
import type { PreparedDocument } from './documents/prepare-documents.ts';
import { fileDocuments, ownersOfBinaries } from './documents/file-documents.ts';
import { labelsOf } from './labels-of.ts';
import { problems } from './problems.ts';
import type { BundleEntry } from './read-entries.ts';
import { patientIdOf } from './references.ts';
import { rememberSources, resolveBundle, type ResolveOptions } from './resolve-bundle.ts';
import { contentHash, NOBODY, type Stored, storeResources } from './store.ts';
import { type Incoming, tellModules } from './write-resource.ts';
import { writingThroughFhir } from './written-through.ts';

export interface TakeOptions extends ResolveOptions {
  readonly facilityId: string;
  /** Content put before the transaction, by id of its DocumentReference. */
  readonly prepared?: ReadonlyMap<string, PreparedDocument>;
}

export interface BundlePlan {
  readonly incoming: readonly Incoming[];
  readonly documents: DocumentPlans;
  readonly unchanged: ReadonlySet<string>;
}

/** A resource as it is stored now, and what its sender should know although all went well. */
export interface Taken extends Stored {
  readonly remark: string | undefined;
}

/**
 * Ids, references and what documents become, without writing anything: what can be refused is refused here, before
 * content is put to disk for it.
 * @throws fhir/dangling-reference, fhir/duplicate-entry
 */
export async function planBundle(
  act: Act,
  entries: readonly BundleEntry[],
  options: ResolveOptions,
): Promise<BundlePlan> {
  const { ids, resources, known } = await resolveBundle(act, entries, options);
  const owners = ownersOfBinaries(resources);
  const incoming = resources.map((resource, index): Incoming => {
    const id = ids[index] as string;
    const patientId = patientIdOf(resource) ?? owners.get(id)?.patientId;
    return { resource, id, patientId, known: known.has(id), at: `${(entries[index] as BundleEntry).at}.resource` };
  });
  const before = options.mode === 'import' ? await hashesOf(act, incoming) : new Map<string, Buffer>();
  await ownersMustBeVisible(act, incoming);
  const unchanged = new Set(
    incoming.filter((each) => before.get(each.id)?.equals(contentHash(each.resource)) === true).map(({ id }) => id),
  );
  // A reference whose Binary says something else now is not what it was.
  for (const [id, { referenceId }] of owners) if (!unchanged.has(id)) unchanged.delete(referenceId);
  return { incoming, unchanged, documents: await planDocuments(act, incoming, unchanged) };
}

/**
 * All entries in one transaction: modules told in the order their facts need, everything stored. A reference that points
 * to nothing refuses the whole bundle.
 * @throws fhir/dangling-reference, fhir/duplicate-entry, fhir/document-refused, fhir/changed-meanwhile
 */
export async function takeBundle(act: Act, entries: readonly BundleEntry[], options: TakeOptions): Promise<Taken[]> {
  writingThroughFhir(act);
  const plan = await planBundle(act, entries, options);
  const { incoming, unchanged } = plan;
  const told = () => [
    tellModules(
      act,
      incoming.filter((each) => !unchanged.has(each.id)),
      options,
    ),
    options.mode === 'import'
      ? rememberSources(
          act,
          entries,
          incoming.map(({ id }) => id),
          options.origin,
        )
      : Promise.resolve(),
  ];
  const fresh = options.mode === 'create';
  // Documents need their patients and encounters, and what is stored of them is known when they are filed. Where there
  // are none, nothing waits for anything.
  const withDocuments = plan.documents.byId.size > 0;
  if (withDocuments) await together(told());
  const documents = await fileDocuments(act, plan, options);
  const rows = incoming.map((each) => ({
    patientId: each.patientId ?? NOBODY,
    type: each.resource.resourceType,
    id: each.id,
    facilityId: options.facilityId,
    labels: labelsOf(each.resource) | (documents.labels.get(each.id) ?? 0n),
    content: documents.contents.get(each.id) ?? each.resource,
    said: each.resource,
  }));
  const [stored] = await together([
    storeResources(act, rows, options.origin, { fresh }),
    ...(withDocuments ? [] : told()),
  ]);
  return stored.map((each) => ({ ...each, remark: documents.remarks.get(each.id) }));
}

/** A resource may be added only to a patient of the bundle or to one the actor may see. */
async function ownersMustBeVisible(act: Act, incoming: readonly Incoming[]): Promise<void> {
  const fresh = new Set(incoming.filter((each) => each.resource.resourceType === 'Patient').map((each) => each.id));
  const others = incoming.flatMap(({ patientId, at }) =>
    patientId === undefined || fresh.has(patientId) ? [] : [{ patientId, at }],
  );
  if (others.length === 0) return;
  const wanted = [...new Set(others.map(({ patientId }) => patientId))].filter(isId);
  const rows =
    wanted.length === 0
      ? []
      : await act.tx.selectFrom('patients.patient').select('id').where('id', 'in', wanted).execute();
  const visible = new Set(rows.map(({ id }) => id));
  const lost = others.find(({ patientId }) => !visible.has(patientId));
  if (lost !== undefined)
    throw problems.danglingReference({
      detail: `Nothing was stored. ${lost.at} is about a patient who is not here, or not one you may see.`,
      at: lost.at,
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
