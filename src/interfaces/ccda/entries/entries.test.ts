import { afterAll, beforeAll, expect, it } from 'vitest';
import { FACILITY, openWorld, type World } from '../../../../test/world/world.ts';
import { isRefusal, readDocument } from '../../../../packages/cda/index.ts';
import { sampleDocument, sampleSection, sampleTarget } from '../../../../packages/cda/sample.fixture.ts';
import { listDocuments, markEnteredInError } from '../../../modules/documents/index.ts';
import { registerPatient } from '../../../modules/patients/index.ts';
import { deriveEntries } from './derive-entries.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const E = '2.16.840.1.113883.10.20.22.4.';
const LOINC = 'codeSystem="2.16.840.1.113883.6.1"';
const pressure = `<entry><organizer classCode="CLUSTER" moodCode="EVN"><templateId root="${E}26"/><id root="1.9.1" extension="o"/><code code="46680005" codeSystem="2.16.840.1.113883.6.96"/><statusCode code="completed"/><effectiveTime value="20260301"/>
<component><observation classCode="OBS" moodCode="EVN"><templateId root="${E}27" extension="2014-06-09"/><id root="1.9.1" extension="s"/><code code="8480-6" ${LOINC} displayName="Systolic"/><statusCode code="completed"/><value xsi:type="PQ" value="132" unit="mm[Hg]"/></observation></component></organizer></entry>`;
const shot = `<entry><substanceAdministration classCode="SBADM" moodCode="EVN" negationInd="true"><templateId root="${E}52"/><id root="1.9.2" extension="i"/><statusCode code="completed"/><effectiveTime value="20251010"/><consumable><manufacturedProduct><manufacturedMaterial><code code="140" codeSystem="2.16.840.1.113883.12.292" displayName="Influenza"/></manufacturedMaterial></manufacturedProduct></consumable></substanceAdministration></entry>`;
const pill = `<entry><substanceAdministration classCode="SBADM" moodCode="EVN"><templateId root="${E}16"/><id root="1.9.3" extension="m"/><text><reference value="#m1"/></text><statusCode code="active"/><effectiveTime xsi:type="IVL_TS"><low value="20240101"/></effectiveTime><doseQuantity value="20" unit="mg"/><consumable><manufacturedProduct><manufacturedMaterial><code code="197884" codeSystem="2.16.840.1.113883.6.88"/></manufacturedMaterial></manufacturedProduct></consumable></substanceAdministration></entry>`;
const problem = `<entry><act classCode="ACT" moodCode="EVN"><templateId root="${E}3"/><id root="1.9.4" extension="c"/><statusCode code="active"/><entryRelationship typeCode="SUBJ"><observation classCode="OBS" moodCode="EVN"><templateId root="${E}4"/><id root="1.9.4" extension="p"/><code code="55607006" codeSystem="2.16.840.1.113883.6.96"/><statusCode code="completed"/><effectiveTime><low value="2010"/><high value="201203"/></effectiveTime><value xsi:type="CD" code="233604007" codeSystem="2.16.840.1.113883.6.96" displayName="Pneumonia"/></observation></entryRelationship></act></entry>`;
const odd = '<entry><act classCode="ACT" moodCode="EVN"><templateId root="1.1.1"/></act></entry>';
const body = (...entries: string[]) =>
  `<structuredBody>${sampleSection('8716-3', 'All', '<paragraph ID="m1">One tablet daily</paragraph>', entries.join(''))}</structuredBody>`;

it('reads entries as FHIR, with the words that their sender shows, and counts those it does not know', () => {
  const document = readDocument(Buffer.from(sampleDocument({ body: body(pressure, shot, pill, problem, odd) })));
  if (isRefusal(document)) throw new Error(document.detail);
  const { facts, unmapped } = deriveEntries(document);
  expect(unmapped).toBe(1);
  expect(facts.map(({ fact }) => JSON.parse(JSON.stringify(fact)) as unknown)).toMatchObject([
    {
      resourceType: 'Observation',
      status: 'final',
      code: { coding: [{ system: 'http://loinc.org', code: '8480-6' }] },
      effectiveDateTime: '2026-03-01',
      valueQuantity: { value: 132, unit: 'mm[Hg]' },
      identifier: [{ system: 'urn:oid:1.9.1', value: 's' }],
    },
    { resourceType: 'Immunization', status: 'not-done', occurrenceDateTime: '2025-10-10' },
    {
      resourceType: 'MedicationStatement',
      status: 'active',
      effectivePeriod: { start: '2024-01-01' },
      dosage: [{ text: 'One tablet daily', doseAndRate: [{ doseQuantity: { value: 20, unit: 'mg' } }] }],
    },
    {
      resourceType: 'Condition',
      onsetDateTime: '2010',
      abatementDateTime: '2012-03',
      clinicalStatus: { coding: [{ code: 'resolved' }] },
    },
  ]);
});

