import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../../src/platform/act.ts';
import {
  arrangePaper,
  arrangePerson,
  type ReleaseDesk,
  releaseDesk,
  releaseUpToPacket,
  step,
} from '../world/release-case.ts';
import { openWorld, type World } from '../world/world.ts';

let world: World;
let desk: ReleaseDesk;
let doctor: Actor;
let coder: Actor;
let coordinator: Actor;
beforeAll(async () => {
  world = await openWorld();
  desk = releaseDesk(world);
  doctor = world.person(['clinician']);
  coder = world.person(['coder']);
  coordinator = world.person(['coordinator']);
});
afterAll(() => world.close());

interface Incident {
  id: string;
  state: string;
  standing: string;
  affected: { patientId: string; name: string | null }[];
  evidence: {
    kind: string;
    actorId: string | null;
    times: number;
    recipient: string | null;
    packetNumber: string | null;
  }[];
  deadlines: { dueOn: string; citation: string; settled: { outcome: string } | null }[];
  notices: { to: string; answer: string; cite: string }[];
}
const minute = () => world.clock.advance(60_000);
const documentPath = (patientId: string, documentId: string) => `/patients/${patientId}/documents/${documentId}`;
const look = (actor: Actor, patientId: string, documentId: string) =>
  world.callAs<{ code?: string; summary?: { enteredInError: unknown } }>(
    actor,
    'GET',
    documentPath(patientId, documentId),
  );
const listed = async (actor: Actor, patientId: string) =>
  (
    await world.callAs<{ documents: { id: string }[] }>(actor, 'GET', `/patients/${patientId}/documents`)
  ).body.documents.map(({ id }) => id);
const marksOf = async (patientId: string) =>
  (
    await world.callAs<{ marks: { side: string; documentId: string }[] }>(
      doctor,
      'GET',
      `/patients/${patientId}/chart-marks`,
    )
  ).body.marks;
const incidents = async () =>
  (await world.callAs<{ incidents: { id: string }[] }>(desk.officer, 'GET', '/privacy/incidents')).body.incidents;
const open = async (id: string) => (await world.callAs<Incident>(desk.officer, 'GET', `/privacy/incidents/${id}`)).body;
const move = (patientId: string, documentId: string, toPatientId: string) =>
  world.callAs<{ patientId: string; documentId: string }>(
    coordinator,
    'POST',
    `${documentPath(patientId, documentId)}/move`,
    {
      toPatientId,
      reason: 'The name on the page is another one.',
    },
  );

