import { expect, inject, test } from 'vitest';
import { cloneDatabase } from '../../../test/world/clone-database.ts';
import type { Log } from '../log.ts';
import { openDatabase } from './database.ts';

test('a database that was closed has no connection any more, so that stopping its server cuts none', async () => {
  const { adminUrl, drop } = await cloneDatabase(inject('adminUrl'));
  const warnings: string[] = [];
  const log = { warn: (_facts: unknown, words: string) => warnings.push(words) } as unknown as Log; // nothing else is said
  const database = openDatabase({ url: adminUrl, log, name: 'test closing' });
  const clients = await Promise.all(Array.from({ length: 8 }, () => database.checkOut()));
  let ended = 0;
  for (const client of clients) client.once('end', () => ended++);
  for (const client of clients) client.release();
  await database.close();
  expect(ended).toBe(8);
  // Whatever still had one would be cut by this.
  await drop();
  expect(warnings).toEqual([]);
});
