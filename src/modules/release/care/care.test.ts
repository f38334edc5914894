import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  ALL_SEEN,
  arrangePaper,
  arrangePerson,
  identifyAndVerify,
  keepFindings,
  openCase,
  queuesOf,
  recordAuthority,
  type ReleaseDesk,
  receive,
  releaseDesk,
} from '../../../../test/world/release-case.ts';
import { passTime } from '../../../../test/world/pass-time.ts';
import { openWorld, type World } from '../../../../test/world/world.ts';
import type { Actor } from '../../../platform/act.ts';
import { type MailServer, startMailServer } from '../../correspondence/mail-server.fixture.ts';

/** Packets are made by a process of their own. */
const SLOW = { timeout: 120_000 };

let mail: MailServer;
let world: World;
let desk: ReleaseDesk;
let clinician: Actor;
beforeAll(async () => {
  mail = await startMailServer();
  world = await openWorld({ env: { CHARTKEEPER_SMTP_URL: mail.url, CHARTKEEPER_FAX_GATEWAY: 'fax.example' } });
  desk = releaseDesk(world);
  clinician = world.person(['clinician']);
});
afterAll(async () => {
  await world.close();
  await mail.down();
});
beforeEach(() => {
  mail.behaviour = 'take';
  mail.received.length = 0;
});

type Answer = { code?: string; at?: string; detail?: string };
const call = <T>(actor: Actor, method: 'GET' | 'POST', path: string, body?: unknown) =>
  world.callAs<T & Answer>(actor, method, path, body);

interface Line {
  id: string;
  name: string;
}
interface Preview {
  parts: { part: string; usual: boolean; documents: Line[]; held: (Line & { may: string })[] }[];
  unsigned: number;
  ways: { fax: boolean; email: boolean };
}
const preview = async (patient: string, actor = desk.specialist) =>
  (await call<Preview>(actor, 'GET', `/patients/${patient}/care`)).body;
const part = (shown: Preview, name: string) => shown.parts.find((each) => each.part === name);
const usual = (shown: Preview) =>
  shown.parts.filter((each) => each.usual).flatMap(({ documents }) => documents.map(({ id }) => id));

interface Sent {
  requestId: string;
  number: string;
  documents: number;
  approved: boolean;
  notBefore: string;
}
const FAX = {
  kind: 'fax',
  address: '+1 (614) 555-0100',
  callBack: { who: 'Ward clerk Bell', numberFrom: 'State hospital directory' },
} as const;
const send = (patient: string, more: object = {}, actor = desk.specialist) =>
  call<Sent>(actor, 'POST', `/patients/${patient}/care`, {
    recipient: { name: 'Emergency department', organisation: 'Lakeside Hospital' },
    number: FAX,
    matchedOn: ['name', 'birth-date'],
    ...more,
  });
const sent = async (patient: string, more: object = {}) => {
  const documentIds = usual(await preview(patient));
  const answer = await send(patient, { documentIds, ...more });
  if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
  return answer.body;
};
interface Shown {
  sending: { state: string; tries: number; mayTakeBack: boolean; code: string | null; disclosureId: string } | null;
  astray: { reached: string }[];
}
const show = async (id: string) => (await call<Shown>(desk.specialist, 'GET', `/release/requests/${id}/care`)).body;
const minutes = async (count: number) => {
  await world.stack.drain();
  await passTime(world, count * 60_000 + 1_000);
};

async function chart(family: string) {
  const patient = await arrangePerson(world, family, 'Rosa');
  const file = (typeCode: string, date: string, more: object = {}) =>
    arrangePaper(world, patient, [`${typeCode} of ${date}`], { typeCode, date, ...more });
  await file('discharge-summary', '2026-03-01');
  const summary = await file('discharge-summary', '2026-09-01');
  const problems = await file('problem-list', '2026-08-01');
  const lab = await file('laboratory-report', '2026-10-01');
  await file('laboratory-report', '2024-01-01');
  await file('progress-note', '2026-10-02');
  return { patient, file, usual: [summary, problems, lab].map(({ documentId }) => documentId).sort() };
}

