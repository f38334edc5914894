import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  arrangePaper,
  arrangePerson,
  chooseScope,
  identifyAndVerify,
  openCase,
  receive,
  recordAuthority,
  type ReleaseDesk,
  releaseDesk,
  step,
} from '../../../../test/world/release-case.ts';
import { FACILITY, openWorld, type World } from '../../../../test/world/world.ts';
import { samplePdf } from '../packet/sample-pdf.fixture.ts';
import { readSeal } from '../seal/read-seal.ts';

let world: World;
let desk: ReleaseDesk;
let folder: string;
beforeAll(async () => {
  world = await openWorld();
  desk = releaseDesk(world);
  folder = mkdtempSync(join(tmpdir(), 'making-'));
});
afterAll(async () => {
  await world.close();
  rmSync(folder, { recursive: true, force: true });
});

/** pdftotext of poppler-utils, where it is installed; without it what stands on pages is not read here. */
const POPPLER = spawnSync('pdftotext', ['-v']).error === undefined;

const PLAIN = {
  certified: false,
  certifierName: null,
  certifierTitle: null,
  forCourt: false,
  caption: null,
  language: 'en',
  batesPrefix: null,
  batesFirst: null,
  batesDigits: null,
  largestBytes: null,
  sealed: false,
  protection: 'none',
  reason: 'As the court clerk asked',
};
const COURT = {
  ...PLAIN,
  certified: true,
  certifierName: 'June Abara',
  certifierTitle: 'Custodian of records',
  forCourt: true,
  caption: 'Superior Court, Doe v. Roe, 26-CV-114',
  sealed: true,
};

async function scoped(patientId: string, scope: Record<string, unknown> = {}) {
  const id = await receive(world, desk);
  await identifyAndVerify(world, desk, id, patientId);
  await recordAuthority(world, desk, id);
  const { scopeId } = await chooseScope(world, desk, id, { encrypt: false, ...scope });
  return { id, scopeId };
}

const choose = (id: string, body: Record<string, unknown>) =>
  world.callAs<{ code?: string; at?: string }>(desk.specialist, 'POST', `/release/requests/${id}/packet-options`, body);

async function approve({ id, scopeId }: { id: string; scopeId: string }) {
  await step(world, { actor: desk.approver, path: `/release/requests/${id}/approval`, body: { scopeId } });
  await world.stack.drain();
  return openCase(world, desk.approver, id);
}

interface Shown {
  chosen: { reason: string; by: string } | null;
  next: number | null;
  tooLarge: { name: string; bytes: number }[];
  made: { seal: { fingerprint: string } | null; numbers: { first: string; last: string } | null } | null;
  mayChoose: boolean;
}
const show = async (id: string) =>
  (await world.callAs<Shown>(desk.approver, 'GET', `/release/requests/${id}/packet-options`)).body;

/** The files of the packet that lies ready, as they would leave. */
async function filesOf(id: string): Promise<string[]> {
  const rows = await world.sql<{ address: string; slot: string; bytes: string; frames: number; digest: string }>(
    `SELECT b.* FROM release.packet_volume v JOIN platform.blob b ON b.address = v.blob_address
     JOIN release.packet p ON p.patient_id = v.patient_id AND p.id = v.packet_id
     WHERE p.request_id = $1 AND p.failed_at IS NULL ORDER BY p.recorded_at DESC, v.volume`,
    [id],
  );
  const files: string[] = [];
  for (const [at, row] of rows.entries()) {
    const path = join(folder, `${id}-${at}.pdf`);
    writeFileSync(path, await world.services.blobs.read({ ...row, bytes: Number(row.bytes) }, 50_000_000));
    files.push(path);
  }
  return files;
}

const wordsOf = (file: string) => spawnSync('pdftotext', ['-layout', file, '-']).stdout.toString();

function verify(file: string) {
  const payload = Buffer.concat([
    Buffer.from('--x\r\nContent-Disposition: form-data; name="file"; filename="v.pdf"\r\n\r\n'),
    readFileSync(file),
    Buffer.from('\r\n--x--\r\n'),
  ]);
  return world.callAs<Record<string, unknown>>(desk.approver, 'POST', '/release/packets/verify', payload, {
    'content-type': 'multipart/form-data; boundary=x',
  });
}

