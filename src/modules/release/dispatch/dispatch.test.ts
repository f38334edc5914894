import { strFromU8, unzipSync } from 'fflate';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  arrangePaper,
  arrangePerson,
  openCase,
  queuesOf,
  type ReleaseDesk,
  releaseDesk,
  releaseUpToPacket,
} from '../../../../test/world/release-case.ts';
import { openWorld, type World } from '../../../../test/world/world.ts';

/** pdftotext of poppler-utils, where it is installed; without it what stands on pages is not read here. */
const POPPLER = spawnSync('pdftotext', ['-v']).error === undefined;

let world: World;
let desk: ReleaseDesk;
let patient: string;
beforeAll(async () => {
  world = await openWorld();
  desk = releaseDesk(world);
  patient = await arrangePerson(world, 'Post', 'Pia');
  await arrangePaper(world, patient, ['A page']);
});
afterAll(() => world.close());

const call = <T = { code?: string; disclosureId: string }>(path: string, body: unknown = {}) =>
  world.callAs<T>(desk.specialist, 'POST', path, body);
const CALL = { spokeTo: 'Front desk', number: '+1 614 555 0111', numberFrom: 'Bar register' };
const ready = (scope: Record<string, unknown> = {}) => releaseUpToPacket(world, desk, patient, { scope });
const run = async () =>
  (
    await world.callAs<{ entries: { disclosureId: string; address: string[]; pages: number; way: string }[] }>(
      desk.specialist,
      'GET',
      '/release/print-run',
    )
  ).body.entries;
const ofCase = async (id: string) =>
  (
    await world.callAs<{ dispatches: Record<string, unknown>[] }>(
      desk.specialist,
      'GET',
      `/release/requests/${id}/dispatches`,
    )
  ).body.dispatches;

describe('a packet on paper', () => {
  it('waits in the print run with its label, is printed, posted with its tracking number, and confirmed by that', async () => {
    const id = await ready();
    expect((await call(`/release/requests/${id}/dispatches`, { way: 'paper' })).body.code).toBe(
      'release/call-back-missing',
    );
    const begun = await call(`/release/requests/${id}/dispatches`, { way: 'paper', callBack: CALL });
    expect(begun.status).toBe(201);
    const { disclosureId } = begun.body;
    expect((await run()).find((each) => each.disclosureId === disclosureId)).toMatchObject({
      way: 'paper',
      pages: 3,
      address: ['Dana Whitfield', 'Whitfield Law', '2 Court Square'],
    });
    const at = `/release/dispatches/${disclosureId}`;
    const posted = { carrier: 'USPS', tracking: '9400 1000 0000' };
    expect((await call(`${at}/posted`, posted)).body.code).toBe('release/dispatch-not-made');
    expect((await call(`${at}/made`)).status).toBe(204);
    expect((await call(`${at}/made`)).status).toBe(204);
    expect((await call(`${at}/posted`, posted)).status).toBe(204);
    expect((await call(`${at}/posted`, posted)).status).toBe(204);
    expect((await call(`${at}/posted`, { carrier: 'UPS' })).body.code).toBe('release/dispatch-posted');
    const opened = await openCase(world, desk.specialist, id);
    expect(opened.disclosures).toMatchObject([{ outcome: 'handed-over', channel: 'mail' }]);
    expect(await ofCase(id)).toMatchObject([{ carrier: 'USPS', tracking: '9400 1000 0000' }]);
    expect((await run()).some((each) => each.disclosureId === disclosureId)).toBe(false);
    expect(await queuesOf(world, id)).not.toContain('release.confirm-delivery');
  });

  it('is not posted once somebody said that it was not handed over', async () => {
    const id = await ready();
    const { body } = await call(`/release/requests/${id}/dispatches`, { way: 'paper', callBack: CALL });
    await call(`/release/disclosures/${body.disclosureId}/confirmation`, {
      outcome: 'not-handed-over',
      how: 'Taken out of the run',
    });
    expect((await call(`/release/dispatches/${body.disclosureId}/made`)).body.code).toBe('release/dispatch-ended');
    expect((await run()).some(({ disclosureId }) => disclosureId === body.disclosureId)).toBe(false);
  });

  it('needs an address, and no line of it is markup of the label', async () => {
    const id = await ready();
    const to = (address: string[]) =>
      call(`/release/requests/${id}/dispatches`, { way: 'paper', callBack: CALL, recipient: { name: 'X', address } });
    expect((await to([])).status).toBe(400);
    expect((await to(['1 Road\u0007'])).status).toBe(400);
    const other = world.person(['scan-clerk']);
    expect((await world.callAs(other, 'GET', '/release/print-run')).status).toBe(403);
  });
});

