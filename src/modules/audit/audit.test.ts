import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { arrangeDocument, arrangePatient } from '../../../test/world/chart.ts';
import { proveToTheEnd } from '../../../test/world/prove-to-the-end.ts';
import { openWorld, type World } from '../../../test/world/world.ts';
import { raiseFlag } from '../patients/index.ts';
import { FOLD_LOCK } from './fold.ts';
import { checkpointFileName, proveLog } from './log-keeper.ts';

let world: World;

beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const newest = async (verb: string) =>
  (
    await world.sql<{
      outcome: string;
      actor_id: string;
      patient_ids: string[];
      detail: Record<string, unknown>;
      n: number;
    }>(
      `SELECT outcome, actor_id, patient_ids, detail, (count(*) OVER ())::int AS n FROM audit.entry WHERE verb = $1 ORDER BY id DESC LIMIT 1`,
      [verb],
    )
  )[0];

const leaves = () =>
  world.sql<{ id: string; xid: string; n: string }>('SELECT entry_id AS id, xid::text, n FROM audit.leaf ORDER BY n');

describe('what is written', () => {
  it('is one entry for a search, with the patients shown, and never what was searched for', async () => {
    const patientId = await arrangePatient(world);
    const coordinator = world.person(['coordinator']);
    await world.callAs(coordinator, 'POST', '/patients/search', { text: 'Quillfeather' });
    const entry = await newest('patients.search');
    expect(entry).toMatchObject({ outcome: 'done', actor_id: coordinator.id });
    expect(JSON.stringify(entry)).not.toContain('Quillfeather');
    await world.callAs(coordinator, 'GET', `/patients/${patientId}`);
    expect(await newest('patients.open')).toMatchObject({ outcome: 'done', patient_ids: [patientId] });
  });

  it('is an entry for every denial, with the reason as a code', async () => {
    const patientId = await arrangePatient(world);
    const clerk = world.person(['scan-clerk']);
    expect((await world.callAs(clerk, 'GET', `/patients/${patientId}`)).status).toBe(403);
    expect(await newest('patients.open')).toMatchObject({
      outcome: 'denied',
      actor_id: clerk.id,
      detail: { problem: 'access/not-permitted' },
    });
  });

  it('is an entry for a record that is not there, so that guessing shows', async () => {
    const coordinator = world.person(['coordinator']);
    const guessed = '01900000-0000-7000-8000-00000000dead';
    expect((await world.callAs(coordinator, 'GET', `/patients/${guessed}`)).status).toBe(404);
    expect(await newest('patients.open')).toMatchObject({ outcome: 'refused', patient_ids: [guessed] });
  });

  it('is one entry in five minutes for the pages of one document in one session', async () => {
    const patientId = await arrangePatient(world);
    const { documentId } = await arrangeDocument(world, patientId, { texts: ['one', 'two', 'three'] });
    const clinician = world.person(['clinician'], { sessionHash: 'session-a' });
    const view = (page: number, who = clinician) =>
      world.act(
        who,
        {
          verb: 'documents.view-pages',
          permission: 'documents/read',
          subject: { kind: 'document', id: documentId, patientId },
        },
        async (act) => act.note({ coalesce: documentId, detail: { page } }),
      );
    await view(1);
    await view(2);
    await view(3);
    expect((await newest('documents.view-pages'))?.n).toBe(1);
    await view(1, { ...clinician, sessionHash: 'session-b' });
    expect((await newest('documents.view-pages'))?.n, 'another session is another entry').toBe(2);
    world.clock.advance(5 * 60_000 + 1_000);
    await view(2);
    expect((await newest('documents.view-pages'))?.n, 'and so is the sixth minute').toBe(3);
  });

  it('comes before the answer: where the log cannot be written, nothing is served and nothing is changed', async () => {
    const patientId = await arrangePatient(world);
    const coordinator = world.person(['coordinator']);
    await world.sql('ALTER TABLE audit.entry ADD CONSTRAINT log_is_broken CHECK (false) NOT VALID');
    try {
      const opened = await world.callAs(coordinator, 'GET', `/patients/${patientId}`);
      expect(opened.status).toBe(500);
      expect(JSON.stringify(opened.body)).not.toContain(patientId);
      const change = world.act(coordinator, { verb: 'patients.raise-flag', permission: 'patients/flag' }, (act) =>
        raiseFlag(act, { patientId, kind: 'identity-in-question', reason: 'test' }),
      );
      await expect(change).rejects.toThrow();
      const denied = await world.callAs(world.person(['scan-clerk']), 'GET', `/patients/${patientId}`);
      expect(denied.status).toBe(500);
    } finally {
      await world.sql('ALTER TABLE audit.entry DROP CONSTRAINT log_is_broken');
    }
    expect(await world.sql('SELECT FROM patients.flag WHERE patient_id = $1', [patientId])).toEqual([]);
  });
});