describe('a certified copy for a court', () => {
  it('has the statement of the custodian, a number on every page of the records, and the valid seal of the facility', async () => {
    const patient = await arrangePerson(world, 'Court', 'Cora');
    await arrangePaper(world, patient, ['First page', 'Second page']);
    await arrangePaper(world, patient, ['Third page']);
    const at = await scoped(patient);
    expect((await choose(at.id, { ...COURT, batesPrefix: 'DOE', batesDigits: 6 })).status).toBe(201);
    const opened = await approve(at);
    expect(opened.packet).toMatchObject({ state: 'ready', pages: 6 });
    const shown = await show(at.id);
    expect(shown.made?.numbers).toEqual({ first: 'DOE000001', last: 'DOE000003' });
    expect(shown.made?.seal?.fingerprint).toMatch(/^[0-9a-f]{64}$/);
    expect(shown.mayChoose).toBe(false);
    const [file = ''] = await filesOf(at.id);
    expect(await readSeal(file, [shown.made?.seal?.fingerprint ?? ''])).toMatchObject({ state: 'valid' });
    const proof = await verify(file);
    expect(proof.body).toMatchObject({ mismatches: [], seals: [{ volume: 1, state: 'valid' }] });
    if (!POPPLER) return;
    const words = wordsOf(file);
    for (const said of [
      'Superior Court, Doe v. Roe, 26-CV-114',
      'June Abara, Custodian of records',
      'under penalty of perjury',
      'regular practice of that activity',
      'DOE000001 – DOE000003',
      'Signature',
    ])
      expect(words).toContain(said);
    const pages = words.split('\f');
    expect(pages.filter((page) => /DOE00000\d\s+Page/.test(page))).toHaveLength(3);
    expect(pages[0]).not.toMatch(/DOE00000\d\s+Page/);
  });
});

describe('page numbers', () => {
  it('go on with the next packet of the prefix, and are given back by one that was made anew before it left', async () => {
    const patient = await arrangePerson(world, 'Bates', 'Bea');
    await arrangePaper(world, patient, ['One', 'Two']);
    const numbered = { ...PLAIN, batesPrefix: 'ACME-', batesDigits: 5 };
    const first = await scoped(patient);
    await choose(first.id, numbered);
    await approve(first);
    expect((await show(first.id)).made?.numbers).toEqual({ first: 'ACME-00001', last: 'ACME-00002' });
    // Sent back before it left: made anew with the same numbers.
    await step(world, {
      actor: desk.approver,
      path: `/release/requests/${first.id}/send-back`,
      body: { scopeId: first.scopeId, reason: 'Once more' },
    });
    const { scopeId } = await chooseScope(world, desk, first.id, { encrypt: false });
    await approve({ id: first.id, scopeId });
    expect((await show(first.id)).made?.numbers).toEqual({ first: 'ACME-00001', last: 'ACME-00002' });
    await step(world, {
      actor: desk.approver,
      path: `/release/requests/${first.id}/deliveries`,
      body: { channel: 'in-person' },
    });
    const second = await scoped(patient);
    await choose(second.id, numbered);
    expect((await show(second.id)).next).toBe(3);
    await approve(second);
    expect((await show(second.id)).made?.numbers).toEqual({ first: 'ACME-00003', last: 'ACME-00004' });
    const third = await scoped(patient);
    expect((await choose(third.id, { ...numbered, batesFirst: 2 })).body).toMatchObject({
      code: 'release/bates-taken',
    });
    expect((await choose(third.id, { ...numbered, batesFirst: 40 })).status).toBe(201);
  });
});

describe('the largest file', () => {
  it('makes as many volumes as it takes, each whole in itself and none larger', async () => {
    const patient = await arrangePerson(world, 'Large', 'Lara');
    for (let n = 0; n < 4; n++) await arrangePaper(world, patient, [`Scan ${n}`], heavy(n, 450_000));
    const at = await scoped(patient);
    await choose(at.id, { ...PLAIN, largestBytes: 1_000_000, batesPrefix: 'L', batesDigits: 4 });
    const { packet } = await approve(at);
    expect(packet?.state, packet?.failedCode ?? '').toBe('ready');
    expect(packet?.volumes.length).toBeGreaterThan(2);
    for (const { bytes } of packet?.volumes ?? []) expect(bytes).toBeLessThanOrEqual(1_000_000);
    if (!POPPLER) return;
    const files = await filesOf(at.id);
    for (const [index, file] of files.entries())
      expect(wordsOf(file)).toContain(`volume ${index + 1} of ${files.length}`);
    expect(wordsOf(files[1] ?? '')).toMatch(/L000\d to L000\d in this volume; L0001 to L0004 in all/);
  });

  it('is said to be too small for a document before the approval, and nothing is cut', async () => {
    const patient = await arrangePerson(world, 'Huge', 'Hugo');
    await arrangePaper(world, patient, ['Film'], heavy(9, 1_400_000));
    const at = await scoped(patient);
    await choose(at.id, { ...PLAIN, largestBytes: 1_000_000 });
    expect((await show(at.id)).tooLarge).toMatchObject([{ bytes: expect.any(Number) }]);
    const refused = await world.callAs(desk.approver, 'POST', `/release/requests/${at.id}/approval`, {
      scopeId: at.scopeId,
    });
    expect(refused.body).toMatchObject({ code: 'release/document-over-limit' });
    expect(JSON.stringify(refused.body)).toContain('never cut');
  });
});

