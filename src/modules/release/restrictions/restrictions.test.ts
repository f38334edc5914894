import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { arrangeEncounter } from '../../../../test/world/chart.ts';
import {
  arrangePaper,
  arrangePerson,
  chooseScope,
  identifyAndVerify,
  openCase,
  receive,
  recordAuthority,
  type ReleaseDesk,
  releaseDesk,
  step,
} from '../../../../test/world/release-case.ts';
import { openWorld, type World } from '../../../../test/world/world.ts';

let world: World;
let desk: ReleaseDesk;
beforeAll(async () => {
  world = await openWorld();
  desk = releaseDesk(world);
});
afterAll(() => world.close());

interface Listed {
  restrictions: {
    id: string;
    kind: string;
    answer: { answer: string; ruleId: string } | null;
    end: { endedBy: string } | null;
  }[];
  people: Record<string, string>;
}
type Answer = { id?: string; code?: string; citations?: string[] };
const record = (patient: string, body: Record<string, unknown>, actor = desk.specialist) =>
  world.callAs<Answer>(actor, 'POST', `/patients/${patient}/restrictions`, {
    kind: 'agreed',
    askedOn: '2026-11-01',
    askedHow: 'in-writing',
    words: 'Nothing of this to my health plan',
    ...body,
  });
const answer = (patient: string, id: string, body: Record<string, unknown>) =>
  world.callAs<Answer>(desk.specialist, 'POST', `/patients/${patient}/restrictions/${id}/answer`, body);
const end = (patient: string, id: string, body: Record<string, unknown>) =>
  world.callAs<Answer>(desk.specialist, 'POST', `/patients/${patient}/restrictions/${id}/end`, body);
const listed = async (patient: string) =>
  (await world.callAs<Listed>(desk.specialist, 'GET', `/patients/${patient}/restrictions`)).body;

/** A plan asks for payment; what the scope says of each document. */
async function askedByPlan(patient: string, encounterId?: string) {
  const id = await receive(world, desk, {
    requester: { class: 'insurer', name: 'Pat Lee', organisation: 'Acme Health Plan', address: ['1 Plan Way'] },
    purpose: 'payment',
  });
  await identifyAndVerify(world, desk, id, patient);
  await recordAuthority(world, desk, id, { basis: 'payment', seen: undefined, form: undefined });
  await chooseScope(
    world,
    desk,
    id,
    encounterId === undefined ? { whyWider: 'An audit of the year' } : { encounterId },
  );
  const { scope } = await openCase(world, desk.specialist, id);
  return { id, documents: scope?.documents ?? [] };
}