describe('the fold', () => {
  it('waits for the oldest running transaction, so that no entry appears before one already numbered', async () => {
    await proveToTheEnd(world);
    const folded = (await leaves()).length;
    const slow = new pg.Client({ connectionString: world.adminUrl });
    await slow.connect();
    const early = '01900000-0000-7000-8000-00000000ea51';
    await slow.query('BEGIN');
    await slow.query(
      `INSERT INTO audit.entry (id, at, actor_kind, actor_id, purpose, verb, outcome, subject_ids, patient_ids, object_count, detail, reason_ids)
       VALUES ($1, now(), 'system', 'system:slow', 'operations', 'test.arrange', 'done', '{}', '{}', 0, '{}', '{}')`,
      [early],
    );
    for (let n = 0; n < 5; n++) await world.system(async (act) => act.note({ count: n }));
    const during = await proveLog(world.services);
    expect((await leaves()).length, 'the five are younger in commit order').toBe(folded);
    expect(during).toMatchObject({ younger: 5 });
    expect(during).not.toHaveProperty('firstBad');

    await slow.query('COMMIT');
    await slow.end();
    const after = await proveToTheEnd(world);
    expect(after).toMatchObject({ younger: 0, entries: folded + 6, verified: folded + 6 });
    expect((await leaves())[folded]?.id, 'the slow one is first among them').toBe(early);
  });

  it('loses none and numbers none twice while many write and two fold at once', async () => {
    const writers = Array.from({ length: 8 }, async (_, writer) => {
      for (let n = 0; n < 25; n++) {
        const failing = n % 5 === 4;
        await world
          .system(async (act) => {
            act.note({ count: writer });
            if (failing) throw new Error('this act fails');
          })
          .catch(() => undefined);
      }
    });
    let writing = true;
    const folders = [0, 1].map(async () => {
      while (writing) expect(await proveLog(world.services)).not.toHaveProperty('firstBad');
    });
    await Promise.all(writers);
    writing = false;
    await Promise.all(folders);
    const proof = await proveToTheEnd(world);
    const [{ entries } = { entries: 0 }] = await world.sql<{ entries: number }>(
      'SELECT count(*)::int AS entries FROM audit.entry',
    );
    expect(proof).toMatchObject({ entries, verified: entries, younger: 0 });
    const all = await leaves();
    expect(all.map((leaf) => Number(leaf.n))).toEqual(all.map((_, n) => n));
    expect(new Set(all.map((leaf) => leaf.id)).size).toBe(entries);
    const inOrder = [...all].sort((a, b) => Number(a.xid) - Number(b.xid) || (a.id < b.id ? -1 : 1));
    expect(all, 'in commit order').toEqual(inOrder);
  }, 120_000);

  it('waits for another that folds, so that a proof covers all that was committed before it', async () => {
    const other = new pg.Client({ connectionString: world.adminUrl });
    await other.connect();
    await other.query('BEGIN');
    await other.query('SELECT pg_advisory_xact_lock($1)', [FOLD_LOCK]);
    await world.system(async (act) => act.note({ count: 1 }));
    const proving = proveLog(world.services);
    await new Promise((wake) => setTimeout(wake, 300));
    await other.query('COMMIT');
    await other.end();
    expect(await proving).toMatchObject({ younger: 0 });
  });

  it('keeps each signed checkpoint in two places', async () => {
    await world.system(async (act) => act.note({ count: 1 }));
    await proveLog(world.services);
    const inDatabase = await world.sql<{ note: string }>('SELECT note FROM audit.checkpoint ORDER BY size');
    const file = readFileSync(join(world.services.settings.data, checkpointFileName), 'utf8');
    expect(file).toBe(inDatabase.map(({ note }) => note).join(''));
  });

  it('does not mind that a crash kept the last checkpoint from the file', async () => {
    const path = join(world.services.settings.data, checkpointFileName);
    const whole = readFileSync(path, 'utf8');
    const last = (await world.sql<{ note: string }>('SELECT note FROM audit.checkpoint ORDER BY size DESC LIMIT 1'))[0];
    writeFileSync(path, whole.slice(0, whole.length - (last?.note.length ?? 0)));
    expect(await proveLog(world.services)).not.toHaveProperty('firstBad');
    writeFileSync(path, whole);
  });
});
