import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openWorld, type World } from '../../../test/world/world.ts';
import { together } from './together.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

describe('statements sent together', () => {
  test('answer each in its place, however many there are', async () => {
    const answers = await world.system((act) =>
      together(Array.from({ length: 100 }, (_, n) => sql<{ n: number }>`SELECT ${n}::int AS n`.execute(act.tx))),
    );
    expect(answers.map(({ rows }) => rows[0]?.n)).toEqual(Array.from({ length: 100 }, (_, n) => n));
  });

  test('fail with the failure that was the cause, and only after all have ended', async () => {
    let ended = 0;
    const act = world.system((each) =>
      together([
        sql`SELECT pg_sleep(0)`.execute(each.tx).then(() => ended++),
        sql`SELECT 1 / ${0}::int`.execute(each.tx).finally(() => ended++),
        sql`SELECT ${1}::int`.execute(each.tx).finally(() => ended++),
      ]),
    );
    await expect(act).rejects.toMatchObject({ code: '22012' });
    expect(ended).toBe(3);
  });

  test('leave the connection fit for the next act when one of them failed', async () => {
    for (let round = 0; round < 20; round++)
      await expect(
        world.system((act) => together([sql`SELECT no_such_column`.execute(act.tx), sql`SELECT 1`.execute(act.tx)])),
      ).rejects.toMatchObject({ code: '42703' });
    const { rows } = await world.system((act) => sql<{ n: number }>`SELECT 1 AS n`.execute(act.tx));
    expect(rows).toEqual([{ n: 1 }]);
  });

  test('see the scope of the act, which is sent with them', async () => {
    const actor = world.person(['coordinator']);
    const { rows } = await world.act(actor, { verb: 'patients.search', permission: 'patients/search' }, (act) =>
      sql<{ actor: string }>`SELECT current_setting('ck.actor') AS actor`.execute(act.tx),
    );
    expect(rows[0]?.actor).toBe(actor.id);
  });
});

describe('a statement that comes again', () => {
  test('is planned once a connection, and still finds rows that came later', async () => {
    const count = () =>
      world.system(async (act) => {
        const { rows } = await sql<{
          n: number;
        }>`SELECT count(*)::int AS n FROM directory.unit WHERE name LIKE ${'Ward %'}`.execute(act.tx);
        return rows[0]?.n;
      });
    for (let round = 0; round < 8; round++) expect(await count()).toBe(0);
    await world.sql(
      `INSERT INTO directory.unit (id, facility_id, name, recorded_at) SELECT gen_random_uuid(), id, 'Ward 1', now() FROM directory.facility`,
    );
    expect(await count()).toBe(1);
  });

  test('answers again on a fresh connection when its table got another column meanwhile', async () => {
    const units = () => world.system((act) => act.tx.selectFrom('directory.unit').selectAll().execute());
    for (let round = 0; round < 8; round++) await units();
    await world.sql('ALTER TABLE directory.unit ADD COLUMN added_by_a_newer_version text');
    const outcomes: string[] = [];
    for (let round = 0; round < 4; round++)
      outcomes.push(
        await units().then(
          () => 'answered',
          () => 'refused',
        ),
      );
    expect(outcomes.at(-1)).toBe('answered');
  });
});
