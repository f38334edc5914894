import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { arrangeDocument, arrangeEncounter, arrangePatient } from '../../../../test/world/chart.ts';
import { openWorld, type World } from '../../../../test/world/world.ts';
import type { Actor } from '../../../platform/act.ts';
import { raisePreliminary } from './raise-preliminary.ts';

const DAY = 86_400_000;
let world: World;
let coordinator: Actor;
let coder: Actor;
let clerk: Actor;
let patientId: string;

beforeAll(async () => {
  world = await openWorld();
  coordinator = world.person(['coordinator']);
  coder = world.person(['coder']);
  clerk = world.person(['index-clerk']);
  patientId = await arrangePatient(world);
});
afterAll(() => world.close());

interface Summary {
  id: string;
  versionStatus: string | null;
  finalOverdue: boolean;
  late: { why: string; what: string; daysAfter: number; answer: { answer: string } | null } | null;
}
type Opened = {
  summary: Summary & { currentVersionId: string };
  versions: { number: number; status: string | null }[];
};
const open = async (documentId: string, whose = patientId) =>
  (await world.callAs<Opened>(coordinator, 'GET', `/patients/${whose}/documents/${documentId}`)).body;
const late = async (documentId: string) => (await open(documentId)).summary.late;
const post = (actor: Actor, documentId: string, step: string, body: unknown) =>
  world.callAs<{ code?: string; detail?: string }>(
    actor,
    'POST',
    `/patients/${patientId}/documents/${documentId}/${step}`,
    body,
  );
const code = (encounterId: string, body: unknown = {}, actor = coder) =>
  world.callAs<{ code?: string }>(actor, 'POST', `/patients/${patientId}/encounters/${encounterId}/coding`, body);
const queue = async (kind: string, actor = coder) =>
  (
    await world.callAs<{ items: { subjectId: string; priority: number }[] }>(actor, 'GET', `/worklist/queues/${kind}`)
  ).body.items.map(({ subjectId }) => subjectId);
const closed = async (daysAgo: number) => {
  const encounterId = await arrangeEncounter(world, patientId);
  await world.sql('UPDATE encounters.encounter SET started_at = $2, ended_at = $3 WHERE id = $1', [
    encounterId,
    new Date(world.clock.now().getTime() - (daysAgo + 3) * DAY),
    new Date(world.clock.now().getTime() - daysAgo * DAY),
  ]);
  return encounterId;
};
const amend = (documentId: string) =>
  post(coordinator, documentId, 'amendments', {
    kind: 'addendum',
    text: 'The biopsy came back benign.',
    reason: 'The result came today.',
  });

describe('an encounter that was coded', () => {
  it('says since when, once, and to whom it is a duty only', async () => {
    const encounterId = await closed(2);
    expect((await code(encounterId, {}, clerk)).status).toBe(403);
    expect((await code(encounterId, { codedAt: '2026-12-01T00:00:00Z' })).body.code).toBe('encounters/coded-in-future');
    expect((await code(encounterId)).status).toBe(204);
    expect((await code(encounterId)).body.code).toBe('encounters/already-coded');
    const { body } = await world.callAs<{ encounters: { id: string; codedAt: string | null; status: string }[] }>(
      coder,
      'GET',
      `/patients/${patientId}/encounters`,
    );
    expect(body.encounters.find(({ id }) => id === encounterId)).toMatchObject({
      status: 'ended',
      codedAt: world.clock.now().toISOString(),
    });
    const again = `/patients/${patientId}/encounters/${encounterId}/coding/reopening`;
    expect((await world.callAs(coder, 'POST', again, { reason: 'Query of the payer' })).status).toBe(204);
    expect((await world.callAs<{ code: string }>(coder, 'POST', again, { reason: 'Again' })).body.code).toBe(
      'encounters/not-coded',
    );
    const verbs = await world.sql<{ verb: string }>(
      `SELECT verb FROM audit.entry WHERE $1 = ANY (subject_ids) AND outcome = 'done' ORDER BY verb`,
      [encounterId],
    );
    expect(verbs.map(({ verb }) => verb)).toEqual(['encounters.code', 'encounters.reopen-coding']);
  });
});

