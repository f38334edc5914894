import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { arrangeDocument, arrangePatient, putBlob } from '../../../../test/world/chart.ts';
import { FACILITY, openWorld, START, type World } from '../../../../test/world/world.ts';
import type { Actor } from '../../../platform/act.ts';
import { newId } from '../../../platform/ids.ts';
import { addVersion, copyForMove, fileDocument, findUnitSlot, moveDocument, type OutsideOrigin } from '../index.ts';

let world: World;
let coordinator: Actor;
let clinician: Actor;
let clerk: Actor;
beforeAll(async () => {
  world = await openWorld();
  coordinator = world.person(['coordinator']);
  clinician = await arrangeClinician('Dr. Ada Fictional');
  clerk = world.person(['index-clerk']);
});
afterAll(() => world.close());

/** A clinician with an account, who may be named. */
async function arrangeClinician(name: string): Promise<Actor> {
  const id = newId();
  await world.sql(
    `INSERT INTO accounts.person (id, username, username_key, display_name, created_at, created_by) VALUES ($1, $2, $3, $2, $4, 'test')`,
    [id, name, name.toLowerCase(), START],
  );
  await world.sql(
    `INSERT INTO accounts.role_assignment (id, person_id, role, granted_at, granted_by) VALUES ($1, $2, 'clinician', $3, 'test')`,
    [newId(), id, START],
  );
  return world.person(['clinician'], { id, name });
}

const MERCY: OutsideOrigin = {
  organisation: 'Mercy Hospital (fictional)',
  receivedOn: '2026-11-21',
  howReceived: 'fax',
};
const TEXTS = ['Summary of the stay.', 'Zebra stripes on the second page.', 'Copies of insurance cards.'];

async function arrangeOutside(more: Partial<OutsideOrigin> = {}, facts: { typeCode?: string } = {}) {
  const patientId = await arrangePatient(world);
  const { documentId } = await arrangeDocument(world, patientId, {
    typeCode: 'discharge-summary',
    texts: TEXTS,
    outside: { ...MERCY, ...more },
    ...facts,
  });
  return { patientId, documentId, path: `/patients/${patientId}/documents/${documentId}` };
}

interface Outside {
  organisation: string;
  reviewer: { name: string } | null;
  state: string;
  review: { decision: string; keptPages: number[] | null; reason: string } | null;
}
interface Opened {
  summary: {
    section: string;
    pages: number;
    authentication: { state: string; missing: string[] };
    outside: Outside | null;
    labels: string[];
    inLegalHealthRecord: boolean;
    currentVersionId: string;
  };
  versions: { id: string; number: number; outOfSight: boolean }[];
  changes: { before: { outside?: { organisation: string } | null }; reason: string }[];
  files: { kind: string; versionId: string }[];
  code?: string;
}
interface Review {
  version: { id: string; pages: { number: number }[] };
  decisions: { id: string; decision: string; supersededAt: string | null; roles: string[]; reason: string }[];
}
const open = async (path: string, who: Actor = clerk) => await world.callAs<Opened>(who, 'GET', path);
const review = async (path: string, who: Actor = clinician) =>
  (await world.callAs<Review>(who, 'GET', `${path}/outside-review`)).body;

async function decide(path: string, body: { decision: string; pages?: number[]; reason?: string }, who = clinician) {
  const { decisions } = await review(path, coordinator);
  const seenReviewId = decisions.find(({ supersededAt }) => supersededAt === null)?.id ?? null;
  return world.callAs<{ reviewId?: string; code?: string }>(who, 'POST', `${path}/outside-review`, {
    reason: 'Looked at with the patient.',
    seenReviewId,
    ...body,
  });
}
const waiting = (documentId: string) =>
  world.sql<{ assigned_to: string | null; outcome: string | null }>(
    `SELECT assigned_to, outcome FROM worklist.item WHERE kind = 'documents.outside-review' AND subject_id = $1 ORDER BY opened_at`,
    [documentId],
  );
