import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { passTime } from '../../../../test/world/pass-time.ts';
import {
  arrangePaper,
  chooseScope,
  recordAuthority,
  type ReleaseDesk,
  releaseDesk,
  REQUESTER_SEEN,
  step,
} from '../../../../test/world/release-case.ts';
import { openWorld, type World } from '../../../../test/world/world.ts';
import { newId } from '../../../platform/ids.ts';
import { type MailServer, startMailServer } from '../../correspondence/mail-server.fixture.ts';
import { arrangePatient, ASK, BEHIND_A_PROXY, settle } from '../portal.fixture.ts';
import { decideReadyMail } from './decide-ready-mail.ts';
import { queueReadyMail } from './queue-ready-mail.ts';

let world: World;
let desk: ReleaseDesk;
let mail: MailServer;
let people = 0;

beforeAll(async () => {
  mail = await startMailServer();
  world = await openWorld({
    env: {
      ...BEHIND_A_PROXY.env,
      CHARTKEEPER_SMTP_URL: mail.url,
      CHARTKEEPER_MAIL_FROM: 'Records <records@lakeside.example>',
    },
  });
  desk = releaseDesk(world);
});
beforeEach(() => {
  mail.behaviour = 'take';
});
afterAll(async () => {
  await world.close();
  await mail.down();
});

/** Somebody with an account and a proved address, whose packet lies ready to be handed over. */
async function readyPacket(language: 'en' | 'es' = 'en', address: string | null = `p${++people}@example.org`) {
  const patientId = await arrangePatient(world, 'Quiet', 'Quincy');
  const name = `quincy${++people}`;
  const seat = await settle(world, desk.specialist, patientId, name);
  await world.sql(
    `UPDATE portal.account SET mail_address = $1, mail_proved_at = CASE WHEN $1::text IS NULL THEN NULL ELSE now() END, language = $2 WHERE name_key = $3`,
    [address, language, name],
  );
  await arrangePaper(world, patientId, ['Seen for cough.'], { date: '2026-11-10' });
  const { body } = await seat.call<{ requestId: string }>('POST', `/portal/records/${patientId}/requests`, {
    ...ASK,
    askId: newId(),
    signedName: 'Quincy Quiet',
  });
  const id = body.requestId;
  const at = (path: string) => `/release/requests/${id}/${path}`;
  await step(world, {
    ...{ actor: desk.specialist, path: at('verification') },
    body: { how: 'Portal account, identity seen', seen: REQUESTER_SEEN },
  });
  await recordAuthority(world, desk, id, { basis: 'to-individual', seen: undefined, form: undefined });
  const { scopeId } = await chooseScope(world, desk, id);
  await step(world, { actor: desk.approver, path: at('approval'), body: { scopeId } });
  await world.stack.drain();
  return { patientId, id, address: address ?? '' };
}

const handOver = (id: string, more: Record<string, unknown> = {}) =>
  step<{ disclosureId: string; link: { id: string } }>(world, {
    ...{ actor: desk.specialist, path: `/release/requests/${id}/deliveries` },
    body: { channel: 'link', ...more },
  });
const mailsTo = (address: string) => mail.received.filter(({ to }) => to.includes(address));
const kept = (id: string) =>
  world.sql<{ outcome: string | null; why: string | null; tries: number }>(
    `SELECT outcome, why, tries FROM portal.ready_mail WHERE request_id = $1`,
    [id],
  );

