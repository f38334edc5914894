import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scan, stack } from '../../../../test/world/scan.ts';
import { FACILITY, openWorld, type World } from '../../../../test/world/world.ts';
import { placeHold } from '../../documents/index.ts';
import { registerPatient } from '../../patients/index.ts';

let world: World;
let ana: ReturnType<World['person']>;
let ben: ReturnType<World['person']>;
let boss: ReturnType<World['person']>;
let ida = '';
let projectId = '';
let boxId = '';
let volumeId = '';
let batchId = '';

type Method = 'GET' | 'POST' | 'PUT';
const call = <T>(actor: ReturnType<World['person']>, method: Method, path: string, body?: unknown) =>
  world.callAs<T & { code: string; id: string }>(actor, method, path, body);
interface Box {
  original: { disposable: boolean; reasons: string[]; warnings: string[] };
  batches: { id: string; reasons: string[]; disposable: boolean }[];
  custody: { number: number; step: string; signedName: string; place: string }[];
  volumes: { label: string; patient: { name: string } | null; batches: number }[];
  brokenAt: number | null;
}
const box = async () => (await call<Box>(ana, 'GET', `/intake/boxes/${boxId}`)).body;
const sign = (actor: ReturnType<World['person']>, step: string, more: object = {}) =>
  call<{ number: number }>(actor, 'POST', `/intake/boxes/${boxId}/custody`, { step, ...more });

beforeAll(async () => {
  world = await openWorld({ env: { CHARTKEEPER_OCR: 'bundled' } });
  ana = world.person(['index-clerk'], { name: 'Ana Ruiz' });
  ben = world.person(['scan-clerk'], { name: 'Ben Ode' });
  boss = world.person(['coordinator']);
  ida = (
    await world.system((act) =>
      registerPatient(act, {
        facts: {
          ...{ birthDate: '1950-02-01', sex: 'female' as const, contacts: [] },
          names: [{ use: 'legal', family: 'Marsh', given: ['Ida'] }],
          identifiers: [{ system: 'urn:chartkeeper:mrn:default', value: '00900100', kind: 'mrn' }],
        },
        facilityId: FACILITY,
        origin: 'desk',
      }),
    )
  ).id;
});
afterAll(() => world.close());

describe('a paper-to-electronic project', () => {
  it('is planned by the coordinator, not by a clerk', async () => {
    const words = {
      name: 'East archive',
      scope: 'Charts of 1990 to 1999',
      plannedSheets: 100,
      startedOn: '2026-11-20',
    };
    expect((await call(ben, 'POST', '/intake/projects', words)).status).toBe(403);
    const wrong = await call(boss, 'POST', '/intake/projects', { ...words, targetOn: '2026-01-01' });
    expect(wrong.body.code).toBe('intake/not-a-project');
    const { status, body } = await call(boss, 'POST', '/intake/projects', { ...words, targetOn: '2027-01-31' });
    expect(status).toBe(201);
    projectId = body.id;
  });

  it('has boxes, each label once, and volumes with whose they are', async () => {
    const made = await call(ben, 'POST', `/intake/projects/${projectId}/boxes`, {
      label: 'EA-0001',
      place: 'Basement',
    });
    boxId = made.body.id;
    const again = await call(ben, 'POST', `/intake/projects/${projectId}/boxes`, { label: 'EA-0001' });
    expect([made.status, again.body.code]).toEqual([201, 'intake/label-taken']);
    const volume = await call(ana, 'POST', `/intake/boxes/${boxId}/volumes`, {
      ...{ label: 'Marsh 1', patientId: ida, fromOn: '1990-01-01', toOn: '1994-12-31', expectedSheets: 2 },
    });
    volumeId = volume.body.id;
    expect((await call<{ id: string }>(ben, 'GET', '/intake/box?label=EA-0001')).body.id).toBe(boxId);
    expect((await box()).volumes).toMatchObject([{ label: 'Marsh 1', patient: { name: 'Marsh, Ida' }, batches: 0 }]);
  });

  it('takes a batch from a volume, which brings box and project along', async () => {
    const other = await call(boss, 'POST', '/intake/projects', { name: 'Other', startedOn: '2026-11-20' });
    const facts = { name: 'Marsh 1a', sides: 'simplex', expectedSheets: 2, volumeId };
    const refused = await call(ben, 'POST', '/intake/batches', { ...facts, projectId: other.body.id });
    expect(refused.body.code).toBe('intake/not-of-that-box');
    batchId = (await call(ana, 'POST', '/intake/batches', facts)).body.id;
    expect(await world.sql('SELECT project_id, box_id FROM intake.batch WHERE id = $1', [batchId])).toEqual([
      { project_id: projectId, box_id: boxId },
    ]);
    expect((await box()).original.reasons).toContain('nothing-scanned');
  });
});

