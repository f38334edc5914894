import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWorld, type World } from '../world/world.ts';

/**
 * Files that others made to break readers, through the whole of intake: each one named has its item, is read or failed with
 * a reason a person can act on, and its pages add up. A fixed part of them by default, all with CHARTKEEPER_HOSTILE=1.
 */
const DATA = join(import.meta.dirname, '../../../shared/data/robustness');
const EVERY = process.env['CHARTKEEPER_HOSTILE'] === '1' ? 1 : 15;
const files = existsSync(DATA)
  ? ['pdf', 'images'].flatMap((kind) => readdirSync(join(DATA, kind)).map((name) => join(DATA, kind, name)))
  : [];
const chosen = files.filter((_, at) => at % EVERY === 0);

interface Opened {
  item: { state: string; pages: number | null; detail: string | null };
  pages: unknown[];
}

describe('files made to break readers', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld({ env: { CHARTKEEPER_OCR: 'bundled' } });
  });
  afterAll(() => world.close());

  it('come through intake with a result or a reason each; none is lost and none stops the others', async (context) => {
    if (files.length === 0) return context.skip('../shared/data is not here');
    const taken = new Map<string, string>();
    for (const file of chosen) {
      const { status, body } = await world.call<{ items: { id: string | null }[] }>(
        'POST',
        `/intake/items?name=${encodeURIComponent(file.slice(DATA.length + 1).replace('/', '-'))}`,
        readFileSync(file),
        { 'content-type': 'application/octet-stream' },
      );
      expect(status, file).toBe(201);
      taken.set(file, body.items[0]?.id ?? '');
    }
    await world.stack.drain();
    for (const [file, id] of taken) {
      const { item, pages } = (await world.call<Opened>('GET', `/intake/items/${id}`)).body;
      expect(['to-index', 'failed'], file).toContain(item.state);
      if (item.state === 'failed') expect(item.detail, file).toMatch(/^[A-Z].{15,}\.$/s);
      else expect(pages.length, file).toBe(item.pages);
    }
    const { pagesIn = 0, ...outcomes } = (await world.call<Record<string, number>>('GET', '/intake/counts')).body;
    expect(pagesIn).toBeGreaterThanOrEqual(chosen.length);
    expect(Object.values(outcomes).reduce((sum, n) => sum + n, 0)).toBe(pagesIn);
    expect((await world.call<{ firstBad?: object }>('POST', '/audit/verify')).body.firstBad).toBeUndefined();
  }, 1_200_000);
});
