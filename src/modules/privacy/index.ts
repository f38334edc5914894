import { defineModule } from '../../platform/module.ts';
import { accessesRoutes } from './accesses/routes.ts';
import { auditVerbs } from './audit-verbs.ts';
import { events } from './events.ts';
import { permissions } from './permissions.ts';
import { problems } from './problems.ts';
import { reactions } from './reactions.ts';
import { routes } from './routes.ts';
import { worklistKinds } from './worklist.ts';

export { reportAccesses } from './accesses/report-accesses.ts';
export { sayAccess } from './accesses/say-access.ts';

export const module = defineModule({
  name: 'privacy',
  routes: [...routes, ...accessesRoutes],
  permissions,
  problems,
  events,
  auditVerbs,
  reactions,
  worklistKinds,
});