describe('Records for the next provider', SLOW, () => {
  it('begin with the usual abstract: the newest summary and lists, a year of results, no older ones', async () => {
    const { patient, usual: wanted } = await chart('Abstract');
    const shown = await preview(patient);
    expect(usual(shown).sort()).toEqual(wanted);
    expect(part(shown, 'notes')).toMatchObject({ usual: false, documents: [expect.anything()] });
    expect(shown.ways).toEqual({ fax: true, email: true });
  });

  it('are received, verified, chosen and approved in one act, and leave by fax after a minute, logged first', async () => {
    const { patient } = await chart('Quick');
    const { requestId, approved, documents } = await sent(patient);
    expect([approved, documents]).toEqual([true, 3]);
    await world.stack.drain();
    expect(mail.received).toHaveLength(0);
    expect((await show(requestId)).sending).toMatchObject({ state: 'preparing', mayTakeBack: true, alone: true });
    // Nobody is given it to hand over meanwhile.
    expect(await queuesOf(world, requestId)).toEqual([]);
    await minutes(1);
    expect(mail.received.map(({ to }) => to)).toEqual([['16145550100@fax.example']]);
    expect(mail.received[0]?.raw).toMatch(/application\/pdf/);
    expect(mail.received[0]?.raw.slice(0, 2_000)).not.toMatch(/Quick|Rosa/);
    const open = await openCase(world, desk.specialist, requestId);
    expect(open.disclosures).toMatchObject([{ channel: 'fax', accountable: false, outcome: null }]);
    expect(open.scope?.documents.filter(({ settlement }) => settlement !== null)).toHaveLength(2);
    expect((await show(requestId)).sending).toMatchObject({ state: 'with-gateway', tries: 1, mayTakeBack: false });
    expect(await queuesOf(world, requestId)).toEqual(['release.confirm-delivery']);
    const [approval] = await world.sql<{ alone_on: string }>(
      `SELECT alone_on FROM release.approval WHERE request_id = $1`,
      [requestId],
    );
    expect(approval?.alone_on).toBe('release/care-one-person');
    const entries = await world.sql<{ verb: string; patient_ids: string[] }>(
      `SELECT verb, patient_ids FROM audit.entry WHERE verb IN ('release.send-for-care', 'release.carry-care') AND $1 = ANY (patient_ids)`,
      [patient],
    );
    expect(entries.map(({ verb }) => verb)).toContain('release.send-for-care');
    expect(entries.map(({ verb }) => verb)).toContain('release.carry-care');
    // Woken again, it sends nothing again.
    const [row] = await world.sql<{ id: string }>(`SELECT id FROM release.care_sending WHERE request_id = $1`, [
      requestId,
    ]);
    await world.system(async (act) => act.enqueue('release.carry-care', { sendingId: row?.id }));
    await minutes(10);
    expect(mail.received).toHaveLength(1);
  });

  it('go by mail encrypted, and count as handed over when the server has taken them', async () => {
    const { patient } = await chart('Mailed');
    const { requestId } = await sent(patient, { number: { ...FAX, kind: 'email', address: 'ed@lakeside.example' } });
    await minutes(1);
    expect(mail.received[0]?.to).toEqual(['ed@lakeside.example']);
    expect(await openCase(world, desk.specialist, requestId)).toMatchObject({
      status: 'delivered',
      disclosures: [{ channel: 'email', outcome: 'handed-over' }],
    });
    const [packet] = await world.sql<{ encrypted: boolean }>(
      `SELECT encrypted FROM release.packet WHERE request_id = $1`,
      [requestId],
    );
    expect(packet?.encrypted).toBe(true);
  });

  it('are taken back in the first minute without anything in the log, and no more after it', async () => {
    const { patient } = await chart('Undo');
    const { requestId } = await sent(patient);
    const takeBack = () => call(desk.specialist, 'POST', `/release/requests/${requestId}/care/withdrawal`);
    expect((await takeBack()).status).toBe(204);
    expect((await takeBack()).status).toBe(204);
    await minutes(3);
    expect(mail.received).toHaveLength(0);
    expect(await openCase(world, desk.specialist, requestId)).toMatchObject({ status: 'cancelled', disclosures: [] });
    const { requestId: gone } = await sent(patient);
    await minutes(1);
    const late = await call(desk.specialist, 'POST', `/release/requests/${gone}/care/withdrawal`);
    expect([late.status, late.body.code]).toEqual([409, 'release/sending-left']);
  });

  it('are tried again when the gateway is away, and come back to a person when it refuses', async () => {
    const { patient } = await chart('Again');
    mail.behaviour = { status: 451, at: 'rcpt' };
    const { requestId } = await sent(patient);
    await minutes(1);
    expect((await show(requestId)).sending).toMatchObject({ state: 'trying', tries: 1, code: 'smtp/451' });
    mail.behaviour = { status: 550, at: 'rcpt' };
    await minutes(2);
    expect((await show(requestId)).sending).toMatchObject({ state: 'failed', tries: 2 });
    expect(await queuesOf(world, requestId)).toEqual(['release.to-deliver']);
    expect(mail.received).toHaveLength(0);
  });

  it('are never sent twice by the machine when the line broke after the last byte', async () => {
    const { patient } = await chart('Doubt');
    mail.behaviour = 'take-and-drop';
    const { requestId } = await sent(patient);
    await minutes(1);
    expect((await show(requestId)).sending).toMatchObject({ state: 'in-doubt', tries: 1 });
    mail.behaviour = 'take';
    await minutes(30);
    expect(mail.received).toHaveLength(1);
    expect(await queuesOf(world, requestId)).toEqual(['release.confirm-delivery']);
  });

  it('do not leave by themselves with a page that names another patient', async () => {
    const { patient } = await chart('Strayed');
    await arrangePaper(
      world,
      patient,
      ['Harbor Clinic\nPatient: Stranger, Olga\nDate of birth: 02/03/1940\nMRN: 00777001\nThe lungs are clear.'],
      { typeCode: 'laboratory-report', date: '2026-10-05' },
    );
    const { requestId } = await sent(patient);
    await minutes(1);
    expect(mail.received).toHaveLength(0);
    expect((await show(requestId)).sending).toMatchObject({ state: 'stopped', code: 'release/preflight-open' });
    expect(await queuesOf(world, requestId)).toEqual(['release.to-deliver']);
  });

  it('show nothing of a case whose patient nobody has identified yet', async () => {
    const id = await receive(world, desk);
    expect(await show(id)).toEqual({ sending: null, astray: [] });
  });

  it('are left to a person who handed the packet over before the minute was up', async () => {
    const { patient } = await chart('Hands');
    const { requestId } = await sent(patient);
    await world.stack.drain();
    await call(desk.specialist, 'POST', `/release/requests/${requestId}/deliveries`, { channel: 'print' });
    await minutes(2);
    expect(mail.received).toHaveLength(0);
    expect((await show(requestId)).sending).toMatchObject({ state: 'stopped', code: 'release/hand-over-open' });
    expect(await queuesOf(world, requestId)).toEqual(['release.confirm-delivery']);
  });

  it('can be handed over by a person who knows the recipient', async () => {
    const { patient } = await chart('Byhand');
    const documentIds = usual(await preview(patient));
    const unknown = await send(patient, { documentIds, number: undefined });
    expect([unknown.status, unknown.body.code]).toEqual([400, 'release/number-unverified']);
    const { requestId } = await sent(patient, { number: undefined, knownBy: 'Transport crew, badge seen' });
    await minutes(2);
    expect((await show(requestId)).sending).toMatchObject({ state: 'by-hand' });
    expect(await queuesOf(world, requestId)).toEqual(['release.to-deliver']);
  });
});

