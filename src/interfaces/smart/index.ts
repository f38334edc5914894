import { defineModule } from '../../platform/module.ts';
import { requestRoutes } from './app-requests.ts';
import { problems } from './problems.ts';

export { smartRoutes } from './routes.ts';

export const module = defineModule({
  name: 'smart',
  problems,
  routes: requestRoutes,
  auditVerbs: {
    'smart.see-request': 'looked at what an app asks',
    'smart.choose-patient': 'chose the patient whose record an app may read',
    'smart.allow-app': 'let an app read in the own name',
    'smart.refuse-app': 'refused what an app asked',
  },
});
