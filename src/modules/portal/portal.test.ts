import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generateSync } from 'otplib';
import {
  arrangePaper,
  chooseScope,
  recordAuthority,
  releaseDesk,
  REQUESTER_SEEN,
  step,
  type ReleaseDesk,
} from '../../../test/world/release-case.ts';
import { openWorld, type World } from '../../../test/world/world.ts';
import { namedId, newId } from '../../platform/ids.ts';
import { contract } from './contract.ts';
import {
  accept,
  arrangeLetterThatLeft,
  arrangePatient,
  ASK,
  BEHIND_A_PROXY,
  invite,
  PASSPHRASE,
  type PortalSeat,
  portalSeat,
  settle,
} from './portal.fixture.ts';

let world: World;
let desk: ReleaseDesk;
let ana: string;
let bela: string;
let anas: PortalSeat;
let belas: PortalSeat;
const DAY = 86_400_000;
const codeOf = (secret: string, at: Date) => generateSync({ secret, epoch: Math.floor(at.getTime() / 1000) });

beforeAll(async () => {
  world = await openWorld(BEHIND_A_PROXY);
  desk = releaseDesk(world);
  ana = await arrangePatient(world, 'Núñez', 'Ana', { address: true });
  bela = await arrangePatient(world, 'Bartos', 'Bela');
  anas = await settle(world, desk.specialist, ana, 'ana@example.org');
  belas = await settle(world, desk.specialist, bela, 'bela');
});
afterAll(() => world.close());

/** After a step of the clock everybody's session is over. */
async function signInAgain(): Promise<void> {
  for (const [seat, name] of [
    [anas, 'ana@example.org'],
    [belas, 'bela'],
  ] as const) {
    const { status } = await seat.call('POST', '/portal/sign-in', { name, passphrase: PASSPHRASE });
    expect(status).toBe(204);
  }
}

const ask = (seat: PortalSeat, patientId: string, more: Record<string, unknown> = {}) =>
  seat.call<{ requestId: string; number: string; dueOn: string | null; code?: string }>(
    'POST',
    `/portal/records/${patientId}/requests`,
    { ...ASK, askId: newId(), signedName: 'ana  NUNEZ', ...more },
  );

