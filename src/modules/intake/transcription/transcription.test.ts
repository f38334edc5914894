import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../../../platform/act.ts';
import { FACILITY, openWorld, type World } from '../../../../test/world/world.ts';
import { registerPatient } from '../../patients/index.ts';
import { deriveHeader } from './derive-header.ts';

let world: World;
let clerk: Actor;
let mary = '';

beforeAll(async () => {
  world = await openWorld({ env: { CHARTKEEPER_OCR: 'bundled' } });
  clerk = world.person(['index-clerk', 'coordinator']);
  mary = (
    await world.system((act) =>
      registerPatient(act, {
        facts: {
          birthDate: '1948-04-17',
          sex: 'female',
          names: [{ use: 'legal', family: 'Whitfield', given: ['Mary'] }],
          identifiers: [{ system: 'urn:chartkeeper:mrn:default', value: '00731190', kind: 'mrn' }],
          contacts: [],
        },
        facilityId: FACILITY,
        origin: 'desk',
      }),
    )
  ).id;
});
afterAll(() => world.close());

const report = (job: string, text: string) =>
  Buffer.from(
    [
      'Patient: Whitfield, Mary          MRN: 00731190',
      'Date of Birth: 04/17/1948         Visit No: V-55',
      'Report Type: Discharge Summary    Author: Alan Reed, MD',
      `Dictated: 11/14/2026  Transcribed: 11/15/2026  Job No: ${job}`,
      '',
      text,
    ].join('\n'),
  );

async function takeIn(bytes: Buffer, name: string): Promise<string> {
  const { body } = await world.callAs<{ items: { id: string }[] }>(clerk, 'POST', `/intake/items?name=${name}`, bytes, {
    'content-type': 'application/octet-stream',
  });
  await world.stack.drain();
  return body.items[0]?.id ?? '';
}
const file = async (id: string) =>
  (
    await world.callAs<{ documentId: string; code?: string }>(clerk, 'POST', `/intake/items/${id}/file`, {
      ...{ patientId: mary, typeCode: 'discharge-summary', date: '2026-11-14' },
    })
  ).body.documentId;

describe('a dictated report', () => {
  let first = '';
  let documentId = '';
  it('comes to the index desk like a scan, its heading read', async () => {
    first = await takeIn(report('D-4711', 'She improved on antibiotics.'), 'D4711.txt');
    const { body } = await world.callAs<{
      item: { state: string; mediaKind: string };
      proposals: { field: string; value: string; evidence: { how: string } }[];
    }>(clerk, 'GET', `/intake/items/${first}`);
    expect(body.item).toMatchObject({ state: 'to-index', mediaKind: 'text' });
    expect(body.proposals).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          field: 'type',
          value: 'discharge-summary',
          evidence: expect.objectContaining({ how: 'heading of the report' }) as object,
        }),
        expect.objectContaining({ field: 'date', value: '2026-11-14' }),
        expect.objectContaining({ field: 'patient', value: mary }),
      ]),
    );
    expect(
      await world.sql(
        'SELECT job_number, author, dictated_on::text, transcribed_on::text, visit_number FROM intake.transcript',
      ),
    ).toEqual([
      {
        job_number: 'D-4711',
        author: 'Alan Reed, MD',
        dictated_on: '2026-11-14',
        transcribed_on: '2026-11-15',
        visit_number: 'V-55',
      },
    ]);
  });

  it('is filed with its author and without any signature', async () => {
    documentId = await file(first);
    expect(
      await world.sql(
        'SELECT author_name, received_via FROM documents.document d JOIN documents.version v ON v.document_id = d.id',
      ),
    ).toEqual([{ author_name: 'Alan Reed, MD', received_via: 'dictation' }]);
    expect(await world.sql('SELECT 1 FROM documents.signature')).toEqual([]);
  });

  it('that is sent again is the next version of the same document', async () => {
    const again = await takeIn(report('D-4711', 'She improved on antibiotics. No allergies.'), 'D4711b.txt');
    expect(await file(again)).toBe(documentId);
    expect(await world.sql('SELECT number FROM documents.version ORDER BY number')).toEqual([
      { number: 1 },
      { number: 2 },
    ]);
    const undo = await world.callAs<{ code: string }>(clerk, 'POST', `/intake/items/${again}/undo`, {
      reason: 'wrong',
    });
    expect(undo.body.code).toBe('intake/several-versions');
  });

  it('says of itself what version it is, and the final one follows the preliminary one', async () => {
    const preliminary = await file(await takeIn(report('D-4800', 'STATUS: PRELIMINARY'), 'D4800.txt'));
    const statuses = async () =>
      (
        await world.callAs<{ versions: { number: number; status: string | null }[] }>(
          clerk,
          'GET',
          `/patients/${mary}/documents/${preliminary}`,
        )
      ).body.versions.map(({ status }) => status);
    expect(await statuses()).toEqual(['preliminary']);
    expect(await file(await takeIn(report('D-4800', 'Status: Final'), 'D4800b.txt'))).toBe(preliminary);
    expect(await statuses()).toEqual(['final', 'preliminary']);
    await world.callAs(clerk, 'POST', `/intake/items/${await takeIn(report('D-4800', 'No word'), 'D4800c.txt')}/file`, {
      ...{ patientId: mary, typeCode: 'discharge-summary', date: '2026-11-14', versionStatus: 'corrected' },
    });
    expect(await statuses()).toEqual(['corrected', 'final', 'preliminary']);
  });

  it('of another job is a document of its own', async () => {
    expect(await file(await takeIn(report('D-4712', 'Another stay.'), 'D4712.txt'))).not.toBe(documentId);
  });
});

