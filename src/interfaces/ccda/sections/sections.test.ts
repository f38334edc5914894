import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FACILITY, openWorld, type World } from '../../../../test/world/world.ts';
import { sampleDocument, sampleSection, sampleTarget } from '../../../../packages/cda/sample.fixture.ts';
import { registerPatient } from '../../../modules/patients/index.ts';
import { listDocuments } from '../../../modules/documents/index.ts';
import type { ResponseOf } from '../../../platform/http/contract.ts';
import type { Act } from '../../../platform/act.ts';
import type { contract } from '../contract.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const importer = () => world.person(['operator']);
const acting = <T>(run: (act: Act) => Promise<T>) =>
  world.act(importer(), { verb: 'ccda.import', permission: 'ccda/import' }, run);

async function filed(number: string, ...files: readonly Parameters<typeof sampleDocument>[0][]) {
  const { id: patientId } = await acting((act) =>
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
  for (const parts of files) {
    const text = sampleDocument({
      id: `<id root="1.2.3.4.5" extension="DOC-${number}"/>`,
      set: '',
      target: sampleTarget({ number }),
      ...parts,
    });
    await world.callAs(importer(), 'POST', '/ccda/import?name=summary.xml', Buffer.from(text), {
      'content-type': 'application/xml',
    });
  }
  const { documents } = await acting((act) => listDocuments(act, { patientId }));
  return documents.map(({ id, title }) => ({ patientId, id, title }));
}

const reading = (role: string, document: { patientId: string; id: string } | undefined) =>
  world.callAs<ResponseOf<typeof contract.sections>>(
    world.person([role]),
    'GET',
    `/patients/${document?.patientId}/documents/${document?.id}/sections`,
  );

describe('A C-CDA document by its sections', () => {
  it('says from whom it is, and has its sections in order with their tables, lists and links', async () => {
    const [document] = await filed('300001', {});
    const { status, body } = await reading('coordinator', document);
    expect(status).toBe(200);
    expect(body.header).toMatchObject({
      release: 'C-CDA R2.1',
      title: 'Discharge Summary',
      effectiveTime: '2026-03-01T10:15:00-05:00',
      patient: 'Ada Ashe',
      birthDate: '1947-05-01',
      authors: [{ name: 'Dr. Henry Levin' }],
      custodian: 'Good Health Hospital',
    });
    expect(body.sections.map(({ key, level, title }) => ({ key, level, title }))).toEqual([
      { key: '1', level: 1, title: 'Allergies' },
      { key: '2', level: 1, title: 'Hospital Course' },
    ]);
    expect(body.sections[0]?.parts[0]).toMatchObject({ form: 'table' });
    expect(JSON.stringify(body.sections[1]?.parts)).toContain('"address":"https://example.org/a"');
    expect(body.addendumTo).toBeNull();
  });

  it('carries nothing of a hostile narrative but its words', async () => {
    const picture =
      '<entry><observationMedia ID="p1"><value mediaType="image/png" representation="B64">iVBORw0KGgo=</value></observationMedia></entry>';
    const text = `<paragraph onclick="steal()" style="position:fixed">Words<script>steal()</script><style>*{}</style></paragraph>
<linkHtml href="javascript:steal()">script</linkHtml><linkHtml href="file:///etc/passwd">file</linkHtml>
<iframe src="https://evil.example/"/><renderMultiMedia referencedObject="p1"/><renderMultiMedia referencedObject="p1"/>
<table><tbody>${'<tr><td>1</td></tr>'.repeat(3_000)}</tbody></table>`;
    const [document] = await filed('300002', {
      body: `<structuredBody>${sampleSection('8648-8', 'Course', text, picture)}</structuredBody>`,
    });
    const { body } = await reading('coordinator', document);
    const sent = JSON.stringify(body);
    for (const word of ['steal', 'onclick', 'position', 'passwd', 'evil.example', '"address"'])
      expect(sent).not.toContain(word);
    expect(sent).toContain('Words');
    expect(body.pictures).toEqual([{ mediaType: 'image/png', base64: 'iVBORw0KGgo=' }]);
    expect(sent.match(/"picture":0/g)).toHaveLength(2);
    expect(sent.match(/"row"/g)).toHaveLength(3_000);
  });

  it('names what it is an addendum to, where that is here', async () => {
    const appending = (number: string) => ({
      id: `<id root="1.2.3.4.5" extension="A-${number}"/>`,
      more: `<relatedDocument typeCode="APND"><parentDocument><id root="1.2.3.4.5" extension="DOC-${number}"/></parentDocument></relatedDocument>`,
    });
    const documents = await filed('300003', {}, appending('300003'));
    const of = (title: string) => documents.find((each) => each.title === title);
    const { body } = await reading('coordinator', of('Addendum: Discharge Summary'));
    expect(body.addendumTo?.document).toMatchObject({
      documentId: of('Discharge Summary')?.id,
      name: 'Discharge Summary',
    });
    const [alone] = await filed('300004', appending('300004'));
    expect((await reading('coordinator', alone)).body.addendumTo).toEqual({ document: null });
  });

  it('is shown to those who may read the document, and to them only', async () => {
    const [restricted] = await filed('300005', { confidentiality: '<confidentialityCode code="R"/>' });
    expect((await reading('coordinator', restricted)).status).toBe(404);
    const [open] = await filed('300006', {});
    expect((await reading('administrator', open)).status).toBe(403);
    const said = await world.sql<{ verb: string }>(
      "SELECT verb FROM audit.entry WHERE verb = 'ccda.open-sections' LIMIT 1",
    );
    expect(said).toHaveLength(1);
  });
});
