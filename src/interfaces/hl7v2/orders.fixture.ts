import { expect } from 'vitest';
import type { openFeed } from './feed.fixture.ts';

/**
 * Tells a story in its order, backwards, and shuffled with a fixed seed, each time for people and numbers of their own that
 * begin with `who`; whatever the order, all of it is applied, and `stateOf` must say the same.
 */
export async function inEveryOrder(
  fed: Awaited<ReturnType<typeof openFeed>>,
  who: string,
  story: (who: string) => string[],
  stateOf: (who: string) => Promise<unknown>,
  shuffles = 6,
): Promise<void> {
  let seed = 7;
  const random = (below: number) => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) % below;
  const right = `${who}0-`;
  await fed.feed(story(right));
  expect(new Set(await fed.statesOf(right)), right).toEqual(new Set(['applied']));
  const wanted = JSON.stringify(await stateOf(right)).replaceAll(right, `${who}#`);
  for (let n = 1; n <= shuffles; n++) {
    const own = `${who}${n}-`;
    const messages = story(own);
    if (n === 1) messages.reverse();
    else
      for (let at = messages.length - 1; at > 0; at--) {
        const other = random(at + 1);
        [messages[at], messages[other]] = [messages[other] ?? '', messages[at] ?? ''];
      }
    await fed.feed(messages);
    const told = messages.map((each) => /ADT\^A\d\d|[A-Z]{3}\^[A-Z]\d\d/.exec(each)?.[0]).join(' ');
    const work = await fed.workOf(own);
    expect(
      work.filter(({ state }) => state !== 'applied'),
      `${own}: ${told}`,
    ).toEqual([]);
    expect(JSON.stringify(await stateOf(own)).replaceAll(own, `${who}#`), `${own}: ${told}`).toBe(wanted);
  }
}