describe('the chain of custody', () => {
  it('is signed step by step, with name and time, and nobody can change a row', async () => {
    await sign(ben, 'received', { from: 'Archive Movers', to: 'Records', place: 'Dock', seal: '4711' });
    const second = await sign(ana, 'counted', { volumeId, sheets: 2, place: 'Room 4' });
    expect(second.body.number).toBe(2);
    expect((await box()).custody.map(({ step, signedName }) => [step, signedName])).toEqual([
      ['received', 'Ben Ode'],
      ['counted', 'Ana Ruiz'],
    ]);
    await expect(
      world.system((act) =>
        act.tx
          .updateTable('intake.custody')
          .set({ place: 'Elsewhere' } as never)
          .execute(),
      ),
    ).rejects.toThrow(/permission denied/);
  });

  it('refuses a batch of another box', async () => {
    const made = await call(ben, 'POST', `/intake/projects/${projectId}/boxes`, { label: 'EA-0002' });
    const { body } = await call(ben, 'POST', `/intake/boxes/${made.body.id}/custody`, { step: 'scanned', batchId });
    expect(body.code).toBe('intake/not-of-that-box');
  });

  it('shows tampering past every layer, and then nothing of the box may be destroyed', async () => {
    await world.sql(`UPDATE intake.custody SET place = 'Elsewhere' WHERE box_id = $1 AND number = 1`, [boxId]);
    const view = await box();
    expect([view.brokenAt, view.original.reasons.includes('custody-broken')]).toEqual([1, true]);
    await world.sql(`UPDATE intake.custody SET place = 'Dock' WHERE box_id = $1 AND number = 1`, [boxId]);
    expect((await box()).brokenAt).toBeNull();
  });

  it('is printed, with a barcode label for the box', async () => {
    for (const what of ['custody', 'label']) {
      const { status, body, headers } = await world.callAs<Buffer>(ben, 'GET', `/intake/boxes/${boxId}/${what}.pdf`);
      expect([status, headers['content-type'], body.subarray(0, 5).toString()]).toEqual([
        200,
        'application/pdf',
        '%PDF-',
      ]);
    }
  });
});

describe('the original', () => {
  it('is needed until its pages are settled, counted and checked by a second person', { timeout: 60_000 }, async () => {
    const pages = await Promise.all(['CONSENT FORM', 'PROGRESS NOTE'].map((title) => scan([title, '', 'Ida Marsh'])));
    const taken = await world.callAs<{ items: { id: string }[] }>(
      ana,
      'POST',
      `/intake/items?name=stack.tiff&batchId=${batchId}`,
      await stack(pages),
      { 'content-type': 'application/octet-stream' },
    );
    await world.stack.drain();
    expect((await box()).original.reasons).toContain('pages-open');
    const opened = await call<{ batch: { revision: number }; state: string }>(ana, 'GET', `/intake/batches/${batchId}`);
    if (opened.body.state === 'to-separate')
      await call(ana, 'POST', `/intake/batches/${batchId}/release`, {
        revision: opened.body.batch.revision,
        reason: 'seen',
      });
    const filed = await call<{ openPages: number }>(
      ana,
      'POST',
      `/intake/items/${taken.body.items[0]?.id ?? ''}/file`,
      {
        ...{ patientId: ida, typeCode: 'progress-note', mismatchReason: 'read by hand' },
      },
    );
    expect([filed.status, filed.body.openPages]).toEqual([200, 0]);
    expect((await box()).original.reasons).toEqual(['not-verified']);
    expect((await sign(ana, 'ready-to-destroy', { note: 'Policy 7' })).body.code).toBe('intake/original-needed');
    world.clock.advance(60_000);
    // Who prepared it may sign that it was checked, and it counts for nothing.
    await sign(ana, 'quality-checked', { batchId });
    expect((await box()).original.reasons).toEqual(['not-verified']);
    await sign(ben, 'quality-checked', { batchId, note: 'Every page against the paper' });
    expect((await box()).original).toMatchObject({
      disposable: true,
      reasons: [],
      warnings: expect.arrayContaining(['law-unverified']) as unknown,
    });
  });

  it('may be signed ready to destroy only with the rule that the person relies on', async () => {
    expect((await sign(boss, 'ready-to-destroy')).body.code).toBe('intake/original-needed');
    expect((await sign(boss, 'ready-to-destroy', { note: 'Retention policy 7, section 3' })).status).toBe(201);
  });

  it('is needed under a legal hold', async () => {
    await world.system((act) => placeHold(act, { patientId: ida, matter: 'Marsh v. Hospital' }));
    expect((await box()).original.reasons).toEqual(['legal-hold']);
    expect((await sign(boss, 'ready-to-destroy', { note: 'Policy 7' })).body.code).toBe('intake/original-needed');
  });

  it('is counted in the project, with what is left', async () => {
    const { body } = await call<{
      funnel: {
        boxes: number;
        volumes: number;
        batches: number;
        images: number;
        pagesSettled: number;
        batchesVerified: number;
      };
      sheetsTotal: number;
      sheetsDone: number;
      progress: { burnDown: { left: number }[]; forecast: unknown };
    }>(ben, 'GET', `/intake/projects/${projectId}`);
    expect(body.funnel).toMatchObject({
      boxes: 2,
      volumes: 1,
      batches: 1,
      images: 2,
      pagesSettled: 2,
      batchesVerified: 1,
    });
    expect([body.sheetsTotal, body.sheetsDone, body.progress.burnDown.at(-1)?.left, body.progress.forecast]).toEqual([
      100,
      2,
      98,
      null,
    ]);
    const list = await call<{ projects: { name: string; images: number }[] }>(ben, 'GET', '/intake/projects');
    expect(list.body.projects.find((each) => each.name === 'East archive')).toMatchObject({ images: 2 });
  });

  it('leaves each signature and look in the log', async () => {
    const found = await world.sql<{ verb: string }>(
      `SELECT DISTINCT verb FROM audit.entry WHERE verb IN ('intake.sign-custody', 'intake.open-box', 'intake.print-custody', 'intake.open-project') AND outcome = 'done'`,
    );
    expect(found).toHaveLength(4);
  });
});
