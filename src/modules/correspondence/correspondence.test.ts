import { PDFiumLibrary } from '@hyzyla/pdfium';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { passTime } from '../../../test/world/pass-time.ts';
import { FACILITY, openWorld, type World } from '../../../test/world/world.ts';
import { newId } from '../../platform/ids.ts';
import { addFacility, describeFacility } from '../directory/index.ts';
import { raiseFlag, registerPatient } from '../patients/index.ts';
import {
  type DeliverySummary,
  draftLetter,
  type LetterSummary,
  prepareLetter,
  prepareLink,
  sendLetter,
} from './index.ts';
import { type MailServer, startMailServer } from './mail-server.fixture.ts';

const MINUTE = 60_000;
/** Time enough that nobody is there any more to end an attempt. */
const INTERRUPTED = 6 * MINUTE;

let server: MailServer;
let world: World;
let ana = '';

beforeAll(async () => {
  server = await startMailServer();
  world = await openWorld({
    env: { CHARTKEEPER_SMTP_URL: server.url, CHARTKEEPER_MAIL_FROM: 'Records <records@lakeside.example>' },
  });
  await world.system((act) =>
    describeFacility(
      act,
      FACILITY,
      {
        name: 'Lakeside Hospital',
        legalEntityName: 'Lakeside Health Inc.',
        timeZone: 'America/New_York',
        country: 'US',
        state: 'OH',
      },
      { fictional: true },
    ),
  );
  ana = await register('Núñez', 'Ana', 'es-MX');
});
afterAll(async () => {
  await world.close();
  await server.down();
});
beforeEach(() => {
  server.received.length = 0;
  server.behaviour = 'take';
});
afterEach(async () => {
  // What a test left in the outbox is settled, so that the next one meets only its own.
  await world.sql(
    `UPDATE correspondence.delivery SET outcome = 'cancelled', settled_at = $1, settled_by = 'test', settled_why = 'test' WHERE outcome IS NULL`,
    [world.clock.now()],
  );
});

async function register(family: string, given: string, language?: string): Promise<string> {
  const { id } = await world.system((act) =>
    registerPatient(act, {
      facts: {
        birthDate: '1961-05-02',
        sex: 'female',
        names: [{ use: 'legal', family, given: [given] }],
        identifiers: [],
        contacts: [],
        ...(language === undefined ? {} : { language }),
      },
      facilityId: FACILITY,
      origin: 'desk',
    }),
  );
  return id;
}

/** One specialist all morning. */
let ruth: ReturnType<World['person']> | undefined;
const specialist = () => (ruth ??= world.person(['release-specialist']));
const call: World['call'] = (method, path, body, headers) => world.callAs(specialist(), method, path, body, headers);

const FACTS = { requestNumber: 'R-2026-000007', receivedOn: '2026-11-20', dueOn: '2026-12-20' };

async function draft(more: Record<string, unknown> = {}) {
  const { status, body } = await call<{ letterId: string; number: string; language: string; pages: number }>(
    'POST',
    '/letters',
    {
      template: 'acknowledgement',
      facts: FACTS,
      recipient: { name: 'Ana Núñez', isPatient: true },
      patientId: ana,
      ...more,
    },
  );
  expect(body).toMatchObject({ number: expect.stringMatching(/^L-2026-\d{6}$/) as string });
  expect(status).toBe(201);
  return body;
}

const VERIFIED = { channel: 'mail', address: 'ana@example.org', verifiedHow: 'read back by phone at a known number' };

async function send(letterId: string, way: Record<string, unknown> = VERIFIED, more: Record<string, unknown> = {}) {
  const { status, body } = await call<{ deliveryId: string; notBefore: string }>('POST', `/letters/${letterId}/send`, {
    way,
    ...more,
  });
  expect(status).toBe(202);
  return body;
}

const sent = async (way?: Record<string, unknown>) => {
  const letter = await draft();
  return { letter, ...(await send(letter.letterId, way)) };
};

async function deliveryOf(letterId: string, deliveryId?: string): Promise<DeliverySummary> {
  const { body } = await call<LetterSummary>('GET', `/letters/${letterId}`);
  const found = body.deliveries.find(({ id }) => deliveryId === undefined || id === deliveryId);
  if (found === undefined) throw new Error('no delivery');
  return found;
}

