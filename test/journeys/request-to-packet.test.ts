import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  ALL_SEEN,
  arrangePaper,
  arrangePerson,
  chooseScope,
  GOOD_FORM,
  identifyAndVerify,
  openCase,
  queuesOf,
  receive,
  recordAuthority,
  type ReleaseDesk,
  releaseDesk,
  releaseUpToPacket,
  step,
} from '../world/release-case.ts';
import { openWorld, type World } from '../world/world.ts';

let world: World;
let desk: ReleaseDesk;
let maria: string;
beforeAll(async () => {
  world = await openWorld();
  desk = releaseDesk(world);
  maria = await arrangePerson(world, 'García', 'María');
  await arrangePaper(world, maria, ['Seen in clinic', 'Plan']);
  await arrangePaper(world, maria, ['Blood count'], { typeCode: 'progress-note', date: '2026-10-01' });
  await arrangePaper(world, maria, ['Long ago'], { date: '2019-05-05' });
});
afterAll(() => world.close());

interface Delivered {
  disclosureId: string;
  accountable: boolean;
  link: { url: string; passcode: string } | null;
}
const deliver = (id: string, body: Record<string, unknown> = { channel: 'link' }) =>
  step<Delivered>(world, { actor: desk.specialist, path: `/release/requests/${id}/deliveries`, body });
const tokenOf = ({ link }: Delivered) => link?.url.split('/').at(-1) ?? '';
const stranger = (path: string, body: unknown) =>
  world.call<Buffer & { code?: string; volumes?: unknown[] }>('POST', path, body);
const logged = (patientId: string) =>
  world.callAs<{ disclosures: { basis: string; accountable: boolean; description: string }[] }>(
    desk.officer,
    'GET',
    `/patients/${patientId}/disclosures`,
  );
const accounted = (patientId: string) =>
  world.callAs<{ disclosures: unknown[]; from: string; to: string }>(
    desk.officer,
    'GET',
    `/patients/${patientId}/accounting`,
  );

