import type { Act } from '../../platform/act.ts';
import { isId } from '../../platform/ids.ts';
import { labelsOf } from './labels-of.ts';
import { problems } from './problems.ts';
import type { JsonObject } from './read-json.ts';
import { patientIdOf } from './references.ts';
import { type Stored, storeResources } from './store.ts';
import { tellModule } from './write-resource.ts';
import { writingThroughFhir } from './written-through.ts';

/**
 * FHIR update of a resource that is here. A fact's patient never changes: a body about another patient is refused.
 * @throws fhir/not-found, fhir/version-conflict, fhir/invalid-element
 */
export async function updateResource(
  act: Act,
  input: { type: string; id: string; resource: JsonObject & { resourceType: string }; version?: number },
): Promise<Stored> {
  writingThroughFhir(act);
  const { type, id } = input;
  const before = isId(id)
    ? await act.tx
        .selectFrom('fhir.resource')
        .select(['patient_id', 'facility_id', 'version', 'labels'])
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
  const resource = { ...input.resource, id };
  const patientId = type === 'Patient' ? id : patientIdOf(resource);
  if (resource.resourceType !== type || (patientId !== undefined && patientId !== before.patient_id))
    throw problems.invalidElement({
      detail: `Nothing was changed. The body is another type or about another patient than ${type}/… is.`,
      at: type,
    });
  await tellModule(act, { id, resource, patientId, known: true }, { facilityId: before.facility_id, origin: 'fhir' });
  const [stored] = await storeResources(
    act,
    [
      {
        patientId: before.patient_id,
        type,
        id,
        facilityId: before.facility_id,
        labels: BigInt(before.labels) | labelsOf(resource),
        content: resource,
      },
    ],
    'fhir',
  );
  act.note({ subjectIds: [id], patientIds: [before.patient_id], count: 1 });
  return stored as Stored;
}
