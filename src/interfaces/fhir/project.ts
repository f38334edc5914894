import type { Act, EmittedEvent } from '../../platform/act.ts';
import { type NameFacts, type PatientRecord, readPatient, registeredNow } from '../../modules/patients/index.ts';
import { maskOf } from '../../modules/access/index.ts';
import { compact } from './compact.ts';
import { type JsonObject } from './read-json.ts';
import { storeResources } from './store.ts';
import { isWrittenThroughFhir } from './written-through.ts';

const USES: Readonly<Record<NameFacts['use'], string>> = {
  legal: 'official',
  previous: 'old',
  maiden: 'maiden',
  'name-used': 'usual',
  alias: 'nickname',
  'newborn-placeholder': 'temp',
  'unknown-placeholder': 'temp',
};
const KIND_CODES: Readonly<Record<string, string>> = {
  mrn: 'MR',
  ssn: 'SS',
  'drivers-licence': 'DL',
  passport: 'PPN',
  insurance: 'MB',
  national: 'NI',
};

/**
 * The desk changed a patient: the stored Patient follows in the same transaction. What our columns model is overlaid;
 * everything else a source once sent is kept.
 */
export async function projectPatient(act: Act, event: EmittedEvent): Promise<void> {
  if (isWrittenThroughFhir(act)) return;
  const { patientId } = event.payload as { patientId: string };
  const record = (await registeredNow(act, event)) ?? (await readPatient(act, patientId));
  const fresh = event.name === 'patients.registered';
  const kept = fresh ? {} : await readStored(act, patientId);
  await storeResources(
    act,
    [
      {
        patientId,
        type: 'Patient',
        id: patientId,
        facilityId: record.facilityId,
        labels: maskOf(record.labels),
        content: { ...kept, ...patientResource(record) },
      },
    ],
    'desk',
    { fresh },
  );
}

async function readStored(act: Act, patientId: string): Promise<JsonObject> {
  const before = await act.tx
    .selectFrom('fhir.resource')
    .select('content')
    .where('patient_id', '=', patientId)
    .where('type', '=', 'Patient')
    .where('id', '=', patientId)
    .executeTakeFirst();
  return before === undefined ? {} : (JSON.parse(before.content) as JsonObject); // we wrote it
}

function patientResource(record: PatientRecord): JsonObject {
  const birth = record.birthDate;
  const length = record.birthDatePrecision === 'year' ? 4 : record.birthDatePrecision === 'month' ? 7 : 10;
  return compact({
    resourceType: 'Patient',
    id: record.id,
    identifier: record.identifiers.map((each) =>
      compact({
        system: each.system,
        value: each.value,
        type:
          KIND_CODES[each.kind] === undefined
            ? undefined
            : {
                coding: [
                  { system: 'http://terminology.hl7.org/CodeSystem/v2-0203', code: KIND_CODES[each.kind] as string },
                ],
              },
      }),
    ),
    name: record.names.map((name) =>
      compact({
        use: USES[name.use],
        family: name.family,
        given: [...name.given],
        prefix: name.prefix?.length === 0 ? undefined : [...(name.prefix ?? [])],
        suffix: name.suffix?.length === 0 ? undefined : [...(name.suffix ?? [])],
        period:
          name.from === undefined && name.to === undefined ? undefined : compact({ start: name.from, end: name.to }),
      }),
    ),
    gender: record.sex,
    birthDate: birth?.slice(0, length),
    telecom: record.contacts
      .filter((contact) => contact.kind !== 'address')
      .map((contact) => compact({ system: contact.kind, use: contact.use, value: contact.value })),
    address: record.contacts
      .filter((contact) => contact.kind === 'address')
      .map((contact) =>
        compact({
          use: contact.use,
          line: [...(contact.lines ?? [])],
          city: contact.city,
          state: contact.state,
          postalCode: contact.postalCode,
          country: contact.country,
        }),
      ),
    deceasedDateTime: record.death?.on,
    deceasedBoolean: record.death !== undefined && record.death.on === undefined ? true : undefined,
  });
}
