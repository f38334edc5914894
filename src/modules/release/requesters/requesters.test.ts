import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  arrangePaper,
  arrangePerson,
  identifyAndVerify,
  receive,
  type ReleaseDesk,
  releaseDesk,
  releaseUpToPacket,
} from '../../../../test/world/release-case.ts';
import { openWorld, type World } from '../../../../test/world/world.ts';
import { findRequesters } from './find-requesters.ts';

let world: World;
let desk: ReleaseDesk;
beforeAll(async () => {
  world = await openWorld();
  desk = releaseDesk(world);
});
afterAll(() => world.close());

interface Channel {
  id: string;
  kind: string;
  value: string;
  verified: { how: string } | null;
}
interface Entry {
  id: string;
  name: string;
  version: number;
  mergedInto: string | null;
  channels: Channel[];
}
type Answer<T> = { status: number; body: T & { code?: string } };

const post = <T = unknown>(path: string, body?: unknown, actor = desk.specialist) =>
  world.callAs<T & { code?: string }>(actor, 'POST', path, body) as Promise<Answer<T>>;
const add = async (words: Record<string, unknown>) => {
  const made = await post<{ id: string }>('/release/requesters', { kind: 'organisation', class: 'attorney', ...words });
  expect(made.status).toBe(201);
  return made.body.id;
};
const open = async (id: string) =>
  (
    await world.callAs<Entry & { ended: { value: string }[]; merged: number }>(
      desk.specialist,
      'GET',
      `/release/requesters/${id}`,
    )
  ).body;
const find = async (text: string) =>
  (await post<{ requesters: Entry[] }>('/release/requesters/search', { text })).body.requesters.map(({ name }) => name);
const channelOf = async (id: string, kind: string) => (await open(id)).channels.find((each) => each.kind === kind);
const FAX = { kind: 'fax', value: '(614) 555-0142' };

describe('the directory of requesters', () => {
  it('finds an entry by the beginning of any word, words in any order, without marks, and by a number', async () => {
    await add({ name: 'Müller & Söhne Legal Copy', organisation: 'St. Mary Hospital Group', channels: [FAX] });
    for (const typed of [
      'mull',
      'sohne leg',
      'copy müller',
      'mary hosp',
      'hospital legal',
      '614-555-01',
      '1 (614) 555 0142',
      '5550142',
    ])
      expect(await find(typed), typed).toContain('Müller & Söhne Legal Copy');
    for (const typed of ['', '   ', '%', 'ospital', 'mary zz', `'; DROP TABLE x`])
      expect(await find(typed), typed).not.toContain('Müller & Söhne Legal Copy');
  });

  it('takes a number as unverified until somebody says how it was verified; another number is unverified again', async () => {
    const id = await add({ name: 'Harbor Claims', class: 'insurer', channels: [FAX] });
    const fax = await channelOf(id, 'fax');
    expect(fax?.verified).toBeNull();
    const path = `/release/requesters/${id}/channels`;
    expect(
      (await post(`${path}/${fax?.id}/verification`, { how: 'Call back to the number in the contract' })).status,
    ).toBe(204);
    expect((await channelOf(id, 'fax'))?.verified?.how).toBe('Call back to the number in the contract');
    expect((await post(path, { kind: 'fax', value: '614 555 0199', replaces: fax?.id })).status).toBe(201);
    expect(await channelOf(id, 'fax')).toMatchObject({ value: '614 555 0199', verified: null });
    expect((await open(id)).ended).toMatchObject([{ value: FAX.value }]);
    expect(await find('6145550142')).not.toContain('Harbor Claims');
    expect((await post(`${path}/${fax?.id}/verification`, { how: 'Again' })).body.code).toBe('release/channel-unknown');
  });

  it('keeps the call that made sure of a number, and why it was taken back; without a reason nothing is', async () => {
    const id = await add({ name: 'Quarry Clinic', class: 'provider', channels: [FAX] });
    const fax = await channelOf(id, 'fax');
    const path = `/release/requesters/${id}/channels/${fax?.id}`;
    const call = { spokeTo: 'Clerk Ames', number: '614 555 0101', numberFrom: 'State register' };
    expect((await post(`${path}/verification`, { callBack: { ...call, spokeTo: ' ' } })).status).toBe(400);
    expect((await post(`${path}/verification`, { callBack: call })).status).toBe(204);
    expect((await channelOf(id, 'fax'))?.verified?.how).toBe(
      'Called back at 614 555 0101: Clerk Ames confirmed it; number from State register',
    );
    expect((await post(`${path}/end`)).status).toBe(400);
    expect((await post(`${path}/end`, { reason: 'Moved away' }, world.person(['coder']))).status).toBe(403);
    expect((await post(`${path}/end`, { reason: 'Moved away' })).status).toBe(204);
    expect((await open(id)).ended).toMatchObject([{ value: FAX.value, why: 'Moved away' }]);
    expect((await post(`${path}/end`, { reason: 'Moved away' })).body.code).toBe('release/channel-unknown');
  });

  it('refuses half a number, an address without its place, and the same number twice', async () => {
    const id = await add({ name: 'Lakeside Dental', class: 'provider', channels: [FAX] });
    const path = `/release/requesters/${id}/channels`;
    expect((await post(path, { kind: 'fax', value: '555' })).body.code).toBe('release/channel-unclear');
    expect((await post(path, { kind: 'email', value: 'nobody' })).body.code).toBe('release/channel-unclear');
    expect((await post(path, { kind: 'fax', value: '1-614-555-0142' })).body.code).toBe('release/channel-known');
  });

  it('keeps two people from overwriting each other, and lets nobody in without the permission', async () => {
    const id = await add({ name: 'Before' });
    const words = { kind: 'organisation', class: 'attorney', name: 'After' };
    const put = (version: number, actor = desk.specialist) =>
      world.callAs<{ code?: string }>(actor, 'PUT', `/release/requesters/${id}`, { version, ...words });
    expect((await put(1)).status).toBe(200);
    expect((await put(1)).body.code).toBe('release/requester-changed');
    expect((await put(2, world.person(['coder']))).status).toBe(403);
    expect(await find('after')).toContain('After');
    expect(await find('before')).not.toContain('Before');
    expect(
      await world.sql(`SELECT 1 FROM audit.entry WHERE verb = 'release.change-requester' AND outcome = 'denied'`),
    ).not.toEqual([]);
  });

  it('merges two entries into one: ways come along as they were verified, nothing is lost, and it is not done twice', async () => {
    const stays = await add({ name: 'Keystone Records', channels: [FAX] });
    const goes = await add({
      name: 'Keystone Record Retrieval',
      channels: [FAX, { kind: 'phone', value: '614 555 0177' }],
    });
    const phone = await channelOf(goes, 'phone');
    await post(`/release/requesters/${goes}/channels/${phone?.id}/verification`, { how: 'Letterhead and contract' });
    const merge = (mergedId: string, actor = desk.approver) =>
      post(`/release/requesters/${stays}/merge`, { mergedId, reason: 'The same company' }, actor);
    expect((await merge(goes, desk.specialist)).status).toBe(403);
    expect((await merge(stays)).body.code).toBe('release/requester-itself');
    expect((await merge(goes)).status).toBe(204);
    expect((await merge(goes)).body.code).toBe('release/requester-merged');
    const entry = await open(stays);
    expect(entry.merged).toBe(1);
    expect(entry.channels.map(({ kind }) => kind).sort()).toEqual(['fax', 'phone']);
    expect(entry.channels.find(({ kind }) => kind === 'phone')?.verified?.how).toBe('Letterhead and contract');
    expect(await find('keystone record retr')).toEqual([]);
    expect((await open(goes)).mergedInto).toBe(stays);
  });
});

