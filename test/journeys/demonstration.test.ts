import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openQueues } from '../../src/apps/demo/run/open-queues.ts';
import { systemActor } from '../../src/platform/system-actor.ts';
import { runDemo, type RunningDemo } from '../../src/apps/demo/run/run-demo.ts';

/** Fifty pages are read by OCR and letters rest a minute before they leave. */
const MINUTES = 10;

const data = join(mkdtempSync(join(tmpdir(), 'ck-demo-')), 'data');
let demo: RunningDemo;
beforeAll(async () => {
  demo = await runDemo({
    data,
    port: undefined,
    size: { patients: 70, documents: 120 },
    progress: { part: (_title, run) => run(() => {}) },
    tell: () => {},
  });
}, MINUTES * 60_000);
afterAll(async () => {
  await demo?.stack.stop();
  await rm(join(data, '..'), { recursive: true, force: true });
});

describe('the demonstration', () => {
  it('accounts for every page that came in', () => {
    const { pagesIn, pagesFiled, pagesToCases, pagesForwarded, pagesDiscarded, pagesQueued } = demo.result;
    expect(pagesFiled + pagesToCases + pagesForwarded + pagesDiscarded + pagesQueued).toBe(pagesIn);
    for (const pages of [pagesFiled, pagesToCases, pagesForwarded, pagesDiscarded, pagesQueued])
      expect(pages).toBeGreaterThan(0);
  });

  it('files the charts and the scans besides', () => {
    expect(demo.result.patients).toBe(70);
    expect(demo.result.documents).toBeGreaterThan(120);
  });

  it('hands a packet over that is the one kept, and proves the log', () => {
    expect(demo.result.packet.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(demo.result.packet.pages).toBeGreaterThan(10);
    expect(demo.whole).toBe(true);
    expect(demo.result.audit.verified).toBe(demo.result.audit.entries);
  });

  it('leaves something in every queue of the product', async () => {
    const open = await openQueues(demo.staff);
    const kinds = demo.stack.modules.flatMap((module) => module.worklistKinds ?? []).map(({ kind }) => kind);
    expect(kinds.filter((kind) => !open.has(kind))).toEqual([]);
  });

  it('reads what another hospital wrote of a patient by its sections', async () => {
    const clerk = demo.staff.browser('clerk');
    const [row] = await demo.stack.services.acting.act(
      { actor: systemActor('demonstration') },
      { verb: 'demonstration.find-summary', permission: 'system' },
      (act) =>
        act.tx
          .selectFrom('ccda.document as c')
          .innerJoin('documents.document as d', 'd.id', 'c.document_id')
          .select(['d.id', 'd.patient_id'])
          .execute(),
    );
    const sections = await clerk.call<{ sections: { title: string }[] }>(
      'GET',
      `/patients/${row?.patient_id}/documents/${row?.id}/sections`,
    );
    expect(sections.sections.map(({ title }) => title)).toEqual([
      ...['Allergies', 'Problems', 'Medications', 'Plan of Treatment'],
    ]);
  });

  it('does not touch a folder that it did not make', async () => {
    const foreign = mkdtempSync(join(tmpdir(), 'ck-foreign-'));
    const run = runDemo({
      data: foreign,
      port: undefined,
      progress: { part: (_title, part) => part(() => {}) },
      tell: () => {},
    });
    await expect(run).rejects.toThrow('was not made by the demonstration');
    await rm(foreign, { recursive: true });
  });
});
