import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PDFDocument } from '@cantoo/pdf-lib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWorld, type World } from '../../../../test/world/world.ts';

/** Files that their senders locked with a password. */
let world: World;
let clerk: ReturnType<World['person']>;
beforeAll(async () => {
  world = await openWorld({ env: { CHARTKEEPER_OCR: 'bundled' } });
  clerk = world.person(['index-clerk']);
}, 60_000);
afterAll(() => world.close());

interface Opened {
  item: { state: string; reason: string | null; detail: string | null; pages: number | null };
  pages: { readable: boolean }[];
}

async function receive(bytes: Buffer, name: string): Promise<string> {
  const { body } = await world.call<{ items: { id: string }[] }>(
    'POST',
    `/intake/items?name=${encodeURIComponent(name)}`,
    bytes,
    { 'content-type': 'application/octet-stream' },
  );
  await world.stack.drain();
  return body.items[0]?.id ?? '';
}
const opened = async (id: string) => (await world.callAs<Opened>(clerk, 'GET', `/intake/items/${id}`)).body;
const unlock = async (id: string, password: string, who = clerk) => {
  const answer = await world.callAs<{ type?: string }>(who, 'POST', `/intake/items/${id}/password`, { password });
  await world.stack.drain();
  return answer;
};
const kept = async () =>
  Number((await world.sql<{ n: string }>('SELECT count(*) AS n FROM intake.given_password'))[0]?.n);

async function locked(text: string, password: string): Promise<Buffer> {
  const document = await PDFDocument.create();
  document.addPage([600, 800]).drawText(text, { x: 60, y: 700, size: 18 });
  document.encrypt({ userPassword: password, ownerPassword: `${password}, owner` });
  return Buffer.from(await document.save({ useObjectStreams: false }));
}

describe('a file locked with a password', () => {
  it('is read with the password its sender told; a wrong one is said, and neither is kept', async () => {
    const bytes = await locked('Discharge summary of the harbor clinic', 'Gravel-7');
    const id = await receive(bytes, 'locked.pdf');
    expect((await opened(id)).item).toMatchObject({ state: 'failed', reason: 'encrypted' });

    expect((await unlock(id, 'gravel-7')).status).toBe(204);
    const still = (await opened(id)).item;
    expect(still).toMatchObject({ state: 'failed', reason: 'encrypted' });
    expect(still.detail).toContain('does not open the file');
    expect(await kept()).toBe(0);

    expect((await unlock(id, 'Gravel-7')).status).toBe(204);
    const read = await opened(id);
    expect(read.item).toMatchObject({ state: 'to-index', pages: 1 });
    expect(read.pages[0]?.readable).toBe(true);
    const words = await world.callAs<{ text: string }>(clerk, 'GET', `/intake/items/${id}/pages/1/words`);
    expect(words.body.text).toContain('harbor clinic');
    expect(await kept()).toBe(0);
    const said = await world.sql<{ n: string }>(
      "SELECT count(*) AS n FROM audit.entry WHERE verb = 'intake.unlock' AND outcome = 'done' AND $1 = ANY (subject_ids)",
      [id],
    );
    expect(Number(said[0]?.n)).toBe(2);
    const leaked = await world.sql<{ n: string }>(
      "SELECT count(*) AS n FROM audit.entry WHERE detail::text ILIKE '%gravel-7%'",
    );
    expect(Number(leaked[0]?.n)).toBe(0);
  }, 120_000);

  it('is asked for no password once it was read, and by nobody who may not index', async () => {
    const id = await receive(await locked('Second letter', 'a'), 'second.pdf');
    expect((await unlock(id, 'a', world.person(['auditor']))).status).toBe(403);
    expect((await opened(id)).item.state).toBe('failed');
    expect((await unlock(id, 'a')).status).toBe(204);
    const again = await unlock(id, 'a');
    expect(again.status).toBe(409);
    expect(again.body.type).toContain('not-locked');
  }, 60_000);

  it('opens for the files of others whose password is known', async (context) => {
    const data = join(import.meta.dirname, '../../../../../shared/data/robustness');
    if (!existsSync(data)) return context.skip('../shared/data is not here');
    const index = JSON.parse(readFileSync(join(data, 'pdf-index.json'), 'utf8')) as {
      file: string;
      password?: string;
    }[];
    const known = index.filter(({ password }) => password !== undefined && password !== '');
    expect(known.length).toBeGreaterThan(5);
    for (const { file, password = '' } of known) {
      const id = await receive(readFileSync(join(data, file)), file.replaceAll('/', '-'));
      const before = (await opened(id)).item;
      // Some name a password that only the owner needs: those are read without.
      if (before.state !== 'failed') continue;
      expect(before.reason, file).toBe('encrypted');
      expect((await unlock(id, password)).status, file).toBe(204);
      expect((await opened(id)).item, file).toMatchObject({ reason: null });
    }
  }, 240_000);
});