describe('The number', SLOW, () => {
  it('is verified by a call that is recorded, or it is refused', async () => {
    const { patient } = await chart('Unverified');
    const documentIds = usual(await preview(patient));
    const bare = await send(patient, { documentIds, number: { ...FAX, callBack: { who: ' ', numberFrom: 'x' } } });
    expect([bare.status, bare.body.code, bare.body.at]).toEqual([
      400,
      'release/number-unverified',
      'number.callBack.who',
    ]);
    for (const address of ['12', '555-CALL', '+1 614 555 0100, +1 614 555 0101', '1\r\nBcc: x@y.example'])
      expect((await send(patient, { documentIds, number: { ...FAX, address } })).body.code).toBe(
        'release/number-unclear',
      );
  });

  it('once verified and kept is found by name, used without another call, and withdrawn', async () => {
    const { patient } = await chart('Kept');
    await sent(patient, {
      number: { ...FAX, keep: true },
      recipient: { name: 'Dr. Zed', organisation: 'Zenith Clinic' },
    });
    interface Found {
      recipients: { name: string; channel: { id: string; address: string } | null }[];
    }
    const find = async (text: string) =>
      (await call<Found>(desk.specialist, 'GET', `/release/care/recipients?text=${text}`)).body.recipients;
    const [found] = await find('zenith');
    expect(found).toMatchObject({ name: 'Dr. Zed', channel: { address: '+16145550100' } });
    expect(await find('dr.%20zed')).toHaveLength(1);
    expect(await find('%25')).toEqual([]);
    const channelId = found?.channel?.id ?? '';
    await sent(patient, { number: { channelId } });
    const [entry] = await world.sql<{ requester_id: string; n: number }>(
      `SELECT requester_id, (SELECT count(*)::int FROM release.request r WHERE r.requester_id = c.requester_id) AS n
       FROM release.requester_channel c WHERE id = $1`,
      [channelId],
    );
    // Both cases stand under the entry that the first one made.
    expect(entry?.n).toBe(2);
    const end = `/release/requesters/${entry?.requester_id}/channels/${channelId}/end`;
    expect((await call(desk.specialist, 'POST', end, { reason: 'Moved' })).status).toBe(204);
    expect(await find('zenith')).toMatchObject([{ name: 'Dr. Zed', channel: null }]);
    const documentIds = usual(await preview(patient));
    const gone = await send(patient, { documentIds, number: { channelId } });
    expect([gone.status, gone.body.code]).toEqual([404, 'release/number-unknown']);
  });
});