describe('An invitation to the portal', () => {
  it('opens an account once, with the birth date, and is logged', async () => {
    const eva = await arrangePatient(world, 'Stern', 'Eva');
    const { code } = await invite(world, desk.specialist, eva);
    expect(code.replace(/-/g, '')).toHaveLength(27);
    expect((await accept(portalSeat(world), code, 'eva', { birthDate: '1961-03-13' })).body.code).toBe(
      'portal/invitation-refused',
    );
    const seat = portalSeat(world);
    expect((await accept(seat, code.toLowerCase().replaceAll('-', ' '), 'eva')).status).toBe(204);
    expect((await accept(portalSeat(world), code, 'eva2')).body.code).toBe('portal/invitation-refused');
    const { body } = await seat.call<{ name: string; records: unknown[] }>('GET', '/portal/account');
    expect(body).toMatchObject({ name: 'Eva Stern', records: [{ patientId: eva, own: true, open: true }] });
    const entries = await world.sql(
      `SELECT verb FROM audit.entry WHERE verb = 'portal.accept-invitation' AND $1 = ANY (patient_ids) AND outcome = 'done'`,
      [eva],
    );
    expect(entries).toHaveLength(1);
    const rows = await world.sql<{ text: string }>(`SELECT row_to_json(i)::text AS text FROM portal.invitation i`);
    expect(rows.some(({ text }) => text.includes(code))).toBe(false);
  });

  it('is refused after 14 days, when taken back, and when a newer one was made', async () => {
    const fay = await arrangePatient(world, 'Late', 'Fay');
    const first = await invite(world, desk.specialist, fay);
    const second = await invite(world, desk.specialist, fay);
    expect((await accept(portalSeat(world), first.code, 'fay')).body.code).toBe('portal/invitation-refused');
    await world.callAs(
      desk.specialist,
      'POST',
      `/portal-desk/patients/${fay}/invitations/${second.invitationId}/withdrawal`,
    );
    expect((await accept(portalSeat(world), second.code, 'fay')).body.code).toBe('portal/invitation-refused');
    const third = await invite(world, desk.specialist, fay);
    world.clock.advance(15 * DAY);
    expect((await accept(portalSeat(world), third.code, 'fay')).body.code).toBe('portal/invitation-refused');
    await signInAgain();
  });

  it('takes five wrong tries a day, then none, not even the right one', async () => {
    world.clock.advance(2 * DAY);
    const gil = await arrangePatient(world, 'Guess', 'Gil');
    const { code } = await invite(world, desk.specialist, gil);
    for (let n = 0; n < 5; n++)
      expect((await accept(portalSeat(world), code, 'gil', { birthDate: `19${60 + n}-01-01` })).status).toBe(404);
    expect((await accept(portalSeat(world), code, 'gil')).body.code).toBe('portal/proof-limit');
    world.clock.advance(DAY);
    expect((await accept(portalSeat(world), code, 'gil')).status).toBe(204);
    await signInAgain();
  });

  it('is not to be guessed from one address, whatever the codes', async () => {
    const seat = portalSeat(world);
    for (let n = 0; n < 5; n++)
      expect((await accept(seat, `AAAAA-AAAAA-${n}`, 'x')).body.code).toBe('portal/invitation-refused');
    expect((await accept(seat, 'BBBBB', 'x')).body.code).toBe('portal/proof-limit');
  });

  it('says whose name is taken and stays good', async () => {
    const hal = await arrangePatient(world, 'Same', 'Hal');
    const { code } = await invite(world, desk.specialist, hal);
    expect((await accept(portalSeat(world), code, 'ANA@example.org ')).body.code).toBe('portal/name-taken');
    expect((await accept(portalSeat(world), code, 'hal', { passphrase: 'password1234' })).body.code).toBe(
      'portal/passphrase-weak',
    );
    expect((await accept(portalSeat(world), code, 'hal')).status).toBe(204);
  });

  it('goes by letter to the address on record only, and the answer does not show the code', async () => {
    const { body, status } = await world.callAs<{ code: null; letterNumber: string }>(
      desk.specialist,
      'POST',
      `/portal-desk/patients/${ana}/invitations`,
      { proof: { how: 'letter' } },
    );
    expect(status).toBe(201);
    expect(body).toMatchObject({ code: null, letterNumber: expect.stringMatching(/^L-/) as string });
    const nowhere = await world.callAs<{ code: string }>(
      desk.specialist,
      'POST',
      `/portal-desk/patients/${bela}/invitations`,
      {
        proof: { how: 'letter' },
      },
    );
    expect(nowhere.body.code).toBe('portal/address-missing');
  });

  it('is not made by those whose duty it is not, and by nobody to the own record', async () => {
    const proof = { proof: { how: 'at-counter', idKind: 'passport', idLastFour: '1' } };
    const path = `/portal-desk/patients/${ana}/invitations`;
    expect((await world.callAs(world.person(['scan-clerk']), 'POST', path, proof)).status).toBe(403);
    expect(
      (await world.callAs(world.person(['coordinator'], { ownPatientIds: [ana] }), 'POST', path, proof)).status,
    ).toBe(403);
  });
});

