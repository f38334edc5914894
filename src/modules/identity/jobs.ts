import type { JobDefinition } from '../../platform/module.ts';
import { lookAtNews } from './pairs/look-at-news.ts';
import { LOOK_THROUGH, lookThrough } from './pairs/look-through.ts';

export const jobs: readonly JobDefinition[] = [
  { name: 'identity.look-at-news', cron: '* * * * *', run: lookAtNews },
  { name: LOOK_THROUGH, run: lookThrough },
];
