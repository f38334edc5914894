import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  arrangePaper,
  chooseScope,
  recordAuthority,
  releaseDesk,
  REQUESTER_SEEN,
  step,
  type ReleaseDesk,
} from '../../../../test/world/release-case.ts';
import { FACILITY, openWorld, type World } from '../../../../test/world/world.ts';
import { newId } from '../../../platform/ids.ts';
import { contract } from '../contract.ts';
import {
  arrangeLetterThatLeft,
  arrangePatient,
  BEHIND_A_PROXY,
  PASSPHRASE,
  type PortalSeat,
  portalSeat,
  settle,
} from '../portal.fixture.ts';
import { requesterContract } from './contract.ts';

let world: World;
let desk: ReleaseDesk;
let firm: string;
let harts: PortalSeat;
let others: PortalSeat;

beforeAll(async () => {
  world = await openWorld(BEHIND_A_PROXY);
  desk = releaseDesk(world);
  firm = await arrangeEntry('Hart & Low LLP', 'attorney');
  harts = await seated(firm, 'Dana Hart', 'dana.hart');
  others = await seated(await arrangeEntry('Second Insurance', 'insurer'), 'Sam Second', 'sam.second');
});
afterAll(() => world.close());

async function arrangeEntry(name: string, requesterClass: string): Promise<string> {
  const { body, status } = await world.callAs<{ id: string }>(desk.specialist, 'POST', '/release/requesters', {
    ...{ kind: 'organisation', class: requesterClass, name, address: ['1 Court Square', 'Dayton, OH 45402'] },
  });
  if (status !== 201 && status !== 200) throw new Error(JSON.stringify(body));
  return body.id;
}

const KNOWN = { knownBy: 'called-back', knownWords: 'Called the main number of the firm, spoke to reception' };

function inviteOf(requesterId: string, personName: string) {
  return world.callAs<{ invitationId: string; code: string }>(
    desk.specialist,
    'POST',
    `/portal-desk/requesters/${requesterId}/invitations`,
    { ...KNOWN, personName },
  );
}

function open(seat: PortalSeat, code: string, name: string) {
  return seat.call<{ code: string }>('POST', '/portal/requester-invitations', {
    ...{ code, name, passphrase: PASSPHRASE, language: 'en' },
  });
}

async function seated(requesterId: string, personName: string, name: string): Promise<PortalSeat> {
  const { body } = await inviteOf(requesterId, personName);
  const seat = portalSeat(world);
  const { status, body: said } = await open(seat, body.code, name);
  if (status !== 204) throw new Error(JSON.stringify(said));
  return seat;
}

const ASKED = {
  ...{ facilityId: FACILITY, patientName: 'Otto Kern', patientBirthDate: '1958-07-04', what: ['notes', 'bills'] },
  ...{ from: '2026-01-01', to: '2026-12-31', purpose: 'legal-claim', ground: 'authorization', reference: '26-CV-119' },
  ...{ delivery: 'portal', signedName: 'dana hart' },
};

function ask(seat: PortalSeat, more: Record<string, unknown> = {}) {
  return seat.call<{ requestId: string; number: string; code: string }>('POST', '/portal/requester/requests', {
    ...ASKED,
    askId: newId(),
    ...more,
  });
}

interface Shown {
  readonly id: string;
  readonly step: string;
  readonly actsNext: string;
  readonly waitsFor: string[];
  readonly packets: { linkId: string }[];
  readonly papers: { fileName: string; state: string }[];
  readonly letters: { id: string }[];
}
async function shown(seat: PortalSeat, id: string): Promise<Shown | undefined> {
  const { body } = await seat.call<{ requests: Shown[] }>('GET', '/portal/requester/requests');
  return body.requests.find((each) => each.id === id);
}

const send = (seat: PortalSeat, requestId: string, name: string, bytes: Buffer) =>
  seat.call<{ sent: number; code: string }>(
    'POST',
    `/portal/requester/requests/${requestId}/papers?name=${encodeURIComponent(name)}`,
    bytes,
    { 'content-type': 'application/octet-stream' },
  );