describe('Signing in to the portal', () => {
  it('refuses a wrong passphrase and an unknown name alike, slows down, and is lifted by the desk', async () => {
    const ida = await arrangePatient(world, 'Iron', 'Ida');
    const seat = await settle(world, desk.specialist, ida, 'ida');
    const wrong = () =>
      portalSeat(world).call<{ code: string; detail: string }>('POST', '/portal/sign-in', {
        name: 'ida',
        passphrase: 'not this one',
      });
    const unknown = await portalSeat(world).call<{ code: string; detail: string }>('POST', '/portal/sign-in', {
      name: 'nobody here',
      passphrase: 'not this one',
    });
    const first = await wrong();
    expect(first.body).toMatchObject({ code: 'portal/sign-in-refused', detail: unknown.body.detail });
    for (let n = 0; n < 4; n++) await wrong();
    expect((await wrong()).body.code).toBe('portal/sign-in-delayed');
    await world.sql(`UPDATE portal.attempt SET failures = 60 WHERE kind = 'name' AND failures >= 5`);
    world.clock.advance(60_000);
    const right = () =>
      portalSeat(world).call<{ code: string }>('POST', '/portal/sign-in', { name: 'ida', passphrase: PASSPHRASE });
    expect((await right()).body.code).toBe('portal/sign-in-stopped');
    const { body } = await world.callAs<{ accesses: { id: string }[] }>(
      desk.specialist,
      'GET',
      `/portal-desk/patients/${ida}`,
    );
    await world.callAs(
      desk.specialist,
      'POST',
      `/portal-desk/patients/${ida}/accesses/${body.accesses[0]?.id ?? ''}/lift`,
    );
    expect((await right()).status).toBe(204);
    expect((await seat.call('GET', '/portal/account')).status).toBe(200);
  });

  it('asks for the code once an authenticator is set up, and takes each once', async () => {
    const seat = await settle(world, desk.specialist, await arrangePatient(world, 'Jones', 'Jan'), 'jan');
    const { body } = await seat.call<{ secret: string }>('POST', '/portal/account/second-step');
    const code = codeOf(body.secret, world.clock.now());
    expect((await seat.call('POST', '/portal/account/second-step/confirmation', { code: '000000' })).status).toBe(422);
    expect((await seat.call('POST', '/portal/account/second-step/confirmation', { code })).status).toBe(204);
    const signIn = (more: object = {}) =>
      portalSeat(world).call<{ code: string }>('POST', '/portal/sign-in', {
        name: 'jan',
        passphrase: PASSPHRASE,
        ...more,
      });
    expect((await signIn()).body.code).toBe('portal/code-needed');
    expect((await signIn({ code })).body.code).toBe('portal/code-wrong');
    world.clock.advance(60_000);
    expect((await signIn({ code: codeOf(body.secret, world.clock.now()) })).status).toBe(204);
  });

  it('ends after 15 idle minutes, at sign-out, everywhere, and with another passphrase', async () => {
    await signInAgain();
    const other = portalSeat(world);
    await other.call('POST', '/portal/sign-in', { name: 'ana@example.org', passphrase: PASSPHRASE });
    await anas.call('POST', '/portal/sign-out', { everywhere: true });
    expect((await other.call('GET', '/portal/account')).status).toBe(401);
    await signInAgain();
    const former = { ...anas, cookie: anas.cookie };
    const changed = await anas.call('PUT', '/portal/account/passphrase', {
      present: PASSPHRASE,
      next: 'gravel over dry violins',
    });
    expect(changed.status).toBe(204);
    const stale = portalSeat(world);
    stale.cookie = former.cookie;
    expect((await stale.call('GET', '/portal/account')).status).toBe(401);
    expect((await anas.call('PUT', '/portal/account/passphrase', { present: 'wrong', next: PASSPHRASE })).status).toBe(
      401,
    );
    await anas.call('PUT', '/portal/account/passphrase', { present: 'gravel over dry violins', next: PASSPHRASE });
    world.clock.advance(16 * 60_000);
    expect((await anas.call('GET', '/portal/account')).status).toBe(401);
    await signInAgain();
  });
});

describe('The realm of the portal', () => {
  it('opens nothing of the desk, and the desk nothing of it', async () => {
    for (const path of [
      '/release/requests',
      '/account',
      '/permissions',
      `/patients/${ana}`,
      `/portal-desk/patients/${ana}`,
      '/worklist/queues',
    ])
      expect([401, 404], path).toContain((await anas.call('GET', path)).status);
    for (const path of ['/portal/account', `/portal/records/${ana}/requests`]) {
      expect((await world.callAs(desk.specialist, 'GET', path)).status, path).toBe(403);
      expect((await world.call('GET', path)).status, path).toBe(404);
    }
  });

  it('lets one patient read, change and fetch nothing of another, by whatever route', async () => {
    const asked = await ask(anas, ana);
    expect(asked.status).toBe(201);
    const bodies: Record<string, unknown> = {
      [contract.preview.path]: { ...ASK, askId: newId(), signedName: 'Bela Bartos' },
      [contract.ask.path]: { ...ASK, askId: newId(), signedName: 'Bela Bartos' },
      [contract.writeNote.path]: { text: 'Hello' },
    };
    let tried = 0;
    for (const { method, path } of Object.values(contract)) {
      if (!path.includes(':patientId')) continue;
      tried++;
      const address = path
        .replace(':patientId', ana)
        .replace(':requestId', asked.body.requestId)
        .replace(/:(linkId|letterId)/, newId())
        .replace(':volume', '1');
      const upload = path === contract.sendPapers.path;
      const answer = await belas.call<{ code: string }>(
        method as 'GET' | 'POST',
        upload ? `${address}?name=a.pdf` : address,
        upload ? Buffer.from('x') : bodies[path],
        upload ? { 'content-type': 'application/octet-stream' } : {},
      );
      expect([answer.status, answer.body.code], path).toEqual([404, 'portal/not-reached']);
    }
    expect(tried).toBeGreaterThanOrEqual(10);
    const unknown = await belas.call<{ code: string }>('GET', `/portal/records/${newId()}/requests`);
    expect(unknown.body.code).toBe('portal/not-reached');
  });

  it('gives the account’s own scope no row of anybody else, whatever the statement', async () => {
    const [session] = await world.sql<{ id: string; account_id: string }>(
      `SELECT s.id, s.account_id FROM portal.session s JOIN portal.account a ON a.id = s.account_id WHERE a.name_key = 'bela' LIMIT 1`,
    );
    const { portalActor } = await import('./identify-portal.ts');
    const actor = portalActor(session?.account_id ?? '', session?.id ?? '', [bela]);
    const seen = await world.act(actor, { verb: 'portal.see-requests', permission: 'portal/own' }, async (act) => ({
      patients: await act.tx.selectFrom('patients.patient').select('id').execute(),
      asks: await act.tx.selectFrom('portal.ask').select('id').execute(),
      requests: await act.tx.selectFrom('release.request').select('id').execute(),
      disclosures: await act.tx.selectFrom('release.disclosure').select('id').execute(),
    }));
    expect(seen).toEqual({ patients: [{ id: bela }], asks: [], requests: [], disclosures: [] });
    await expect(
      world.act(actor, { verb: 'portal.see-requests', permission: 'release/read' }, async () => 1),
    ).rejects.toThrow();
  });
});