describe('a packet on a medium', () => {
  it('leaves encrypted only, as a folder whose checksums are right and that names no patient', async () => {
    const clear = await ready({ encrypt: false });
    expect((await call(`/release/requests/${clear}/dispatches`, { way: 'medium', callBack: CALL })).body.code).toBe(
      'release/medium-in-the-clear',
    );
    const id = await ready({ encrypt: true });
    const { body } = await call(`/release/requests/${id}/dispatches`, { way: 'medium', callBack: CALL });
    const image = await world.callAs<Buffer>(desk.specialist, 'GET', `/release/dispatches/${body.disclosureId}/image`);
    const files = unzipSync(new Uint8Array(image.body));
    const names = Object.keys(files).map((name) => name.split('/').at(-1) ?? '');
    expect(names).toHaveLength(3);
    const pdf = Object.entries(files).find(([name]) => name.endsWith('.pdf'))?.[1] ?? new Uint8Array();
    expect(Buffer.from(pdf).includes('/Encrypt')).toBe(true);
    const sums = Object.entries(files).find(([name]) => name.endsWith('.sha256'))?.[1] ?? new Uint8Array();
    expect(strFromU8(sums)).toContain(createHash('sha256').update(pdf).digest('hex'));
    const readMe = strFromU8(Object.entries(files).find(([name]) => name.endsWith('.txt'))?.[1] ?? new Uint8Array());
    expect(readMe).not.toMatch(/Post|Pia/);
  });

  it('has its passcode in a letter of its own, in either language, for whoever may look it up; the case says when it left', async () => {
    const id = await ready({ encrypt: true });
    const { body } = await call(`/release/requests/${id}/dispatches`, { way: 'medium', callBack: CALL });
    const at = `/release/dispatches/${body.disclosureId}`;
    const secret = await world.callAs<{ passcode: string }>(
      desk.specialist,
      'POST',
      `/release/requests/${id}/packet/passcode`,
    );
    for (const language of ['en', 'es']) {
      const letter = await world.callAs<Buffer>(desk.specialist, 'GET', `${at}/passcode-letter/${language}`);
      expect([letter.status, letter.headers['content-type']]).toEqual([200, 'application/pdf']);
      expect(letter.body.subarray(0, 5).toString()).toBe('%PDF-');
      if (!POPPLER) continue;
      const text = spawnSync('pdftotext', ['-layout', '-', '-'], { input: letter.body }).stdout.toString();
      expect(text).toContain(secret.body.passcode);
      expect(text).toContain(language === 'es' ? 'La clave' : 'The passcode');
      expect(text).not.toMatch(/Post|Pia/);
    }
    const image = await world.callAs<Buffer>(desk.specialist, 'GET', `${at}/image`);
    for (const file of Object.values(unzipSync(new Uint8Array(image.body))))
      expect(Buffer.from(file).includes(secret.body.passcode)).toBe(false);
    expect(await world.sql('SELECT 1 FROM correspondence.letter WHERE case_id = $1', [id])).toEqual([]);
    for (const role of ['scan-clerk', 'coder', 'clinician']) {
      const other = world.person([role]);
      expect([role, (await world.callAs(other, 'GET', `${at}/passcode-letter/en`)).status]).toEqual([role, 403]);
      expect((await world.callAs(other, 'POST', `${at}/passcode-letter/sent`, { carrier: 'USPS' })).status).toBe(403);
    }
    expect(await ofCase(id)).toMatchObject([{ passcodeSentAt: null }]);
    expect((await call(`${at}/passcode-letter/sent`, { carrier: 'USPS' })).status).toBe(204);
    expect((await call(`${at}/passcode-letter/sent`, { carrier: 'USPS' })).status).toBe(204);
    expect((await call(`${at}/passcode-letter/sent`, { carrier: 'UPS' })).body.code).toBe('release/dispatch-posted');
    expect(await ofCase(id)).toMatchObject([{ passcodeSentAt: expect.any(String), passcodeCarrier: 'USPS' }]);
    const entries = await world.sql<{ text: string }>(
      `SELECT e::text AS text FROM audit.entry e WHERE verb = 'release.print-passcode-letter' AND outcome = 'done'`,
    );
    expect(entries).toHaveLength(2);
    expect(JSON.stringify(entries)).not.toContain(secret.body.passcode);
  });

  it('on paper there is no such letter', async () => {
    const id = await ready();
    const { body } = await call(`/release/requests/${id}/dispatches`, { way: 'paper', callBack: CALL });
    const letter = await world.callAs<{ code: string }>(
      desk.specialist,
      'GET',
      `/release/dispatches/${body.disclosureId}/passcode-letter/en`,
    );
    expect(letter.body.code).toBe('release/dispatch-unknown');
  });
});

describe('a packet taken at the counter', () => {
  it('is logged, signed for and confirmed in one, with no more of the card than four characters', async () => {
    const id = await ready();
    const at = `/release/requests/${id}/pick-up`;
    const shown = { takenBy: 'Dana Whitfield', identityKind: 'driving-licence', lastFour: 'Q417' };
    expect((await call(at, shown)).body.code).toBe('release/pick-up-unsure');
    expect((await call(at, { ...shown, lastFour: 'Q41799', signedPaper: 'Folder 3' })).status).toBe(400);
    expect((await call(at, { takenBy: 'D', identityKind: 'passport', signedPaper: 'Folder 3' })).body.code).toBe(
      'release/pick-up-unsure',
    );
    const signature = [
      [
        [0.1, 0.2],
        [0.3, 0.4],
      ],
    ];
    const given = await call(at, { ...shown, signature });
    expect(given.status).toBe(201);
    const opened = await openCase(world, desk.specialist, id);
    expect(opened.disclosures).toMatchObject([{ outcome: 'handed-over', channel: 'in-person' }]);
    expect(await ofCase(id)).toMatchObject([{ way: 'pick-up', lastFour: 'Q417', signature }]);
    const entries = await world.sql<{ text: string }>(
      `SELECT e::text AS text FROM audit.entry e WHERE verb = 'release.pick-up' AND outcome = 'done'`,
    );
    expect(entries.length).toBeGreaterThan(0);
    expect(JSON.stringify(entries)).not.toContain('Q417');
  });
});