it('never calls an allergy by its reaction, whatever words the entry refers to', () => {
  const reacted = (code: string) =>
    `<entry><act classCode="ACT" moodCode="EVN"><templateId root="${E}30"/><statusCode code="active"/><entryRelationship typeCode="SUBJ"><observation classCode="OBS" moodCode="EVN"><templateId root="${E}7"/><id root="1.9.5" extension="a"/>
<participant typeCode="CSM"><participantRole classCode="MANU"><playingEntity classCode="MMAT">${code}</playingEntity></participantRole></participant>
<entryRelationship typeCode="MFST"><observation classCode="OBS" moodCode="EVN"><templateId root="${E}9"/><value xsi:type="CD" code="422587007" codeSystem="2.16.840.1.113883.6.96"><originalText><reference value="#m1"/></originalText></value></observation></entryRelationship></observation></entryRelationship></act></entry>`;
  const referring = '<originalText><reference value="#m1"/></originalText>';
  const codes = [
    `<code code="7980" codeSystem="2.16.840.1.113883.6.88" displayName="Penicillin">${referring}</code>`,
    `<code code="7980" codeSystem="2.16.840.1.113883.6.88">${referring}</code>`,
    '<code code="7980" codeSystem="2.16.840.1.113883.6.88"><originalText>PCN</originalText></code>',
  ];
  const document = readDocument(Buffer.from(sampleDocument({ body: body(...codes.map(reacted)) })));
  if (isRefusal(document)) throw new Error(document.detail);
  const named = deriveEntries(document).facts.map(({ fact }) => (fact['code'] as { text?: string }).text);
  expect(named).toEqual(['Penicillin', undefined, 'PCN']);
});

const operator = () => world.person(['operator']);
const send = (text: string) =>
  world.callAs(operator(), 'POST', '/ccda/import?name=a.xml', Buffer.from(text), { 'content-type': 'application/xml' });
const kept = (patientId: string) =>
  world.sql<{ type: string; content: string }>(
    "SELECT type, content FROM fhir.resource WHERE patient_id = $1 AND origin = 'ccda' ORDER BY type",
    [patientId],
  );

function registered(number: string) {
  return world.act(operator(), { verb: 'ccda.import', permission: 'ccda/import' }, (act) =>
    registerPatient(act, {
      facilityId: FACILITY,
      origin: 'desk',
      facts: {
        birthDate: '1947-05-01',
        birthDatePrecision: 'day',
        sex: 'female',
        names: [{ use: 'legal', family: 'Ashe', given: ['Ada'] }],
        identifiers: [{ system: 'urn:oid:1.2.3.4', value: number, kind: 'other' }],
        contacts: [],
      },
    }),
  );
}
const of = (number: string, version: number, ...entries: string[]) =>
  sampleDocument({
    id: `<id root="1.2.3.4.5" extension="E-${number}-${version}"/>`,
    set: `<setId root="1.2.3.4.6" extension="E-${number}"/><versionNumber value="${version}"/>`,
    target: sampleTarget({ number }),
    ...(entries.length === 0 ? {} : { body: body(...entries) }),
  });

it('keeps them with a Provenance that names the document, once, whatever comes again', async () => {
  const { id: patientId } = await registered('300001');
  await send(of('300001', 1));
  await world.stack.drain();
  const rows = await kept(patientId);
  expect(rows.map(({ type }) => type)).toEqual(['AllergyIntolerance', 'Provenance']);
  expect(JSON.parse(rows[0]?.content ?? '')).toMatchObject({
    patient: { reference: `Patient/${patientId}` },
    code: { text: 'Penicillin G' },
  });
  const { documents } = await world.act(operator(), { verb: 'ccda.import', permission: 'ccda/import' }, (act) =>
    listDocuments(act, { patientId }),
  );
  expect(JSON.parse(rows[1]?.content ?? '')).toMatchObject({
    entity: [{ role: 'source', what: { identifier: { value: documents[0]?.id } } }],
  });
  await send(of('300001', 1));
  await world.stack.drain();
  expect(await kept(patientId)).toEqual(rows);
});

it('tags what only a former version says, and strikes all through with its document', async () => {
  const { id: patientId } = await registered('300002');
  await send(of('300002', 1, pressure, problem));
  await world.stack.drain();
  await send(of('300002', 2, problem));
  await world.stack.drain();
  const [, former] = await kept(patientId);
  expect(JSON.parse(former?.content ?? '')).toMatchObject({ meta: { tag: [{ code: 'former-version' }] } });
  await world.act(operator(), { verb: 'ccda.import', permission: 'ccda/import' }, async (act) => {
    const { documents } = await listDocuments(act, { patientId });
    await markEnteredInError(act, {
      patientId,
      documentId: documents[0]?.id ?? '',
      cause: 'wrong-patient',
      reason: 'Another Ashe.',
    });
  });
  await world.stack.drain();
  const struck = (await kept(patientId)).filter(({ type }) => type !== 'Provenance');
  expect(struck).toHaveLength(2);
  for (const { content } of struck) expect(content).toContain('entered-in-error');
});
