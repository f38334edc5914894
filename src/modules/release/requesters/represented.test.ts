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
} from '../../../../test/world/release-case.ts';
import { openWorld, type World } from '../../../../test/world/world.ts';
import { markEnteredInError } from '../../documents/index.ts';
import { readPatient, replacePatient } from '../../patients/index.ts';
import { sweepUnempowered } from './suspend-links.ts';

let world: World;
let desk: ReleaseDesk;
beforeAll(async () => {
  world = await openWorld();
  desk = releaseDesk(world);
});
afterAll(() => world.close());

const AGENT = {
  standing: 'personal-representative',
  kind: 'health-care-poa',
  name: 'Grace Agent',
  proof: 'Durable power of attorney of 2024',
  scope: 'All health care',
  from: '2024-01-01',
  verified: true,
};
type Listed = { id: string; power: { result: string; over: boolean; reasons: { text: string; ruleId: string }[] } };

async function represented(patientId: string, facts: Record<string, unknown> = {}) {
  const made = await world.callAs<{ id: string }>(desk.specialist, 'POST', `/patients/${patientId}/representatives`, {
    ...AGENT,
    ...facts,
  });
  expect(made.status).toBe(201);
  return made.body.id;
}
describe('the proof of a power', () => {
  it('is a paper of this patient that stands: another’s, none, or one struck through is refused, and nothing is saved', async () => {
    const [patient, other] = [await arrangePerson(world, 'Proof', 'Ana'), await arrangePerson(world, 'Proof', 'Bea')];
    const mine = await arrangePaper(world, patient, ['Durable power of attorney']);
    const theirs = await arrangePaper(world, other, ['Durable power of attorney']);
    const name = (proofDocumentId: string) =>
      world.callAs<{ code?: string; at?: string }>(desk.specialist, 'POST', `/patients/${patient}/representatives`, {
        ...AGENT,
        proofDocumentId,
      });
    for (const id of [theirs.documentId, crypto.randomUUID()]) {
      const { status, body } = await name(id);
      expect([status, body.code, body.at]).toEqual([400, 'documents/proof-unknown', 'proofDocumentId']);
    }
    expect((await name(mine.documentId)).status).toBe(201);
    await world.system((act) =>
      markEnteredInError(act, { patientId: patient, documentId: mine.documentId, cause: 'other', reason: 'A draft' }),
    );
    expect((await name(mine.documentId)).body.code).toBe('documents/proof-unknown');
    expect(await listed(patient)).toHaveLength(1);
  });
});

async function listed(patientId: string): Promise<Listed[]> {
  const { body } = await world.callAs<{ representatives: Listed[] }>(
    desk.specialist,
    'GET',
    `/patients/${patientId}/representatives`,
  );
  return body.representatives;
}
const die = (patientId: string) =>
  world.system(async (act) => {
    const record = await readPatient(act, patientId);
    await replacePatient(act, patientId, { ...record, death: { on: '2026-11-20' } }, { origin: 'desk' });
  });
const SIGNED = { form: { ...GOOD_FORM, signedBy: 'representative' }, seen: ALL_SEEN };

async function openLink(family: string, request?: Record<string, unknown>, authority?: Record<string, unknown>) {
  const patientId = await arrangePerson(world, family, 'Rosa');
  const { documentId } = await arrangePaper(world, patientId, ['Of the visit']);
  const representativeId = await represented(patientId);
  const id = await releaseUpToPacket(world, desk, patientId, {
    ...(request === undefined ? {} : { request }),
    authority: { ...authority, representativeId },
  });
  const made = await world.callAs<{ link: { url: string; passcode: string } }>(
    desk.specialist,
    'POST',
    `/release/requests/${id}/deliveries`,
    { channel: 'link' },
  );
  expect(made.status).toBe(201);
  const token = made.body.link.url.split('/').at(-1) ?? '';
  const stranger = () =>
    world.callAs<{ code?: string }>(world.person([]), 'POST', `/release/links/${token}`, {
      passcode: made.body.link.passcode,
    });
  return { patientId, representativeId, id, documentId, stranger };
}
const suspensions = async (id: string) =>
  (
    await world.callAs<{ suspensions: { id: string; why: string; answer: string | null }[] }>(
      desk.specialist,
      'GET',
      `/release/requests/${id}/suspensions`,
    )
  ).body.suspensions;