describe('from a request to a packet in the right hands', () => {
  it('goes step by step, each in its queue, and ends with the bytes that were kept', async () => {
    const id = await receive(world, desk, {
      requester: { class: 'individual', name: 'María García' },
      purpose: 'at-request-of-individual',
      purposeWords: 'For myself',
    });
    expect(await queuesOf(world, id)).toEqual(['release.to-work']);
    await identifyAndVerify(world, desk, id, maria);
    await recordAuthority(world, desk, id, { basis: 'to-individual', seen: {}, form: undefined });
    const chosen = await chooseScope(world, desk, id);
    expect(chosen).toMatchObject({ included: 2, open: 0, withheld: 1, pages: 3 });
    expect(await queuesOf(world, id)).toEqual(['release.to-approve']);
    await step(world, {
      actor: desk.approver,
      path: `/release/requests/${id}/approval`,
      body: { scopeId: chosen.scopeId },
    });
    expect((await openCase(world, desk.specialist, id)).status).toBe('assembling');
    await world.stack.drain();
    const ready = await openCase(world, desk.specialist, id);
    expect(ready).toMatchObject({ status: 'ready', next: 'deliver', packet: { state: 'ready', pages: 5 } });
    expect(await queuesOf(world, id)).toEqual(['release.to-deliver']);

    const begun = await deliver(id);
    expect(begun.accountable).toBe(false);
    expect(await queuesOf(world, id)).toEqual(['release.confirm-delivery']);
    const contents = await stranger(`/release/links/${tokenOf(begun)}/contents`, { passcode: begun.link?.passcode });
    expect(contents.body.volumes).toHaveLength(1);
    const fetched = await stranger(`/release/links/${tokenOf(begun)}`, { passcode: begun.link?.passcode });
    expect(fetched.status).toBe(200);
    expect(createHash('sha256').update(fetched.body).digest('hex')).toBe(ready.packet?.volumes[0]?.sha256);
    await expect.poll(async () => (await openCase(world, desk.specialist, id)).status).toBe('delivered');
    const done = await openCase(world, desk.specialist, id);
    expect(done.deadlines).toMatchObject([{ settled: { outcome: 'met', late: false } }]);
    expect(await queuesOf(world, id)).toEqual([]);

    const verified = await world.callAs<{ pages: number; verified: number; mismatches: unknown[] }>(
      desk.specialist,
      'POST',
      '/release/packets/verify',
      form(fetched.body),
      { 'content-type': 'multipart/form-data; boundary=x' },
    );
    expect(verified.body).toMatchObject({ pages: 5, verified: 5, mismatches: [] });
    const tampered = Buffer.from(fetched.body);
    tampered.write('X', tampered.length - 2000);
    const wrong = await world.callAs<{ code?: string; mismatches?: unknown[] }>(
      desk.specialist,
      'POST',
      '/release/packets/verify',
      form(tampered),
      { 'content-type': 'multipart/form-data; boundary=x' },
    );
    expect(wrong.body.mismatches?.length ?? wrong.body.code).not.toBe(0);
    await step(world, { actor: desk.specialist, path: `/release/requests/${id}/closure` });
    expect((await openCase(world, desk.specialist, id)).status).toBe('closed');
    expect(scratch()).toEqual([]);
  });

  it('repeats every step without a second effect', async () => {
    const id = await receive(world, desk);
    const twice = async (actor: ReleaseDesk['specialist'], path: string, body: unknown) => {
      await step(world, { actor, path: `/release/requests/${id}/${path}`, body });
      return step<Record<string, string>>(world, { actor, path: `/release/requests/${id}/${path}`, body });
    };
    await twice(desk.specialist, 'patient', { patientId: maria, matchedOn: ['name', 'birth-date'] });
    await identifyAndVerify(world, desk, id, maria);
    await recordAuthority(world, desk, id);
    await recordAuthority(world, desk, id);
    await chooseScope(world, desk, id);
    const { scopeId } = await chooseScope(world, desk, id);
    await twice(desk.approver, 'approval', { scopeId });
    await world.stack.drain();
    await world.stack.drain();
    const { packet } = await openCase(world, desk.specialist, id);
    const [made] = await world.sql<{ n: number }>(
      'SELECT count(*)::int AS n FROM release.packet WHERE request_id = $1',
      [id],
    );
    expect([packet?.state, made?.n]).toEqual(['ready', 1]);
    await deliver(id, { channel: 'print' });
    const again = await world.callAs<{ code: string }>(desk.specialist, 'POST', `/release/requests/${id}/deliveries`, {
      channel: 'print',
    });
    expect([again.status, again.body.code]).toEqual([409, 'release/hand-over-open']);
  });

  it('is logged before anything leaves: a crash after the log row leaves it to be confirmed', async () => {
    const patient = await arrangePerson(world, 'Crash', 'Clara');
    await arrangePaper(world, patient, ['One page']);
    const id = await releaseUpToPacket(world, desk, patient);
    const early = await world.callAs<{ code: string }>(
      desk.specialist,
      'GET',
      `/release/requests/${id}/packet/volumes/1`,
    );
    expect([early.status, early.body.code]).toEqual([422, 'release/log-first']);
    // The answer with the link is lost: nobody has its secret.
    const lost = await deliver(id);
    expect((await logged(patient)).body.disclosures).toHaveLength(1);
    expect(await queuesOf(world, id)).toEqual(['release.confirm-delivery']);
    await step(world, {
      actor: desk.specialist,
      path: `/release/disclosures/${lost.disclosureId}/confirmation`,
      body: { outcome: 'not-handed-over', how: 'The link was lost before it was sent' },
    });
    expect(await queuesOf(world, id)).toEqual(['release.to-deliver']);
    expect((await stranger(`/release/links/${tokenOf(lost)}`, { passcode: lost.link?.passcode })).status).toBe(410);
    const second = await deliver(id, { channel: 'print' });
    const printed = await world.callAs<Buffer>(desk.specialist, 'GET', `/release/requests/${id}/packet/volumes/1`);
    expect([printed.status, printed.body.subarray(0, 5).toString()]).toEqual([200, '%PDF-']);
    const confirmation = { outcome: 'handed-over', how: 'Posted' };
    const path = `/release/disclosures/${second.disclosureId}/confirmation`;
    await step(world, { actor: desk.specialist, path, body: confirmation });
    await step(world, { actor: desk.specialist, path, body: confirmation });
    expect((await openCase(world, desk.specialist, id)).status).toBe('delivered');
    expect((await logged(patient)).body.disclosures).toHaveLength(2);
  });
});