describe('a document that comes late', () => {
  it('is marked, and asks the coder what follows, whoever filed it', async () => {
    const encounterId = await closed(5);
    const inTime = await arrangeDocument(world, patientId, { encounterId });
    expect((await code(encounterId)).status).toBe(204);
    world.clock.advance(2 * DAY);
    const { documentId } = await arrangeDocument(world, patientId, { encounterId, receivedVia: 'fhir' });
    expect(await late(documentId)).toMatchObject({ why: 'coded', what: 'document', daysAfter: 2, answer: null });
    expect(await late(inTime.documentId)).toBeNull();
    expect(await queue('documents.late')).toEqual([documentId]);
    const { body } = await world.callAs<{ waiting: { id: string; typeName: string }[] }>(
      coder,
      'GET',
      '/documents/waiting/documents.late',
    );
    expect(body.waiting).toMatchObject([{ id: documentId, typeName: 'Progress note', date: '2026-11-20' }]);

    expect((await post(clerk, documentId, 'late', { answer: 'unaffected' })).status).toBe(403);
    expect((await post(coder, documentId, 'late', { answer: 'unaffected', note: 'Same code' })).status).toBe(204);
    expect(await late(documentId)).toMatchObject({ answer: { answer: 'unaffected', note: 'Same code', by: coder.id } });
    expect(await queue('documents.late')).toEqual([]);
    expect((await post(coder, documentId, 'late', { answer: 'recode' })).body.code).toBe('documents/not-late');
    const [entry] = await world.sql<{ n: number }>(
      `SELECT count(*)::int AS n FROM audit.entry WHERE verb = 'documents.answer-late' AND $1 = ANY (subject_ids) AND outcome = 'done'`,
      [documentId],
    );
    expect(entry?.n).toBe(1);
  });

  it('counts from the days after discharge that the site gives, and not before', async () => {
    const before = await arrangeDocument(world, patientId, { encounterId: await closed(29) });
    const after = await arrangeDocument(world, patientId, { encounterId: await closed(31) });
    expect(await late(before.documentId)).toBeNull();
    expect(await late(after.documentId)).toMatchObject({ why: 'closed', daysAfter: 31 });
    const rule = {
      lateDays: 10,
      preliminaryDays: 7,
      neverLate: ['consent-procedure'],
      reason: 'Bill hold is ten days.',
    };
    expect((await world.callAs(coder, 'PUT', '/documents/late-rule', rule)).status).toBe(403);
    expect(
      (
        await world.callAs<{ code: string }>(coordinator, 'PUT', '/documents/late-rule', {
          ...rule,
          neverLate: ['none'],
        })
      ).body.code,
    ).toBe('documents/type-unknown');
    const types = (
      await world.callAs<{ types: { code: string; level: string }[] }>(coordinator, 'GET', '/document-types')
    ).body.types.filter(({ level }) => level !== 'patient');
    const never = types.find(({ code }) => code !== 'progress-note')?.code ?? '';
    expect(
      (await world.callAs(coordinator, 'PUT', '/documents/late-rule', { ...rule, neverLate: [never] })).status,
    ).toBe(204);
    const sooner = await arrangeDocument(world, patientId, { encounterId: await closed(11) });
    const needless = await arrangeDocument(world, patientId, { encounterId: await closed(11), typeCode: never });
    expect(await late(sooner.documentId)).toMatchObject({ why: 'closed', daysAfter: 11 });
    expect(await late(needless.documentId)).toBeNull();
    const { body } = await world.callAs<{ lateDays: number; history: unknown[] }>(
      coordinator,
      'GET',
      '/documents/late-rule',
    );
    expect(body).toMatchObject({ lateDays: 10, neverLate: [never], history: [{ reason: rule.reason }] });
  });

  it('is late for a version and for an addition too, each once', async () => {
    const encounterId = await closed(1);
    const { documentId } = await arrangeDocument(world, patientId, { encounterId });
    await code(encounterId);
    expect((await amend(documentId)).status).toBe(201);
    expect(await late(documentId)).toMatchObject({ what: 'addition', why: 'coded' });
    expect(await queue('documents.late')).toContain(documentId);
    const rows = await world.sql('SELECT id FROM documents.late WHERE document_id = $1', [documentId]);
    expect(rows).toHaveLength(1);
  });

  it('opens the coding again when the coder says so, and what comes then is in time', async () => {
    const encounterId = await closed(3);
    await code(encounterId);
    const first = await arrangeDocument(world, patientId, { encounterId });
    expect((await post(coder, first.documentId, 'late', { answer: 'reopened', note: 'Operative note' })).status).toBe(
      204,
    );
    const second = await arrangeDocument(world, patientId, { encounterId });
    expect(await late(first.documentId)).toMatchObject({ answer: { answer: 'reopened' } });
    expect(await late(second.documentId)).toBeNull();
    expect((await code(encounterId)).status).toBe(204);
  });

  it('is not late any more once it leaves the encounter, and is again when it stands again', async () => {
    const encounterId = await closed(1);
    const other = await closed(1);
    await code(encounterId);
    const { documentId } = await arrangeDocument(world, patientId, { encounterId });
    const struck = await arrangeDocument(world, patientId, { encounterId });
    const { version } = (await open(documentId)).summary as unknown as { version: number };
    await world.callAs(coordinator, 'PATCH', `/patients/${patientId}/documents/${documentId}`, {
      ...{ version, encounterId: other, reason: 'Wrong visit' },
    });
    expect(await late(documentId)).toBeNull();
    await post(coordinator, struck.documentId, 'entered-in-error', { cause: 'other', reason: 'Not ours' });
    expect(await queue('documents.late')).not.toContain(struck.documentId);
    await post(coordinator, struck.documentId, 'entered-in-error/withdrawal', { reason: 'It is ours' });
    expect(await queue('documents.late')).toContain(struck.documentId);
  });

  it('is one that a correction brings to an encounter that was coded without it', async () => {
    const coded = await closed(1);
    const running = await arrangeEncounter(world, patientId);
    await code(coded);
    const { documentId } = await arrangeDocument(world, patientId, { encounterId: running });
    const { version } = (await open(documentId)).summary as unknown as { version: number };
    await world.callAs(coordinator, 'PATCH', `/patients/${patientId}/documents/${documentId}`, {
      ...{ version, encounterId: coded, reason: 'It is of the stay before' },
    });
    expect(await late(documentId)).toMatchObject({ what: 'encounter', why: 'coded' });
  });

  it('is never a page of an old archive', async () => {
    const encounterId = await closed(400);
    await code(encounterId);
    const { documentId } = await arrangeDocument(world, patientId, { encounterId, isHistory: true });
    expect(await late(documentId)).toBeNull();
  });

  it('hides with its document from whoever may not see the class', async () => {
    const encounterId = await closed(1);
    await code(encounterId);
    const { documentId } = await arrangeDocument(world, patientId, { encounterId });
    await world.callAs(coordinator, 'PUT', `/patients/${patientId}/documents/${documentId}/labels/restricted`, {
      reason: 'The patient asked for it',
    });
    const rows = await world.act(coder, { verb: 'test.look', permission: 'documents/read' }, (act) =>
      act.tx.selectFrom('documents.late').select('id').where('document_id', '=', documentId).execute(),
    );
    expect(rows).toEqual([]);
  });
});