describe('A request from the portal', () => {
  it('becomes a case of the patient’s own access, identified, with the statement as signed and its clock', async () => {
    const { body, status } = await ask(anas, ana);
    expect(status).toBe(201);
    expect(body.dueOn).not.toBeNull();
    const opened = await world.callAs<{
      patient: { id: string };
      receivedVia: string;
      kind: string;
      requesterClass: string;
      status: string;
    }>(desk.specialist, 'GET', `/release/requests/${body.requestId}`);
    expect(opened.body).toMatchObject({
      receivedVia: 'portal',
      status: 'identified',
      kind: 'patient-access',
      patient: { id: ana },
      requesterClass: 'individual',
    });
    const part = await world.callAs<{
      ask: { statement: string; sha256: string; signedName: string; proof: { idLastFour: string } };
    }>(desk.specialist, 'GET', `/portal-desk/requests/${body.requestId}`);
    const { statement, sha256, proof } = part.body.ask;
    expect(statement).toContain('I ask');
    expect(statement).toContain('Ana Núñez');
    expect(sha256).toBe(createHash('sha256').update(statement, 'utf8').digest('hex'));
    expect(proof.idLastFour).toBe('7741');
    const log = await world.sql<{ on_behalf_of: string }>(
      `SELECT on_behalf_of FROM audit.entry WHERE verb = 'portal.file-request' AND $1 = ANY (subject_ids)`,
      [body.requestId],
    );
    expect(log[0]?.on_behalf_of).toMatch(/^portal:/);
  });

  it('sent twice is one request, and is not signed with another name', async () => {
    const askId = newId();
    const once = await ask(anas, ana, { askId });
    expect((await ask(anas, ana, { askId })).body.requestId).toBe(once.body.requestId);
    expect((await ask(anas, ana, { signedName: 'Bela Bartos' })).body.code).toBe('portal/signature-differs');
    expect((await ask(anas, ana, { signedName: '' })).body.code).toBe('portal/signature-differs');
  });

  it('to somebody named is a written direction, and without a name nothing', async () => {
    expect((await ask(anas, ana, { goesTo: 'named' })).body.code).toBe('portal/recipient-missing');
    const named = { name: 'Dr. Wei Han', address: '9 Elm Street, Dayton OH' };
    const { body } = await ask(anas, ana, { goesTo: 'named', named, language: 'es', delivery: 'mail' });
    const opened = await world.callAs<{ wants: string; askedFor: string }>(
      desk.specialist,
      'GET',
      `/release/requests/${body.requestId}`,
    );
    expect(opened.body).toMatchObject({
      wants: 'transmit-to-third-party',
      askedFor: expect.stringContaining('Dr. Wei Han') as string,
    });
    const own = await anas.call<{ requests: { id: string; statement: string }[] }>(
      'GET',
      `/portal/records/${ana}/requests`,
    );
    expect(own.body.requests.find(({ id }) => id === body.requestId)?.statement).toContain(
      'Envíen los registros a: Dr. Wei Han',
    );
  });

  it('is followed in plain words to the download, which is logged and confirmed', async () => {
    await arrangePaper(world, ana, ['Seen for cough. No fever.'], { date: '2026-11-10' });
    const { body } = await ask(anas, ana, { from: '2026-01-01', to: '2026-12-31' });
    const id = body.requestId;
    type Own = { id: string; step: string; actsNext: string; packets: { linkId: string }[] };
    const own = async () =>
      (await anas.call<{ requests: Own[] }>('GET', `/portal/records/${ana}/requests`)).body.requests.find(
        (each) => each.id === id,
      );
    expect(await own()).toMatchObject({ step: 'checking', actsNext: 'records-office', packets: [] });
    await world.callAs(desk.specialist, 'POST', `/release/requests/${id}/pends`, {
      waitingFor: 'patient',
      reason: 'Which visit?',
    });
    expect((await own())?.actsNext).toBe('you');
    await world.sql(
      `UPDATE release.pend SET resumed_at = recorded_at, resumed_by = recorded_by WHERE request_id = $1`,
      [id],
    );
    await step(world, {
      actor: desk.specialist,
      path: `/release/requests/${id}/verification`,
      body: { how: 'Portal account, identity seen', seen: REQUESTER_SEEN },
    });
    await recordAuthority(world, desk, id, { basis: 'to-individual', seen: undefined, form: undefined });
    const { scopeId } = await chooseScope(world, desk, id);
    expect((await own())?.step).toBe('second-look');
    await step(world, { actor: desk.approver, path: `/release/requests/${id}/approval`, body: { scopeId } });
    await world.stack.drain();
    expect(await own()).toMatchObject({ step: 'ready-soon', packets: [] });
    await step(world, {
      actor: desk.specialist,
      path: `/release/requests/${id}/deliveries`,
      body: { channel: 'link', downloads: 1 },
    });
    const ready = await own();
    expect(ready).toMatchObject({ step: 'ready-here', actsNext: 'you' });
    const file = `/portal/records/${ana}/requests/${id}/packets/${ready?.packets[0]?.linkId ?? ''}/volumes/1`;
    expect((await belas.call('GET', file)).status).toBe(404);
    expect((await belas.call('GET', file.replace(ana, bela))).status).toBe(404);
    const fetched = await anas.call<Buffer>('GET', file);
    expect(fetched.status).toBe(200);
    expect(Buffer.from(fetched.body).subarray(0, 5).toString()).toBe('%PDF-');
    await expect
      .poll(
        async () =>
          (
            await world.sql<{ outcome: string }>(
              `SELECT c.outcome FROM release.confirmation c JOIN release.disclosure d ON d.id = c.disclosure_id WHERE d.request_id = $1`,
              [id],
            )
          )[0]?.outcome,
      )
      .toBe('handed-over');
    expect(await own()).toMatchObject({ step: 'sent', packets: [{ volumes: [{ volume: 1, left: 0 }] }] });
    expect((await anas.call<{ code: string }>('GET', file)).body.code).toBe('release/link-used-up');
    const log = await world.sql(
      `SELECT 1 FROM audit.entry WHERE verb = 'portal.fetch-packet' AND actor_kind = 'person' AND $1 = ANY (patient_ids)`,
      [ana],
    );
    expect(log.length).toBeGreaterThan(0);
    const accounting = await anas.call<{ from: string; disclosures: unknown[] }>(
      'GET',
      `/portal/records/${ana}/disclosures`,
    );
    expect(accounting.status).toBe(200);
    // What went to the patient herself is not accounted for (45 CFR 164.528(a)(1)(ii)).
    expect(accounting.body.disclosures).toEqual([]);
    expect((await anas.call('GET', `/portal/records/${ana}/letters`)).body).toEqual({ letters: [] });
    const seen = await anas.call<{ accesses: { who: string; did: string; kind: string; when: string }[] }>(
      'GET',
      `/portal/records/${ana}/accesses?language=es`,
    );
    expect(seen.status).toBe(200);
    const byWhom = seen.body.accesses.map(({ who }) => who);
    expect(byWhom).toContain('Usted, o quien actúa por usted, en el portal');
    expect(byWhom).toContain('Un miembro del personal');
    expect(seen.body.accesses.every(({ when }) => / de 2026$/.test(when))).toBe(true);
  });
});