describe('the heading of a report', () => {
  const us = { order: 'mdy' } as const;
  it('is read by the rules of the site first', () => {
    const text = 'Auftrag 99/7 *** Diktat 03.02.2026\nText.';
    expect(deriveHeader(text, [], us)).toBeUndefined();
    expect(
      deriveHeader(
        text,
        [
          { field: 'job', label: 'Auftrag', valueEnds: 'word' },
          { field: 'dictated', label: 'Diktat', valueEnds: 'word' },
        ],
        { order: 'dmy' },
      ),
    ).toEqual({ job: '99/7', dictated: '2026-02-03' });
  });
  it('says preliminary or final only where it stands as such, not in a sentence', () => {
    const status = (line: string) => deriveHeader(`Job No: D-1\nDictated: 11/14/2026\n${line}`, [], us)?.status;
    expect(status('*** PRELIMINARY REPORT ***')).toBe('PRELIMINARY REPORT');
    expect(status('Report Status: Final')).toBe('Final');
    expect(status('The final report will follow.')).toBeUndefined();
    expect(status('Preliminary findings were discussed.')).toBeUndefined();
  });
  it('may stand below the text, and prose is none', () => {
    expect(deriveHeader(`TEXT\n${'line\n'.repeat(60)}DD: 11/14/2026\nDT: 11/15/2026\nJob ID: 12`, [], us)).toEqual({
      ...{ job: '12', dictated: '2026-11-14', transcribed: '2026-11-15' },
    });
    expect(deriveHeader('Provider: Reed\nThe patient was dictated to rest.', [], us)).toBeUndefined();
  });
});

