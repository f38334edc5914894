import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { arrangeDocument, arrangePatient } from '../../../test/world/chart.ts';
import { openWorld, type World } from '../../../test/world/world.ts';
import type { Actor } from '../../platform/act.ts';

let world: World;
let coordinator: Actor;
beforeAll(async () => {
  world = await openWorld();
  coordinator = world.person(['coordinator'], { sessionHash: 'one session' });
});
afterAll(() => world.close());

/** Calls as that person; downloads lie outside `callAs`'s own idea of addresses. */
async function fetchAs(actor: Actor, url: string) {
  await world.callAs(actor, 'GET', '/document-types');
  return world.stack.http.app.inject({ method: 'GET', url });
}

function entries(verb: string, patientId: string) {
  return world.sql<{ detail: Record<string, unknown> }>(
    'SELECT detail FROM audit.entry WHERE verb = $1 AND $2::uuid = ANY (patient_ids) ORDER BY at, id',
    [verb, patientId],
  );
}

describe('the record over HTTP', () => {
  it('lists a record as a tree and opens a document', async () => {
    const patientId = await arrangePatient(world);
    const { documentId } = await arrangeDocument(world, patientId, { typeCode: 'discharge-summary' });
    const list = await world.callAs<{ documents: { id: string }[]; tree: { title: string }[] }>(
      coordinator,
      'GET',
      `/patients/${patientId}/documents?by=type`,
    );
    expect(list.status).toBe(200);
    expect(list.body.documents).toMatchObject([{ id: documentId, typeName: 'Discharge summary' }]);
    expect(list.body.tree).toMatchObject([{ title: 'Discharge summary', documentIds: [documentId] }]);
    const opened = await world.callAs(coordinator, 'GET', `/patients/${patientId}/documents/${documentId}`);
    expect(opened).toMatchObject({
      status: 200,
      body: { summary: { id: documentId }, pages: [{ number: 1, confidence: 93 }], files: [{ kind: 'original' }] },
    });
    expect(await entries('documents.open', patientId)).toHaveLength(1);
  });

  it('answers alike for a document that is not there and one that may not be seen', async () => {
    const patientId = await arrangePatient(world);
    const hidden = await arrangeDocument(world, patientId, { typeCode: 'psychotherapy-notes' });
    const answers = await Promise.all(
      [hidden.documentId, hidden.unitId].map((id) =>
        world.callAs<{ code: string; detail: string }>(coordinator, 'GET', `/patients/${patientId}/documents/${id}`),
      ),
    );
    for (const { status, body } of answers)
      expect({ status, code: body.code }).toEqual({ status: 404, code: 'documents/not-found' });
    expect(answers[0]?.body.detail).toBe(answers[1]?.body.detail);
  });

  it('shows page images, and logs the pages one session looks through as one view in five minutes', async () => {
    const patientId = await arrangePatient(world);
    const filed = await arrangeDocument(world, patientId, { texts: ['one', 'two', 'three'] });
    const page = (number: number, form: string) =>
      `/patients/${patientId}/documents/${filed.documentId}/versions/${filed.versionId}/pages/${number}/${form}`;
    for (const number of [1, 2, 3]) {
      const image = await world.callAs<Buffer>(coordinator, 'GET', page(number, 'image'));
      expect(image.status).toBe(200);
      expect(image.headers).toMatchObject({ 'content-type': 'image/png', 'x-content-type-options': 'nosniff' });
    }
    expect((await world.callAs(coordinator, 'GET', page(2, 'text'))).body).toEqual({ text: 'two' });
    expect(await entries('documents.view-pages', patientId)).toHaveLength(1);
    world.clock.advance(6 * 60_000);
    await world.callAs(coordinator, 'GET', page(1, 'thumbnail'));
    expect(await entries('documents.view-pages', patientId)).toHaveLength(2);
    expect((await world.callAs(coordinator, 'GET', page(4, 'image'))).status).toBe(404);
  });

  it('gives the original as a download by a ticket, for two minutes, to the session that asked', async () => {
    const patientId = await arrangePatient(world);
    const { documentId } = await arrangeDocument(world, patientId);
    const opened = await world.callAs<{ files: { renditionId: string }[] }>(
      coordinator,
      'GET',
      `/patients/${patientId}/documents/${documentId}`,
    );
    const path = `/patients/${patientId}/documents/${documentId}/files/${opened.body.files[0]?.renditionId}/ticket`;
    const { body } = await world.callAs<{ url: string }>(coordinator, 'POST', path);
    const file = await fetchAs(coordinator, body.url);
    expect(file.statusCode).toBe(200);
    expect(file.body).toBe('original of The patient is well.');
    expect(file.headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': "attachment; filename*=UTF-8''scan.pdf",
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
    });
    expect(await entries('documents.download', patientId)).toHaveLength(1);
    expect((await fetchAs({ ...coordinator, sessionHash: 'another' }, body.url)).statusCode).toBe(410);
    expect((await fetchAs(world.person(['coordinator'], { sessionHash: 'one session' }), body.url)).statusCode).toBe(
      410,
    );
    world.clock.advance(121_000);
    expect((await fetchAs(coordinator, body.url)).statusCode).toBe(410);
    // The secret itself is nowhere in the database.
    const secret = body.url.split('/').at(-1) ?? '';
    expect(JSON.stringify(await world.sql('SELECT t::text FROM documents.ticket t'))).not.toContain(secret);
    expect(JSON.stringify(await world.sql('SELECT e::text FROM audit.entry e'))).not.toContain(secret);
  });

  it('highlights what was found, and keeps the words asked for out of the log', async () => {
    const patientId = await arrangePatient(world);
    const { documentId } = await arrangeDocument(world, patientId, {
      texts: ['Nothing here', 'History of sarcoidosis'],
    });
    const found = await world.callAs(coordinator, 'POST', `/patients/${patientId}/documents/search`, {
      text: 'sarcoidosis',
    });
    expect(found.body).toEqual({
      more: false,
      hits: [
        expect.objectContaining({
          documentId,
          pages: [2],
          highlight: { text: 'History of sarcoidosis', marks: [[11, 22]] },
        }) as unknown,
      ],
    });
    await world.callAs(coordinator, 'POST', '/documents/search', { text: 'sarcoidosis' });
    const [entry] = await entries('documents.search', patientId);
    expect(entry?.detail['words']).toMatch(/^[0-9a-f]{64}$/);
    expect(JSON.stringify(await world.sql('SELECT * FROM audit.entry'))).not.toContain('sarcoidosis');
  });
});