describe('A letter to somebody in the portal', () => {
  it('is fetched as PDF once it left, by whom it is for and nobody else', async () => {
    await signInAgain();
    const letterId = await arrangeLetterThatLeft(world, desk.specialist, { name: 'Ana Núñez', patientId: ana });
    const { body } = await anas.call<{ letters: { id: string }[] }>('GET', `/portal/records/${ana}/letters`);
    expect(body.letters.map(({ id }) => id)).toEqual([letterId]);
    const at = `/portal/records/${ana}/letters/${letterId}`;
    const fetched = await anas.call<Buffer>('GET', at);
    expect(Buffer.from(fetched.body).subarray(0, 5).toString()).toBe('%PDF-');
    expect((await belas.call<{ code: string }>('GET', at)).body.code).toBe('portal/not-reached');
    const own = at.replace(ana, bela);
    expect((await belas.call<{ code: string }>('GET', own)).body.code).toBe('portal/letter-unknown');
  });
});

describe('A paper sent in by the portal', () => {
  const send = (seat: PortalSeat, patientId: string, name: string, bytes: Buffer) =>
    seat.call<{ sent: number; code?: string }>(
      'POST',
      `/portal/records/${patientId}/papers?name=${encodeURIComponent(name)}`,
      bytes,
      {
        'content-type': 'application/octet-stream',
      },
    );

  it('goes through intake; what is hostile is set aside in plain words', async () => {
    await signInAgain();
    const { hostile } = await import('./hostile.fixture.ts');
    for (const { name, bytes } of hostile) expect((await send(anas, ana, name, bytes)).status).toBe(200);
    await world.stack.drain();
    const { body } = await anas.call<{ papers: { fileName: string; state: string }[] }>(
      'GET',
      `/portal/records/${ana}/papers`,
    );
    const states = new Map(body.papers.map(({ fileName, state }) => [fileName, state]));
    for (const { name, state } of hostile)
      expect([name, states.get(name.split('/').at(-1) ?? name)]).toEqual([name, state]);
    const items = await world.sql<{ source_detail: string }>(
      `SELECT source_detail FROM intake.item WHERE source_detail = 'Portal'`,
    );
    expect(items).toHaveLength(hostile.length);
  });

  it('names only a request of one’s own, and a day takes no more than twenty', async () => {
    const foreign = await belas.call<{ code: string }>(
      'POST',
      `/portal/records/${bela}/papers?name=a.pdf&requestId=${namedId('none')}`,
      Buffer.from('x'),
      { 'content-type': 'application/octet-stream' },
    );
    expect(foreign.body.code).toBe('portal/request-unknown');
    for (let n = 0; n < 16; n++) await send(belas, bela, `${n}.txt`, Buffer.from(`page ${n}`));
    for (let n = 16; n < 20; n++)
      expect((await send(belas, bela, `${n}.txt`, Buffer.from(`page ${n}`))).status).toBe(200);
    expect((await send(belas, bela, 'more.txt', Buffer.from('one more'))).body.code).toBe('portal/too-many-today');
  });
});