const openItems = async (deliveryId: string) =>
  (
    await world.sql<{ kind: string }>(
      'SELECT kind FROM worklist.item WHERE subject_id = $1 AND closed_at IS NULL ORDER BY kind',
      [deliveryId],
    )
  ).map(({ kind }) => kind);

const eventsOf = async (deliveryId: string) =>
  (
    await world.sql<{ name: string }>(`SELECT name FROM platform.event WHERE payload ->> 'deliveryId' = $1`, [
      deliveryId,
    ])
  ).map(({ name }) => name);

async function textOf(letterId: string): Promise<string[]> {
  const { status, body, headers } = await call<Buffer>('GET', `/letters/${letterId}/pdf`);
  expect(status).toBe(200);
  expect(headers['content-type']).toBe('application/pdf');
  expect(headers['content-disposition']).toMatch(/^attachment; filename\*=UTF-8''L-2026-\d{6}\.pdf$/);
  const library = await PDFiumLibrary.init();
  try {
    const document = await library.loadDocument(body);
    const pages = [...document.pages()].map((page) => page.getText().replace(/\s+/g, ' '));
    document.destroy();
    return pages;
  } finally {
    library.destroy();
  }
}

describe('a letter', () => {
  it('is written in the language of the patient who gets it, with letterhead, dates in words, marked fictional', async () => {
    const letter = await draft({
      recipient: { name: 'Ana Núñez', lines: ['12 Main St', 'Dayton OH'], isPatient: true },
    });
    expect(letter).toMatchObject({ language: 'es', pages: 1 });
    const [page = ''] = await textOf(letter.letterId);
    expect(page).toContain('Lakeside Hospital Lakeside Health Inc. Departamento de Información de Salud');
    expect(page).toContain('Ana Núñez 12 Main St Dayton OH 23 de noviembre de 2026');
    expect(page).toContain('Recibimos su solicitud de registros de salud el 20 de noviembre de 2026');
    expect(page).toContain(`Nuestra referencia: ${letter.number}`);
    expect(page.match(/FICTICIO \/ FICTIONAL/g)).toHaveLength(2);
    expect(page).toContain('Página 1 de 1');
  });

  it('is in English for an attorney, whoever the patient is, and carries the day of the facility', async () => {
    const letter = await draft({ recipient: { name: 'Doe & Roe LLP' } });
    expect(letter.language).toBe('en');
    // 03:30 UTC on the 24th is still the 23rd in Ohio.
    world.clock.advance(18.5 * 60 * MINUTE);
    const [page = ''] = await textOf((await draft({ recipient: { name: 'Doe & Roe LLP' } })).letterId);
    expect(page).toContain('Doe & Roe LLP November 23, 2026');
  });

  it('is not made when a fact is missing: the fact is named and nothing is on record', async () => {
    const before = await world.sql('SELECT 1 FROM correspondence.letter');
    const { receivedOn: _left, ...facts } = FACTS;
    const answer = await call('POST', '/letters', {
      template: 'acknowledgement',
      facts,
      recipient: { name: 'Ana' },
      patientId: ana,
    });
    expect(answer).toMatchObject({
      status: 400,
      body: {
        code: 'correspondence/fact-missing',
        at: 'facts.receivedOn',
        detail: expect.stringContaining('"receivedOn"') as string,
      },
    });
    expect(await world.sql('SELECT 1 FROM correspondence.letter')).toHaveLength(before.length);
  });

  it('may answer somebody before the patient is known', async () => {
    const caseId = newId();
    const letter = await draft({
      patientId: undefined,
      recipient: { name: 'Unknown Sender' },
      case: { module: 'release', id: caseId },
    });
    const { body } = await call<{ letters: LetterSummary[] }>('GET', `/cases/release/${caseId}/letters`);
    expect(body.letters).toMatchObject([{ id: letter.letterId, patientId: null, language: 'en' }]);
  });

  it('of a patient is a unit with a key of its own: destroying the key destroys the letter', async () => {
    const letter = await draft();
    const [row] = await world.sql<{ key_slot: string; series: string }>(
      'SELECT u.key_slot, u.series FROM correspondence.letter l JOIN documents.unit u ON u.patient_id = l.patient_id AND u.id = l.unit_id WHERE l.id = $1',
      [letter.letterId],
    );
    expect(row).toMatchObject({ series: 'privacy-documentation' });
    await world.services.keyring.destroySlot(row?.key_slot ?? '', { at: world.clock.now(), reason: 'test' });
    expect((await call('GET', `/letters/${letter.letterId}/pdf`)).status).not.toBe(200);
  });

  it('that quotes the law of one country is not written in another', async () => {
    const { id } = await world.system((act) =>
      addFacility(act, { name: 'Clinique du Lac', timeZone: 'Europe/Zurich', country: 'CH' }),
    );
    const denied = await call('POST', '/letters', {
      template: 'extension-notice',
      facilityId: id,
      facts: { ...FACTS, newDueOn: '2027-01-19', reason: 'x' },
      recipient: { name: 'Ana' },
    });
    expect(denied).toMatchObject({ status: 422, body: { code: 'correspondence/wrong-country' } });
  });

  it('is withdrawn with a reason and then not sent; one that is on its way is taken back first', async () => {
    const letter = await draft();
    const { deliveryId } = await send(letter.letterId);
    const withdraw = () => call('POST', `/letters/${letter.letterId}/withdraw`, { reason: 'wrong date' });
    expect(await withdraw()).toMatchObject({ status: 409, body: { code: 'correspondence/on-its-way' } });
    expect((await call('POST', `/outbox/${deliveryId}/cancel`, {})).status).toBe(204);
    expect((await withdraw()).status).toBe(204);
    expect(await call('POST', `/letters/${letter.letterId}/send`, { way: VERIFIED })).toMatchObject({
      status: 422,
      body: { code: 'correspondence/withdrawn' },
    });
  });
});

