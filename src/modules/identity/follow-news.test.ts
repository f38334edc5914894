import { expect, it } from 'vitest';
import { followNews } from './follow-news.ts';

it('leaves the rest of the news to the next run when the server is being stopped', async () => {
  let batches = 0;
  const context = {
    // Each batch finds as much as the one before.
    act: async <T>() => {
      batches++;
      return true as T;
    },
    stopping: () => batches === 2,
  };
  await followNews(context, { name: 'test', news: ['patients.registered'], verb: 'test', look: async () => {} });
  expect(batches).toBe(2);
});
