import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDFDocument } from '@cantoo/pdf-lib';
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
import { Qpdf } from '../packet/run-qpdf.ts';

let world: World;
let desk: ReleaseDesk;
let folder: string;
beforeAll(async () => {
  world = await openWorld();
  desk = releaseDesk(world);
  folder = mkdtempSync(join(tmpdir(), 'structured-'));
  await world.sql(`UPDATE directory.facility SET state = 'OH' WHERE id = $1`, [FACILITY]);
});
afterAll(async () => {
  await world.close();
  rmSync(folder, { recursive: true, force: true });
});

const FHIR = { 'content-type': 'application/fhir+json' };
const machine = () =>
  world.person(['integration-client'], { kind: 'machine', realm: 'machine', grants: ['system/*.cruds'] });
async function feed(resource: Record<string, unknown>, id?: string): Promise<string> {
  const path = `/fhir/R4/${String(resource['resourceType'])}${id === undefined ? '' : `/${id}`}`;
  const body = JSON.stringify(id === undefined ? resource : { ...resource, id });
  const answer = await world.callAs<{ id: string }>(machine(), id === undefined ? 'POST' : 'PUT', path, body, FHIR);
  if (answer.status >= 300) throw new Error(JSON.stringify(answer.body));
  return answer.body.id;
}
const sodium = (patient: string, more: Record<string, unknown> = {}) => ({
  resourceType: 'Observation',
  status: 'final',
  code: { coding: [{ system: 'http://loinc.org', code: '2951-2', display: 'Sodium' }] },
  subject: { reference: `Patient/${patient}` },
  effectiveDateTime: '2026-03-04T08:00:00Z',
  valueQuantity: { value: 141, unit: 'mmol/L' },
  referenceRange: [{ low: { value: 135, unit: 'mmol/L' }, high: { value: 145, unit: 'mmol/L' } }],
  performer: [{ display: '=cmd()' }],
  ...more,
});

/** A case with its scope, and the words of the API about the structured part. */
async function arrange(family: string, scope: Record<string, unknown> = {}, authority: Record<string, unknown> = {}) {
  const patient = await arrangePerson(world, family, 'Data');
  await arrangePaper(world, patient, ['A page']);
  const open = async () => {
    const id = await receive(world, desk);
    await identifyAndVerify(world, desk, id, patient);
    await recordAuthority(world, desk, id, authority);
    const { scopeId } = await chooseScope(world, desk, id, scope);
    return { id, scopeId };
  };
  return { patient, open };
}
interface Shown {
  readonly scopeId: string | null;
  readonly mayChoose: boolean;
  readonly chosen: {
    readonly included: number;
    readonly withheld: number;
    readonly hidden: number;
    readonly kinds: {
      type: string;
      included: number;
      withheld: number;
      reasons: { ruleId: string; count: number }[];
    }[];
  } | null;
}
const shown = async (id: string, actor = desk.specialist) =>
  (await world.callAs<Shown>(actor, 'GET', `/release/requests/${id}/structured`)).body;
const choose = (id: string, scopeId: string, wanted = true, actor = desk.specialist) =>
  world.callAs<{ code?: string; detail?: string; included: number; withheld: number }>(
    actor,
    'POST',
    `/release/requests/${id}/structured`,
    { scopeId, wanted },
  );
const approve = (id: string, scopeId: string) =>
  step(world, { actor: desk.approver, path: `/release/requests/${id}/approval`, body: { scopeId } });

async function handOver(id: string): Promise<Buffer> {
  const { link } = await step<{ link: { url: string; passcode: string } }>(world, {
    actor: desk.specialist,
    path: `/release/requests/${id}/deliveries`,
    body: { channel: 'link' },
  });
  const token = link.url.split('/').at(-1) ?? '';
  const answer = await world.callAs<Buffer>(world.person([]), 'POST', `/release/links/${token}`, {
    passcode: link.passcode,
  });
  expect(answer.status).toBe(200);
  return answer.body;
}
/** By tools of others. */
async function attachment(volume: Buffer, name: string): Promise<string> {
  writeFileSync(join(folder, 'volume.pdf'), volume);
  const qpdf = new Qpdf(folder);
  expect((await qpdf.run(['--check', '/w/volume.pdf'])).code).toBe(0);
  const found = (await PDFDocument.load(volume)).getAttachments().find((each) => each.name === name);
  return Buffer.from(found?.data ?? []).toString('utf8');
}