describe('a page in the wrong chart', () => {
  it('is withdrawn at once, both charts are marked, and what was released becomes an incident with its clock', async () => {
    const wrong = await arrangePerson(world, 'García', 'María');
    const right = await arrangePerson(world, 'Garcia', 'Marta');
    const { documentId } = await arrangePaper(world, wrong, ['Confidential words about Marta']);
    minute();
    await look(doctor, wrong, documentId);
    minute();
    await look(coder, wrong, documentId);
    await look(coder, wrong, documentId);
    const request = await releaseUpToPacket(world, desk, wrong);
    const { disclosureId } = await step<{ disclosureId: string }>(world, {
      actor: desk.specialist,
      path: `/release/requests/${request}/deliveries`,
      body: { channel: 'print' },
    });
    expect(await incidents()).toEqual([]);
    const found = async () =>
      (
        await world.callAs<{ hits: unknown[] }>(doctor, 'POST', `/patients/${wrong}/documents/search`, {
          text: 'confidential',
        })
      ).body.hits;
    expect(await found()).toHaveLength(1);
    minute();

    const moved = await move(wrong, documentId, right);
    expect(moved.status).toBe(201);
    // At once: before any news was delivered.
    expect((await look(doctor, wrong, documentId)).status).toBe(404);
    expect(await listed(doctor, wrong)).toEqual([]);
    expect(await listed(desk.specialist, wrong)).toEqual([]);
    const tombstone = await look(coordinator, wrong, documentId);
    expect(tombstone.body.summary?.enteredInError).toMatchObject({ cause: 'wrong-patient' });
    expect(await found()).toEqual([]);
    expect(await listed(doctor, right)).toEqual([moved.body.documentId]);

    await world.stack.drain();
    await world.stack.drain();
    expect(await marksOf(wrong)).toMatchObject([{ side: 'wrong-chart', documentId }]);
    expect(await marksOf(right)).toMatchObject([{ side: 'right-chart', documentId: moved.body.documentId }]);

    const [only, ...others] = await incidents();
    expect(others).toEqual([]);
    const incident = await open(only?.id ?? '');
    expect(incident).toMatchObject({ standing: 'open', state: 'to-assess' });
    expect(incident.affected).toMatchObject([{ patientId: right }]);
    expect(
      incident.evidence.filter(({ kind }) => kind === 'opened').map(({ actorId, times }) => [actorId, times]),
    ).toEqual([
      [doctor.id, 1],
      [coder.id, 2],
    ]);
    expect(incident.evidence.filter(({ kind }) => kind === 'received')).toMatchObject([
      { recipient: 'Dana Whitfield, Whitfield Law', packetNumber: expect.stringMatching(/./) as string },
    ]);
    const [kept] = await world.sql<{ disclosure_id: string }>(
      'SELECT disclosure_id FROM privacy.evidence WHERE disclosure_id IS NOT NULL',
    );
    expect(kept?.disclosure_id).toBe(disclosureId);
    expect(incident.deadlines).toMatchObject([{ dueOn: '2027-01-22', citation: '45 CFR 164.404(b)', settled: null }]);
    expect(incident.notices).toMatchObject([
      { to: 'hhs', answer: 'yearly-log', cite: '45 CFR 164.408(c)' },
      { to: 'media', answer: 'no-media-notice' },
    ]);
    const queue = await world.sql<{ kind: string }>(
      'SELECT kind FROM worklist.item WHERE subject_id = $1 AND closed_at IS NULL',
      [incident.id],
    );
    expect(queue).toEqual([{ kind: 'privacy.incident-open' }]);
  });

  it('is only proposed as an incident where it was seen inside the house, and none where nobody saw it', async () => {
    const before = (await incidents()).map(({ id }) => id);
    const wrong = await arrangePerson(world, 'Olsen', 'Ada');
    const right = await arrangePerson(world, 'Olson', 'Ida');
    const seen = await arrangePaper(world, wrong, ['Seen']);
    const unseen = await arrangePaper(world, wrong, ['Not seen']);
    minute();
    await look(doctor, wrong, seen.documentId);
    await look(coordinator, wrong, unseen.documentId);
    minute();
    await move(wrong, seen.documentId, right);
    await move(wrong, unseen.documentId, right);
    await world.stack.drain();
    const fresh = (await incidents()).filter(({ id }) => !before.includes(id));
    expect(fresh).toHaveLength(1);
    const proposed = await open(fresh[0]?.id ?? '');
    expect(proposed).toMatchObject({ standing: 'proposed', state: 'proposed', evidence: [{ actorId: doctor.id }] });
    const dismissed = await world.callAs(desk.officer, 'POST', `/privacy/incidents/${proposed.id}/outcome`, {
      outcome: 'not-an-incident',
      reason: 'The treating physician of both looked in good faith (164.402(1)(i)).',
    });
    expect(dismissed.status).toBe(204);
    expect((await open(proposed.id)).deadlines).toMatchObject([{ settled: { outcome: 'cancelled' } }]);
  });

  it('waits out of sight while its patient is not known, and names him once he is', async () => {
    const wrong = await arrangePerson(world, 'Petrov', 'Ivan');
    const { documentId } = await arrangePaper(world, wrong, ['Whose?']);
    minute();
    await look(doctor, wrong, documentId);
    minute();
    const struck = await world.callAs(coordinator, 'POST', `${documentPath(wrong, documentId)}/entered-in-error`, {
      cause: 'wrong-patient',
      reason: 'Another birth date.',
    });
    expect(struck.status).toBe(204);
    expect((await look(doctor, wrong, documentId)).status).toBe(404);
    await world.stack.drain();
    const waiting = () =>
      world.sql<{ kind: string }>(`SELECT kind FROM worklist.item WHERE subject_id = $1 AND closed_at IS NULL`, [
        documentId,
      ]);
    expect(await waiting()).toEqual([{ kind: 'documents.patient-unknown' }]);
    const id = (await incidents()).at(-1)?.id ?? '';
    expect((await open(id)).affected).toEqual([]);
    const right = await arrangePerson(world, 'Petrow', 'Iwan');
    expect((await move(wrong, documentId, right)).status).toBe(201);
    await world.stack.drain();
    expect(await waiting()).toEqual([]);
    expect((await open(id)).affected).toMatchObject([{ patientId: right }]);
    expect(await marksOf(right)).toMatchObject([{ side: 'right-chart' }]);
    expect((await move(wrong, documentId, right)).status).not.toBe(201);
  });

  it('stands again for everybody when the correction was the mistake, and the mark goes', async () => {
    const patient = await arrangePerson(world, 'Nowak', 'Jan');
    const { documentId } = await arrangePaper(world, patient, ['Mine after all']);
    const at = `${documentPath(patient, documentId)}/entered-in-error`;
    await world.callAs(coordinator, 'POST', at, { cause: 'wrong-patient', reason: 'Looks wrong.' });
    await world.stack.drain();
    expect(await marksOf(patient)).toHaveLength(1);
    await world.callAs(coordinator, 'POST', `${at}/withdrawal`, { reason: 'It is right.' });
    await world.stack.drain();
    expect((await look(doctor, patient, documentId)).status).toBe(200);
    expect(await marksOf(patient)).toEqual([]);
  });
});