describe('what a packet cannot be made like is refused', () => {
  it.each([
    ['a certified copy without anybody who certifies', { certified: true, sealed: true }, true],
    ['one without a seal', { ...COURT, sealed: false }, true],
    ['words for a court without a certification', { forCourt: true }, true],
    ['a formula as the name', { ...COURT, certifierName: '=HYPERLINK("x")' }, true],
    ['markup as the caption', { ...COURT, caption: '<b>Doe</b>' }, true],
    ['a prefix with a slash', { batesPrefix: 'A/B', batesDigits: 6 }, false],
    ['a prefix that is a formula', { batesPrefix: '=A1', batesDigits: 6 }, false],
    ['a prefix without digits', { batesPrefix: 'AB' }, true],
    ['a first number of more digits', { batesPrefix: 'AB', batesDigits: 4, batesFirst: 123_456 }, true],
    ['a limit below one page', { largestBytes: 2_000 }, false],
  ])('%s', async (_what, body, named) => {
    const patient = await arrangePerson(world, 'Bad', 'Bea');
    const id = await receive(world, desk);
    await identifyAndVerify(world, desk, id, patient);
    const answer = await choose(id, { ...PLAIN, ...body });
    expect(answer.status).toBe(400);
    if (named) expect(answer.body).toMatchObject({ code: 'release/options-unfit' });
    expect(await world.sql(`SELECT 1 FROM release.packet_option WHERE request_id = $1`, [id])).toEqual([]);
  });

  it('anything once it is approved; and whoever chose does not approve', async () => {
    const patient = await arrangePerson(world, 'Late', 'Leo');
    await arrangePaper(world, patient, ['One']);
    const at = await scoped(patient);
    const own = await world.callAs(desk.officer, 'POST', `/release/requests/${at.id}/packet-options`, PLAIN);
    expect(own.status).toBe(201);
    const refused = await world.callAs(desk.officer, 'POST', `/release/requests/${at.id}/approval`, {
      scopeId: at.scopeId,
    });
    expect(refused.body).toMatchObject({ code: 'release/second-person' });
    await approve(at);
    expect((await choose(at.id, COURT)).body).toMatchObject({ code: 'release/options-after-approval' });
    const clerk = world.person(['scan-clerk']);
    expect((await world.callAs(clerk, 'POST', `/release/requests/${at.id}/packet-options`, PLAIN)).status).toBe(403);
    const [entry] = await world.sql<{ n: string }>(
      `SELECT count(*) AS n FROM audit.entry WHERE verb = 'release.choose-options' AND outcome = 'done'`,
    );
    expect(Number(entry?.n)).toBeGreaterThan(0);
  });
});

describe('the seal of a facility', () => {
  it('can be renewed, and what it sealed before stays known', async () => {
    const seals = () =>
      world.callAs<{
        seals: { facilityId: string; current: { fingerprint: string; state: string } | null; earlier: unknown[] }[];
      }>(desk.officer, 'GET', '/release/seals');
    const of = async () => (await seals()).body.seals.find(({ facilityId }) => facilityId === FACILITY);
    const before = await of();
    const renewed = await world.callAs(desk.officer, 'POST', `/release/seals/${FACILITY}/renewal`, {
      reason: 'Yearly',
    });
    expect(renewed.status).toBe(201);
    const after = await of();
    expect(after?.current).toMatchObject({ state: 'good' });
    expect(after?.current?.fingerprint).not.toBe(before?.current?.fingerprint);
    expect(after?.earlier).toHaveLength((before?.earlier.length ?? 0) + (before?.current == null ? 0 : 1));
    expect(JSON.stringify(after)).not.toContain('PRIVATE');
    expect((await world.callAs(desk.specialist, 'GET', '/release/seals')).status).toBe(403);
  });

  it('is not changed by a file that holds none', async () => {
    const answer = await world.callAs(desk.officer, 'POST', `/release/seals/${FACILITY}/certificate`, {
      file: Buffer.from('not a certificate').toString('base64'),
      password: 'x',
      reason: 'From our authority',
    });
    expect(answer.body).toMatchObject({ code: 'release/seal-unreadable' });
  });
});

/** A PDF of about so many bytes that nothing can make smaller. */
function heavy(seed: number, bytes: number) {
  const noise = Buffer.alloc(bytes);
  let state = seed + 1;
  for (let at = 0; at < bytes; at++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    noise[at] = state >>> 24;
  }
  const operators = `%${noise.toString('hex')}\n`;
  return { original: { mediaType: 'application/pdf', content: samplePdf([{ text: `Scan ${seed}`, operators }]) } };
}