describe('The register of numbers', SLOW, () => {
  it('is one: what the directory of requesters verified is used for care, what care verified is used for copies', async () => {
    const { patient } = await chart('Register');
    const made = await call<{ id: string }>(desk.specialist, 'POST', '/release/requesters', {
      ...{ kind: 'organisation', class: 'provider', name: 'Xanadu Hospital' },
      channels: [
        { kind: 'fax', value: '(614) 555-0177' },
        { kind: 'mail', value: '1 Dome Road' },
      ],
    });
    const find = async () =>
      (
        await call<{ recipients: { name: string; channel: { id: string; address: string } | null }[] }>(
          desk.specialist,
          'GET',
          '/release/care/recipients?text=xanadu',
        )
      ).body.recipients;
    // Nobody has verified it: the name is offered, the number is not.
    expect(await find()).toMatchObject([{ name: 'Xanadu Hospital', channel: null }]);
    interface Entry {
      channels: { id: string; kind: string; verified: { how: string } | null }[];
    }
    const open = async () =>
      (await call<Entry>(desk.specialist, 'GET', `/release/requesters/${made.body.id}`)).body.channels;
    const fax = (await open()).find(({ kind }) => kind === 'fax')?.id ?? '';
    const documentIds = usual(await preview(patient));
    expect((await send(patient, { documentIds, number: { channelId: fax } })).body.code).toBe('release/number-unknown');
    // Sent with a call to the same number, written otherwise: the register has it once, and verified now.
    await sent(patient, {
      number: { ...FAX, address: '+1 614 555 0177', keep: true },
      recipient: { name: 'XANADU  hospital' },
    });
    const after = (await open()).filter(({ kind }) => kind === 'fax');
    expect(after).toMatchObject([
      { id: fax, verified: { how: 'Called back: Ward clerk Bell confirmed it; number from State hospital directory' } },
    ]);
    expect(await find()).toMatchObject([{ channel: { id: fax } }]);
    await sent(patient, { number: { channelId: fax } });
    await minutes(1);
    expect(mail.received.at(-1)?.to).toEqual(['6145550177@fax.example']);
  });
});

