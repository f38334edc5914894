import type { JobDefinition } from '../../../platform/module.ts';
import { runList } from './run-list.ts';

export const listVerbs = {
  'release.see-lists': 'saw the lists of requests',
  'release.take-list': 'uploaded a list of requests',
  'release.open-list': 'opened a list of requests',
  'release.try-list': 'tried what would become of a list of requests',
  'release.start-list': 'had cases opened for a list of requests',
  'release.receive-from-list': 'took a row of a list of requests in',
  'release.save-list-outcomes': 'exported what became of a list of requests',
} as const;

export const listEvents = {
  'release.list-finished': 'Every row of a list of requests has its outcome: listId.',
} as const;

export const listJobs: readonly JobDefinition[] = [
  { name: 'release.run-list', run: (context, payload) => runList(context, String(payload['listId'])) },
];