describe('an authority signed by a representative', () => {
  it('holds while the power does, is defective once it ended, and undecided while nobody says whose it is', async () => {
    const patientId = await arrangePerson(world, 'Haddad', 'Rosa');
    const representativeId = await represented(patientId);
    const id = await receive(world, desk);
    await identifyAndVerify(world, desk, id, patientId);
    expect((await recordAuthority(world, desk, id, SIGNED)).result).toBe('undecided');
    expect((await recordAuthority(world, desk, id, { ...SIGNED, representativeId })).result).toBe('sufficient');

    await die(patientId);
    const { authority } = await openCase(world, desk.specialist, id);
    expect(authority).toMatchObject({ result: 'sufficient', resultToday: 'defective' });
    expect((await recordAuthority(world, desk, id, { ...SIGNED, representativeId })).result).toBe('defective');
    const scope = await world.callAs<{ code: string; detail: string }>(
      desk.specialist,
      'POST',
      `/release/requests/${id}/scope`,
      { from: null, to: null },
    );
    expect(scope.body.code).toBe('release/authorization-defective');
    expect(scope.body.detail).toContain('ended with the death');
    expect(scope.body.detail).not.toContain('Grace');
  });

  it('releases only the care and the kinds of document that the power reaches, and nobody settles the rest in', async () => {
    const patientId = await arrangePerson(world, 'Amsel', 'Rosa');
    const inside = await arrangePaper(world, patientId, ['Of the visit'], { date: '2026-10-05' });
    const before = await arrangePaper(world, patientId, ['Years before'], { date: '2020-02-01' });
    const other = await arrangePaper(world, patientId, ['Stay'], { date: '2026-10-05', typeCode: 'discharge-summary' });
    const reach = { serviceFrom: '2026-01-01', serviceTo: '2026-12-31', typeCodes: ['progress-note'] };
    const turned = { ...AGENT, ...reach, serviceTo: '2025-12-31' };
    const refused = await world.callAs<{ code: string; at: string }>(
      desk.specialist,
      'POST',
      `/patients/${patientId}/representatives`,
      turned,
    );
    expect([refused.body.code, refused.body.at]).toEqual(['patients/dates-reversed', 'serviceTo']);
    const representativeId = await represented(patientId, reach);
    expect(await listed(patientId)).toMatchObject([reach]);

    const id = await receive(world, desk, {
      requester: { class: 'personal-representative', name: 'Grace Agent' },
      purpose: 'at-request-of-individual',
    });
    await identifyAndVerify(world, desk, id, patientId);
    await recordAuthority(world, desk, id, { basis: 'to-individual', seen: {}, form: undefined, representativeId });
    expect(await chooseScope(world, desk, id, { from: null, to: null })).toMatchObject({
      ...{ included: 1, open: 0, withheld: 2 },
    });
    const { scope } = await openCase(world, desk.specialist, id);
    const of = (documentId: string) => scope?.documents.find((each) => each.documentId === documentId);
    expect(of(inside.documentId)?.decision).toBe('include');
    expect(of(before.documentId)).toMatchObject({
      decision: 'withhold',
      reasons: [{ ruleId: 'release/outside-power-days', cite: '45 CFR 164.502(g)(2)' }],
    });
    expect(of(other.documentId)?.reasons.map(({ ruleId }) => ruleId)).toEqual(['release/outside-power-types']);
    const settled = await world.callAs<{ code: string }>(
      desk.specialist,
      'POST',
      `/release/requests/${id}/scope/documents/${before.documentId}`,
      { decision: 'include', reason: 'She asked for it' },
    );
    expect(settled.body.code).toBe('release/law-withholds');
  });

  it('is defective where the power began after the signing, and refused for somebody of another patient', async () => {
    const patientId = await arrangePerson(world, 'Silva', 'Rosa');
    const late = await represented(patientId, { from: '2026-11-10' });
    const id = await receive(world, desk);
    await identifyAndVerify(world, desk, id, patientId);
    expect((await recordAuthority(world, desk, id, { ...SIGNED, representativeId: late })).result).toBe('defective');
    const other = await represented(await arrangePerson(world, 'Costa', 'Rosa'));
    const refused = await world.callAs<{ code: string }>(desk.specialist, 'POST', `/release/requests/${id}/authority`, {
      basis: 'authorization',
      ...SIGNED,
      representativeId: other,
    });
    expect(refused.body.code).toBe('release/representative-unknown');
  });

  it('of whom the rules say nothing waits until a person decides, with the reason', async () => {
    const patientId = await arrangePerson(world, 'Moreau', 'Rosa');
    const representativeId = await represented(patientId, { kind: 'surrogate' });
    const id = await receive(world, desk);
    await identifyAndVerify(world, desk, id, patientId);
    expect((await recordAuthority(world, desk, id, { ...SIGNED, representativeId })).result).toBe('undecided');
    const judged = await world.callAs(
      desk.specialist,
      'POST',
      `/patients/${patientId}/representatives/${representativeId}/judgement`,
      {
        decision: 'may-act',
        reason: 'Statement of incapacity and the statute were seen',
        professional: 'Dr. Ana Müller',
      },
    );
    expect(judged.status).toBe(204);
    expect((await recordAuthority(world, desk, id, { ...SIGNED, representativeId })).result).toBe('sufficient');
  });
});