describe('What is held', SLOW, () => {
  it('is a Part 2 record: out without consent, along in a documented emergency that names who and where', async () => {
    const { patient, file } = await chart('Detox');
    const detox = await file('substance-use-note', '2026-10-05');
    const shown = await preview(patient);
    const held = shown.parts.flatMap((each) => each.held).find(({ id }) => id === detox.documentId);
    expect(held).toMatchObject({ may: 'in-emergency' });
    const documentIds = [...usual(shown), detox.documentId];
    const bare = await send(patient, { documentIds });
    expect([bare.status, bare.body.code]).toEqual([400, 'release/emergency-needed']);
    const nobody = await send(patient, { documentIds, emergency: 'Coma', recipient: { name: 'Lakeside Hospital' } });
    expect(nobody.body.at).toBe('recipient.organisation');
    const idle = await send(patient, { documentIds: usual(shown), emergency: 'Coma' });
    expect(idle.body.code).toBe('release/emergency-unfounded');
    const { requestId, approved } = await sent(patient, { documentIds, emergency: 'Coma after an overdose' });
    expect(approved).toBe(true);
    const [row] = await world.sql<{ emergency: string; recorded_by: string }>(
      `SELECT emergency, recorded_by FROM release.care_sending WHERE request_id = $1`,
      [requestId],
    );
    expect(row).toMatchObject({ emergency: 'Coma after an overdose', recorded_by: desk.specialist.id });
    await minutes(1);
    const open = await openCase(world, desk.specialist, requestId);
    expect(open.disclosures).toHaveLength(1);
    expect(open.scope?.documents.find(({ documentId }) => documentId === detox.documentId)?.settlement).toMatchObject({
      decision: 'include',
    });
  });

  it('points to a consent that another case rests on and that holds today, and sends nothing on it by itself', async () => {
    const { patient, file } = await chart('Consented');
    const consents = async () =>
      (
        await call<{ consents: { number: string; requester: string }[] }>(
          desk.specialist,
          'GET',
          `/patients/${patient}/care`,
        )
      ).body.consents;
    const other = await receive(world, desk);
    await identifyAndVerify(world, desk, other, patient);
    await recordAuthority(world, desk, other, { seen: { ...ALL_SEEN, 'us/part2/consent-elements': { '*': 'found' } } });
    // Nothing is held for want of one: nothing is said of it.
    expect(await consents()).toEqual([]);
    const detox = await file('substance-use-note', '2026-10-05');
    expect(await consents()).toMatchObject([
      { requestId: other, requester: 'Dana Whitfield, Whitfield Law', signedOn: '2026-11-02', expiresOn: '2027-05-02' },
    ]);
    const shown = await preview(patient);
    expect((await send(patient, { documentIds: [...usual(shown), detox.documentId] })).body.code).toBe(
      'release/emergency-needed',
    );
    await recordAuthority(world, desk, other, {
      seen: { ...ALL_SEEN, 'us/part2/consent-elements': { '*': 'missing' } },
    });
    expect(await consents()).toEqual([]);
  });

  it('is never a counseling note or a psychotherapy note, whatever is said', async () => {
    const { patient, file } = await chart('Notes');
    for (const typeCode of ['sud-counseling-notes', 'psychotherapy-notes']) {
      const note = await file(typeCode, '2026-10-05');
      const answer = await send(patient, { documentIds: [note.documentId], emergency: 'Coma' });
      expect([typeCode, answer.status === 201]).toEqual([typeCode, false]);
      expect(['release/held-document', 'release/record-changed']).toContain(answer.body.code);
    }
  });

  it('is a specially protected result: ticked after a look, it needs a second person and then goes by itself', async () => {
    const { patient, file } = await chart('Looked');
    const hiv = await file('hiv-report', '2026-10-05');
    const shown = await preview(patient);
    expect(part(shown, 'laboratory')?.held).toMatchObject([{ id: hiv.documentId, may: 'after-a-look' }]);
    const { requestId, approved } = await sent(patient, { documentIds: [...usual(shown), hiv.documentId] });
    expect(approved).toBe(false);
    expect(await queuesOf(world, requestId)).toEqual(['release.to-approve']);
    const scopeId = (await openCase(world, desk.approver, requestId)).scope?.id;
    const own = await call(desk.specialist, 'POST', `/release/requests/${requestId}/approval`, { scopeId });
    expect(own.status).toBe(403);
    await keepFindings(world, desk, requestId);
    await call(desk.approver, 'POST', `/release/requests/${requestId}/approval`, { scopeId });
    await minutes(1);
    expect(mail.received).toHaveLength(1);
  });

  it('is another person’s document, which is refused as changed', async () => {
    const { patient } = await chart('Mine');
    const { usual: others } = await chart('Theirs');
    const answer = await send(patient, { documentIds: others });
    expect([answer.status, answer.body.code]).toEqual([409, 'release/record-changed']);
    expect((await send(patient, { documentIds: [] })).body.code).toBe('release/nothing-chosen');
  });
});