describe('Notes and the end of an access', () => {
  it('wait at the desk until somebody answers', async () => {
    await signInAgain();
    expect(
      (await anas.call('POST', `/portal/records/${ana}/notes`, { text: '=HYPERLINK("x") <script>When?</script>' }))
        .status,
    ).toBe(204);
    const waiting = () => world.sql(`SELECT 1 FROM worklist.item WHERE kind = 'portal.note' AND closed_at IS NULL`);
    expect(await waiting()).toHaveLength(1);
    const { body } = await world.callAs<{ threads: { accessId: string; name: string; notes: { text: string }[] }[] }>(
      desk.specialist,
      'GET',
      `/portal-desk/patients/${ana}`,
    );
    expect(body.threads[0]).toMatchObject({
      name: 'Ana Núñez',
      notes: [{ text: '=HYPERLINK("x") <script>When?</script>' }],
    });
    await world.callAs(
      desk.specialist,
      'POST',
      `/portal-desk/patients/${ana}/accesses/${body.threads[0]?.accessId ?? ''}/notes`,
      { text: 'By Friday.' },
    );
    expect(await waiting()).toHaveLength(0);
    const notes = await anas.call<{ notes: { fromDesk: boolean; text: string }[] }>(
      'GET',
      `/portal/records/${ana}/notes`,
    );
    expect(notes.body.notes.map(({ fromDesk }) => fromDesk)).toEqual([false, true]);
  });

  it('of a representative come at once with the end of the power, and never go further than the power', async () => {
    const kim = await arrangePatient(world, 'Ward', 'Kim');
    const officer = world.person(['privacy-officer']);
    const add = (body: object) =>
      world.callAs<{ id: string }>(officer, 'POST', `/patients/${kim}/representatives`, {
        proof: 'Power of attorney, seen',
        scope: 'All health care',
        from: '2026-01-01',
        ...body,
      });
    const agent = await add({
      standing: 'personal-representative',
      kind: 'health-care-poa',
      name: 'Lou Ward',
      verified: true,
    });
    expect(agent.status, JSON.stringify(agent.body)).toBeLessThan(300);
    const designee = await add({ standing: 'designee', kind: 'other', name: 'Pat Fetch', verified: true });
    const no = await world.callAs<{ code: string }>(
      desk.specialist,
      'POST',
      `/portal-desk/patients/${kim}/invitations`,
      {
        representativeId: designee.body.id,
        proof: { how: 'at-counter', idKind: 'passport', idLastFour: '1234' },
      },
    );
    expect(no.body.code).toBe('portal/not-fit');
    const seat = portalSeat(world);
    const { code } = await invite(world, desk.specialist, kim, { representativeId: agent.body.id });
    expect((await accept(seat, code, 'lou')).status).toBe(204);
    const asked = await ask(seat, kim, { signedName: 'Lou Ward' });
    expect(asked.status, JSON.stringify(asked.body)).toBe(201);
    const opened = await world.callAs<{ requesterClass: string }>(
      desk.specialist,
      'GET',
      `/release/requests/${asked.body.requestId}`,
    );
    expect(opened.body.requesterClass).toBe('personal-representative');
    const ended = await world.callAs(officer, 'POST', `/patients/${kim}/representatives/${agent.body.id}/end`, {
      endedOn: '2026-11-20',
      cause: 'revoked',
      reason: 'Revoked in writing',
    });
    expect(ended.status, JSON.stringify(ended.body)).toBeLessThan(300);
    expect((await seat.call<{ code: string }>('GET', `/portal/records/${kim}/requests`)).body.code).toBe(
      'portal/power-ended',
    );
    expect((await ask(seat, kim, { signedName: 'Lou Ward' })).body.code).toBe('portal/power-ended');
    const account = await seat.call<{ records: { open: boolean }[] }>('GET', '/portal/account');
    expect(account.body.records[0]?.open).toBe(false);
  });

  it('by the desk sign the account out and close it', async () => {
    const { body } = await world.callAs<{ accesses: { id: string }[] }>(
      desk.specialist,
      'GET',
      `/portal-desk/patients/${bela}`,
    );
    const path = `/portal-desk/patients/${bela}/accesses/${body.accesses[0]?.id ?? ''}/end`;
    expect((await world.callAs(desk.specialist, 'POST', path, { reason: 'Asked by the patient' })).status).toBe(204);
    expect((await world.callAs(desk.specialist, 'POST', path, { reason: 'Again' })).status).toBe(404);
    expect((await belas.call('GET', '/portal/account')).status).toBe(401);
    await belas.call('POST', '/portal/sign-in', { name: 'bela', passphrase: PASSPHRASE });
    expect((await belas.call<{ records: unknown[] }>('GET', '/portal/account')).body.records).toEqual([]);
    expect((await belas.call('GET', `/portal/records/${bela}/notes`)).status).toBe(404);
  });

  it('come with the death of the patient', async () => {
    const mae = await arrangePatient(world, 'Gone', 'Mae');
    const seat = await settle(world, desk.specialist, mae, 'mae');
    await world.sql(
      `INSERT INTO patients.death (patient_id, id, facility_id, labels, died_on, source, recorded_at, recorded_by)
       SELECT id, gen_random_uuid(), facility_id, labels, '2026-11-01', 'desk', now(), 'test' FROM patients.patient WHERE id = $1`,
      [mae],
    );
    expect((await seat.call<{ code: string }>('GET', `/portal/records/${mae}/requests`)).body.code).toBe(
      'portal/power-ended',
    );
  });
});