describe('who may see a letter', () => {
  it('is not the person it concerns, nor somebody whose work does not need letters', async () => {
    const letter = await draft();
    const herself = world.person(['release-specialist'], { ownPatientIds: [ana] });
    for (const path of [`/letters/${letter.letterId}`, `/letters/${letter.letterId}/pdf`, `/patients/${ana}/letters`])
      expect((await world.callAs(herself, 'GET', path)).status).toBe(403);
    expect((await world.callAs(world.person(['scan-clerk']), 'GET', `/letters/${letter.letterId}`)).status).toBe(403);
  });

  it('follows the labels of the patient, for deliveries too', async () => {
    const vip = await register('Star', 'Eve');
    const letter = await draft({ patientId: vip, recipient: { name: 'Eve Star' } });
    await send(letter.letterId, { channel: 'print' });
    await world.system((act) => raiseFlag(act, { patientId: vip, kind: 'vip', reason: 'public figure' }));
    // News is read up to the oldest transaction still open anywhere on the server, which other test files share.
    const status = async () => {
      await world.stack.drain();
      return (await call('GET', `/letters/${letter.letterId}`)).status;
    };
    await expect.poll(status, { timeout: 10_000 }).toBe(404);
    const { body } = await call<{ entries: { letter: { id: string } }[] }>('GET', '/outbox');
    expect(body.entries.map((entry) => entry.letter.id)).not.toContain(letter.letterId);
    const officer = world.person(['privacy-officer']);
    expect((await world.callAs(officer, 'GET', `/letters/${letter.letterId}`)).status).toBe(200);
  });
});