describe('what stands in the log and in the accounting', () => {
  const outcome = async (patientId: string) => [
    (await logged(patientId)).body.disclosures.length,
    (await accounted(patientId)).body.disclosures.length,
  ];
  const release = async (family: string, request: Record<string, unknown>, authority: Record<string, unknown>) => {
    const patient = await arrangePerson(world, family, 'Test');
    await arrangePaper(world, patient, ['A page']);
    const id = await releaseUpToPacket(world, desk, patient, { request, authority });
    const { disclosureId } = await deliver(id, { channel: 'print' });
    await step(world, {
      actor: desk.specialist,
      path: `/release/disclosures/${disclosureId}/confirmation`,
      body: { outcome: 'handed-over', how: 'Posted' },
    });
    return patient;
  };

  it('a release on authorization: one in the log, none in the accounting', async () => {
    expect(await outcome(await release('Authorized', {}, {}))).toEqual([1, 0]);
  });
  it('a copy for the patient: one in the log, none in the accounting', async () => {
    const request = { requester: { class: 'individual', name: 'P' }, purpose: 'at-request-of-individual' };
    const patient = await release('Own', request, { basis: 'to-individual', seen: {}, form: undefined });
    expect(await outcome(patient)).toEqual([1, 0]);
  });
  it('records for another provider’s treatment: one in the log, none in the accounting', async () => {
    const request = { requester: { class: 'provider', name: 'Dr. Next' }, purpose: 'treatment' };
    const patient = await release('Treated', request, { basis: 'treatment', seen: {}, form: undefined });
    expect(await outcome(patient)).toEqual([1, 0]);
  });
  it('records under a subpoena: one in the log, one in the accounting', async () => {
    const patient = await release(
      'Subpoenaed',
      { purpose: 'judicial' },
      {
        basis: 'subpoena',
        form: undefined,
        seen: {
          'us/hipaa/disclosure-subpoena': {
            'lawful-process': 'found',
            'statement-of-notice': 'found',
            'notice-detail': 'found',
            'time-to-object-over': 'found',
            '*': 'missing',
          },
        },
      },
    );
    expect(await outcome(patient)).toEqual([1, 1]);
  });
  it('a report to public health and a misdirected fax: both in the log and in the accounting', async () => {
    const patient = await arrangePerson(world, 'Reported', 'Rita');
    const record = (basis: string) =>
      step<{ accountable: boolean }>(world, {
        actor: desk.specialist,
        path: `/patients/${patient}/disclosures`,
        body: {
          basis,
          recipient: { name: 'County health department' },
          description: 'Laboratory report',
          purpose: 'Reportable disease',
          disclosedAt: '2026-11-20T10:00:00Z',
          channel: 'fax',
        },
      });
    expect((await record('public-health-authority')).accountable).toBe(true);
    expect(await outcome(patient)).toEqual([1, 1]);
    await record('impermissible');
    expect(await outcome(patient)).toEqual([2, 2]);
    await record('operations');
    expect(await outcome(patient)).toEqual([3, 2]);
    const { body } = await accounted(patient);
    expect([body.from, body.to]).toEqual(['2020-11-23', '2026-11-23']);
  });
  it('cannot be changed or deleted by the product', async () => {
    for (const statement of ['UPDATE release.disclosure SET accountable = false', 'DELETE FROM release.disclosure'])
      await expect(
        world.sql(`SET ROLE chartkeeper_app; ${statement}; RESET ROLE`).finally(() => world.sql('RESET ROLE')),
      ).rejects.toMatchObject({ code: '42501' });
  });
});

