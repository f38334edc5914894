import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  ALL_SEEN,
  arrangePaper,
  arrangePerson,
  type CaseView,
  chooseScope,
  identifyAndVerify,
  openCase,
  queuesOf,
  receive,
  recordAuthority,
  type ReleaseDesk,
  releaseDesk,
  step,
} from '../../../test/world/release-case.ts';
import { FACILITY, openWorld, type World } from '../../../test/world/world.ts';
import { markEnteredInError } from '../documents/index.ts';

let world: World;
let desk: ReleaseDesk;
beforeAll(async () => {
  world = await openWorld();
  desk = releaseDesk(world);
  // Where no state is known a person looks at each protected class, named or not.
  await world.sql(`UPDATE directory.facility SET state = 'OH' WHERE id = $1`, [FACILITY]);
});
afterAll(() => world.close());

async function upToAuthority(patient: string, authority: Record<string, unknown> = {}, request = {}): Promise<string> {
  const id = await receive(world, desk, request);
  await identifyAndVerify(world, desk, id, patient);
  await recordAuthority(world, desk, id, authority);
  return id;
}
const decisionOn = (view: CaseView, documentId: string) =>
  view.scope?.documents.find((each) => each.documentId === documentId);
const settle = (id: string, documentId: string, body: Record<string, unknown>) =>
  world.callAs<{ code?: string }>(
    desk.specialist,
    'POST',
    `/release/requests/${id}/scope/documents/${documentId}`,
    body,
  );
const approve = (id: string, scopeId: string, actor = desk.approver) =>
  world.callAs<{ code?: string; packetId?: string }>(actor, 'POST', `/release/requests/${id}/approval`, { scopeId });

describe('the scope of a release', () => {
  it('leaves out by itself what is unsigned, entered in error or outside the dates, and says why', async () => {
    const patient = await arrangePerson(world, 'Umfang', 'Uta');
    const good = await arrangePaper(world, patient, ['Good']);
    const unsigned = await arrangePaper(world, patient, ['Draft'], { unsigned: true });
    const old = await arrangePaper(world, patient, ['Old'], { date: '2020-01-01' });
    const wrong = await arrangePaper(world, patient, ['Wrong']);
    await world.system((act) =>
      markEnteredInError(act, { patientId: patient, documentId: wrong.documentId, cause: 'duplicate', reason: 'x' }),
    );
    const id = await upToAuthority(patient);
    expect(await chooseScope(world, desk, id)).toMatchObject({ included: 1, open: 0, withheld: 3 });
    const view = await openCase(world, desk.specialist, id);
    const why = (documentId: string) => decisionOn(view, documentId)?.reasons.map(({ ruleId }) => ruleId);
    expect(decisionOn(view, good.documentId)?.decision).toBe('include');
    expect(why(unsigned.documentId)).toEqual(['release/unsigned']);
    expect(why(old.documentId)).toEqual(['release/outside-dates']);
    expect(why(wrong.documentId)).toContain('release/entered-in-error');
    expect(await chooseScope(world, desk, id, { withUnsigned: true })).toMatchObject({ included: 2 });
    expect(decisionOn(await openCase(world, desk.specialist, id), unsigned.documentId)?.mark).toBe('UNSIGNED');
  });

  it('keeps back a class that the form does not name until a person settles it', async () => {
    const patient = await arrangePerson(world, 'Klasse', 'Klara');
    const hiv = await arrangePaper(world, patient, ['HIV'], {
      labels: [{ name: 'hiv', basis: 'person', reason: 'x' }],
    });
    const id = await upToAuthority(patient);
    const { scopeId } = await chooseScope(world, desk, id);
    expect(decisionOn(await openCase(world, desk.specialist, id), hiv.documentId)).toMatchObject({
      decision: 'needs-consent',
      reasons: [{ ruleId: 'release/sensitive-class-not-named' }, { ruleId: 'us/oh/sensitive-classes' }],
    });
    expect(await queuesOf(world, id)).toEqual(['release.to-work']);
    expect((await approve(id, scopeId)).body.code).toBe('release/open-decisions');
    expect((await settle(id, hiv.documentId, { decision: 'include', reason: 'Consent came on 11/22' })).status).toBe(
      204,
    );
    expect(await queuesOf(world, id)).toEqual(['release.to-approve']);
    const named = await upToAuthority(patient, { classesNamed: ['hiv'] });
    expect(await chooseScope(world, desk, named)).toMatchObject({ included: 1, open: 0 });
  });

  it('wants a consent of its own kind for substance use disorder records', async () => {
    const patient = await arrangePerson(world, 'Sucht', 'Susi');
    const note = await arrangePaper(world, patient, ['Detox'], { typeCode: 'substance-use-note' });
    const id = await upToAuthority(patient);
    await chooseScope(world, desk, id);
    expect(decisionOn(await openCase(world, desk.specialist, id), note.documentId)?.decision).toBe('needs-consent');
    await recordAuthority(world, desk, id, { seen: { ...ALL_SEEN, 'us/part2/consent-elements': { '*': 'found' } } });
    await chooseScope(world, desk, id);
    expect(decisionOn(await openCase(world, desk.specialist, id), note.documentId)?.decision).toBe('include');
  });

  it('asks for the professional’s name where a professional judged', async () => {
    const patient = await arrangePerson(world, 'Kind', 'Kai');
    const note = await arrangePaper(world, patient, ['Confided'], {
      labels: [{ name: 'minor-confidential', basis: 'person', reason: 'x' }],
    });
    const parent = await world.callAs<{ id: string }>(desk.specialist, 'POST', `/patients/${patient}/representatives`, {
      standing: 'personal-representative',
      kind: 'health-care-poa',
      name: 'A parent',
      proof: 'Power of attorney',
      scope: 'All health care',
      from: '2024-01-01',
      verified: true,
    });
    const id = await upToAuthority(
      patient,
      { basis: 'to-individual', seen: {}, form: undefined, representativeId: parent.body.id },
      { requester: { class: 'personal-representative', name: 'A parent' }, purpose: 'at-request-of-individual' },
    );
    await chooseScope(world, desk, id);
    const nobody = await settle(id, note.documentId, { decision: 'include', reason: 'Fine' });
    expect([nobody.status, nobody.body.code]).toEqual([422, 'release/law-withholds']);
    const named = { decision: 'include', reason: 'No danger seen', professional: 'Dr. Ana Müller' };
    expect((await settle(id, note.documentId, named)).status).toBe(204);
  });
});