describe('work on a document over HTTP', () => {
  it('signs, adds an addendum, strikes through and lets stand again', async () => {
    const patientId = await arrangePatient(world);
    const filed = await arrangeDocument(world, patientId);
    const at = `/patients/${patientId}/documents/${filed.documentId}`;
    const clinician = world.person(['clinician']);
    const signed = await world.callAs(clinician, 'POST', `${at}/signatures`, {
      versionId: filed.versionId,
      role: 'author',
    });
    expect(signed.status).toBe(201);
    const said = await world.callAs<{ amendmentId: string }>(clinician, 'POST', `${at}/amendments`, {
      kind: 'addendum',
      text: 'Seen again at six.',
      reason: 'Second visit',
    });
    expect(said.status).toBe(201);
    const text = await world.callAs(clinician, 'GET', `${at}/amendments/${said.body.amendmentId}`);
    expect(text.body).toEqual({ text: 'Seen again at six.' });
    const struck = { cause: 'duplicate', reason: 'Scanned twice' };
    expect((await world.callAs(clinician, 'POST', `${at}/entered-in-error`, struck)).status).toBe(403);
    expect((await world.callAs(coordinator, 'POST', `${at}/entered-in-error`, struck)).status).toBe(204);
    expect(
      (await world.callAs(coordinator, 'POST', `${at}/entered-in-error/withdrawal`, { reason: 'No' })).status,
    ).toBe(204);
  });

  it('moves a misfiled document, but never into one’s own chart', async () => {
    const [from, to] = [await arrangePatient(world), await arrangePatient(world)];
    const { documentId } = await arrangeDocument(world, from);
    const move = (actor: Actor) =>
      world.callAs<{ documentId: string }>(actor, 'POST', `/patients/${from}/documents/${documentId}/move`, {
        toPatientId: to,
        reason: 'Namesake',
      });
    expect((await move({ ...coordinator, ownPatientIds: [to] })).status).toBe(403);
    const moved = await move(coordinator);
    expect(moved.status).toBe(201);
    const list = await world.callAs(coordinator, 'GET', `/patients/${to}/documents`);
    expect(list.body).toMatchObject({ documents: [{ id: moved.body.documentId, receivedVia: 'move' }] });
  });

  it('places and lifts a legal hold', async () => {
    const patientId = await arrangePatient(world);
    const placed = await world.callAs<{ holdId: string }>(coordinator, 'POST', `/patients/${patientId}/holds`, {
      matter: 'Doe v. Hospital',
    });
    expect(placed.status).toBe(201);
    const lift = `/patients/${patientId}/holds/${placed.body.holdId}/lift`;
    expect((await world.callAs(coordinator, 'POST', lift, { reason: 'Settled' })).status).toBe(204);
    expect((await world.callAs(coordinator, 'POST', lift, { reason: 'Again' })).status).toBe(404);
    const { body } = await world.callAs(coordinator, 'GET', `/patients/${patientId}/holds`);
    expect(body).toMatchObject({ holds: [{ matter: 'Doe v. Hospital', lifted: { reason: 'Settled' } }] });
  });

  it('corrects the index only of what the person saw', async () => {
    const patientId = await arrangePatient(world);
    const { documentId } = await arrangeDocument(world, patientId);
    const patch = (version: number) =>
      world.callAs(coordinator, 'PATCH', `/patients/${patientId}/documents/${documentId}`, {
        version,
        title: 'Ward round',
        reason: 'Untitled',
      });
    expect((await patch(1)).status).toBe(204);
    expect((await patch(1)).status).toBe(409);
  });
});
