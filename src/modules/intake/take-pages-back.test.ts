import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { arrangeDocument, arrangePatient } from '../../../test/world/chart.ts';
import { scan } from '../../../test/world/scan.ts';
import { openWorld, type World } from '../../../test/world/world.ts';
import type { Actor } from '../../platform/act.ts';

let world: World;
let clerk: Actor;
let coordinator: Actor;
beforeAll(async () => {
  world = await openWorld({ env: { CHARTKEEPER_OCR: 'bundled' } });
  clerk = world.person(['index-clerk']);
  coordinator = world.person(['coordinator']);
});
afterAll(() => world.close());

interface Filed {
  documentId: string;
  patientId: string;
}
async function filePage(patientId: string): Promise<Filed & { itemId: string }> {
  const taken = await world.callAs<{ items: { id: string }[] }>(
    clerk,
    'POST',
    '/intake/items?name=page.png',
    await scan(['PROGRESS NOTE', '', 'The patient slept well.']),
    { 'content-type': 'application/octet-stream' },
  );
  const itemId = taken.body.items[0]?.id ?? '';
  await world.stack.drain();
  const filed = await file(itemId, patientId);
  return { ...filed, itemId };
}
async function file(itemId: string, patientId: string): Promise<Filed> {
  const { status, body } = await world.callAs<Filed>(clerk, 'POST', `/intake/items/${itemId}/file`, {
    patientId,
    typeCode: 'progress-note',
    date: '2026-11-10',
    mismatchReason: 'The page names nobody.',
  });
  expect(status).toBe(200);
  await world.stack.drain();
  return body;
}
const documentAt = ({ patientId, documentId }: Filed) => `/patients/${patientId}/documents/${documentId}`;
const withdraw = (filed: Filed) =>
  world.callAs(coordinator, 'POST', `${documentAt(filed)}/entered-in-error`, {
    cause: 'wrong-patient',
    reason: 'Another name on the page.',
  });
const queued = async (kind: string) =>
  (await world.sql(`SELECT id FROM worklist.item WHERE kind = $1 AND closed_at IS NULL`, [kind])).length;
const counts = async () => (await world.callAs<Record<string, number>>(clerk, 'GET', '/intake/counts')).body;

describe('a page filed to a wrong patient, the right one unknown', () => {
  it('returns to the index queue, once, and every page still adds up', async () => {
    const filed = await filePage(await arrangePatient(world));
    expect(await queued('intake.to-index')).toBe(0);
    expect((await withdraw(filed)).status).toBe(204);
    await world.stack.drain();
    await world.stack.drain();
    expect([await queued('intake.to-index'), await queued('documents.patient-unknown')]).toEqual([1, 0]);
    const { pagesIn = 0, ...outcomes } = await counts();
    expect(Object.values(outcomes).reduce((sum, n) => sum + n, 0)).toBe(pagesIn);
    const opened = await world.callAs(coordinator, 'GET', documentAt(filed));
    expect(opened.body).toMatchObject({ summary: { enteredInError: { pagesReturned: true } } });

    const move = await world.callAs(coordinator, 'POST', `${documentAt(filed)}/move`, {
      toPatientId: await arrangePatient(world),
      reason: 'Found.',
    });
    expect(move.body).toMatchObject({ code: 'documents/entered-in-error' });
    const stand = await world.callAs(coordinator, 'POST', `${documentAt(filed)}/entered-in-error/withdrawal`, {
      reason: 'It was right.',
    });
    expect(stand.body).toMatchObject({ code: 'documents/pages-returned' });

    const right = await arrangePatient(world);
    const again = await file(filed.itemId, right);
    expect(again.patientId).toBe(right);
    await world.stack.drain();
    const links = async (at: Filed) =>
      (await world.callAs<{ links: object[] }>(coordinator, 'GET', documentAt(at))).body.links;
    expect(await links(filed)).toMatchObject([{ kind: 'moved-to', other: { documentId: again.documentId } }]);
    expect(await links(again)).toMatchObject([{ kind: 'moved-from', other: { documentId: filed.documentId } }]);
    expect(await world.sql(`SELECT side FROM privacy.chart_mark WHERE patient_id = $1`, [right])).toEqual([
      { side: 'right-chart' },
    ]);
    expect(await queued('intake.to-index')).toBe(0);
  });

  it('waits in its chart where it did not come through intake', async () => {
    const patientId = await arrangePatient(world);
    const { documentId } = await arrangeDocument(world, patientId);
    expect((await withdraw({ patientId, documentId })).status).toBe(204);
    await world.stack.drain();
    expect([await queued('intake.to-index'), await queued('documents.patient-unknown')]).toEqual([0, 1]);
  });
});