describe('approving', () => {
  it('is refused when a document was filed since, and waits for a new scope', async () => {
    const patient = await arrangePerson(world, 'Neu', 'Nora');
    await arrangePaper(world, patient, ['Before']);
    const id = await upToAuthority(patient);
    const { scopeId } = await chooseScope(world, desk, id);
    await arrangePaper(world, patient, ['After']);
    const refused = await approve(id, scopeId);
    expect([refused.status, refused.body.code]).toEqual([409, 'release/scope-outdated']);
    const again = await chooseScope(world, desk, id);
    expect(again.included).toBe(2);
    expect((await approve(id, scopeId)).body.code).toBe('release/scope-outdated');
    expect((await approve(id, again.scopeId)).status).toBe(200);
  });

  it('adds what only the approver sees and the law withholds, and hides it from others', async () => {
    const patient = await arrangePerson(world, 'Verdeckt', 'Vera');
    await arrangePaper(world, patient, ['Open']);
    const notes = await arrangePaper(world, patient, ['Process'], { typeCode: 'psychotherapy-notes' });
    const id = await upToAuthority(patient);
    const { scopeId, included, open } = await chooseScope(world, desk, id);
    expect([included, open]).toEqual([1, 0]);
    expect((await approve(id, scopeId)).status).toBe(200);
    const seen = await openCase(world, desk.approver, id);
    expect(decisionOn(seen, notes.documentId)).toMatchObject({ decision: 'withhold' });
    expect(decisionOn(await openCase(world, desk.specialist, id), notes.documentId)).toBeUndefined();
  });

  it('is left to somebody who may see all that goes out', async () => {
    const patient = await arrangePerson(world, 'Therapie', 'Thea');
    await arrangePaper(world, patient, ['Process'], { typeCode: 'psychotherapy-notes' });
    const preparing = { ...desk, specialist: desk.approver };
    const id = await receive(world, preparing);
    await identifyAndVerify(world, preparing, id, patient);
    await recordAuthority(world, preparing, id, { classesNamed: ['psychotherapy-notes', 'mental-health'] });
    const { scopeId, included } = await chooseScope(world, preparing, id);
    expect(included).toBe(1);
    const coordinator = world.person(['coordinator']);
    expect((await openCase(world, coordinator, id)).scope).toMatchObject({ documents: [], hidden: 1 });
    expect((await approve(id, scopeId, coordinator)).status).toBeGreaterThanOrEqual(403);
    expect((await approve(id, scopeId, world.person(['release-approver']))).status).toBe(200);
  });

  it('can be sent back with a reason, and then begins again at the scope', async () => {
    const patient = await arrangePerson(world, 'Retour', 'Rita');
    await arrangePaper(world, patient, ['Page']);
    const id = await upToAuthority(patient);
    const { scopeId } = await chooseScope(world, desk, id);
    await step(world, {
      actor: desk.approver,
      path: `/release/requests/${id}/send-back`,
      body: { scopeId, reason: 'The dates do not match the form' },
    });
    expect(await queuesOf(world, id)).toEqual(['release.to-work']);
    expect(await openCase(world, desk.specialist, id)).toMatchObject({ status: 'authorized', next: 'choose-scope' });
    const again = await chooseScope(world, desk, id);
    expect((await approve(id, again.scopeId)).status).toBe(200);
  });
});

