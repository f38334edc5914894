import { route } from '../../../platform/http/route.ts';
import { watchContract as contract } from './contract.ts';
import { listProgress } from './list-progress.ts';

export const watchRoutes = [
  route(contract.progress, {
    permission: 'intake/read',
    verb: 'intake.see-progress',
    handle: async (act) => ({ items: await listProgress(act) }),
  }),
];
