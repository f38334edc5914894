import type { Act } from '../../platform/act.ts';
import { isId } from '../../platform/ids.ts';
import { fileDocuments } from './documents/file-documents.ts';
import { FILED_AS } from './documents/derive-served.ts';
import { type DocumentPlans, planDocuments } from './documents/plan-documents.ts';
import { type PreparedDocument, prepareDocuments } from './documents/prepare-documents.ts';
import { labelsOf } from './labels-of.ts';
import { problems } from './problems.ts';
import type { JsonObject } from './read-json.ts';
import { patientIdOf } from './references.ts';
import { type Stored, storeResources } from './store.ts';
import { type ForDocuments, type Perform, whileItMoves } from './take-prepared.ts';
import { type Incoming, tellModule } from './write-resource.ts';
import { writingThroughFhir } from './written-through.ts';

export interface Update {
  readonly type: string;
  readonly id: string;
  readonly resource: JsonObject & { resourceType: string };
  readonly version?: number;
}

/**
 * FHIR update of a resource that is here; the content of a document is put before the act that names it. A fact's patient
 * never changes: a body about another patient is refused.
 * @throws fhir/not-found, fhir/version-conflict, fhir/invalid-element
 */
export async function updatePrepared(services: ForDocuments, input: Update, perform: Perform): Promise<Stored> {
  if (input.type !== 'DocumentReference')
    return perform('take', (act) => updateResource(act, input, { prepared: new Map() }));
  return whileItMoves(async () => {
    const { incoming, plans } = await perform('prepare', (act) => planUpdate(act, input));
    const prepared = await prepareDocuments(services, [incoming], plans);
    return perform('take', (act) => updateResource(act, input, { prepared }));
  });
}

/** What becomes of a document by an update, without writing anything. @throws as {@link updatePrepared} */
export async function planUpdate(act: Act, input: Update): Promise<{ incoming: Incoming; plans: DocumentPlans }> {
  const { incoming } = await incomingOf(act, input);
  return { incoming, plans: await plan(act, incoming) };
}

/** FHIR update in an act that does more; of a document, with its content put before. @throws as {@link updatePrepared} */
export async function updateResource(
  act: Act,
  input: Update,
  content: { prepared: ReadonlyMap<string, PreparedDocument> },
): Promise<Stored> {
  writingThroughFhir(act);
  const { incoming, before } = await incomingOf(act, input);
  const options = { facilityId: before.facility_id, origin: 'fhir' };
  await tellModule(act, incoming, options);
  const documents = await fileDocuments(
    act,
    { incoming: [incoming], documents: await plan(act, incoming) },
    { ...options, ...content },
  );
  const { id, resource } = incoming;
  const [stored] = await storeResources(
    act,
    [
      {
        patientId: before.patient_id,
        type: input.type,
        id,
        facilityId: before.facility_id,
        labels: BigInt(before.labels) | labelsOf(resource) | (documents.labels.get(id) ?? 0n),
        content: documents.contents.get(id) ?? resource,
        said: resource,
      },
    ],
    'fhir',
  );
  act.note({ subjectIds: [id], patientIds: [before.patient_id], count: 1 });
  return stored as Stored;
}

async function incomingOf(act: Act, input: Update) {
  const { type, id } = input;
  const before = isId(id)
    ? await act.tx
        .selectFrom('fhir.resource')
        .select(['patient_id', 'facility_id', 'version', 'labels', 'content'])
        .where('type', '=', type)
        .where('id', '=', id)
        .forUpdate()
        .executeTakeFirst()
    : undefined;
  if (before === undefined)
    throw problems.notFound({ detail: 'Nothing was changed. Create it with POST; ids are given here.' });
  if (input.version !== undefined && input.version !== before.version)
    throw problems.versionConflict({
      detail: 'Nothing was changed. Read it again and send the change on the version you read.',
    });
  if (type === 'Binary' && before.content.includes(FILED_AS))
    throw problems.notSupported({
      detail: 'Nothing was changed. This is the content of a document of the record: change its DocumentReference.',
      status: 422,
    });
  const resource = { ...input.resource, id };
  const patientId = type === 'Patient' ? id : patientIdOf(resource);
  if (resource.resourceType !== type || (patientId !== undefined && patientId !== before.patient_id))
    throw problems.invalidElement({
      detail: `Nothing was changed. The body is another type or about another patient than ${type}/… is.`,
      at: type,
    });
  const incoming: Incoming = { id, resource, patientId, known: true, at: type };
  return { before, incoming };
}

function plan(act: Act, incoming: Incoming): Promise<DocumentPlans> {
  return planDocuments(act, [incoming], new Set());
}