describe('A requester', () => {
  it('is invited from the directory with how the desk knew who it is, and the code opens one account', async () => {
    const { body, status } = await inviteOf(firm, 'Lee Low');
    expect(status).toBe(201);
    expect((await open(portalSeat(world), 'AAAAA-BBBBB', 'lee')).body.code).toBe('portal/invitation-refused');
    const seat = portalSeat(world);
    expect((await open(seat, body.code, 'lee.low')).status).toBe(204);
    expect((await open(portalSeat(world), body.code, 'lee.again')).body.code).toBe('portal/invitation-refused');
    expect((await seat.call('GET', '/portal/account')).body).toMatchObject({
      name: 'Lee Low',
      requester: { name: 'Hart & Low LLP' },
      records: [],
    });
    const seen = await world.callAs<{ invitations: unknown[]; accounts: { name: string }[] }>(
      desk.specialist,
      'GET',
      `/portal-desk/requesters/${firm}`,
    );
    expect(seen.body.invitations[0]).toMatchObject({ name: 'Lee Low', state: 'used', ...KNOWN });
    const rows = await world.sql<{ text: string }>(
      `SELECT row_to_json(i)::text AS text FROM portal.requester_invitation i`,
    );
    expect(rows.some(({ text }) => text.includes(body.code))).toBe(false);
  });

  it('is not invited as who comes in by a record, by those whose duty it is not, or by a code taken back', async () => {
    const person = await arrangeEntry('Pat Private', 'individual');
    expect((await inviteOf(person, 'Pat Private')).body).toMatchObject({ code: 'portal/not-fit' });
    expect((await inviteOf(newId(), 'Nobody')).body).toMatchObject({ code: 'portal/requester-unknown' });
    const path = `/portal-desk/requesters/${firm}/invitations`;
    const clerk = world.person(['scan-clerk']);
    expect((await world.callAs(clerk, 'POST', path, { ...KNOWN, personName: 'X' })).status).toBe(403);
    expect((await world.callAs(clerk, 'GET', `/portal-desk/requesters/${firm}`)).status).toBe(403);
    const { body } = await inviteOf(firm, 'Late Partner');
    expect((await world.callAs(desk.specialist, 'POST', `${path}/${body.invitationId}/withdrawal`)).status).toBe(204);
    expect((await open(portalSeat(world), body.code, 'late')).body.code).toBe('portal/invitation-refused');
  });

  it('asks for the records of somebody they name, which becomes a case of the directory entry', async () => {
    expect((await ask(harts, { signedName: 'Somebody Else' })).body.code).toBe('portal/signature-differs');
    expect((await ask(harts, { from: '2026-05-01', to: '2026-01-01' })).body.code).toBe('release/dates-reversed');
    const askId = newId();
    const { body, status } = await ask(harts, { askId });
    expect(status).toBe(201);
    expect((await ask(harts, { askId })).body.requestId).toBe(body.requestId);
    expect((await ask(others, { askId, signedName: 'Sam Second' })).status).not.toBe(201);
    const { body: opened } = await world.callAs(desk.specialist, 'GET', `/release/requests/${body.requestId}`);
    expect(opened).toMatchObject({
      ...{ receivedVia: 'portal', requesterClass: 'attorney', requesterName: 'Hart & Low LLP', purpose: 'legal-claim' },
      patient: null,
    });
    expect(JSON.stringify(opened)).toContain('26-CV-119');
    const part = await world.callAs(desk.specialist, 'GET', `/portal-desk/requests/${body.requestId}`);
    expect(part.body).toMatchObject({
      fromRequester: { name: 'Dana Hart', ground: 'authorization', ...KNOWN },
    });
    expect(await shown(harts, body.requestId)).toMatchObject({ step: 'received', actsNext: 'records-office' });
  });

  it('is answered alike for a patient that there is and one that there is not', async () => {
    await arrangePatient(world, 'Known', 'Kay', { birthDate: '1970-02-02' });
    const known = await ask(harts, { patientName: 'Kay Known', patientBirthDate: '1970-02-02' });
    const unknown = await ask(harts, { patientName: 'Nobody Atall', patientBirthDate: '1970-02-02' });
    const plain = async (id: string) => {
      const { step: where, actsNext, packets, waitsFor } = (await shown(harts, id)) as Shown;
      return { where, actsNext, packets, waitsFor };
    };
    expect(await plain(known.body.requestId)).toEqual(await plain(unknown.body.requestId));
  });

  it('sends the authorization in for the request, through intake, and what is hostile is set aside', async () => {
    const { hostile } = await import('../hostile.fixture.ts');
    const { body } = await ask(harts);
    for (const { name, bytes } of hostile) expect((await send(harts, body.requestId, name, bytes)).status).toBe(200);
    await world.stack.drain();
    const papers = (await shown(harts, body.requestId))?.papers ?? [];
    for (const { name, state } of hostile)
      expect(papers.find(({ fileName }) => fileName === (name.split('/').at(-1) ?? name))?.state).toBe(state);
    const part = await world.callAs<{ papers: unknown[] }>(
      desk.specialist,
      'GET',
      `/portal-desk/requests/${body.requestId}`,
    );
    expect(part.body.papers).toHaveLength(hostile.length);
    expect((await shown(harts, body.requestId))?.letters).toEqual([]);
  });

  it('fetches the letters of its case that left for it, as PDF, and no other', async () => {
    const { body } = await ask(harts);
    const at = (letterId: string) => `/portal/requester/requests/${body.requestId}/letters/${letterId}`;
    const theirs = await arrangeLetterThatLeft(world, desk.specialist, {
      name: 'Hart & Low LLP',
      requestId: body.requestId,
    });
    const another = await arrangeLetterThatLeft(world, desk.specialist, {
      name: 'Second Insurance',
      requestId: body.requestId,
    });
    expect((await shown(harts, body.requestId))?.letters.map(({ id }) => id)).toEqual([theirs]);
    const fetched = await harts.call<Buffer>('GET', at(theirs));
    expect(fetched.status).toBe(200);
    expect(Buffer.from(fetched.body).subarray(0, 5).toString()).toBe('%PDF-');
    expect((await harts.call<{ code: string }>('GET', at(another))).body.code).toBe('portal/letter-unknown');
    expect((await others.call<{ code: string }>('GET', at(theirs))).body.code).toBe('portal/request-unknown');
  });

  it('follows the request to the download, which needs the passcode and is counted and confirmed', async () => {
    const otto = await arrangePatient(world, 'Kern', 'Otto', { birthDate: '1958-07-04' });
    await arrangePaper(world, otto, ['Seen for a sprained ankle.'], { date: '2026-11-10' });
    const { body } = await ask(harts);
    const id = body.requestId;
    const at = (path: string) => `/release/requests/${id}/${path}`;
    await step(world, {
      actor: desk.specialist,
      path: at('patient'),
      body: { patientId: otto, matchedOn: ['name', 'birth-date'] },
    });
    await step(world, {
      actor: desk.specialist,
      path: at('verification'),
      body: { how: 'Account of the portal, called back', seen: REQUESTER_SEEN },
    });
    await recordAuthority(world, desk, id);
    const { scopeId } = await chooseScope(world, desk, id);
    await step(world, { actor: desk.approver, path: at('approval'), body: { scopeId } });
    await world.stack.drain();
    await world.sql(
      `UPDATE portal.account SET mail_address = 'hart@firm.example', mail_proved_at = now() WHERE id = (SELECT account_id FROM portal.requester_ask WHERE request_id = $1)`,
      [id],
    );
    const { link } = await step<{ link: { passcode: string } }>(world, {
      actor: desk.specialist,
      path: at('deliveries'),
      body: { channel: 'link' },
    });
    await world.stack.drain();
    // Told by mail like a patient, where mail leaves the house.
    const part = await world.callAs(desk.specialist, 'GET', `/portal-desk/requests/${id}`);
    expect(part.body).toMatchObject({ mails: [{ outcome: 'not-sent', why: 'mail-not-set-up' }] });
    const ready = await shown(harts, id);
    expect(ready).toMatchObject({ step: 'ready-here', actsNext: 'you' });
    const file = `/portal/requester/requests/${id}/packets/${ready?.packets[0]?.linkId ?? ''}/volumes/1`;
    const fetchIt = (seat: PortalSeat, passcode: string) => seat.call<{ code: string }>('POST', file, { passcode });
    expect((await fetchIt(others, link.passcode)).body.code).toBe('portal/request-unknown');
    expect((await fetchIt(harts, 'wrong')).body.code).toBe('release/wrong-passcode');
    const fetched = await fetchIt(harts, link.passcode);
    expect(fetched.status).toBe(200);
    expect(
      Buffer.from(fetched.body as unknown as Uint8Array)
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
    await expect.poll(async () => (await shown(harts, id))?.step).toBe('sent');
    const log = await world.sql<{ on_behalf_of: string }>(
      `SELECT on_behalf_of FROM audit.entry WHERE verb = 'portal.fetch-packet' AND $1 = ANY (subject_ids) AND on_behalf_of IS NOT NULL`,
      [id],
    );
    expect(log[0]?.on_behalf_of).toMatch(/^portal:/);
  });
});

describe('The account of a requester', () => {
  it('reads, sends and fetches nothing of another requester, by whatever route', async () => {
    const { body } = await ask(harts);
    let tried = 0;
    for (const { method, path } of Object.values(requesterContract)) {
      if (!path.includes(':requestId')) continue;
      tried++;
      const address = path
        .replace(':requestId', body.requestId)
        .replace(':linkId', newId())
        .replace(':letterId', newId())
        .replace(':volume', '1');
      const upload = path === requesterContract.sendPapers.path;
      const answer = await others.call<{ code: string }>(
        method as 'GET' | 'POST',
        upload ? `${address}?name=a.pdf` : address,
        upload ? Buffer.from('x') : path === requesterContract.volume.path ? { passcode: 'x' } : undefined,
        upload ? { 'content-type': 'application/octet-stream' } : {},
      );
      expect([answer.status, answer.body.code], path).toEqual([404, 'portal/request-unknown']);
    }
    expect(tried).toBe(3);
    const own = await others.call<{ requests: { id: string }[] }>('GET', '/portal/requester/requests');
    expect(own.body.requests.map(({ id }) => id)).not.toContain(body.requestId);
  });

  it('reaches no record of a patient, and a patient nothing of a requester', async () => {
    const ana = await arrangePatient(world, 'Núñez', 'Ana');
    const anas = await settle(world, desk.specialist, ana, 'ana');
    let tried = 0;
    for (const { method, path } of Object.values(contract)) {
      if (method !== 'GET' || !path.includes(':patientId')) continue;
      tried++;
      const address = path
        .replace(':patientId', ana)
        .replace(/:(requestId|linkId|letterId)/g, newId())
        .replace(':volume', '1');
      expect((await harts.call<{ code: string }>('GET', address)).body.code, path).toBe('portal/not-reached');
    }
    expect(tried).toBeGreaterThanOrEqual(7);
    for (const path of ['/portal/requester/requests', '/portal/requester/places'])
      expect((await anas.call('GET', path)).status, path).toBe(403);
    for (const path of ['/release/requests', `/patients/${ana}`, `/release/requesters/${firm}`])
      expect([401, 404], path).toContain((await harts.call('GET', path)).status);
    expect((await world.callAs(desk.specialist, 'GET', '/portal/requester/requests')).status).toBe(403);
  });

  it('is ended by the desk at once; what was asked for goes on', async () => {
    const seat = await seated(firm, 'Gone Partner', 'gone.partner');
    const asked = await ask(seat, { signedName: 'Gone Partner' });
    const { body } = await world.callAs<{ accounts: { id: string; name: string; requests: number }[] }>(
      desk.specialist,
      'GET',
      `/portal-desk/requesters/${firm}`,
    );
    const account = body.accounts.find(({ name }) => name === 'Gone Partner');
    expect(account?.requests).toBe(1);
    const at = `/portal-desk/requesters/${firm}/accounts/${account?.id ?? ''}`;
    expect((await world.callAs(desk.specialist, 'POST', `${at}/lift`)).status).toBe(204);
    const end = () => world.callAs(desk.specialist, 'POST', `${at}/end`, { reason: 'Left the firm' });
    expect((await end()).status).toBe(204);
    expect((await end()).status).toBe(404);
    expect((await seat.call('GET', '/portal/account')).status).toBe(401);
    const again = await seat.call<{ code: string }>('POST', '/portal/sign-in', {
      ...{ name: 'gone.partner', passphrase: PASSPHRASE },
    });
    expect(again.body.code).toBe('portal/sign-in-refused');
    const opened = await world.callAs(desk.specialist, 'GET', `/release/requests/${asked.body.requestId}`);
    expect(opened.status).toBe(200);
  });
});
