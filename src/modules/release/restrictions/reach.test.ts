import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  arrangePaper,
  arrangePerson,
  type ReleaseDesk,
  releaseDesk,
  releaseUpToPacket,
} from '../../../../test/world/release-case.ts';
import { openWorld, type World } from '../../../../test/world/world.ts';

let world: World;
let desk: ReleaseDesk;
beforeAll(async () => {
  world = await openWorld();
  desk = releaseDesk(world);
});
afterAll(() => world.close());

type Answer = { code?: string; citations?: string[]; disclosureId: string; letterId: string };
const call = (path: string, body: unknown = {}, actor = desk.specialist) =>
  world.callAs<Answer>(actor, 'POST', path, body);
const OFFICE = '4 Office Plaza\nDayton, OH 45402';

async function ask(patient: string, body: Record<string, unknown> = { reachBy: 'mail', reachTo: OFFICE }) {
  const { status } = await call(`/patients/${patient}/restrictions`, {
    kind: 'confidential-communication',
    askedOn: '2026-11-01',
    askedHow: 'in-writing',
    words: 'Nothing to my home',
    means: 'Only to my office',
    answer: { answer: 'agreed' },
    ...body,
  });
  return status;
}

/** The patient asks for a copy; the packet lies ready. */
const ownCopy = (patient: string) =>
  releaseUpToPacket(world, desk, patient, {
    request: {
      requester: {
        class: 'individual',
        name: 'Vera Vertraulich',
        address: ['1 Home St', 'Dayton'],
        fax: '614 555 0199',
      },
      purpose: 'at-request-of-individual',
      purposeWords: 'Own copy',
    },
    authority: { basis: 'to-individual', seen: undefined, form: undefined },
  });
async function arranged(asked?: Record<string, unknown>) {
  const patient = await arrangePerson(world, 'Vertraulich', 'Vera');
  await arrangePaper(world, patient, ['A note']);
  expect(await ask(patient, asked)).toBe(200);
  return { patient, id: await ownCopy(patient) };
}

describe('a packet for the patient who asked to be reached another way', () => {
  it('goes to the address the patient asked for, whatever stands in the request', async () => {
    const { id } = await arranged();
    const begun = await call(`/release/requests/${id}/dispatches`, { way: 'paper' });
    expect(begun.status).toBe(201);
    const [row] = await world.sql('SELECT address FROM release.dispatch WHERE disclosure_id = $1', [
      begun.body.disclosureId,
    ]);
    expect(row).toEqual({ address: ['Vera Vertraulich', '4 Office Plaza', 'Dayton, OH 45402'] });
  });

  it('is refused another way or place, with the citation, and nothing is logged', async () => {
    const { id } = await arranged();
    const fax = await call(`/release/requests/${id}/deliveries`, { channel: 'fax', faxNumber: '614 555 0199' });
    expect(fax.body).toMatchObject({ code: 'release/reached-otherwise', citations: ['45 CFR 164.522(b)(1)(i)'] });
    const home = await call(`/release/requests/${id}/dispatches`, {
      way: 'paper',
      recipient: { name: 'vera VERTRAULICH', address: ['1 Home St', 'Dayton'] },
    });
    expect(home.body.code).toBe('release/reached-otherwise');
    expect(await world.sql('SELECT 1 FROM release.disclosure WHERE request_id = $1', [id])).toEqual([]);
  });

  it('goes by a way that does not tell only when it is said how it reaches the patient, which is kept', async () => {
    const { id } = await arranged();
    const link = (more: object) => call(`/release/requests/${id}/deliveries`, { channel: 'link', ...more });
    expect((await link({})).body.code).toBe('release/reach-unsaid');
    const begun = await link({ asAsked: 'Told to her at the office by phone' });
    expect(begun.status).toBe(201);
    const [row] = await world.sql('SELECT how FROM release.reached_as_asked WHERE disclosure_id = $1', [
      begun.body.disclosureId,
    ]);
    expect(row).toEqual({ how: 'Told to her at the office by phone' });
  });

  it('takes the patient’s own fax number as verified, and goes as usual once the wish is ended', async () => {
    const { id } = await arranged({ reachBy: 'fax', reachTo: '+1 937 555 0142' });
    expect((await call(`/release/requests/${id}/deliveries`, { channel: 'fax' })).status).toBe(201);
    const second = await arranged();
    const listed = await world.callAs<{ restrictions: { id: string }[] }>(
      desk.specialist,
      'GET',
      `/patients/${second.patient}/restrictions`,
    );
    await call(`/patients/${second.patient}/restrictions/${listed.body.restrictions[0]?.id}/end`, {
      endedBy: 'individual',
      reason: 'Wants it at home again',
    });
    const begun = await call(`/release/requests/${second.id}/dispatches`, { way: 'paper' });
    const [row] = await world.sql<{ address: string[] }>(
      'SELECT address FROM release.dispatch WHERE disclosure_id = $1',
      [begun.body.disclosureId],
    );
    expect(row?.address).toContain('1 Home St');
  });

  it('steers nothing that goes to somebody else', async () => {
    const patient = await arrangePerson(world, 'Vertraulich', 'Vera');
    await arrangePaper(world, patient, ['A note']);
    await ask(patient);
    const id = await releaseUpToPacket(world, desk, patient);
    expect((await call(`/release/requests/${id}/deliveries`, { channel: 'link' })).status).toBe(201);
  });
});