describe('a case that does not go straight', () => {
  it('leaves the queues while it waits, with its clock running, and comes back', async () => {
    const id = await receive(world, desk, {
      requester: { class: 'individual', name: 'P' },
      purpose: 'at-request-of-individual',
    });
    const { pendId } = await step<{ pendId: string }>(world, {
      actor: desk.specialist,
      path: `/release/requests/${id}/pends`,
      body: { waitingFor: 'requester', reason: 'Which hospital stay?' },
    });
    expect(await queuesOf(world, id)).toEqual([]);
    expect(await openCase(world, desk.specialist, id)).toMatchObject({
      next: 'wait',
      pended: true,
      deadlines: [{ settled: null, dueOn: '2026-12-20' }],
    });
    await step(world, { actor: desk.specialist, path: `/release/requests/${id}/pends/${pendId}/resumption` });
    expect(await queuesOf(world, id)).toEqual(['release.to-work']);
  });

  it('is cancelled with a reason, stays to be seen, and takes no further step', async () => {
    const id = await receive(world, desk, {
      requester: { class: 'individual', name: 'P' },
      purpose: 'at-request-of-individual',
    });
    const path = `/release/requests/${id}/cancellation`;
    const body = { reasonCode: 'withdrawn', reason: 'The patient called' };
    expect((await world.callAs(desk.specialist, 'POST', path, body)).status).toBe(403);
    await step(world, { actor: desk.officer, path, body });
    expect(await openCase(world, desk.specialist, id)).toMatchObject({
      status: 'cancelled',
      deadlines: [{ settled: { outcome: 'cancelled' } }],
    });
    expect(await queuesOf(world, id)).toEqual([]);
    const patient = await arrangePerson(world, 'Spät', 'Silke');
    const late = await world.callAs<{ code: string }>(desk.specialist, 'POST', `/release/requests/${id}/patient`, {
      patientId: patient,
      matchedOn: ['name', 'birth-date'],
    });
    expect([late.status, late.body.code]).toEqual([409, 'release/ended']);
  });

  it('drops authority and scope when the wrong patient was identified', async () => {
    const [wrong, right] = [await arrangePerson(world, 'Irr', 'Ida'), await arrangePerson(world, 'Recht', 'Ria')];
    await arrangePaper(world, wrong, ['Not hers']);
    const id = await upToAuthority(wrong);
    await chooseScope(world, desk, id);
    const identify = { patientId: right, matchedOn: ['name', 'mrn'] };
    const twice = await world.callAs<{ code: string }>(
      desk.specialist,
      'POST',
      `/release/requests/${id}/patient`,
      identify,
    );
    expect(twice.body.code).toBe('release/already-identified');
    await step(world, {
      actor: desk.specialist,
      path: `/release/requests/${id}/patient/withdrawal`,
      body: { reason: 'A namesake' },
    });
    expect(await openCase(world, desk.specialist, id)).toMatchObject({
      status: 'received',
      authority: null,
      scope: null,
    });
    await step(world, { actor: desk.specialist, path: `/release/requests/${id}/patient`, body: identify });
    expect(await openCase(world, desk.specialist, id)).toMatchObject({ status: 'verified', next: 'record-authority' });
  });

  it('follows the patient behind a flag: who may not see them does not see the case', async () => {
    const patient = await arrangePerson(world, 'Promi', 'Pia');
    await arrangePaper(world, patient, ['Page']);
    const id = await upToAuthority(patient);
    await chooseScope(world, desk, id);
    await world.call('POST', `/patients/${patient}/flags`, { kind: 'vip', reason: 'Mayor of the town' });
    const status = async () => {
      await world.stack.drain();
      return (await world.callAs(desk.specialist, 'GET', `/release/requests/${id}`)).status;
    };
    await expect.poll(status, { timeout: 20_000 }).toBe(404);
    expect((await openCase(world, desk.officer, id)).scope?.documents).toHaveLength(1);
  });
});
