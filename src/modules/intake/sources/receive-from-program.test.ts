import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scan } from '../../../../test/world/scan.ts';
import { openWorld, type World } from '../../../../test/world/world.ts';

let world: World;
let token = '';
beforeAll(async () => {
  world = await openWorld();
  token = (
    await world.call<{ token: string }>('POST', '/clients/tokens', { client: 'Archive', scope: 'system/*.cruds' })
  ).body.token;
  await world.call('POST', '/intake/sources', {
    ...{
      kind: 'rest',
      key: 'archive',
      name: 'Old archive',
      settings: {},
      typeCode: 'discharge-summary',
      lane: 'routine',
    },
  });
});
afterAll(() => world.close());

/** As a program does it: with its token and nothing else. */
const send = async (query: string, bytes: Buffer, key: string) => {
  // Nobody is signed in: the token alone says who it is.
  const nobody = undefined as never;
  return world.callAs<{ items: { id: string }[]; code?: string }>(nobody, 'POST', `/intake/items?${query}`, bytes, {
    'content-type': 'application/octet-stream',
    authorization: `Bearer ${token}`,
    'idempotency-key': key,
  });
};

describe('a program with a token', () => {
  it('sends a file once, whatever it repeats, and is seen in the log of its source', async () => {
    const page = await scan(['SOMETHING']);
    const first = await send('name=a.png&sourceKey=archive', page, 'one');
    expect(first.status).toBe(201);
    expect((await send('name=a.png&sourceKey=archive', page, 'one')).body).toEqual(first.body);
    expect(await world.sql('SELECT file_name, source, source_detail FROM intake.item')).toEqual([
      { file_name: 'a.png', source: 'rest', source_detail: 'Archive' },
    ]);
    const { body } = await world.call<{ sources: { name: string; today: number }[] }>('GET', '/intake/sources');
    expect(body.sources).toContainEqual(expect.objectContaining({ name: 'Old archive', today: 1, state: 'working' }));
  });

  it('is refused when it names a source that there is not', async () => {
    const answer = await send('name=a.png&sourceKey=nobody', await scan(['X']), 'two');
    expect([answer.status, answer.body.code]).toEqual([404, 'intake/source-unknown']);
  });

  it('proposes the usual type of its source once it is read', async () => {
    await world.stack.drain();
    expect(await world.sql(`SELECT value, evidence->>'how' AS how FROM intake.proposal WHERE field = 'type'`)).toEqual([
      { value: 'discharge-summary', how: 'usual type of the source' },
    ]);
  });
});
