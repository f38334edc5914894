import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { arrangeDocument, arrangePatient, putBlob } from '../../../test/world/chart.ts';
import { openWorld, type World } from '../../../test/world/world.ts';
import type { Actor } from '../../platform/act.ts';
import { addVersion, findUnitSlot } from './index.ts';

let world: World;
let coordinator: Actor;
beforeAll(async () => {
  world = await openWorld();
  coordinator = world.person(['coordinator']);
});
afterAll(() => world.close());

interface Opened {
  summary: { version: number; enteredInError: object | null; unreadable: { reason: string } | null };
  changes: { kind: string | null }[];
  links: { kind: string; other: { documentId: string } | null }[];
}
const at = (patientId: string, documentId: string) => `/patients/${patientId}/documents/${documentId}`;
const open = async (patientId: string, documentId: string) =>
  (await world.callAs<Opened>(coordinator, 'GET', at(patientId, documentId))).body;
const act = (method: 'POST' | 'PATCH', path: string, body: unknown, actor = coordinator) =>
  world.callAs<{ code?: string }>(actor, method, path, body);
const waiting = (documentId: string) =>
  world.sql(`SELECT kind, outcome FROM worklist.item WHERE subject_id = $1 AND kind = 'documents.rescan'`, [
    documentId,
  ]);

describe('a correction of one thing', () => {
  it('is kept as the kind of mistake it was, and changes nothing else', async () => {
    const patientId = await arrangePatient(world);
    const { documentId } = await arrangeDocument(world, patientId);
    const { summary } = await open(patientId, documentId);
    const said = { version: summary.version, kind: 'wrong-date', reason: 'The year was misread.' };
    const both = await act('PATCH', at(patientId, documentId), { ...said, date: '2024-05-05', title: 'Another' });
    expect(both.body.code).toBe('documents/other-field');
    expect((await act('PATCH', at(patientId, documentId), { ...said, date: '2024-05-05' })).status).toBe(204);
    expect((await open(patientId, documentId)).changes).toMatchObject([{ kind: 'wrong-date' }]);
    await world.stack.drain();
    expect(await world.sql(`SELECT id FROM privacy.misfiling WHERE document_id = $1`, [documentId])).toEqual([]);
  });
});

describe('a document that cannot be read', () => {
  it('stays in the chart, marked, and waits for a better copy, which ends the mark and the task', async () => {
    const patientId = await arrangePatient(world);
    const filed = await arrangeDocument(world, patientId);
    const path = `${at(patientId, filed.documentId)}/unreadable`;
    expect((await act('POST', path, { reason: 'Page 1 is black.' })).status).toBe(204);
    expect((await act('POST', path, { reason: 'Again.' })).body.code).toBe('documents/already-unreadable');
    const marked = await open(patientId, filed.documentId);
    expect(marked.summary).toMatchObject({ enteredInError: null, unreadable: { reason: 'Page 1 is black.' } });
    expect(await waiting(filed.documentId)).toEqual([{ kind: 'documents.rescan', outcome: null }]);

    const ref = { patientId, documentId: filed.documentId };
    const blob = await putBlob(world, await world.system((each) => findUnitSlot(each, ref)), 'better');
    await world.system((each) =>
      addVersion(each, {
        ...ref,
        pages: [{ renditions: [] }],
        renditions: [{ kind: 'original', mediaType: 'text/plain', blob }],
        reason: 'A better copy',
      }),
    );
    expect((await open(patientId, filed.documentId)).summary.unreadable).toBeNull();
    expect(await waiting(filed.documentId)).toEqual([{ kind: 'documents.rescan', outcome: 'a better copy came' }]);
    const entries = await world.sql(
      `SELECT 1 FROM audit.entry WHERE verb = 'documents.mark-unreadable' AND outcome = 'done' AND $1 = ANY (subject_ids)`,
      [filed.documentId],
    );
    expect(entries).toHaveLength(1);
  });

  it('is marked by nobody who may not correct charts, and never without a reason', async () => {
    const patientId = await arrangePatient(world);
    const { documentId } = await arrangeDocument(world, patientId);
    const path = `${at(patientId, documentId)}/unreadable`;
    expect((await act('POST', path, { reason: 'Black.' }, world.person(['index-clerk']))).status).toBe(403);
    expect((await act('POST', path, { reason: '  ' })).body.code).toBe('documents/reason-missing');
    expect(await waiting(documentId)).toEqual([]);
  });
});

describe('a document that is here twice', () => {
  it('is struck through and names the one that stays, and the other way round, as long as that holds', async () => {
    const patientId = await arrangePatient(world);
    const stays = await arrangeDocument(world, patientId);
    const goes = await arrangeDocument(world, patientId);
    const path = `${at(patientId, goes.documentId)}/entered-in-error`;
    const said = { cause: 'duplicate', reason: 'Scanned twice.' };
    expect((await act('POST', path, { ...said, duplicateOf: stays.documentId })).status).toBe(204);
    expect(await open(patientId, goes.documentId)).toMatchObject({
      summary: { enteredInError: { cause: 'duplicate' } },
      links: [{ kind: 'duplicate-of', other: { documentId: stays.documentId } }],
    });
    expect(await open(patientId, stays.documentId)).toMatchObject({
      summary: { enteredInError: null },
      links: [{ kind: 'has-duplicate', other: { documentId: goes.documentId } }],
    });
    expect((await act('POST', `${path}/withdrawal`, { reason: 'They differ.' })).status).toBe(204);
    expect((await open(patientId, goes.documentId)).links).toEqual([]);
    expect((await open(patientId, stays.documentId)).links).toEqual([]);
  });

  it('is never the twin of itself, of a struck-through document, or of one in another chart', async () => {
    const patientId = await arrangePatient(world);
    const goes = await arrangeDocument(world, patientId);
    const elsewhere = await arrangeDocument(world, await arrangePatient(world));
    const struck = await arrangeDocument(world, patientId);
    const path = (id: string) => `${at(patientId, id)}/entered-in-error`;
    await act('POST', path(struck.documentId), { cause: 'other', reason: 'Wrong.' });
    for (const twin of [goes, elsewhere, struck])
      expect(
        (
          await act('POST', path(goes.documentId), {
            cause: 'duplicate',
            reason: 'Twice.',
            duplicateOf: twin.documentId,
          })
        ).body.code,
      ).toBe('documents/no-such-twin');
    expect((await open(patientId, goes.documentId)).summary.enteredInError).toBeNull();
  });
});