describe('a representative', () => {
  it('is shown ended with the reason, once, and no decision brings the power back', async () => {
    const patientId = await arrangePerson(world, 'Novak', 'Rosa');
    const representativeId = await represented(patientId);
    const path = `/patients/${patientId}/representatives/${representativeId}`;
    const end = () =>
      world.callAs<{ code?: string }>(desk.specialist, 'POST', `${path}/end`, {
        endedOn: '2026-11-01',
        cause: 'revoked',
        reason: 'Letter of the patient',
      });
    expect((await end()).status).toBe(204);
    expect((await listed(patientId))[0]?.power).toMatchObject({ result: 'not', over: true });
    expect((await end()).body.code).toBe('patients/power-ended-before');
    const judged = await world.callAs<{ code: string }>(desk.specialist, 'POST', `${path}/judgement`, {
      decision: 'may-act',
      reason: 'She asked again',
    });
    expect(judged.body.code).toBe('patients/nothing-to-decide');
    expect(await world.sql(`SELECT verb FROM audit.entry WHERE verb = 'patients.end-representative'`)).not.toEqual([]);
  });

  it('is recorded by nobody without the permission, and with its dates in order', async () => {
    const patientId = await arrangePerson(world, 'Berg', 'Rosa');
    const path = `/patients/${patientId}/representatives`;
    expect((await world.callAs(world.person(['coder']), 'POST', path, AGENT)).status).toBe(403);
    const reversed = await world.callAs<{ code: string }>(desk.specialist, 'POST', path, {
      ...AGENT,
      to: '2023-01-01',
    });
    expect(reversed.body.code).toBe('patients/dates-reversed');
    await represented(patientId, { standing: 'designee', kind: 'other' });
    await represented(patientId, { standing: 'proxy', kind: 'other' });
    await die(patientId);
    expect((await listed(patientId)).map(({ power }) => power.reasons[0]?.ruleId)).toEqual([
      'patients/suspended-at-death',
      'patients/suspended-at-death',
    ]);
  });
});

