import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { releaseDesk, type ReleaseDesk } from '../../../../test/world/release-case.ts';
import { FACILITY, openWorld, type World } from '../../../../test/world/world.ts';
import { type MailServer, startMailServer } from '../../correspondence/mail-server.fixture.ts';
import { accept, arrangePatient, BEHIND_A_PROXY, PASSPHRASE, portalSeat, settle } from '../portal.fixture.ts';

let world: World;
let desk: ReleaseDesk;
let mail: MailServer;
const DAY = 86_400_000;

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
afterAll(async () => {
  await world.close();
  await mail.down();
});

/** The text of the newest mail to an address, as its reader sees it. */
function newestTo(address: string): string {
  const raw = mail.received.filter(({ to }) => to.includes(address)).at(-1)?.raw ?? '';
  return raw.replace(/=\r?\n/g, '').replace(/=3D/g, '=');
}
const codeTo = (address: string) => /: (\d{8})/.exec(newestTo(address))?.[1] ?? '';

async function apply(address: string, more: Record<string, unknown> = {}) {
  const seat = portalSeat(world);
  const sent = await seat.call<{ code: string }>('POST', '/portal/applications/code', {
    mail: address,
    language: 'en',
  });
  if (sent.status !== 204) return { seat, status: sent.status, body: { ...sent.body, paperToken: '' } };
  const { status, body } = await seat.call<{ paperToken: string; code: string }>('POST', '/portal/applications', {
    ...{ kind: 'patient', language: 'en', facilityId: FACILITY, mail: address, code: codeTo(address) },
    ...{ personName: 'Ida Reyes', birthDate: '1961-03-12', phone: '+1 614 555 0190' },
    ...more,
  });
  return { seat, status, body };
}

async function newestApplication(): Promise<string> {
  const [row] = await world.sql<{ id: string }>(
    `SELECT id FROM portal.application ORDER BY applied_at DESC, id DESC LIMIT 1`,
  );
  return row?.id ?? '';
}
const at = (id: string, what = '') => `/portal-desk/applications/${id}${what}`;