describe('One person’s word', SLOW, () => {
  it('never approves anything but treatment, not even by hand in the database', async () => {
    const { patient } = await chart('Guarded');
    const { requestId } = await sent(patient);
    await world.sql(`UPDATE release.authority SET basis = 'payment' WHERE request_id = $1`, [requestId]);
    await expect(
      world.sql(
        `INSERT INTO release.approval (patient_id, id, facility_id, labels, request_id, scope_id, authority_id, decision, prepared_by, included, alone_on, recorded_at, recorded_by)
         SELECT patient_id, gen_random_uuid(), facility_id, labels, request_id, scope_id, authority_id, decision, prepared_by, included, alone_on, recorded_at, recorded_by
         FROM release.approval WHERE request_id = $1`,
        [requestId],
      ),
    ).rejects.toThrow('Only a release for treatment');
  });

  it('is not taken by whoever may not send, nor of their own record', async () => {
    const { patient, usual: documentIds } = await chart('Refused');
    expect((await send(patient, { documentIds }, clinician)).status).toBe(403);
    const own = world.person(['release-specialist'], { ownPatientIds: [patient] });
    const answer = await send(patient, { documentIds }, own);
    expect([answer.status, answer.body.code]).toEqual([403, 'access/own-record']);
  });
});

describe('A packet in the wrong hands', SLOW, () => {
  it('stands in the accounting as not permitted, opens one incident, and its number leaves the directory', async () => {
    const { patient } = await chart('Astray');
    const { requestId } = await sent(patient, {
      number: { ...FAX, keep: true },
      recipient: { name: 'Desk', organisation: 'Yonder Clinic' },
    });
    await minutes(1);
    const disclosureId = (await show(requestId)).sending?.disclosureId ?? '';
    const report = () =>
      call(desk.specialist, 'POST', `/release/disclosures/${disclosureId}/misdirection`, {
        reached: { name: 'Acme Plumbing' },
        howKnown: 'They called and said so',
        recalled: 'destroyed',
      });
    expect((await report()).status).toBe(201);
    expect((await report()).body.code).toBe('release/already-astray');
    await world.stack.drain();
    const { body } = await call<{ disclosures: { recipientName: string; basis: string; accountable: boolean }[] }>(
      desk.officer,
      'GET',
      `/patients/${patient}/accounting`,
    );
    expect(body.disclosures).toMatchObject([
      { recipientName: 'Acme Plumbing', basis: 'impermissible', accountable: true },
    ]);
    expect(await show(requestId)).toMatchObject({
      sending: { state: 'failed' },
      astray: [{ reached: 'Acme Plumbing' }],
    });
    expect(await queuesOf(world, requestId)).toEqual(['release.to-deliver']);
    const incidents = await world.sql<{ cause: string }>(
      `SELECT i.cause FROM privacy.incident i JOIN privacy.affected a ON a.incident_id = i.id WHERE a.patient_id = $1`,
      [patient],
    );
    expect(incidents).toEqual([{ cause: 'wrong-recipient' }]);
    const numbers = await world.sql(
      `SELECT c.ended_at IS NULL AS stands, c.end_reason FROM release.requester_channel c
       JOIN release.requester r ON r.id = c.requester_id WHERE r.organisation = 'Yonder Clinic'`,
    );
    expect(numbers).toEqual([{ stands: false, end_reason: 'A packet reached somebody else' }]);
  });
});

