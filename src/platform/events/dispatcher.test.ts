import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWorld, type World } from '../../../test/world/world.ts';
import type { Reaction } from '../module.ts';
import { createDispatcher } from './dispatcher.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const emit = (name: string, payload: Record<string, unknown>) => world.system(async (act) => act.emit(name, payload));

function reaction(name: string, react: Reaction['react']): Reaction {
  return { name, events: ['test.happened'], verb: 'test.react', react };
}

function gate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open: () => open() };
}

describe('news', () => {
  it('reaches every reaction once, in the order of the commits, however many processes deliver', async () => {
    const heard: number[] = [];
    const listener = reaction('test.listens', async (_act, event) => void heard.push(Number(event.payload['n'])));
    for (let n = 0; n < 30; n++) await emit('test.happened', { n });
    const dispatchers = [1, 2, 3].map(() => createDispatcher({ services: world.services, reactions: [listener] }));
    await Promise.all(dispatchers.map((dispatcher) => dispatcher.drain()));
    await dispatchers[0]?.drain();
    expect([...heard].sort((a, b) => a - b)).toEqual(Array.from({ length: 30 }, (_each, n) => n));
    const again = createDispatcher({ services: world.services, reactions: [listener] });
    await again.drain();
    expect(heard).toHaveLength(30);
  });

  it('of a fact that was rolled back is never told', async () => {
    const heard: string[] = [];
    await expect(
      world.system(async (act) => {
        act.emit('test.happened', { n: 'ghost' });
        throw new Error('the desk changed its mind');
      }),
    ).rejects.toThrow();
    await createDispatcher({
      services: world.services,
      reactions: [reaction('test.ghosts', async (_act, event) => void heard.push(String(event.payload['n'])))],
    }).drain();
    expect(heard).not.toContain('ghost');
  });

  it('that one reaction cannot handle is set aside after its tries and holds nobody up', async () => {
    const heard: string[] = [];
    await emit('test.happened', { n: 'poison' });
    await emit('test.happened', { n: 'after' });
    const poisoned = reaction('test.poisoned', async (_act, event) => {
      if (event.payload['n'] === 'poison') throw new Error('cannot');
      heard.push(String(event.payload['n']));
    });
    const well = reaction('test.well', async (_act, event) => void heard.push(`well ${String(event.payload['n'])}`));
    const dispatcher = createDispatcher({ services: world.services, reactions: [poisoned, well] });
    for (let round = 0; round < 10; round++) {
      await dispatcher.drain();
      world.clock.advance(120_000);
    }
    expect(heard).toEqual(expect.arrayContaining(['after', 'well poison', 'well after']));
    expect(await world.sql(`SELECT consumer, code FROM platform.dead_event`)).toEqual([
      { consumer: 'test.poisoned', code: 'platform/fault' },
    ]);
  });

  it('that a reaction makes for one that was asked before it is delivered by the same drain', async () => {
    const heard: string[] = [];
    const first: Reaction = {
      ...reaction('test.first', async (_act, event) => void heard.push(event.name)),
      events: ['test.followed'],
    };
    const second = reaction('test.second', async (act, event) => {
      if (event.payload['n'] === 'chain') act.emit('test.followed', {});
    });
    await emit('test.happened', { n: 'chain' });
    await createDispatcher({ services: world.services, reactions: [first, second] }).drain();
    expect(heard).toEqual(['test.followed']);
  });

  it('that an older transaction held back is delivered, even when that one ends while the drain looks', async () => {
    const heard: unknown[] = [];
    const holding = gate();
    const ending = gate();
    const older = world.system(async (act) => {
      await sql`SELECT pg_current_xact_id()`.execute(act.tx);
      holding.open();
      await ending.opened;
    });
    await holding.opened;
    await emit('test.happened', { n: 'held' });
    const { acting } = world.services;
    const lookup: typeof acting.lookup = async (read) => {
      const answer = await acting.lookup(read);
      ending.open();
      await older;
      return answer;
    };
    const listener = reaction('test.patient', async (_act, event) => void heard.push(event.payload['n']));
    const services = { ...world.services, acting: { ...acting, lookup } };
    await createDispatcher({ services, reactions: [listener] }).drain();
    expect(heard).toContain('held');
  });

  it('that can mean nothing to a reaction now is passed with one entry, and what comes later is heard', async () => {
    let open = false;
    const heard: unknown[] = [];
    const waiting: Reaction = {
      ...{ name: 'test.waits', events: ['test.waited'], verb: 'test.look' },
      hasWork: async () => open,
      react: async (_act, event) => void heard.push(event.payload['n']),
    };
    const dispatcher = createDispatcher({ services: world.services, reactions: [waiting] });
    const entries = async () =>
      (await world.sql<{ n: number }>(`SELECT count(*)::int AS n FROM audit.entry WHERE verb = 'test.look'`))[0]?.n;
    for (let n = 0; n < 10; n++) await emit('test.waited', { n });
    await dispatcher.drain();
    expect([heard, await entries()]).toEqual([[], 1]);
    open = true;
    for (let n = 10; n < 13; n++) await emit('test.waited', { n });
    await dispatcher.drain();
    expect([heard, await entries()]).toEqual([[10, 11, 12], 4]);
  });
});