describe('the rules of a site for headings', () => {
  const german = 'Auftrag 99/7 *** Diktat 11/03/2026\nVerfasser: Dr. Anna Reed\nText.';
  const post = <T = { code: string }>(path: string, body: object, who = clerk) =>
    world.callAs<T>(who, 'POST', path, body);
  const rule = { field: 'job', label: 'Auftrag', valueEnds: 'word', reason: 'Our service writes it so' };
  let id = '';

  it('are tried on a report before they are saved', async () => {
    const read = async (draft?: object) =>
      (await post<{ header: object | null }>('/intake/header-rules/try', { text: german, ...(draft && { draft }) }))
        .body;
    expect(await read()).toEqual({ header: null });
    expect(await read({ field: 'job', label: 'Auftrag', valueEnds: 'word' })).toEqual({ header: null });
    await post('/intake/header-rules', { field: 'dictated', label: 'diktat', valueEnds: 'gap', reason: 'a test' });
    expect(await read({ field: 'job', label: 'Auftrag', valueEnds: 'word' })).toEqual({
      header: { job: '99/7', dictated: '2026-11-03' },
    });
  });

  it('read the reports that come from then on', async () => {
    const answer = await post<{ id: string }>('/intake/header-rules', rule);
    expect(answer.status).toBe(201);
    id = answer.body.id;
    await post('/intake/header-rules', { ...rule, field: 'author', label: 'Verfasser', valueEnds: 'line' });
    const item = await takeIn(Buffer.from(german), 'german.txt');
    expect(await world.sql('SELECT job_number, author FROM intake.transcript WHERE item_id = $1', [item])).toEqual([
      { job_number: '99/7', author: 'Dr. Anna Reed' },
    ]);
  });

  it('are changed and ended, with who, when and why', async () => {
    const changed = await post<{ id: string }>('/intake/header-rules', { ...rule, label: 'Auftrag Nr', replaces: id });
    expect(changed.status).toBe(201);
    expect((await post(`/intake/header-rules/${id}/end`, { reason: 'again' })).body.code).toBe(
      'intake/header-rule-unknown',
    );
    await post(`/intake/header-rules/${changed.body.id}/end`, { reason: 'Another service' });
    const { body } = await world.callAs<{
      inForce: { label: string }[];
      ended: { label: string; ended: { by: string; reason: string } }[];
    }>(clerk, 'GET', '/intake/header-rules');
    expect(body.inForce.map(({ label }) => label)).toEqual(['diktat', 'Verfasser']);
    expect(body.ended.map(({ label, ended }) => [label, ended.by, ended.reason])).toEqual(
      expect.arrayContaining([
        ['Auftrag', clerk.id, rule.reason],
        ['Auftrag Nr', clerk.id, 'Another service'],
      ]),
    );
  });

  it('are refused without words, and to those who set no rules', async () => {
    expect((await post('/intake/header-rules', { ...rule, label: ' x ' })).body.code).toBe('intake/header-rule-wrong');
    const index = world.person(['index-clerk']);
    expect((await post('/intake/header-rules', rule, index)).status).toBe(403);
    expect((await post('/intake/header-rules/try', { text: 'x' }, index)).status).toBe(403);
  });

  it('take no longer however a line and a rule are written', () => {
    const rules = Array.from({ length: 100 }, () => ({ field: 'job', label: 'a a', valueEnds: 'gap' }) as const);
    const begin = performance.now();
    deriveHeader(`${'a '.repeat(50_000)}\n${`${' a'.repeat(150)}\n`.repeat(60)}`, rules, { order: 'mdy' });
    expect(performance.now() - begin).toBeLessThan(1_000);
  });
});

describe('a report in an HL7 file', () => {
  it('is known by its heading: job, author, days and type', async () => {
    const bytes = [
      'MSH|^~\\&|SCRIBE|HOSP|HIM|HOSP|20261115||MDM^T02|78|P|2.5.1',
      'PID|1||00731190^^^HOSP^MR||Whitfield^Mary||19480417|F',
      'TXA|1|DS^Discharge Summary|TX|20261114||20261114|20261115||1234^Reed^Alan|||HL-1|||||AU',
      'OBX|1|TX|18842-5||Stable at discharge.',
    ].join('\r');
    const id = await takeIn(Buffer.from(bytes), 'report.hl7');
    expect(
      await world.sql(
        'SELECT job_number, author, dictated_on::text, transcribed_on::text, version_status FROM intake.transcript WHERE item_id = $1',
        [id],
      ),
    ).toEqual([
      {
        ...{ job_number: 'HL-1', author: 'Alan Reed', dictated_on: '2026-11-14' },
        ...{ transcribed_on: '2026-11-15', version_status: 'final' },
      },
    ]);
    expect(
      await world.sql("SELECT value FROM intake.proposal WHERE item_id = $1 AND field = 'type'", [id]),
    ).toContainEqual({ value: 'discharge-summary' });
  });
});