interface Shown {
  entry: { id: string; channels: Channel[] } | null;
  before: { number: string } | null;
  reliance: { result: string; why: string } | null;
}
const shown = async (id: string) =>
  (await world.callAs<Shown>(desk.specialist, 'GET', `/release/requests/${id}/requester`)).body;
const whitfield = (directoryId?: string, more: Record<string, unknown> = {}) => ({
  requester: {
    class: 'attorney',
    name: 'Dana Whitfield',
    fax: '614 555 0123',
    address: ['2 Court Square'],
    ...(directoryId === undefined ? {} : { directoryId }),
    ...more,
  },
});

describe('a case and the directory', () => {
  it('adds its requester with numbers that nobody has verified, once', async () => {
    const id = await receive(world, desk, whitfield());
    expect((await shown(id)).entry).toBeNull();
    const entered = await post<{ id: string }>(`/release/requests/${id}/requester`, {});
    expect(entered.status).toBe(200);
    expect((await shown(id)).entry).toMatchObject({ id: entered.body.id });
    expect((await shown(id)).entry?.channels.every(({ verified }) => verified === null)).toBe(true);
    expect((await post(`/release/requests/${id}/requester`, {})).body.code).toBe('release/requester-entered');
    const unknown = await post('/release/requests', {
      receivedAt: '2026-11-20T15:00:00Z',
      receivedVia: 'mail',
      purpose: 'legal-claim',
      ...whitfield('00000000-0000-4000-8000-000000000009'),
    });
    expect(unknown.body.code).toBe('release/requester-unknown');
  });

  it('says on the next case by whom and when the requester was verified, for a year; a patient shows who they are each time', async () => {
    const entry = await add({ name: 'Whitfield Law' });
    const first = await receive(world, desk, whitfield(entry));
    expect((await shown(first)).reliance).toMatchObject({ result: 'ask-again', why: 'never-verified' });
    await identifyAndVerify(world, desk, first, await arrangePerson(world, 'Jansen', 'Ada'));
    const second = await receive(world, desk, whitfield(entry));
    expect((await shown(second)).reliance).toMatchObject({ result: 'may-rely', why: 'verified-before' });
    expect((await shown(second)).before?.number).toMatch(/^R-2026-/);
    const patient = await receive(world, desk, whitfield(entry, { class: 'individual' }));
    expect((await shown(patient)).reliance).toMatchObject({ result: 'ask-again', why: 'in-person-each-time' });
    world.clock.advance(60_000);
    await world.callAs(desk.specialist, 'PUT', `/release/requesters/${entry}`, {
      version: 1,
      kind: 'organisation',
      class: 'attorney',
      name: 'Whitfield and Partners',
    });
    expect((await shown(second)).reliance).toMatchObject({ result: 'ask-again', why: 'changed-since' });
  });
});