describe('what must not happen', () => {
  it('never reaches the record of a legal entity that the form does not name', async () => {
    const { body: elsewhere } = await world.call<{ id: string }>('POST', '/facilities', {
      name: 'Lakeside Clinic',
      legalEntityName: 'Lakeside Physicians',
      timeZone: 'America/Chicago',
      country: 'US',
      state: 'IL',
    });
    const patient = await arrangePerson(world, 'Zwei', 'Zora');
    const ours = await arrangePaper(world, patient, ['Ours']);
    const theirs = await arrangePaper(world, patient, ['Theirs'], { facilityId: elsewhere.id });
    const id = await receive(world, desk);
    await identifyAndVerify(world, desk, id, patient);
    await recordAuthority(world, desk, id);
    await chooseScope(world, desk, id);
    const { scope } = await openCase(world, desk.specialist, id);
    const of = (documentId: string) => scope?.documents.find((each) => each.documentId === documentId);
    expect(of(ours.documentId)?.decision).toBe('include');
    expect(of(theirs.documentId)).toMatchObject({
      decision: 'withhold',
      reasons: [{ ruleId: 'us/hipaa/authorization-elements', cite: '45 CFR 164.508(c)(1)(ii)' }],
    });
    const forced = await world.callAs<{ code: string }>(
      desk.specialist,
      'POST',
      `/release/requests/${id}/scope/documents/${theirs.documentId}`,
      { decision: 'include', reason: 'They asked for it' },
    );
    expect([forced.status, forced.body.code]).toEqual([422, 'release/law-withholds']);
    await step(world, {
      actor: desk.approver,
      path: `/release/requests/${id}/approval`,
      body: { scopeId: scope?.id },
    });
    await world.stack.drain();
    expect((await openCase(world, desk.specialist, id)).packet).toMatchObject({ state: 'ready', pages: 3 });
    await deliver(id, { channel: 'print' });
    const [row] = await world.sql<{ ids: string[] }>(
      `SELECT array_agg(document_id::text) AS ids FROM release.disclosure_document WHERE patient_id = $1`,
      [patient],
    );
    expect(row?.ids).toEqual([ours.documentId]);
  });

  it('is not approved by whoever prepared it', async () => {
    const both = world.person(['release-approver']);
    const mixed = { ...desk, specialist: both };
    const id = await receive(world, mixed);
    await identifyAndVerify(world, mixed, id, maria);
    await recordAuthority(world, mixed, id);
    const { scopeId } = await chooseScope(world, mixed, id);
    expect((await openCase(world, both, id)).againstApproval).toMatchObject([{ ruleId: 'release/second-person' }]);
    const own = await world.callAs<{ code: string }>(both, 'POST', `/release/requests/${id}/approval`, { scopeId });
    expect([own.status, own.body.code]).toEqual([422, 'release/second-person']);
    const specialist = await world.callAs<{ code: string }>(
      desk.specialist,
      'POST',
      `/release/requests/${id}/approval`,
      { scopeId },
    );
    expect([specialist.status, specialist.body.code]).toEqual([403, 'access/not-permitted']);
    await step(world, { actor: desk.approver, path: `/release/requests/${id}/approval`, body: { scopeId } });
  });

  it('is not served by the patient themselves', async () => {
    const id = await receive(world, desk);
    await identifyAndVerify(world, desk, id, maria);
    const self = world.person(['release-specialist'], { ownPatientIds: [maria] });
    const opened = await world.callAs<{ code: string }>(self, 'GET', `/release/requests/${id}`);
    expect([opened.status, opened.body.code]).toEqual([403, 'release/own-record']);
    const list = await world.callAs<{ requests: { id: string }[] }>(self, 'GET', '/release/requests');
    expect(list.body.requests.map((each) => each.id)).not.toContain(id);
  });

  it('names the element that is missing, with its citation, and goes no further', async () => {
    const id = await receive(world, desk);
    await identifyAndVerify(world, desk, id, maria);
    const { result } = await recordAuthority(world, desk, id, {
      seen: { ...ALL_SEEN, 'us/hipaa/authorization-elements': { '*': 'found', recipient: 'missing' } },
    });
    expect(result).toBe('defective');
    const opened = await openCase(world, desk.specialist, id);
    expect(opened).toMatchObject({ status: 'verified', next: 'cure-authority' });
    expect(opened.authority?.elements).toContainEqual(
      expect.objectContaining({ id: 'recipient', state: 'missing', cite: '45 CFR 164.508(c)(1)(iii)' }),
    );
    const refused = await world.callAs<{ code: string; detail: string; citations: string[] }>(
      desk.specialist,
      'POST',
      `/release/requests/${id}/scope`,
      { from: null, to: null },
    );
    expect([refused.status, refused.body.code]).toEqual([422, 'release/authorization-defective']);
    expect(refused.body.citations).toContain('45 CFR 164.508(c)(1)(iii)');
  });

  it('does not outlive the authorization: one that runs out blocks approval and hand-over', async () => {
    const patient = await arrangePerson(world, 'Ablauf', 'Alma');
    await arrangePaper(world, patient, ['A page']);
    const lastDay = { form: { ...GOOD_FORM, expiresOn: '2026-11-23' } };
    const handOver = await releaseUpToPacket(world, desk, patient, { authority: lastDay });
    const approval = await receive(world, desk);
    await identifyAndVerify(world, desk, approval, patient);
    await recordAuthority(world, desk, approval, lastDay);
    const { scopeId } = await chooseScope(world, desk, approval);
    world.clock.advance(24 * 3_600_000);
    const refused = await world.callAs<{ code: string; citations: string[] }>(
      desk.approver,
      'POST',
      `/release/requests/${approval}/approval`,
      { scopeId },
    );
    expect([refused.status, refused.body.code]).toEqual([422, 'release/authorization-expired']);
    expect(refused.body.citations).toContain('45 CFR 164.508(b)(2)(i)');
    expect(await openCase(world, desk.approver, approval)).toMatchObject({ authority: { resultToday: 'defective' } });
    const late = await world.callAs<{ code: string }>(
      desk.specialist,
      'POST',
      `/release/requests/${handOver}/deliveries`,
      { channel: 'link' },
    );
    expect(late.body.code).toBe('release/authorization-expired');
    expect((await logged(patient)).body.disclosures).toEqual([]);
    world.clock.advance(-24 * 3_600_000);
  });
});

function form(bytes: Buffer): Buffer {
  return Buffer.concat([
    Buffer.from('--x\r\nContent-Disposition: form-data; name="file"; filename="packet.pdf"\r\n\r\n'),
    bytes,
    Buffer.from('\r\n--x--\r\n'),
  ]);
}

function scratch(): string[] {
  return readdirSync(join(world.services.settings.data, 'scratch')).filter((name) => name.startsWith('release-'));
}
