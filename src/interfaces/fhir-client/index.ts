import { defineModule, type JobContext } from '../../platform/module.ts';
import { problems } from './problems.ts';
import { pullDue, pullServer } from './pull.ts';
import { routes } from './routes.ts';
import { sendDue, sendOne } from './send-document.ts';

export { fhirClientRoutes } from './routes.ts';

/** The queue's clock is the machine's; ours decides. A job that comes too early comes again. */
function mustBeTime(context: JobContext, payload: Readonly<Record<string, unknown>>): void {
  if (payload['at'] !== undefined && context.services.clock.now() < new Date(String(payload['at'])))
    throw new Error('It is too early to ask the server again.');
}

export const module = defineModule({
  name: 'fhir-client',
  problems,
  routes,
  permissions: {
    'fhir-client/read':
      'See the FHIR servers that are read from, what could not be filed and what could not be served.',
    'fhir-client/send': 'Send a document of a linked patient to a FHIR server.',
    'fhir-client/manage': 'Set the FHIR servers that are read from; decide on what could not be filed.',
  },
  jobs: [
    {
      name: 'fhir-client.pull',
      run: (context, payload) => {
        mustBeTime(context, payload);
        return pullServer(context, String(payload['serverId']));
      },
    },
    {
      name: 'fhir-client.pull-due',
      cron: '*/15 * * * *',
      run: (context) => context.act({ verb: 'fhir-client.pull' }, pullDue),
    },
    {
      name: 'fhir-client.send',
      run: (context, payload) => {
        mustBeTime(context, payload);
        return sendOne(context, String(payload['id']));
      },
    },
    {
      name: 'fhir-client.send-due',
      cron: '*/5 * * * *',
      run: (context) => context.act({ verb: 'fhir-client.send' }, sendDue),
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
    'fhir-client.list-given-up': 'looked at resources that could not be served as FHIR',
    'fhir-client.project-again': 'tried again to serve resources as FHIR',
    'fhir-client.send-document': 'sent a document to a FHIR server',
    'fhir-client.send': 'wrote a document to a FHIR server',
    'fhir-client.list-sendings': 'looked at documents on their way to FHIR servers',
    'fhir-client.send-again': 'had a document sent to a FHIR server again',
    'fhir-client.set-sending-aside': 'took back that a document goes to a FHIR server',
    'fhir-client.decide-patient': 'said who a patient of a FHIR server is',
  },
});
