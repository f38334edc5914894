import type { FastifyInstance } from 'fastify';
import type { InterfaceHelp } from '../../platform/http/server.ts';
import { route } from '../../platform/http/route.ts';
import { listGivenUp, projectAgain } from '../fhir/index.ts';
import { contract } from './contract.ts';
import { publicKeys } from './keys.ts';
import { listSendings, sendAgain, sendDocument, setSendingAside } from './send-document.ts';
import {
  decidePatientOf,
  listOpenItems,
  listServers,
  pullNow,
  saveServer,
  setItemAside,
  takeItemAgain,
} from './servers.ts';

const ofServer = ({ params }: { params: { id: string } }) => ({ kind: 'fhir-server', id: params.id });
const ofItem = ({ params }: { params: { id: string } }) => ({ kind: 'fhir-item', id: params.id });

export const routes = [
  route(contract.servers, {
    permission: 'fhir-client/read',
    verb: 'fhir-client.list-servers',
    handle: async (act) => ({ servers: await listServers(act) }),
  }),
  route(contract.add, {
    permission: 'fhir-client/manage',
    verb: 'fhir-client.set-server',
    before: async ({ services }) => services.settings.fhirHosts,
    handle: async (act, { body }, hosts) => ({ id: await saveServer(act, undefined, body, hosts) }),
  }),
  route(contract.change, {
    permission: 'fhir-client/manage',
    verb: 'fhir-client.set-server',
    subject: ofServer,
    before: async ({ services }) => services.settings.fhirHosts,
    handle: async (act, { params, body }, hosts) => ({ id: await saveServer(act, params.id, body, hosts) }),
  }),
  route(contract.pull, {
    permission: 'fhir-client/manage',
    verb: 'fhir-client.pull-now',
    subject: ofServer,
    handle: (act, { params }) => pullNow(act, params.id),
  }),
  route(contract.items, {
    permission: 'fhir-client/read',
    verb: 'fhir-client.list-items',
    handle: async (act) => ({ items: await listOpenItems(act) }),
  }),
  route(contract.again, {
    permission: 'fhir-client/manage',
    verb: 'fhir-client.take-again',
    subject: ofItem,
    handle: (act, { params }) => takeItemAgain(act, params.id),
  }),
  route(contract.setAside, {
    permission: 'fhir-client/manage',
    verb: 'fhir-client.set-aside',
    subject: ofItem,
    handle: (act, { params, body }) => setItemAside(act, params.id, body.reason),
  }),
  route(contract.decide, {
    permission: 'fhir-client/manage',
    verb: 'fhir-client.decide-patient',
    subject: ofItem,
    handle: (act, { params, body }) => decidePatientOf(act, params.id, body.patientId),
  }),
  route(contract.send, {
    permission: 'fhir-client/send',
    purpose: 'treatment',
    verb: 'fhir-client.send-document',
    subject: ofServer,
    handle: (act, { params, body }) => sendDocument(act, { serverId: params.id, documentId: body.documentId }),
  }),
  route(contract.sendings, {
    permission: 'fhir-client/read',
    verb: 'fhir-client.list-sendings',
    handle: async (act) => ({ sendings: await listSendings(act) }),
  }),
  route(contract.givenUp, {
    permission: 'fhir-client/read',
    verb: 'fhir-client.list-given-up',
    handle: async (act) => ({ resources: await listGivenUp(act) }),
  }),
  route(contract.projectAgain, {
    permission: 'fhir-client/manage',
    verb: 'fhir-client.project-again',
    handle: async (act) => ({ count: await projectAgain(act) }),
  }),
  route(contract.sendAgain, {
    permission: 'fhir-client/send',
    purpose: 'treatment',
    verb: 'fhir-client.send-again',
    handle: (act, { params }) => sendAgain(act, params.id),
  }),
  route(contract.setSendingAside, {
    permission: 'fhir-client/send',
    verb: 'fhir-client.set-sending-aside',
    handle: (act, { params, body }) => setSendingAside(act, params.id, body.reason),
  }),
];

/** Our public keys, for servers that fetch them (RFC 7517); a server that does not is given the same by hand. */
export function fhirClientRoutes(app: FastifyInstance, { services }: InterfaceHelp): void {
  app.get('/fhir-client/keys', { schema: { hide: true } }, async (_request, reply) =>
    reply.type('application/json').send(JSON.stringify(publicKeys(services.keyring))),
  );
}
