import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scan, stack } from '../../../test/world/scan.ts';
import { arrangePatient } from '../../../test/world/chart.ts';
import { openWorld, type World } from '../../../test/world/world.ts';
import type { Actor } from '../../platform/act.ts';
import { openPdfBytes } from '../../platform/reading/pdf.ts';

let world: World;
let clerk: Actor;
let patientId = '';
let documentId = '';

interface Opened {
  files: { renditionId: string; kind: string }[];
}

beforeAll(async () => {
  world = await openWorld({ env: { CHARTKEEPER_OCR: 'bundled' } });
  clerk = world.person(['index-clerk', 'coordinator'], { sessionHash: 'one session' });
  patientId = await arrangePatient(world);
  const pages = [await scan(['DISCHARGE SUMMARY', '', 'Diagnosis: sarcoidosis']), await scan(['Follow up in a month'])];
  const { body } = await world.callAs<{ items: { id: string }[] }>(
    clerk,
    'POST',
    '/intake/items?name=scan.tiff',
    await stack(pages),
    { 'content-type': 'application/octet-stream' },
  );
  await world.stack.drain();
  const filed = await world.callAs<{ documentId: string }>(clerk, 'POST', `/intake/parts/${body.items[0]?.id}/file`, {
    patientId,
    typeCode: 'discharge-summary',
  });
  expect(filed.status).toBe(200);
  documentId = filed.body.documentId;
  await world.stack.drain();
});
afterAll(() => world.close());

const copies = () =>
  world.sql<{ id: string }>(
    "SELECT id FROM documents.rendition WHERE document_id = $1 AND kind = 'searchable' AND page_id IS NULL",
    [documentId],
  );
const again = () =>
  world.system((act) => Promise.resolve(act.enqueue('documents.make-searchable', { patientId, documentId })));

describe('A document filed from pictures', () => {
  it('has a searchable copy soon after, beside its untouched original', async () => {
    const { body } = await world.callAs<Opened>(clerk, 'GET', `/patients/${patientId}/documents/${documentId}`);
    expect(body.files.map(({ kind }) => kind).sort()).toEqual(['original', 'searchable']);
  });

  it('gives it out by a ticket, and its words are found where a viewer looks for them', async () => {
    const [copy] = await copies();
    const { body } = await world.callAs<{ url: string }>(
      clerk,
      'POST',
      `/patients/${patientId}/documents/${documentId}/files/${copy?.id}/ticket`,
    );
    const file = await world.stack.http.app.inject({ method: 'GET', url: body.url });
    expect([file.statusCode, file.headers['content-type']]).toEqual([200, 'application/pdf']);
    const pdf = await openPdfBytes(file.rawPayload);
    const words = async (at: number) => (await pdf.withPage(at, (page) => page.text())).words.map(({ text }) => text);
    expect((await words(0)).join(' ')).toContain('Diagnosis: sarcoidosis');
    expect((await words(1)).join(' ')).toContain('Follow up in a month');
    pdf.close();
  });

  it('gets no second copy when the job runs again, nor from anybody else', async () => {
    const before = await copies();
    expect(before).toHaveLength(1);
    await again();
    await world.stack.drain();
    expect(await copies()).toEqual(before);
    // The table itself lets no other in.
    await expect(
      world.sql(
        `INSERT INTO documents.rendition SELECT (jsonb_populate_record(r, jsonb_build_object('id', gen_random_uuid()))).*
         FROM documents.rendition r WHERE r.id = $1`,
        [before[0]?.id],
      ),
    ).rejects.toThrow('version_has_one_searchable');
  });

  it('leaves an entry in the log for every run', async () => {
    const entries = await world.sql<{ patient_ids: string[] }>(
      "SELECT patient_ids FROM audit.entry WHERE verb = 'documents.make-searchable' AND $1::uuid = ANY (patient_ids)",
      [patientId],
    );
    expect(entries.length).toBeGreaterThanOrEqual(3);
  });
});