const entries = (verb: string, documentId: string) =>
  world.sql<{ detail: Record<string, unknown>; outcome: string }>(
    `SELECT detail, outcome FROM audit.entry WHERE verb = $1 AND $2 = ANY (subject_ids) AND outcome = 'done' ORDER BY at, id`,
    [verb, documentId],
  );
const found = async (patientId: string, text: string, who: Actor) =>
  (
    await world.callAs<{ hits: { documentId: string; madeBy: string | null; pages: number[] }[] }>(
      who,
      'POST',
      `/patients/${patientId}/documents/search`,
      { text },
    )
  ).body.hits;

describe('a record that another organisation made', () => {
  it('stands in its own section with the name of who made it, not yet reviewed', async () => {
    const { patientId, documentId, path } = await arrangeOutside();
    const { summary } = (await open(path)).body;
    expect(summary).toMatchObject({
      section: 'outside',
      inLegalHealthRecord: false,
      outside: { ...MERCY, state: 'not-reviewed', review: null, reviewer: null },
    });
    const { body } = await world.callAs<{ tree: { key: string; documentIds: string[] }[] }>(
      clerk,
      'GET',
      `/patients/${patientId}/documents?by=type`,
    );
    expect(body.tree).toMatchObject([{ key: 'outside/Discharge summary', documentIds: [documentId] }]);
    expect(await found(patientId, 'zebra', coordinator)).toMatchObject([{ documentId, madeBy: MERCY.organisation }]);
  });

  it('owes none of our signatures, although its type does when we write it ourselves', async () => {
    const ours = await arrangeDocument(world, await arrangePatient(world), { typeCode: 'discharge-summary' });
    const own = await open(`/patients/${ours.patientId}/documents/${ours.documentId}`);
    expect(own.body.summary.authentication.missing).not.toEqual([]);
    const { path } = await arrangeOutside();
    const { summary } = (await open(path)).body;
    expect(summary.authentication).toEqual({ state: 'not-required', missing: [] });
    const signed = await world.callAs<{ code: string }>(clinician, 'POST', `${path}/signatures`, {
      versionId: summary.currentVersionId,
      role: 'author',
    });
    expect(signed.body.code).toBe('documents/signed-elsewhere');
  });

  it('takes the spelling of the directory where it knows the organisation', async () => {
    const id = newId();
    await world.sql(
      `INSERT INTO directory.organisation (id, name, kind, recorded_at) VALUES ($1, 'St. Elsewhere Clinic', 'clinic', $2)`,
      [id, START],
    );
    const { path, documentId } = await arrangeOutside({ organisation: '  st. elsewhere   CLINIC ' });
    expect((await open(path)).body.summary.outside?.organisation).toBe('St. Elsewhere Clinic');
    expect(
      await world.sql('SELECT organisation_id FROM documents.outside_origin WHERE document_id = $1', [documentId]),
    ).toEqual([{ organisation_id: id }]);
    const { body } = await world.callAs<{ organisations: { name: string }[] }>(
      clerk,
      'GET',
      '/organisations?text=st.%20els',
    );
    expect(body.organisations.map(({ name }) => name)).toEqual(['St. Elsewhere Clinic']);
  });

  it('waits for its reviewing clinician alone, or for all of them, until somebody is named', async () => {
    const { documentId, path } = await arrangeOutside();
    const colleague = await arrangeClinician('Dr. Bea Fictional');
    expect(await waiting(documentId)).toEqual([{ assigned_to: null, outcome: null }]);
    const { body } = await world.callAs<{ reviewers: { id: string }[] }>(clerk, 'GET', '/outside-reviewers');
    expect(body.reviewers.map(({ id }) => id)).toEqual(expect.arrayContaining([clinician.id, colleague.id]));
    const assign = (reviewerId: string | null, who = coordinator) =>
      world.callAs<{ code?: string }>(who, 'PUT', `${path}/outside-review/reviewer`, { reviewerId });
    expect((await assign(newId())).body.code).toBe('documents/no-such-reviewer');
    expect((await assign(colleague.id, clerk)).status).toBe(403);
    expect((await assign(colleague.id)).status).toBe(204);
    expect((await open(path)).body.summary.outside?.reviewer).toEqual({ id: colleague.id, name: colleague.name });
    expect(await waiting(documentId)).toEqual([{ assigned_to: colleague.id, outcome: null }]);
    const handedTo = async (who: Actor) => {
      const taken: string[] = [];
      for (;;) {
        const { body: next } = await world.callAs<{ item: { subjectId: string } | null }>(
          who,
          'POST',
          '/worklist/next',
          {
            kind: 'documents.outside-review',
            except: taken,
          },
        );
        if (next.item === null) return taken;
        taken.push(next.item.subjectId);
      }
    };
    expect(await handedTo(clinician)).not.toContain(documentId);
    expect(await handedTo(colleague)).toContain(documentId);
    const names = await world.callAs<{ waiting: object[] }>(coordinator, 'GET', '/outside-reviews');
    expect(names.body.waiting).toContainEqual({
      documentId,
      name: 'Discharge summary',
      organisation: MERCY.organisation,
      reviewerName: colleague.name,
    });
  });

  it('waits for whoever may decide when its reviewing clinician leaves', async () => {
    const leaving = await arrangeClinician('Dr. Cy Fictional');
    const { documentId, path } = await arrangeOutside({ reviewerId: leaving.id });
    const news = async () => {
      await world.system((act) => Promise.resolve(act.emit('accounts.roles-changed', { personId: leaving.id })));
      await world.stack.drain();
    };
    await news();
    expect(await waiting(documentId)).toEqual([{ assigned_to: leaving.id, outcome: null }]);
    await world.sql(
      `INSERT INTO accounts.role_assignment_end (assignment_id, at, by, reason)
       SELECT id, $2, 'test', 'Left' FROM accounts.role_assignment WHERE person_id = $1`,
      [leaving.id, START],
    );
    await news();
    // News is delivered below the oldest transaction of the whole server, which may be another test's.
    const delivered = async () => {
      await world.stack.drain();
      return waiting(documentId);
    };
    await expect.poll(delivered, { timeout: 10_000 }).toEqual([{ assigned_to: null, outcome: null }]);
    expect((await open(path)).body.summary.outside?.reviewer).toBeNull();
    await news();
    expect((await open(path)).body.changes).toMatchObject([{ reason: 'Reviewer taken off.' }]);
  });

  it('can be said later of a document in the chart, is corrected with a reason, and taken back', async () => {
    const patientId = await arrangePatient(world);
    const { documentId } = await arrangeDocument(world, patientId, { typeCode: 'discharge-summary' });
    const path = `/patients/${patientId}/documents/${documentId}`;
    const say = (body: object, who = coordinator) =>
      world.callAs<{ code?: string }>(who, 'PUT', `${path}/outside-origin`, {
        ...MERCY,
        reason: 'Letterhead.',
        ...body,
      });
    expect((await say({}, clerk)).status).toBe(403);
    expect((await say({ receivedOn: '2027-02-01' })).body.code).toBe('documents/not-yet-happened');
    expect((await say({ reason: '  ' })).body.code).toBe('documents/reason-missing');
    expect((await open(path)).body.summary.outside).toBeNull();
    expect((await say({})).status).toBe(204);
    expect((await say({})).body.code).toBe('documents/nothing-changed');
    expect((await say({ organisation: 'Grace Hospital (fictional)', reason: 'Misread.' })).status).toBe(204);
    const changed = (await open(path)).body;
    expect(changed.summary.outside?.organisation).toBe('Grace Hospital (fictional)');
    expect(changed.changes).toMatchObject([
      { before: { outside: null }, reason: 'Letterhead.' },
      { before: { outside: { organisation: MERCY.organisation } }, reason: 'Misread.' },
    ]);
    const withdraw = () =>
      world.callAs<{ code?: string }>(coordinator, 'POST', `${path}/outside-origin/withdrawal`, {
        reason: 'Our own after all.',
      });
    expect((await withdraw()).status).toBe(204);
    expect((await withdraw()).body.code).toBe('documents/not-outside');
    const own = (await open(path)).body.summary;
    expect(own.outside).toBeNull();
    expect(own.authentication.missing).not.toEqual([]);
    expect(await waiting(documentId)).toEqual([{ assigned_to: null, outcome: 'made here' }]);
    expect(await entries('documents.set-outside-origin', documentId)).toMatchObject([
      { outcome: 'done', detail: { outside: 'said' } },
      { outcome: 'done', detail: { outside: 'changed' } },
    ]);
  });
});