describe('An application for an account', () => {
  it('needs the code from its mail: not another, not twice, not after a quarter of an hour, not the sixth try', async () => {
    const address = 'ida@example.org';
    expect((await apply(address, { code: '00000000' })).body.code).toBe('portal/mail-code-wrong');
    expect((await apply(address)).status).toBe(201);
    expect((await apply(address, { mail: 'other@example.org', code: codeTo(address) })).body.code).toBe(
      'portal/mail-code-wrong',
    );
    const seat = portalSeat(world);
    const send = () => seat.call('POST', '/portal/applications/code', { mail: address, language: 'es' });
    const typed = (code: string) =>
      seat.call<{ code: string }>('POST', '/portal/applications', {
        ...{ kind: 'patient', language: 'es', facilityId: FACILITY, mail: address, code },
        ...{ personName: 'Ida Reyes', birthDate: '1961-03-12' },
      });
    await send();
    expect(newestTo(address)).toContain('portal');
    world.clock.advance(16 * 60_000);
    expect((await typed(codeTo(address))).body.code).toBe('portal/mail-code-wrong');
    await send();
    for (let n = 0; n < 5; n++) await typed('12345678');
    expect((await typed(codeTo(address))).body.code).toBe('portal/mail-code-wrong');
    await send();
    const right = codeTo(address);
    expect((await typed(right)).status).toBe(201);
    expect((await typed(right)).body.code).toBe('portal/mail-code-wrong');
    const rows = await world.sql<{ text: string }>(`SELECT row_to_json(c)::text AS text FROM portal.mail_code c`);
    expect(rows.some(({ text }) => text.includes(right) || text.includes(address))).toBe(false);
  });

  it('is answered alike whether there is such a patient or not, and waits for a person', async () => {
    await arrangePatient(world, 'Reyes', 'Ines');
    const known = await apply('ines@example.org', { personName: 'Ines Reyes' });
    const unknown = await apply('nobody@example.org', { personName: 'Nobody Atall' });
    expect([known.status, Object.keys(known.body)]).toEqual([unknown.status, Object.keys(unknown.body)]);
    const waiting = await world.sql(
      `SELECT 1 FROM worklist.item WHERE kind = 'portal.application' AND closed_at IS NULL`,
    );
    expect(waiting.length).toBeGreaterThanOrEqual(2);
    expect(await world.sql(`SELECT 1 FROM portal.account`)).toEqual([]);
  });

  it('is confirmed by the desk against the record, and the mailed code opens the account with the birth date', async () => {
    const ines = await arrangePatient(world, 'Solis', 'Ines', { birthDate: '1988-08-08' });
    const wrong = await arrangePatient(world, 'Solis', 'Ines', { birthDate: '1990-01-01' });
    const { seat, body } = await apply('solis@example.org', { personName: 'Ines Solis', birthDate: '1988-08-08' });
    const { hostile } = await import('../hostile.fixture.ts');
    for (const { name, bytes } of hostile)
      await seat.call(
        'POST',
        `/portal/applications/${body.paperToken}/papers?name=${encodeURIComponent(name)}`,
        bytes,
        {
          'content-type': 'application/octet-stream',
        },
      );
    await world.stack.drain();
    const id = await newestApplication();
    const opened = await world.callAs<{ candidates: { id: string }[]; papers: { state: string }[] }>(
      desk.specialist,
      'GET',
      at(id),
    );
    expect(opened.body.candidates.map((each) => each.id)).toContain(ines);
    expect(opened.body.papers.map(({ state }) => state)).toEqual(hostile.map(({ state }) => state));
    const seen = { idKind: 'passport', idLastFour: '4471' };
    const confirm = (patientId: string) =>
      world.callAs<{ mailed: boolean; code: string | null }>(desk.specialist, 'POST', at(id, '/patient'), {
        ...seen,
        patientId,
      });
    expect((await confirm(wrong)).body.code).toBe('portal/birth-date-differs');
    const own = world.person(['coordinator'], { ownPatientIds: [ines] });
    expect((await world.callAs(own, 'POST', at(id, '/patient'), { ...seen, patientId: ines })).status).toBe(403);
    const done = await confirm(ines);
    expect(done.body).toMatchObject({ mailed: true, code: null });
    expect((await confirm(ines)).body.code).toBe('portal/application-decided');
    const code = /(?:[A-Z0-9]{5}-){5}[A-Z0-9]{2}/.exec(newestTo('solis@example.org'))?.[0] ?? '';
    expect((await accept(portalSeat(world), code, 'solis', { birthDate: '1961-03-12' })).status).toBe(404);
    expect((await accept(portalSeat(world), code, 'solis', { birthDate: '1988-08-08' })).status).toBe(204);
    const log = await world.sql<{ verb: string }>(
      `SELECT verb FROM audit.entry WHERE $1 = ANY (subject_ids) AND outcome = 'done' ORDER BY at`,
      [id],
    );
    expect(log.map(({ verb }) => verb)).toEqual(expect.arrayContaining(['portal.apply', 'portal.confirm-application']));
    expect(await world.sql(`SELECT 1 FROM worklist.item WHERE subject_id = $1 AND closed_at IS NULL`, [id])).toEqual(
      [],
    );
  });

  it('of an office is confirmed for its entry in the directory', async () => {
    const { body: entry } = await world.callAs<{ id: string }>(desk.specialist, 'POST', '/release/requesters', {
      ...{ kind: 'organisation', class: 'insurer', name: 'Second Insurance' },
    });
    const applied = await apply('claims@example.org', {
      ...{ kind: 'requester', personName: 'Sam Second', organisation: 'Second Insurance', requesterClass: 'insurer' },
      birthDate: undefined,
    });
    expect(applied.status).toBe(201);
    const id = await newestApplication();
    const done = await world.callAs(desk.specialist, 'POST', at(id, '/requester'), {
      ...{ requesterId: entry.id, knownBy: 'called-back', knownWords: 'Called the number on their card' },
    });
    expect(done.body).toMatchObject({ mailed: true });
    const code = /(?:[A-Z0-9]{5}-){5}[A-Z0-9]{2}/.exec(newestTo('claims@example.org'))?.[0] ?? '';
    const opened = await portalSeat(world).call('POST', '/portal/requester-invitations', {
      ...{ code, name: 'sam', passphrase: PASSPHRASE, language: 'en' },
    });
    expect(opened.status).toBe(204);
  });

  it('that is refused is told so without a reason, and shows the code where the mail did not leave', async () => {
    await apply('refused@example.org', { personName: 'Re Fused' });
    const id = await newestApplication();
    const refuse = () =>
      world.callAs(desk.specialist, 'POST', at(id, '/refusal'), { reason: 'The photo is another person' });
    expect((await refuse()).status).toBe(204);
    expect((await refuse()).status).toBe(409);
    expect(newestTo('refused@example.org')).toContain('could not open an account');
    expect(newestTo('refused@example.org')).not.toContain('another person');

    const lin = await arrangePatient(world, 'Moss', 'Lin', { birthDate: '1975-05-05' });
    await apply('moss@example.org', { personName: 'Lin Moss', birthDate: '1975-05-05' });
    const other = await newestApplication();
    mail.behaviour = { status: 550, at: 'rcpt' };
    const done = await world.callAs(desk.specialist, 'POST', at(other, '/patient'), {
      ...{ patientId: lin, idKind: 'passport', idLastFour: '1' },
    });
    mail.behaviour = 'take';
    expect(done.body).toMatchObject({ mailed: false, code: expect.stringMatching(/^[A-Z0-9]{5}-/) as string });
  });

  it('is limited by the day, takes papers for an hour, and is decided by those whose duty it is', async () => {
    const { seat, body } = await apply('late@example.org');
    const id = await newestApplication();
    for (const role of ['scan-clerk', 'clinician'] as const) {
      expect((await world.callAs(world.person([role]), 'GET', at(id))).status).toBe(403);
      expect((await world.callAs(world.person([role]), 'POST', at(id, '/refusal'), { reason: 'Nothing' })).status).toBe(
        403,
      );
    }
    world.clock.advance(61 * 60_000);
    const paper = await seat.call<{ code: string }>(
      'POST',
      `/portal/applications/${body.paperToken}/papers?name=a.png`,
      Buffer.from('x'),
      { 'content-type': 'application/octet-stream' },
    );
    expect(paper.body.code).toBe('portal/application-unknown');
    for (let n = 0; n < 10; n++)
      await portalSeat(world).call('POST', '/portal/applications/code', { mail: 'much@example.org', language: 'en' });
    expect((await apply('much@example.org')).body.code).toBe('portal/codes-limit');
    world.clock.advance(DAY);
    expect((await apply('much@example.org')).status).toBe(201);
  });
});