describe('Whoever asked in the portal', () => {
  it('is told once by mail, in their language, that something waits there, and nothing of what or whose', async () => {
    const { id, patientId, address } = await readyPacket('es');
    const { disclosureId } = await handOver(id);
    await world.stack.drain();
    expect(mailsTo(address)).toHaveLength(1);
    const raw = (mailsTo(address)[0]?.raw ?? '').replace(/=\r?\n/g, '');
    expect(raw).toContain(`${world.services.publicUrl}/portal`);
    expect(raw).toMatch(/Algo nuevo lo espera en el portal de Default/);
    const body = raw.slice(raw.indexOf('Content-Transfer-Encoding'));
    expect(body).not.toMatch(/Quincy|Quiet|R-2026|cough|record|registro/i);
    expect(raw).not.toContain(id);

    // The same news again, and the job again.
    await world.system((act) =>
      queueReadyMail(act, {
        ...{ id: newId(), name: 'release.disclosed', at: act.now },
        payload: { disclosureId, patientId, requestId: id },
      } as never),
    );
    await world.system(async (act) => act.enqueue('portal.mail-ready', { patientId, disclosureId }));
    await world.stack.drain();
    expect(mailsTo(address)).toHaveLength(1);
    expect(await kept(id)).toMatchObject([{ outcome: 'sent' }]);
    const entries = await world.sql<{ detail: object }>(
      `SELECT detail FROM audit.entry WHERE verb = 'portal.mail-ready' AND $1 = ANY (patient_ids)`,
      [patientId],
    );
    expect(JSON.stringify(entries)).toContain('handed-over');
    expect(JSON.stringify(entries)).not.toContain(address);
    const part = await world.callAs(desk.specialist, 'GET', `/portal-desk/requests/${id}`);
    expect(part.body).toMatchObject({ mails: [{ outcome: 'sent' }] });
  });

  it('is not told of what goes to somebody else or lies nowhere in the portal', async () => {
    const { id, address } = await readyPacket();
    await handOver(id, { recipient: { name: 'Somebody Else' } });
    await world.stack.drain();
    expect(await kept(id)).toEqual([]);
    expect(mailsTo(address)).toEqual([]);
  });

  it('is not told without an address that they have proved', async () => {
    const { id } = await readyPacket('en', null);
    await handOver(id);
    await world.stack.drain();
    // Somebody else in the house reads mail, so it was looked at.
    expect(await kept(id)).toMatchObject([{ outcome: 'not-sent', why: 'no-address' }]);
  });

  it('is not told where the patient asked to be reached another way or at another address', async () => {
    const wish = async (patientId: string, reachTo: string) => {
      const { status } = await world.callAs(desk.specialist, 'POST', `/patients/${patientId}/restrictions`, {
        ...{ kind: 'confidential-communication', askedOn: '2026-11-01', askedHow: 'in-writing' },
        ...{ words: 'Only there', means: 'Mail', reachBy: 'email', reachTo, answer: { answer: 'agreed' } },
      });
      expect(status).toBe(200);
    };
    const other = await readyPacket();
    await wish(other.patientId, 'office@example.org');
    await handOver(other.id, { asAsked: 'Told by phone' });
    await world.stack.drain();
    expect(await kept(other.id)).toMatchObject([{ outcome: 'not-sent', why: 'asked-otherwise' }]);
    expect(mailsTo(other.address)).toEqual([]);

    const same = await readyPacket();
    await wish(same.patientId, same.address);
    await handOver(same.id, { asAsked: 'Told by phone' });
    await world.stack.drain();
    expect(mailsTo(same.address)).toHaveLength(1);
  });

  it('is not told of a link that was taken back, nor when the account was ended', async () => {
    const { id, patientId, address } = await readyPacket();
    mail.behaviour = { status: 450, at: 'rcpt' };
    const { link } = await handOver(id);
    await world.stack.drain();
    expect(await kept(id)).toMatchObject([{ outcome: null, tries: 1 }]);
    mail.behaviour = 'take';
    await step(world, {
      ...{ actor: desk.specialist, path: `/release/deliveries/links/${link.id}/revocation` },
      body: { reason: 'Wrong records' },
    });
    await passTime(world, 61_000);
    expect(await kept(id)).toMatchObject([{ outcome: 'not-sent', why: 'taken-back' }]);
    const ended = await readyPacket();
    await world.sql(
      `UPDATE portal.access SET ended_at = now(), ended_by = 'user:x', end_reason = 'Asked' WHERE patient_id = $1`,
      [ended.patientId],
    );
    await handOver(ended.id);
    await world.stack.drain();
    expect(await kept(ended.id)).toMatchObject([{ outcome: 'not-sent', why: 'no-access' }]);
    expect([...mailsTo(address), ...mailsTo(ended.address)]).toEqual([]);
    expect(patientId).not.toBe(ended.patientId);
  });

  it('is told later when the mail server was away, and never again when nobody knows whether it took the mail', async () => {
    const away = await readyPacket();
    mail.behaviour = { status: 450, at: 'data' };
    await handOver(away.id);
    await world.stack.drain();
    mail.behaviour = 'take';
    await passTime(world, 61_000);
    expect(mailsTo(away.address)).toHaveLength(1);
    expect(await kept(away.id)).toMatchObject([{ outcome: 'sent', tries: 1 }]);

    const doubtful = await readyPacket();
    mail.behaviour = 'take-and-drop';
    await handOver(doubtful.id);
    await world.stack.drain();
    mail.behaviour = 'take';
    await passTime(world, 3_600_000);
    expect(mailsTo(doubtful.address)).toHaveLength(1);
    expect(await kept(doubtful.id)).toMatchObject([{ outcome: 'in-doubt' }]);
  });

  it('is not told again by a try that was interrupted', async () => {
    const { id, patientId, address } = await readyPacket();
    mail.behaviour = { status: 450, at: 'rcpt' };
    const { disclosureId } = await handOver(id);
    await world.stack.drain();
    mail.behaviour = 'take';
    await world.sql(`UPDATE portal.ready_mail SET begun_at = now() WHERE request_id = $1`, [id]);
    await world.system(async (act) => act.enqueue('portal.mail-ready', { patientId, disclosureId }));
    await passTime(world, 61_000);
    expect(await kept(id)).toMatchObject([{ outcome: 'in-doubt', why: 'interrupted' }]);
    expect(mailsTo(address)).toEqual([]);
  });
});

it('the first reason against a mail stands', () => {
  const facts = { mailLeaves: true, address: 'a@b.example', reaches: true, fetchable: true, asAsked: true };
  expect(decideReadyMail(facts)).toEqual({ mail: true, address: 'a@b.example' });
  expect(decideReadyMail({ ...facts, mailLeaves: false })).toEqual({ mail: false, why: 'mail-not-set-up' });
  expect(decideReadyMail({ ...facts, mailLeaves: false, asAsked: false })).toEqual({
    mail: false,
    why: 'asked-otherwise',
  });
  expect(decideReadyMail({ ...facts, address: null, reaches: false })).toEqual({ mail: false, why: 'no-access' });
});
