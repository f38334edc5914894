import type { JobContext } from '../../../platform/module.ts';
import { followNews } from '../follow-news.ts';
import { lookAt } from './look-at.ts';

/** Looks for pairs of whoever was registered or changed since the last time. */
export function lookAtNews(context: Pick<JobContext, 'act' | 'stopping'>): Promise<void> {
  return followNews(context, {
    name: 'news',
    news: ['patients.registered', 'patients.changed'],
    verb: 'identity.look-for-pairs',
    look: async (act, ids) => {
      for (const id of ids) await lookAt(act, id, 'news');
    },
  });
}