describe('a delivery by mail', () => {
  it('leaves after its minute and not before, once, with the letter attached to a body that names nobody', async () => {
    const { letter, deliveryId, notBefore } = await sent();
    expect(new Date(notBefore).getTime() - world.clock.now().getTime()).toBe(MINUTE);
    await passTime(world, MINUTE - 1);
    expect(server.received).toHaveLength(0);
    expect(await deliveryOf(letter.letterId)).toMatchObject({ state: 'delayed' });
    await passTime(world, 1);
    await passTime(world, MINUTE);
    expect(server.received).toHaveLength(1);
    const [mail] = server.received;
    expect(mail).toMatchObject({ from: 'records@lakeside.example', to: ['ana@example.org'] });
    expect(mail?.headers.get('message-id')).toBe(`<${deliveryId}@letters.chartkeeper>`);
    expect(mail?.headers.get('auto-submitted')).toBe('auto-generated');
    expect(mail?.raw).toContain(`filename=${letter.number}.pdf`);
    expect(mail?.raw).toContain(Buffer.from('%PDF-1').toString('base64').slice(0, 6));
    expect(mail?.raw).not.toMatch(/N=C3=BA=C3=B1ez|Núñez|Ana\b(?!@)|R-2026-000007/);
    expect(await deliveryOf(letter.letterId)).toMatchObject({ state: 'sent', attempts: 1, carries: 'letter' });
    expect(await eventsOf(deliveryId)).toEqual(['correspondence.queued', 'correspondence.sent']);
  });

  it('is undone within its minute, without a reason, and nothing leaves', async () => {
    const { letter, deliveryId } = await sent();
    await passTime(world, 59_000);
    expect((await call('POST', `/outbox/${deliveryId}/cancel`, {})).status).toBe(204);
    await passTime(world, 10 * MINUTE);
    expect(server.received).toHaveLength(0);
    expect(await deliveryOf(letter.letterId)).toMatchObject({ state: 'cancelled', settled: { why: 'taken back' } });
    expect(await call('POST', `/outbox/${deliveryId}/cancel`, {})).toMatchObject({
      status: 409,
      body: { code: 'correspondence/already-settled' },
    });
    expect(await eventsOf(deliveryId)).toEqual(['correspondence.queued']);
  });

  it('carries only a notice where nobody verified the address', async () => {
    const { letter } = await sent({ channel: 'mail', address: 'ana@example.org', verifiedHow: '  ' });
    await passTime(world, MINUTE);
    const [mail] = server.received;
    expect(mail?.raw).not.toContain('application/pdf');
    expect(mail?.raw).toContain(letter.number);
    expect(await deliveryOf(letter.letterId)).toMatchObject({ state: 'sent', carries: 'notice' });
  });

  it('carries a link that only the mail knows, and only one that leads here', async () => {
    const release = await world.act(
      specialist(),
      { verb: 'correspondence.draft', permission: 'correspondence/send' },
      (act) => Promise.resolve(act.actor),
    );
    const within = <T>(fn: Parameters<typeof world.act<T>>[2]) =>
      world.act(release, { verb: 'correspondence.send', permission: 'correspondence/send' }, fn);
    const stored = await prepareLetter(world.services, within, {
      template: 'acknowledgement',
      facts: FACTS,
      recipient: { name: 'Doe & Roe LLP' },
      patientId: ana,
    });
    const url = `${world.services.publicUrl}/r/kZ2lq8secret`;
    const link = await prepareLink(world.services, stored.slot, url);
    await within(async (act) => {
      const { letterId } = await draftLetter(act, stored);
      await sendLetter(act, { letterId, way: { channel: 'mail', address: 'doe@example.org', link } });
    });
    await passTime(world, MINUTE);
    expect(server.received[0]?.raw.replace(/=\r\n/g, '')).toContain(url);
    expect(server.received[0]?.raw).not.toContain('application/pdf');
    const [found] = await world.sql<{ n: number }>(
      `SELECT count(*)::int AS n FROM correspondence.delivery d WHERE d::text LIKE '%kZ2lq8secret%'`,
    );
    expect(found?.n).toBe(0);
    for (const elsewhere of [
      'https://evil.example/r/x',
      `${world.services.publicUrl}.evil.example/`,
      `${url}\r\nBcc: x`,
    ])
      await expect(prepareLink(world.services, stored.slot, elsewhere)).rejects.toMatchObject({
        code: 'correspondence/link-refused',
      });
  });

  it('is queued once however often somebody presses the button, and again only when that is said', async () => {
    const { letter } = await sent();
    const again = (more = {}) => call('POST', `/letters/${letter.letterId}/send`, { way: VERIFIED, ...more });
    expect(await again()).toMatchObject({ status: 409, body: { code: 'correspondence/already-queued' } });
    await passTime(world, MINUTE);
    expect(await again()).toMatchObject({ status: 409, body: { code: 'correspondence/already-sent' } });
    expect((await again({ again: true })).status).toBe(202);
    await passTime(world, MINUTE);
    expect(server.received).toHaveLength(2);
    expect(new Set(server.received.map((mail) => mail.headers.get('message-id'))).size).toBe(2);
  });

  it.each([
    'ana@example.org\r\nBcc: eve@example.net',
    'ana@example.org,eve@example.net',
    'Ana <ana@example.org>',
    'ana@example.org\u0000',
  ])('is refused to an address that could be two or bring a header along: %j', async (address) => {
    const letter = await draft();
    expect(await call('POST', `/letters/${letter.letterId}/send`, { way: { ...VERIFIED, address } })).toMatchObject({
      status: 400,
      body: { code: 'correspondence/address-refused' },
    });
  });

  it('is refused where the name of the facility would break out of the subject', async () => {
    const { id } = await world.system((act) =>
      addFacility(act, { name: 'Lake\r\nBcc: eve@example.net', timeZone: 'UTC', country: 'US' }),
    );
    const letter = await draft({ facilityId: id });
    expect(await call('POST', `/letters/${letter.letterId}/send`, { way: VERIFIED })).toMatchObject({
      status: 422,
      body: { code: 'correspondence/header-refused' },
    });
  });
});