describe('a letter to such a patient', () => {
  it('is refused to another address by whoever sends it, and goes to the one that was asked for', async () => {
    const patient = await arrangePerson(world, 'Vertraulich', 'Vera');
    await ask(patient);
    const clerk = desk.specialist;
    const draft = async (lines: string[]) =>
      (
        await call(
          '/letters',
          {
            template: 'acknowledgement',
            facts: { requestNumber: 'R-2026-000001', receivedOn: '2026-11-20' },
            recipient: { name: 'Vera Vertraulich', lines, isPatient: true },
            patientId: patient,
          },
          clerk,
        )
      ).body.letterId;
    const send = (letterId: string, body: object) => call(`/letters/${letterId}/send`, body, clerk);
    const home = await draft(['1 Home St', 'Dayton']);
    expect((await send(home, { way: { channel: 'print' } })).body.code).toBe('release/reached-otherwise');
    expect((await send(home, { way: { channel: 'mail', address: 'vera@example.org' } })).body.code).toBe(
      'release/reached-otherwise',
    );
    expect(await world.sql('SELECT 1 FROM correspondence.delivery WHERE letter_id = $1', [home])).toEqual([]);
    const office = await draft(OFFICE.split('\n'));
    expect((await send(office, { way: { channel: 'print' } })).status).toBe(202);
  });

  it('of the wish itself is addressed where the patient asked', async () => {
    const patient = await arrangePerson(world, 'Vertraulich', 'Vera');
    await ask(patient);
    const [{ id } = { id: '' }] = await world.sql<{ id: string }>(
      'SELECT id FROM release.restriction WHERE patient_id = $1',
      [patient],
    );
    const written = await call(`/patients/${patient}/restrictions/${id}/letter`, {
      contactName: 'June Abara',
      contactPhone: '+1 614 555 0100',
      address: ['1 Home St'],
    });
    const [letter] = await world.sql('SELECT recipient_lines, to_patient FROM correspondence.letter WHERE id = $1', [
      written.body.letterId,
    ]);
    expect(letter).toEqual({ recipient_lines: OFFICE.split('\n'), to_patient: true });
  });

  it('needs a place where its way has one', async () => {
    const patient = await arrangePerson(world, 'Ort', 'Olga');
    expect(await ask(patient, { reachBy: 'fax', reachTo: '   ' })).toBe(400);
    expect(await ask(patient, { reachBy: 'email', reachTo: 'not an address' })).toBe(400);
    expect(await ask(patient, { reachBy: 'link', reachTo: 'somewhere' })).toBe(400);
    expect(await ask(patient, { reachBy: 'link' })).toBe(200);
  });
});