describe('the structured part of a record', () => {
  it('goes inside the packet as a FHIR Bundle and as a table, with what may go and nothing else', async () => {
    const { patient, open } = await arrange('Bundle');
    const good = await feed(sodium(patient));
    await feed(sodium(patient, { effectiveDateTime: '2019-03-04', valueQuantity: { value: 1, unit: 'old' } }));
    await feed(sodium(patient, { status: 'preliminary', valueQuantity: { value: 2, unit: 'early' } }));
    await feed(sodium(patient, { status: 'entered-in-error', valueQuantity: { value: 3, unit: 'wrong' } }));
    const protectedOnes = {
      meta: { security: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'HIV' }] },
    };
    await feed(sodium(patient, { ...protectedOnes, valueQuantity: { value: 4, unit: 'secret' } }));
    const { id, scopeId } = await open();
    expect(await shown(id)).toEqual({ scopeId, chosen: null, mayChoose: true });
    expect((await choose(id, scopeId)).body).toMatchObject({ included: 2, withheld: 4 });
    const { chosen } = await shown(id);
    const observations = chosen?.kinds.find(({ type }) => type === 'Observation');
    expect(observations).toMatchObject({ included: 1, withheld: 4 });
    expect(observations?.reasons.map(({ ruleId }) => ruleId)).toEqual(
      expect.arrayContaining(['release/outside-dates', 'release/unsigned', 'release/entered-in-error']),
    );
    await approve(id, scopeId);
    await world.stack.drain();
    expect(await shown(id)).toMatchObject({ mayChoose: false });
    const volume = await handOver(id);
    const bundle = JSON.parse(await attachment(volume, 'structured-record.fhir.json')) as {
      type: string;
      entry: { resource: { resourceType: string; id: string } }[];
    };
    expect(bundle.type).toBe('collection');
    expect(bundle.entry.map(({ resource }) => `${resource.resourceType}/${resource.id}`).sort()).toEqual([
      `Observation/${good}`,
      `Patient/${patient}`,
    ]);
    const table = await attachment(volume, 'structured-record.csv');
    expect(table).toContain(
      `Observation,2026-03-04,,Sodium,2951-2,http://loinc.org,141,mmol/L,135 mmol/L – 145 mmol/L,,final,'=cmd(),${good}`,
    );
    for (const word of ['secret', 'wrong', 'early', 'old']) expect(table).not.toContain(word);
    const [{ description } = { description: '' }] = await world.sql<{ description: string }>(
      `SELECT description FROM release.disclosure WHERE request_id = $1`,
      [id],
    );
    expect(description).toContain('2 entries of data');
    const verbs = await world.sql<{ verb: string }>(
      `SELECT DISTINCT verb FROM audit.entry WHERE verb LIKE 'release.%-structured' AND patient_ids @> ARRAY[$1]::uuid[]`,
      [patient],
    );
    expect(verbs.map(({ verb }) => verb).sort()).toEqual(['release.choose-structured', 'release.see-structured']);
  });

  it('stops a packet when an entry of it was changed since, and goes when it is chosen again', async () => {
    const { patient, open } = await arrange('Change');
    const entry = await feed(sodium(patient));
    const { id, scopeId } = await open();
    await choose(id, scopeId);
    await feed(sodium(patient, { valueQuantity: { value: 119, unit: 'mmol/L' } }), entry);
    await approve(id, scopeId);
    await world.stack.drain();
    expect((await openCase(world, desk.specialist, id)).packet).toMatchObject({
      state: 'failed',
      failedCode: 'release/structured-outdated',
    });
    await step(world, {
      actor: desk.approver,
      path: `/release/requests/${id}/send-back`,
      body: { scopeId, reason: 'The data changed' },
    });
    const { scopeId: again } = await chooseScope(world, desk, id);
    expect((await choose(id, again)).status).toBe(201);
    await approve(id, again);
    await world.stack.drain();
    expect(await attachment(await handOver(id), 'structured-record.csv')).toContain(',119,');
  });

  it('leaves behind what came since it was approved, and begins without when the scope is chosen anew', async () => {
    const { patient, open } = await arrange('Later');
    await feed(sodium(patient));
    const { id, scopeId } = await open();
    await choose(id, scopeId);
    const { scopeId: again } = await chooseScope(world, desk, id);
    expect(await shown(id)).toEqual({ scopeId: again, chosen: null, mayChoose: true });
    expect((await choose(id, scopeId)).body.code).toBe('release/scope-outdated');
    await choose(id, again);
    await feed(sodium(patient, { valueQuantity: { value: 150, unit: 'mmol/L' } }));
    await approve(id, again);
    expect((await choose(id, again, false)).body.code).toBe('release/too-late');
    await world.stack.drain();
    const table = await attachment(await handOver(id), 'structured-record.csv');
    expect(table).toContain(',141,');
    expect(table).not.toContain(',150,');
  });

  it('is refused with the reason where nothing may go, and taken out again without one', async () => {
    const { patient, open } = await arrange('Empty');
    const { id, scopeId } = await open();
    const none = await choose(id, scopeId);
    expect([none.status, none.body.code]).toEqual([422, 'release/structured-none']);
    expect(none.body.detail).toContain('No feed brought entries of data');
    await feed(sodium(patient));
    const kinds = await chooseScope(world, desk, id, { typeCodes: ['progress-note'] });
    expect((await choose(id, kinds.scopeId)).body.detail).toContain('Not among the kinds of document asked for');
    const { scopeId: whole } = await chooseScope(world, desk, id);
    await choose(id, whole);
    expect((await choose(id, whole, false)).body).toEqual({ included: 0, withheld: 0 });
    await approve(id, whole);
    await world.stack.drain();
    expect((await handOver(id)).includes('EmbeddedFile')).toBe(false);
  });

  it('is refused in words where it alone takes more than half of the largest file', async () => {
    const { patient, open } = await arrange('Large');
    await feed(sodium(patient, { note: [{ text: randomBytes(700_000).toString('hex') }] }));
    const { id, scopeId } = await open();
    await choose(id, scopeId);
    await step(world, {
      actor: desk.specialist,
      path: `/release/requests/${id}/packet-options`,
      body: {
        ...{ certified: false, certifierName: null, certifierTitle: null, forCourt: false, caption: null },
        ...{ language: 'en', batesPrefix: null, batesFirst: null, batesDigits: null, largestBytes: 1_000_000 },
        ...{ sealed: false, protection: 'as-scope', reason: 'The mailbox takes no more' },
      },
    });
    await approve(id, scopeId);
    await world.stack.drain();
    expect((await openCase(world, desk.specialist, id)).packet).toMatchObject({
      failedCode: 'release/structured-over-limit',
    });
  });

  it('is not for whoever may not work releases, and not approved by whoever does not see all of it', async () => {
    const { patient, open } = await arrange('Sight');
    await feed(sodium(patient));
    const { id, scopeId } = await open();
    expect((await choose(id, scopeId, true, world.person(['index-clerk']))).status).toBe(403);
    await choose(id, scopeId);
    // As if an entry were beyond the approver's role.
    await world.sql(`UPDATE release.structured_part SET kinds = kinds + 1 WHERE request_id = $1`, [id]);
    expect(await shown(id)).toMatchObject({ chosen: { hidden: 1 } });
    const answer = await world.callAs<{ code: string }>(desk.approver, 'POST', `/release/requests/${id}/approval`, {
      scopeId,
    });
    expect(answer.body.code).toBe('release/beyond-sight');
  });
});