describe('a restriction that a patient asked for', () => {
  it('keeps from the plan what was paid in full, with the rule, and lets the rest go', async () => {
    const patient = await arrangePerson(world, 'Selbst', 'Paula');
    const encounterId = await arrangeEncounter(world, patient);
    const paid = await arrangePaper(world, patient, ['Paid by herself'], { encounterId });
    const other = await arrangePaper(world, patient, ['Billed']);
    const made = await record(patient, {
      kind: 'paid-in-full',
      encounterIds: [encounterId],
      answer: { answer: 'agreed' },
    });
    expect(made.status).toBe(200);
    const { documents } = await askedByPlan(patient);
    expect(documents.find(({ documentId }) => documentId === paid.documentId)).toMatchObject({
      decision: 'withhold',
      reasons: [{ ruleId: 'us/hipaa/restriction-paid-in-full', cite: '45 CFR 164.522(a)(1)(vi)' }],
    });
    expect(documents.find(({ documentId }) => documentId === other.documentId)?.decision).toBe('include');
  });

  it('is obeyed from the moment it was agreed to, and after it was asked for again a scope is chosen anew', async () => {
    const patient = await arrangePerson(world, 'Später', 'Sven');
    await arrangePaper(world, patient, ['Note']);
    const { id, documents } = await askedByPlan(patient);
    expect(documents.map(({ decision }) => decision)).toEqual(['include']);
    const { body } = await record(patient, { recipientName: 'Acme Health Plan' });
    expect((await listed(patient)).restrictions[0]?.answer).toBeNull();
    expect((await answer(patient, body.id ?? '', { answer: 'agreed' })).status).toBe(200);
    const { scope } = await openCase(world, desk.specialist, id);
    const approval = await world.callAs<Answer>(desk.approver, 'POST', `/release/requests/${id}/approval`, {
      scopeId: scope?.id,
    });
    expect(approval.body.code).toBe('release/scope-outdated');
    await chooseScope(world, desk, id, { whyWider: 'An audit of the year' });
    const after = await openCase(world, desk.specialist, id);
    expect(after.scope?.documents.map(({ decision, reasons }) => [decision, reasons[0]?.ruleId])).toEqual([
      ['withhold', 'us/hipaa/restriction-reach'],
    ]);
  });

  it('opens for an emergency that a person states, and for nobody else', async () => {
    const patient = await arrangePerson(world, 'Notfall', 'Nora');
    await arrangePaper(world, patient, ['Note']);
    await record(patient, { answer: { answer: 'agreed' } });
    const id = await receive(world, desk, {
      requester: { class: 'provider', name: 'Emergency Room', address: ['9 Night St'] },
      purpose: 'treatment',
    });
    await identifyAndVerify(world, desk, id, patient);
    await recordAuthority(world, desk, id, { basis: 'treatment', seen: undefined, form: undefined });
    expect(await chooseScope(world, desk, id)).toMatchObject({ included: 0, withheld: 1 });
    await step(world, {
      actor: desk.specialist,
      path: `/release/requests/${id}/stated-facts`,
      body: { facts: { emergency_needs_restricted: true }, reason: 'Unconscious, Dr. Ruiz called' },
    });
    expect(await chooseScope(world, desk, id)).toMatchObject({ included: 1, withheld: 0 });
  });

  it('must be granted where it was paid in full, and is refused otherwise only with a reason', async () => {
    const patient = await arrangePerson(world, 'Antwort', 'Anna');
    const encounterId = await arrangeEncounter(world, patient);
    const { body: paid } = await record(patient, { kind: 'paid-in-full', encounterIds: [encounterId] });
    const refused = await answer(patient, paid.id ?? '', { answer: 'refused', reason: 'Too much work' });
    expect(refused.body).toMatchObject({
      code: 'release/restriction-must-be-granted',
      citations: ['45 CFR 164.522(a)(1)(vi)'],
    });
    const { body: other } = await record(patient, {});
    expect((await answer(patient, other.id ?? '', { answer: 'refused' })).body.code).toBe('release/restriction-unfit');
    expect((await answer(patient, other.id ?? '', { answer: 'refused', reason: 'Cannot be done' })).status).toBe(200);
    expect((await answer(patient, other.id ?? '', { answer: 'agreed' })).body.code).toBe(
      'release/restriction-answered',
    );
  });

  it('ends by the patient, or by the facility with notice, but never so what was paid in full', async () => {
    const patient = await arrangePerson(world, 'Ende', 'Emil');
    const encounterId = await arrangeEncounter(world, patient);
    const agreed = { answer: { answer: 'agreed' } };
    const { body: paid } = await record(patient, { kind: 'paid-in-full', encounterIds: [encounterId], ...agreed });
    const { body: free } = await record(patient, agreed);
    const custodian = { endedBy: 'custodian', reason: 'New system' };
    expect((await end(patient, paid.id ?? '', { ...custodian, notifiedOn: '2026-11-20' })).body.code).toBe(
      'release/restriction-stays',
    );
    expect((await end(patient, free.id ?? '', custodian)).body.code).toBe('release/restriction-unfit');
    expect((await end(patient, free.id ?? '', { ...custodian, notifiedOn: '2026-11-20' })).status).toBe(200);
    const bySelf = { endedBy: 'individual', reason: 'Came to the counter and signed' };
    expect((await end(patient, free.id ?? '', bySelf)).body.code).toBe('release/restriction-ended');
    expect((await end(patient, paid.id ?? '', bySelf)).status).toBe(200);
    expect((await listed(patient)).restrictions.map((each) => each.end?.endedBy)).toEqual(['custodian', 'individual']);
  });

  it('says enough and is about this patient', async () => {
    const patient = await arrangePerson(world, 'Prüfung', 'Paul');
    const stranger = await arrangePerson(world, 'Fremd', 'Fritz');
    const theirs = await arrangePaper(world, stranger, ['Theirs']);
    const codeOf = async (body: Record<string, unknown>) => (await record(patient, body)).body.code;
    expect(await codeOf({ kind: 'paid-in-full' })).toBe('release/restriction-unfit');
    expect(await codeOf({ kind: 'confidential-communication' })).toBe('release/restriction-unfit');
    expect(await codeOf({ askedOn: '2030-01-01' })).toBe('release/restriction-unfit');
    expect(await codeOf({ documentIds: [theirs.documentId] })).toBe('release/restriction-unfit');
    expect(await codeOf({ holdsTo: '2026-10-31' })).toBe('release/restriction-unfit');
    expect((await record(patient, { words: '   ' })).status).toBe(400);
    expect((await listed(patient)).restrictions).toEqual([]);
  });

  it('keeps another way to be reached, asks no reason, and shows it on the case', async () => {
    const patient = await arrangePerson(world, 'Vertraulich', 'Vera');
    await arrangePaper(world, patient, ['Note']);
    const made = await record(patient, {
      kind: 'confidential-communication',
      words: 'Letters to my work address',
      means: '4 Office Plaza, Dayton',
      answer: { answer: 'agreed' },
    });
    expect(made.status).toBe(200);
    const { id, documents } = await askedByPlan(patient);
    expect(documents.map(({ decision }) => decision)).toEqual(['include']);
    const onCase = await world.callAs<Listed>(desk.specialist, 'GET', `/release/requests/${id}/restrictions`);
    expect(onCase.body.restrictions).toMatchObject([
      { kind: 'confidential-communication', answer: { ruleId: 'us/hipaa/confidential-communication' } },
    ]);
  });

  it('is written with an audit entry, and only by the release desk', async () => {
    const patient = await arrangePerson(world, 'Recht', 'Rita');
    expect((await record(patient, {}, world.person(['verifier']))).status).toBe(403);
    await record(patient, {});
    const entries = await world.sql<{ verb: string }>(
      `SELECT verb FROM audit.entry WHERE verb = 'release.record-restriction' AND $1 = ANY (patient_ids)`,
      [patient],
    );
    expect(entries.length).toBeGreaterThan(0);
  });

  it('is hidden from the person it is about, who works here', async () => {
    const patient = await arrangePerson(world, 'Selber', 'Sara');
    const own = world.person(['release-specialist'], { ownPatientIds: [patient] });
    const answered = await world.callAs<Answer>(own, 'GET', `/patients/${patient}/restrictions`);
    expect(answered.body.code).toBe('release/own-record');
    expect((await record(patient, {}, own)).body.code).toBe('release/own-record');
  });

  it('is answered in writing, once, after somebody decided', async () => {
    const patient = await arrangePerson(world, 'Schriftlich', 'Sara');
    const made = await record(patient, {});
    const id = made.body.id ?? '';
    const write = () =>
      world.callAs<Answer & { letterId: string }>(
        desk.specialist,
        'POST',
        `/patients/${patient}/restrictions/${id}/letter`,
        { contactName: 'June Abara', contactPhone: '+1 614 555 0100', language: 'es' },
      );
    expect((await write()).body.code).toBe('release/restriction-unanswered');
    await answer(patient, id, { answer: 'refused', reason: 'We could not keep to it' });
    const { status, body } = await write();
    expect(status).toBe(200);
    const [letter] = await world.sql('SELECT template, language FROM correspondence.letter WHERE id = $1', [
      body.letterId,
    ]);
    expect(letter).toEqual({ template: 'restriction-answer', language: 'es' });
    expect((await write()).body.code).toBe('release/restriction-told');
  });
});