describe('A code by mail at sign-in', () => {
  it('is turned on with the passphrase and the code, asked for each time, counts once, and is turned off', async () => {
    const kim = await arrangePatient(world, 'Code', 'Kim');
    const seat = await settle(world, desk.specialist, kim, 'kim.code');
    const address = 'kim@example.org';
    const offer = (present: string) =>
      seat.call<{ code: string }>('POST', '/portal/account/mail', { mail: address, present });
    expect((await offer('not this one')).body.code).toBe('portal/sign-in-refused');
    expect((await offer(PASSPHRASE)).status).toBe(204);
    const confirm = (code: string) =>
      seat.call<{ code: string }>('PUT', '/portal/account/mail', { mail: address, code });
    expect((await confirm('00000000')).body.code).toBe('portal/mail-code-wrong');
    expect((await confirm(codeTo(address))).status).toBe(204);
    expect((await seat.call('GET', '/portal/account')).body).toMatchObject({ mailAddress: address });
    const other = portalSeat(world);
    const signIn = (more: object = {}) =>
      other.call<{ code: string }>('POST', '/portal/sign-in', { name: 'kim.code', passphrase: PASSPHRASE, ...more });
    const before = mail.received.length;
    expect((await other.call('POST', '/portal/sign-in', { name: 'kim.code', passphrase: 'wrong' })).status).toBe(401);
    expect(mail.received.length).toBe(before);
    expect((await signIn()).body.code).toBe('portal/mail-code-needed');
    const code = codeTo(address);
    expect((await signIn({ code: '99999999' })).body.code).toBe('portal/mail-code-wrong');
    expect((await signIn({ code })).status).toBe(204);
    expect((await signIn({ code })).body.code).toBe('portal/mail-code-wrong');
    expect((await seat.call('POST', '/portal/account/mail/end', { present: PASSPHRASE })).status).toBe(204);
    expect((await signIn()).status).toBe(204);
  });

  it('that does not leave says so', async () => {
    mail.behaviour = { status: 450, at: 'rcpt' };
    const seat = portalSeat(world);
    const sent = await seat.call<{ code: string }>('POST', '/portal/applications/code', {
      ...{ mail: 'down@example.org', language: 'en' },
    });
    mail.behaviour = 'take';
    expect(sent.body.code).toBe('portal/mail-not-sent');
    const refused = await seat.call<{ code: string }>('POST', '/portal/applications/code', {
      ...{ mail: 'a@b\nBcc: c@d.org', language: 'en' },
    });
    expect(refused.status).toBeGreaterThanOrEqual(400);
  });
});