describe('preliminary, final, corrected, amended', () => {
  it('are words of the versions of one document', async () => {
    const { documentId, versionId } = await arrangeDocument(world, patientId, {
      said: { status: 'preliminary', basis: 'source' },
    });
    expect((await open(documentId)).summary).toMatchObject({ versionStatus: 'preliminary', finalOverdue: false });
    const say = (status: string, actor = coordinator) =>
      post(actor, documentId, 'status', { versionId, status, reason: 'The radiologist signed it out.' });
    expect((await say('final', coder)).status).toBe(403);
    expect((await say('preliminary')).body.code).toBe('documents/nothing-changed');
    expect((await say('final')).status).toBe(204);
    const opened = await open(documentId);
    expect(opened.summary.versionStatus).toBe('final');
    expect(opened.versions).toMatchObject([{ number: 1, status: 'final' }]);
    expect(
      (await post(coordinator, documentId, 'status', { versionId: patientId, status: 'amended', reason: 'Late word' }))
        .body.code,
    ).toBe('documents/changed-meanwhile');
    expect((await open((await arrangeDocument(world, patientId)).documentId)).summary.versionStatus).toBeNull();
  });

  it('leave a preliminary one that no final one followed in the queue, once, until it comes', async () => {
    const said = { status: 'preliminary', basis: 'source' } as const;
    const { documentId, versionId } = await arrangeDocument(world, patientId, { said });
    const struck = await arrangeDocument(world, patientId, { said });
    await post(coordinator, struck.documentId, 'entered-in-error', { cause: 'other', reason: 'Not ours' });
    await world.system(raisePreliminary);
    expect(await queue('documents.preliminary', coordinator)).toEqual([]);
    world.clock.advance(8 * DAY);
    await world.system(raisePreliminary);
    await world.system(raisePreliminary);
    expect(await queue('documents.preliminary', coordinator)).toEqual([documentId]);
    expect((await open(documentId)).summary).toMatchObject({ finalOverdue: true });
    await post(coordinator, documentId, 'status', { versionId, status: 'final', reason: 'It came by mail.' });
    expect(await queue('documents.preliminary', coordinator)).toEqual([]);
    expect((await open(documentId)).summary).toMatchObject({ finalOverdue: false, versionStatus: 'final' });
  });

  it('follow a document into the right chart', async () => {
    const other = await arrangePatient(world);
    const { documentId } = await arrangeDocument(world, patientId, {
      said: { status: 'preliminary', basis: 'source' },
    });
    const { body } = await world.callAs<{ documentId: string }>(
      coordinator,
      'POST',
      `/patients/${patientId}/documents/${documentId}/move`,
      { toPatientId: other, reason: 'Namesakes' },
    );
    expect((await open(body.documentId, other)).summary.versionStatus).toBe('preliminary');
  });
});