describe('when the mail server has trouble', () => {
  it('waits and tries again with growing pauses, as the same message', async () => {
    server.behaviour = { status: 451, at: 'data' };
    const { letter, deliveryId } = await sent();
    await passTime(world, MINUTE);
    const pauses: number[] = [];
    for (let tries = 1; tries <= 4; tries++) {
      const { state, attempts, againAt, lastCode } = await deliveryOf(letter.letterId);
      expect({ state, attempts, lastCode }).toEqual({ state: 'retrying', attempts: tries, lastCode: 'smtp/451' });
      const pause = new Date(String(againAt)).getTime() - world.clock.now().getTime();
      pauses.push(pause / MINUTE);
      await passTime(world, pause - 1);
      expect((await deliveryOf(letter.letterId)).attempts).toBe(tries);
      await passTime(world, 1);
    }
    expect(pauses).toEqual([1, 5, 15, 60]);
    server.behaviour = 'take';
    await passTime(world, 240 * MINUTE);
    expect(server.received.map((mail) => mail.headers.get('message-id'))).toEqual([
      `<${deliveryId}@letters.chartkeeper>`,
    ]);
    expect(await deliveryOf(letter.letterId)).toMatchObject({ state: 'sent', attempts: 6 });
  });

  it('waits while it is down and sends when it is up', async () => {
    await server.down();
    const { letter } = await sent();
    await passTime(world, MINUTE);
    expect(await deliveryOf(letter.letterId)).toMatchObject({ state: 'retrying', lastCode: 'smtp/ESOCKET' });
    await server.up();
    await passTime(world, MINUTE);
    expect(await deliveryOf(letter.letterId)).toMatchObject({ state: 'sent' });
    expect(server.received).toHaveLength(1);
  });

  it('gives up at once on a refused address, tells, and lets the letter go another way', async () => {
    server.behaviour = { status: 550, at: 'rcpt' };
    const { letter, deliveryId } = await sent();
    await passTime(world, MINUTE);
    expect(await deliveryOf(letter.letterId)).toMatchObject({ state: 'failed', settled: { why: 'smtp/550' } });
    expect(await openItems(deliveryId)).toEqual(['correspondence.failed']);
    expect(await eventsOf(deliveryId)).toEqual(['correspondence.queued', 'correspondence.failed']);
    await send(letter.letterId, { channel: 'print' });
    expect(await openItems(deliveryId)).toEqual([]);
  });

  it('gives up after its last try', async () => {
    server.behaviour = { status: 451, at: 'rcpt' };
    const { letter, deliveryId } = await sent();
    for (let hour = 0; hour < 100 && (await openItems(deliveryId)).length === 0; hour += 4)
      await passTime(world, 4 * 60 * MINUTE);
    expect(await deliveryOf(letter.letterId)).toMatchObject({ state: 'failed', attempts: 22 });
    expect(server.received).toHaveLength(0);
  }, 120_000);

  it('asks a person when the line breaks after the last byte, and never sends a second letter by itself', async () => {
    server.behaviour = 'take-and-drop';
    const { letter, deliveryId } = await sent();
    await passTime(world, MINUTE);
    server.behaviour = 'take';
    await passTime(world, INTERRUPTED);
    await passTime(world, 24 * 60 * MINUTE);
    expect(server.received).toHaveLength(1);
    expect(await deliveryOf(letter.letterId)).toMatchObject({ state: 'in-doubt', attempts: 1 });
    expect(await openItems(deliveryId)).toEqual(['correspondence.confirm-delivery']);
    expect(await call('POST', `/outbox/${deliveryId}/cancel`, { reason: 'x' })).toMatchObject({
      status: 409,
      body: { code: 'correspondence/on-its-way' },
    });
    const answer = { answer: 'left', note: 'Message-ID stands in the log of the mail server' };
    expect((await call('POST', `/outbox/${deliveryId}/confirm`, answer)).status).toBe(204);
    expect(await deliveryOf(letter.letterId)).toMatchObject({ state: 'sent', settled: { why: answer.note } });
    expect(await openItems(deliveryId)).toEqual([]);
    expect(await eventsOf(deliveryId)).toEqual(['correspondence.queued', 'correspondence.sent']);
  });

  it('asks a person after the process died between the call and its answer', async () => {
    const { letter, deliveryId } = await sent();
    world.clock.advance(MINUTE);
    // As it stands when the first step has committed and nothing after it.
    await world.sql('INSERT INTO correspondence.attempt (delivery_id, number, begun_at) VALUES ($1, 1, $2)', [
      deliveryId,
      world.clock.now(),
    ]);
    await passTime(world, 2 * MINUTE);
    expect(await deliveryOf(letter.letterId)).toMatchObject({ state: 'sending' });
    await passTime(world, 4 * MINUTE);
    expect(server.received).toHaveLength(0);
    expect(await deliveryOf(letter.letterId)).toMatchObject({ state: 'in-doubt', lastCode: 'interrupted' });
    expect(await openItems(deliveryId)).toEqual(['correspondence.confirm-delivery']);
    const answer = { answer: 'send-again', note: 'the log of the mail server does not have it' };
    expect((await call('POST', `/outbox/${deliveryId}/confirm`, answer)).status).toBe(204);
    await passTime(world, 1);
    expect(server.received.map((mail) => mail.headers.get('message-id'))).toEqual([
      `<${deliveryId}@letters.chartkeeper>`,
    ]);
    expect(await deliveryOf(letter.letterId)).toMatchObject({ state: 'sent', attempts: 2 });
    expect(await call('POST', `/outbox/${deliveryId}/confirm`, answer)).toMatchObject({
      status: 409,
      body: { code: 'correspondence/not-in-doubt' },
    });
  });

  it('sends one mail however many jobs carry the same delivery at once', async () => {
    const { letter, deliveryId } = await sent();
    for (let copy = 0; copy < 4; copy++)
      await world.system((act) => {
        act.enqueue('correspondence.deliver', { deliveryId });
        return Promise.resolve();
      });
    await passTime(world, MINUTE);
    await passTime(world, INTERRUPTED);
    expect(server.received).toHaveLength(1);
    expect(await deliveryOf(letter.letterId)).toMatchObject({ state: 'sent', attempts: 1 });
  });
});