describe('on a known death', () => {
  it('an open link on the authority of an ended power is taken back, told on the case and in the worklist', async () => {
    const { patientId, id, stranger } = await openLink('Okafor', undefined, SIGNED);
    expect((await stranger()).status).toBe(200);
    await die(patientId);
    await world.stack.drain();
    await world.stack.drain();
    expect((await stranger()).body.code).toBe('release/link-dead');
    const { links } = await openCase(world, desk.specialist, id);
    expect(links).toMatchObject([{ state: 'revoked' }]);
    expect(await queuesOf(world, id)).toContain('release.link-suspended');
    const [open] = await suspensions(id);
    expect(open).toMatchObject({ why: 'power-ended', answer: null });

    const answer = () =>
      world.callAs<{ code?: string }>(desk.specialist, 'POST', `/release/requests/${id}/suspensions/${open?.id}`, {
        answer: 'The executor was told to write anew.',
      });
    expect((await answer()).status).toBe(204);
    expect(await queuesOf(world, id)).not.toContain('release.link-suspended');
    expect((await answer()).body.code).toBe('release/suspension-answered');
  });

  it('a link that was for the patient in person is taken back too, and one on the patient’s own signature stays', async () => {
    const own = await openLink(
      'Larsen',
      { requester: { class: 'individual', name: 'Rosa Larsen' }, purpose: 'at-request-of-individual' },
      { basis: 'to-individual', form: undefined, seen: undefined },
    );
    const attorneys = await openLink('Keller');
    await die(own.patientId);
    await die(attorneys.patientId);
    await world.stack.drain();
    expect((await own.stranger()).body.code).toBe('release/link-dead');
    expect(await suspensions(own.id)).toMatchObject([{ why: 'patient-died' }]);
    expect((await attorneys.stranger()).status).toBe(200);
  });

  it('the same holds when a power is recorded as ended', async () => {
    const { patientId, representativeId, id, stranger } = await openLink('Rossi', undefined, SIGNED);
    await world.callAs(desk.specialist, 'POST', `/patients/${patientId}/representatives/${representativeId}/end`, {
      endedOn: '2026-11-01',
      cause: 'revoked',
      reason: 'Letter of the patient',
    });
    await world.stack.drain();
    expect((await stranger()).body.code).toBe('release/link-dead');
    expect(await suspensions(id)).toMatchObject([{ why: 'power-ended' }]);
  });
});

describe('a power that runs out while a link is open', () => {
  it('is found by the hourly job, and not before its last day has passed', async () => {
    const { representativeId, patientId, id, stranger } = await openLink('Zimmer', undefined, SIGNED);
    await world.sql(`UPDATE patients.representative SET to_on = '2026-11-23' WHERE patient_id = $1 AND id = $2`, [
      patientId,
      representativeId,
    ]);
    const sweep = () => world.system((act) => sweepUnempowered(act));
    await sweep();
    expect((await stranger()).status).toBe(200);
    world.clock.advance(2 * 86_400_000);
    await sweep();
    await sweep();
    expect((await stranger()).body.code).toBe('release/link-dead');
    expect(await suspensions(id)).toMatchObject([{ why: 'power-ended' }]);
  });
});

describe('an open link', () => {
  it('is taken back when a document behind it is struck through', async () => {
    const { patientId, id, documentId, stranger } = await openLink('Fischer');
    await world.callAs(
      world.person(['coordinator']),
      'POST',
      `/patients/${patientId}/documents/${documentId}/entered-in-error`,
      {
        cause: 'wrong-patient',
        reason: 'Seen at the desk.',
      },
    );
    await world.stack.drain();
    expect((await stranger()).body.code).toBe('release/link-dead');
    expect(await suspensions(id)).toMatchObject([{ why: 'document-withdrawn' }]);
    expect(await queuesOf(world, id)).toContain('release.link-suspended');
  });
});
