import { defineModule } from '../../platform/module.ts';
import { auditVerbs } from './audit-verbs.ts';
import { events } from './events.ts';
import { jobs } from './jobs.ts';
import { permissions } from './permissions.ts';
import { problems } from './problems.ts';
import { reactions } from './reactions.ts';
import { routes } from './routes.ts';
import { worklistKinds } from './worklist.ts';

export { countFacts } from './count-facts.ts';
export { tickByMessage } from './merges/notices.ts';

export const module = defineModule({
  name: 'identity',
  routes,
  permissions,
  problems,
  events,
  auditVerbs,
  reactions,
  jobs,
  worklistKinds,
});