describe('the print queue', () => {
  it('holds the letter after its minute until somebody printed it', async () => {
    const letter = await draft();
    const { deliveryId } = await send(letter.letterId, { channel: 'print' });
    expect(await call('POST', `/outbox/${deliveryId}/printed`)).toMatchObject({
      status: 409,
      body: { code: 'correspondence/not-in-print-queue' },
    });
    await passTime(world, MINUTE);
    expect(await openItems(deliveryId)).toEqual(['correspondence.to-print']);
    const { body } = await call<{ entries: { letter: { id: string }; delivery: DeliverySummary }[] }>(
      'GET',
      '/outbox?channel=print',
    );
    expect(body.entries).toMatchObject([{ letter: { id: letter.letterId }, delivery: { state: 'to-print' } }]);
    expect((await textOf(letter.letterId))[0]).toContain(letter.number);
    expect((await call('POST', `/outbox/${deliveryId}/printed`)).status).toBe(204);
    expect(await deliveryOf(letter.letterId)).toMatchObject({ state: 'printed' });
    expect(await openItems(deliveryId)).toEqual([]);
    expect(await eventsOf(deliveryId)).toEqual(['correspondence.queued', 'correspondence.sent']);
  });

  it('lets go of a letter only with a reason once its minute is over', async () => {
    const letter = await draft();
    const { deliveryId } = await send(letter.letterId, { channel: 'print' });
    await passTime(world, MINUTE);
    expect(await call('POST', `/outbox/${deliveryId}/cancel`, {})).toMatchObject({
      status: 400,
      body: { code: 'correspondence/reason-missing' },
    });
    expect((await call('POST', `/outbox/${deliveryId}/cancel`, { reason: 'handed over' })).status).toBe(204);
    expect(await openItems(deliveryId)).toEqual([]);
  });
});