describe('the decision what is kept', () => {
  it('keeps all of it, with reason, person and role, and ends the wait', async () => {
    const { documentId, path } = await arrangeOutside();
    expect((await decide(path, { decision: 'keep' })).status).toBe(201);
    const { summary, versions } = (await open(path)).body;
    expect(summary.outside).toMatchObject({
      state: 'kept',
      review: { decision: 'keep', reason: 'Looked at with the patient.' },
    });
    expect(versions).toHaveLength(1);
    expect(await waiting(documentId)).toEqual([{ assigned_to: null, outcome: 'keep' }]);
    expect((await review(path)).decisions).toMatchObject([{ decision: 'keep', roles: ['clinician'] }]);
    expect(await entries('documents.review-outside', documentId)).toMatchObject([
      { outcome: 'done', detail: { decision: 'keep', ofPages: 3 } },
    ]);
    expect((await decide(path, { decision: 'keep' })).body.code).toBe('documents/nothing-changed');
  });

  it('keeps a part: its pages are the document, the others are out of sight and not destroyed', async () => {
    const { patientId, documentId, path } = await arrangeOutside();
    const whole = (await open(path)).body.summary.currentVersionId;
    for (const pages of [[], [1, 2, 3], [4], [1, 9]])
      expect((await decide(path, { decision: 'keep-part', pages })).status).toBe(400);
    expect((await decide(path, { decision: 'keep-part' })).body.code).toBe('documents/pages-unclear');
    const added = await world.callAs<{ amendmentId: string }>(coordinator, 'POST', `${path}/amendments`, {
      ...{ kind: 'addendum', text: 'Quokka, said of the whole.', reason: 'Asked for.' },
    });
    expect((await decide(path, { decision: 'keep-part', pages: [3, 1] })).status).toBe(201);

    const part = (await open(path)).body;
    expect(part.summary).toMatchObject({
      pages: 2,
      outside: { state: 'kept-in-part', review: { decision: 'keep-part', keptPages: [1, 3] } },
    });
    expect(part.versions.map(({ number, outOfSight }) => [number, outOfSight])).toEqual([
      [2, false],
      [1, true],
    ]);
    expect(part.files.filter(({ versionId }) => versionId === whole)).toEqual([]);
    expect(await found(patientId, 'zebra', clinician)).toEqual([]);
    expect(await found(patientId, 'insurance', clinician)).toMatchObject([{ documentId, pages: [2] }]);

    // What was said of the document is of none of its pages.
    const said = await world.callAs<{ text: string }>(clerk, 'GET', `${path}/amendments/${added.body.amendmentId}`);
    expect(said.body.text).toContain('Quokka');
    expect(await found(patientId, 'quokka', clinician)).toMatchObject([{ documentId, pages: [0] }]);

    const page = (at: string, who: Actor) => world.callAs(who, 'GET', `${at}/versions/${whole}/pages/2/image`);
    expect((await page(path, clinician)).status).toBe(404);
    expect((await page(`${path}/outside-review`, clinician)).status).toBe(200);
    expect((await page(`${path}/outside-review`, clerk)).status).toBe(403);
    expect((await page(path, coordinator)).status).toBe(200);
    const blobs = await world.sql<{ address: string }>(
      `SELECT b.address FROM documents.rendition r JOIN platform.blob b ON b.address = r.blob_address WHERE r.version_id = $1`,
      [whole],
    );
    expect(blobs).toHaveLength(8);
  });

  it('withdraws what is not kept from ordinary sight, and anything it may be found by', async () => {
    const { patientId, documentId, path } = await arrangeOutside();
    expect((await decide(path, { decision: 'do-not-keep', reason: 'A brochure.' })).status).toBe(201);
    for (const who of [clerk, clinician, world.person(['coder']), world.person(['verifier'])]) {
      expect((await open(path, who)).status).toBe(404);
      const { body } = await world.callAs<{ documents: object[] }>(who, 'GET', `/patients/${patientId}/documents`);
      expect(body.documents).toEqual([]);
    }
    expect(await found(patientId, 'zebra', clinician)).toEqual([]);
    const seen = (await open(path, coordinator)).body.summary;
    expect(seen.labels).toEqual(['not-kept']);
    expect(seen.outside).toMatchObject({ state: 'not-kept', review: { reason: 'A brochure.' } });
    expect(await world.sql('SELECT 1 FROM documents.destruction WHERE patient_id = $1', [patientId])).toEqual([]);
    expect((await review(path)).version.pages).toHaveLength(3);
    const labels = `${path}/labels/not-kept`;
    const lifted = await world.callAs<{ code: string }>(coordinator, 'POST', `${labels}/lift`, { reason: 'By hand.' });
    expect(lifted.body.code).toBe('documents/label-unknown');
    expect(await waiting(documentId)).toEqual([{ assigned_to: null, outcome: 'do-not-keep' }]);
  });

  it('is changed only by another decision, and all of them stay with their reasons', async () => {
    const { patientId, documentId, path } = await arrangeOutside();
    const steps = [
      { decision: 'keep-part', pages: [1], reason: 'The summary only.' },
      { decision: 'do-not-keep', reason: 'Not this patient’s illness.' },
      { decision: 'keep-part', pages: [2], reason: 'The second page after all.' },
      { decision: 'keep', reason: 'All of it.' },
    ];
    for (const step of steps) {
      world.clock.advance(1_000);
      expect((await decide(path, step)).status).toBe(201);
    }
    const { decisions } = await review(path);
    expect(decisions.map(({ reason, supersededAt }) => [reason, supersededAt === null])).toEqual([
      ['All of it.', true],
      ['The second page after all.', false],
      ['Not this patient’s illness.', false],
      ['The summary only.', false],
    ]);
    const { summary, versions, files } = (await open(path)).body;
    expect(summary).toMatchObject({ pages: 3, labels: [], outside: { state: 'kept' } });
    expect(versions.every(({ outOfSight }) => !outOfSight)).toBe(true);
    expect(files.filter(({ versionId }) => versionId === summary.currentVersionId)).toMatchObject([
      { kind: 'original' },
    ]);
    expect(await found(patientId, 'zebra', clinician)).toMatchObject([{ documentId, pages: [2] }]);
    await expect(
      world.system((act) => act.tx.updateTable('documents.outside_review').set({ decision: 'keep' }).execute()),
    ).rejects.toThrow(/permission denied/);
  });

  it('is refused to whoever may not decide, without a reason, and to whom did not see the last one', async () => {
    const { path, patientId } = await arrangeOutside();
    for (const role of ['index-clerk', 'verifier', 'coder', 'release-specialist', 'administrator'])
      expect((await decide(path, { decision: 'keep' }, world.person([role]))).status).toBe(403);
    const own = world.person(['clinician'], { ownPatientIds: [patientId] });
    expect((await decide(path, { decision: 'keep' }, own)).status).toBe(403);
    expect((await decide(path, { decision: 'keep', reason: '   ' })).body.code).toBe('documents/reason-missing');
    const unseen = { decision: 'keep', reason: 'Good.', seenReviewId: newId() };
    const late = await world.callAs<{ code: string }>(clinician, 'POST', `${path}/outside-review`, unseen);
    expect(late.body.code).toBe('documents/changed-meanwhile');
    const ours = await arrangeDocument(world, await arrangePatient(world));
    const none = await world.callAs<{ code: string }>(
      clinician,
      'POST',
      `/patients/${ours.patientId}/documents/${ours.documentId}/outside-review`,
      { ...unseen, seenReviewId: null },
    );
    expect(none.body.code).toBe('documents/not-outside');
  });

  it('is asked for again when a newer version comes, and not while the document is entered in error', async () => {
    const { patientId, documentId, path } = await arrangeOutside({ reviewerId: clinician.id });
    await decide(path, { decision: 'keep-part', pages: [1] });
    world.clock.advance(1_000);
    const ref = { patientId, documentId };
    const blob = await putBlob(world, await world.system((act) => findUnitSlot(act, ref)), 'complete');
    await world.system((act) =>
      addVersion(act, {
        ...ref,
        pages: [{ renditions: [] }, { renditions: [] }],
        renditions: [{ kind: 'original', mediaType: 'text/plain', blob }],
        reason: 'The complete copy came.',
      }),
    );
    expect((await open(path)).body.summary).toMatchObject({ pages: 2, outside: { state: 'not-reviewed' } });
    expect(await waiting(documentId)).toMatchObject([{ outcome: 'keep-part' }, { outcome: null }]);
    const strike = (to: string, body: object) =>
      world.callAs(coordinator, 'POST', `${path}/entered-in-error${to}`, body);
    await strike('', { cause: 'other', reason: 'Wrong.' });
    expect(await waiting(documentId)).toMatchObject([{}, { outcome: 'entered in error' }]);
    expect((await decide(path, { decision: 'keep' })).body.code).toBe('documents/entered-in-error');
    world.clock.advance(1_000);
    await strike('/withdrawal', { reason: 'It was right.' });
    expect(await waiting(documentId)).toMatchObject([{}, {}, { outcome: null, assigned_to: clinician.id }]);
    expect((await decide(path, { decision: 'keep' })).status).toBe(201);
    expect((await open(path)).body.summary).toMatchObject({ pages: 2, outside: { state: 'kept' } });
  });

  it('goes to the right chart with where it was made, to be decided there anew', async () => {
    const { patientId, documentId, path } = await arrangeOutside();
    await decide(path, { decision: 'keep-part', pages: [1, 2] });
    const toPatientId = await arrangePatient(world);
    const ref = { patientId, documentId };
    const prepared = await copyForMove(world.services, (fn) => world.system(fn), ref);
    const moved = await world.system((act) =>
      moveDocument(act, { ...ref, toPatientId, reason: 'Of somebody else.' }, prepared),
    );
    const there = await open(`/patients/${toPatientId}/documents/${moved.documentId}`);
    expect(there.body.summary).toMatchObject({
      pages: 2,
      section: 'outside',
      outside: { ...MERCY, state: 'not-reviewed' },
    });
    expect(await waiting(moved.documentId)).toMatchObject([{ outcome: null }]);
  });

  it('cannot be bypassed by saying that it was made here while pages of it are out of sight', async () => {
    const { path } = await arrangeOutside();
    await decide(path, { decision: 'keep-part', pages: [1] });
    const { body } = await world.callAs<{ code: string }>(coordinator, 'POST', `${path}/outside-origin/withdrawal`, {
      reason: 'Ours.',
    });
    expect(body.code).toBe('documents/partly-kept');
  });
});

it('is refused when nobody is named as who made it', async () => {
  const patientId = await arrangePatient(world);
  const keySlot = world.services.keyring.newSlot();
  const filing = world.system((act) =>
    fileDocument(act, {
      ...{ patientId, typeCode: 'discharge-summary', facilityId: FACILITY, receivedVia: 'fax', origin: 'desk' },
      ...{ keySlot, pages: [], renditions: [], outside: { ...MERCY, organisation: '  ' } },
    }),
  );
  await expect(filing).rejects.toMatchObject({ code: 'documents/organisation-missing' });
});