describe('a hand-over by fax or mail', () => {
  const CALL_BACK = { spokeTo: 'Front desk, Ms. Lee', number: '614 555 0100', numberFrom: 'Bar register' };

  it('to a number nobody verified waits for the call-back, which is kept; to a verified one it goes', async () => {
    const entry = await add({ name: 'Whitfield Fax', channels: [{ kind: 'fax', value: '614 555 0123' }] });
    const patientId = await arrangePerson(world, 'Meyer', 'Ada');
    await arrangePaper(world, patientId, ['Visit']);
    const id = await releaseUpToPacket(world, desk, patientId, { request: whitfield(entry) });
    const deliver = (body: Record<string, unknown>) =>
      post<{ disclosureId: string }>(`/release/requests/${id}/deliveries`, body);
    expect((await deliver({ channel: 'fax' })).body.code).toBe('release/call-back-missing');
    expect((await deliver({ channel: 'mail' })).body.code).toBe('release/call-back-missing');
    expect(await world.sql(`SELECT 1 FROM release.disclosure WHERE request_id = $1`, [id])).toEqual([]);
    expect((await deliver({ channel: 'fax', faxNumber: '614 555 0999', callBack: CALL_BACK })).status).toBe(201);
    expect(
      await world.sql(`SELECT address, spoke_to, number_from FROM release.call_back WHERE request_id = $1`, [id]),
    ).toEqual([{ address: '614 555 0999', spoke_to: CALL_BACK.spokeTo, number_from: 'Bar register' }]);

    const other = await releaseUpToPacket(world, desk, patientId, { request: whitfield(entry) });
    const fax = await channelOf(entry, 'fax');
    await post(`/release/requesters/${entry}/channels/${fax?.id}/verification`, { how: 'Call back, bar register' });
    const sent = await post(`/release/requests/${other}/deliveries`, { channel: 'fax' });
    expect(sent.status).toBe(201);
  });

  it('needs a number, and takes none from the request itself as proof', async () => {
    const patientId = await arrangePerson(world, 'Weber', 'Ada');
    await arrangePaper(world, patientId, ['Visit']);
    const id = await releaseUpToPacket(world, desk, patientId, {
      request: whitfield(undefined, { fax: undefined, phone: '614 555 0100' }),
    });
    const deliver = (body: Record<string, unknown>) => post(`/release/requests/${id}/deliveries`, body);
    expect((await deliver({ channel: 'fax', callBack: CALL_BACK })).body.code).toBe('release/fax-number-missing');
    const same = { ...CALL_BACK, numberFrom: 'the letter' };
    expect((await deliver({ channel: 'fax', faxNumber: '614 555 0101', callBack: same })).body.code).toBe(
      'release/call-back-missing',
    );
  });
});

describe('at 100,000 entries', () => {
  it('a search takes at most 25 ms', async () => {
    await world.sql(`
      INSERT INTO release.requester (id, kind, class, name, recorded_at, recorded_by, changed_at, changed_by)
        SELECT gen_random_uuid(), 'organisation', 'attorney', 'Firm ' || n || ' Legal Hospital Street', '2026-01-01Z', 'test', '2026-01-01Z', 'test'
        FROM generate_series(1, 100000) n;
      INSERT INTO release.requester_key (requester_id, key)
        SELECT id, k FROM release.requester, LATERAL (VALUES (lower(name)), (lower(split_part(name, ' ', 2) || ' legal hospital street')),
          ('legal hospital street'), ('hospital street'), ('street')) v (k) WHERE name LIKE 'Firm %';
      ANALYZE release.requester_key`);
    for (const typed of ['firm 777', '99999', 'hospital', 'street 77777', 'street legal hospital firm', 'f']) {
      // The fastest of several: what else the machine does meanwhile is no part of the search.
      let fastest = Number.POSITIVE_INFINITY;
      for (let round = 0; round < 9; round += 1)
        fastest = Math.min(
          fastest,
          await world.act(desk.specialist, { verb: 'test.search', permission: 'release/read' }, async (act) => {
            const began = performance.now();
            await findRequesters(act, typed);
            return performance.now() - began;
          }),
        );
      expect(fastest, typed).toBeLessThan(25);
    }
  }, 120_000);
});
