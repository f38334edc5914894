import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWorld, type World } from '../../test/world/world.ts';
import type { ActOfSeveral } from './act.ts';
import type { Queries } from './db/database.ts';
import { systemActor } from './system-actor.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const several = <T>(verb: string, run: (act: ActOfSeveral, tx: Queries) => Promise<T>) =>
  world.services.acting.several({ actor: systemActor('test') }, { verb, permission: 'system' }, run);
const entriesOf = (verb: string) =>
  world.sql<{ outcome: string; subject_ids: string[]; object_count: number }>(
    `SELECT outcome, subject_ids, object_count FROM audit.entry WHERE verb = $1 ORDER BY id`,
    [verb],
  );
const eventsNamed = async (name: string) =>
  (await world.sql<{ n: string }>(`SELECT count(*) AS n FROM platform.event WHERE name = $1`, [name]))[0]?.n;
const subject = (n: number) => ({ kind: 'event', id: `00000000-0000-7000-8000-00000000000${n}` });

describe('several acts in one commit', () => {
  it('leave an entry, news and an afterword each', async () => {
    let told = 0;
    const made = await several('test.several', async (act) => {
      const one = await act(async (within) => {
        within.note({ count: 1 });
        within.emit('test.one', {});
        within.afterCommit(() => told++);
        return 'one';
      }, subject(1));
      await act(async (within) => within.note({ count: 2 }), subject(2));
      expect(told).toBe(0);
      return one;
    });
    expect([made, told]).toEqual(['one', 1]);
    expect(await entriesOf('test.several')).toEqual([
      { outcome: 'done', subject_ids: [subject(1).id], object_count: 1 },
      { outcome: 'done', subject_ids: [subject(2).id], object_count: 2 },
    ]);
    expect(await eventsNamed('test.one')).toBe('1');
  });

  it('stand together or not at all, also when a failure is swallowed', async () => {
    const broken = several('test.broken', async (act) => {
      await act(async (within) => within.emit('test.broken', {}));
      await act(async () => Promise.reject(new Error('the second does not go'))).catch(() => undefined);
    });
    await expect(broken).rejects.toThrow('the second does not go');
    expect(await entriesOf('test.broken')).toEqual([]);
    expect(await eventsNamed('test.broken')).toBe('0');
  });

  it('are refused to whoever may do none of them, which is written down once', async () => {
    const asked = world.services.acting.several(
      { actor: { kind: 'anonymous', realm: 'staff', id: 'nobody', name: 'nobody', assignments: [] } },
      { verb: 'test.refused', permission: 'patients/read' },
      async () => expect.unreachable(),
    );
    await expect(asked).rejects.toThrow();
    expect((await entriesOf('test.refused')).map((entry) => entry.outcome)).toEqual(['denied']);
  });

  it('keep nothing that was written beside them where there was none of them', async () => {
    await several('test.none', async (_act, tx) => {
      await sql`INSERT INTO platform.event (id, at, name, payload) VALUES (gen_random_uuid(), now(), 'test.none', '{}')`.execute(
        tx,
      );
    });
    expect(await eventsNamed('test.none')).toBe('0');
  });
});
