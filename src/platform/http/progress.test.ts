import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWorld, type World } from '../../../test/world/world.ts';
import { newId } from '../ids.ts';
import { readNews } from './progress.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const newsSince = (since: string | undefined) => world.services.acting.lookup((queries) => readNews(queries, since));

async function tell(name: string, client?: pg.Client): Promise<void> {
  const text = 'INSERT INTO platform.event (id, at, name, payload) VALUES ($1, $2, $3, $4)';
  const values = [newId(), world.clock.now(), name, '{}'];
  await (client === undefined ? world.sql(text, values) : client.query(text, values));
}

describe('News for the screens', () => {
  it('begins with nothing, then tells each thing once', async () => {
    await tell('test.before');
    const first = await newsSince(undefined);
    expect(first.names).toEqual([]);
    await tell('test.one');
    await tell('test.one');
    await tell('test.two');
    const second = await newsSince(first.snapshot);
    expect([...second.names].sort()).toEqual(['test.one', 'test.two']);
    expect((await newsSince(second.snapshot)).names).toEqual([]);
  });

  it('tells what was begun before others and committed after them', async () => {
    const slow = new pg.Client({ connectionString: world.adminUrl });
    await slow.connect();
    try {
      const first = await newsSince(undefined);
      await slow.query('BEGIN');
      await tell('test.slow', slow);
      await tell('test.quick');
      const second = await newsSince(first.snapshot);
      expect(second.names).toEqual(['test.quick']);
      await slow.query('COMMIT');
      expect((await newsSince(second.snapshot)).names).toEqual(['test.slow']);
    } finally {
      await slow.end();
    }
  });
});