describe('A disclosure at the bedside', () => {
  const quick = (patient: string, body: object, actor = clinician) =>
    call<{ disclosureId: string; accountable: boolean }>(actor, 'POST', `/patients/${patient}/disclosures/quick`, body);
  const PAPERS = { what: 'Discharge papers', to: 'The patient', basis: 'to-individual', channel: 'in-person' };

  it('takes four answers, stands in the log as any other, and the usual ones come first next time', async () => {
    const { patient } = await chart('Bedside');
    expect((await quick(patient, PAPERS)).body).toMatchObject({ accountable: false });
    expect(
      (await quick(patient, { ...PAPERS, to: 'Officer Reed, badge 4', basis: 'law-enforcement-process' })).body,
    ).toMatchObject({
      accountable: true,
    });
    interface Log {
      disclosures: { recipientName: string; purpose: string; outcome: string }[];
    }
    const { body } = await call<Log>(desk.specialist, 'GET', `/patients/${patient}/disclosures`);
    expect(body.disclosures).toContainEqual(
      expect.objectContaining({
        recipientName: 'The patient',
        purpose: 'At the request of the individual',
        outcome: 'handed-over',
      }),
    );
    interface Usual {
      last: { to: string }[];
      bases: string[];
    }
    const words = (await call<Usual>(clinician, 'GET', '/release/disclosures/usual')).body;
    // A name that was written freely is never shown beside another patient.
    expect(words.last).toEqual([PAPERS]);
    expect(words.bases[0]).toBe('to-individual');
  });

  it('reads the label of a document or chart, and says when it is another patient’s', async () => {
    const { patient, usual: ids } = await chart('Label');
    const { patient: other } = await chart('Labelled');
    const mrn = async (of: string) =>
      (
        await world.sql<{ value: string }>(
          `SELECT value FROM patients.identifier WHERE patient_id = $1 AND kind = 'mrn'`,
          [of],
        )
      )[0]?.value ?? '';
    const read = async (code: string) =>
      (
        await call<{ kind: string; what?: string }>(
          clinician,
          'GET',
          `/patients/${patient}/disclosures/label?code=${code}`,
        )
      ).body;
    expect(await read(ids[0] ?? '')).toMatchObject({ kind: 'document' });
    expect(await read(await mrn(patient))).toMatchObject({ kind: 'chart' });
    expect(await read(await mrn(other))).toEqual({ kind: 'other-patient' });
    expect(await read('4711-unknown')).toEqual({ kind: 'unknown' });
  });

  it('is not recorded by whoever has nothing to disclose', async () => {
    const { patient } = await chart('Coder');
    expect((await quick(patient, PAPERS, world.person(['coder']))).status).toBe(403);
    expect((await quick(patient, { ...PAPERS, basis: 'because' })).status).toBe(400);
  });
});
