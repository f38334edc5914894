import { defineModule } from '../../platform/module.ts';
import { problems } from './problems.ts';
import { pullDue, pullServer } from './pull.ts';
import { routes } from './routes.ts';

export { fhirClientRoutes } from './routes.ts';

export const module = defineModule({
  name: 'fhir-client',
  problems,
  routes,
  permissions: {
    'fhir-client/read': 'See the FHIR servers that are read from and what could not be filed.',
    'fhir-client/manage': 'Set the FHIR servers that are read from; decide on what could not be filed.',
  },
  jobs: [
    {
      name: 'fhir-client.pull',
      run: (context, payload) => {
        if (payload['at'] !== undefined && context.services.clock.now() < new Date(String(payload['at'])))
          throw new Error('It is too early to ask the server again.');
        return pullServer(context, String(payload['serverId']));
      },
    },
    {
      name: 'fhir-client.pull-due',
      cron: '*/15 * * * *',
      run: (context) => context.act({ verb: 'fhir-client.pull' }, pullDue),
    },
  ],
  auditVerbs: {
    'fhir-client.list-servers': 'looked at the FHIR servers that are read from',
    'fhir-client.set-server': 'set a FHIR server that is read from',
    'fhir-client.pull-now': 'asked for what changed on a FHIR server',
    'fhir-client.pull': 'read from a FHIR server',
    'fhir-client.file': 'filed a resource of a FHIR server',
    'fhir-client.list-items': 'looked at resources of FHIR servers that could not be filed',
    'fhir-client.take-again': 'tried a resource of a FHIR server again',
    'fhir-client.set-aside': 'set a resource of a FHIR server aside',
    'fhir-client.decide-patient': 'said who a patient of a FHIR server is',
  },
});
