import { route } from '../../../platform/http/route.ts';
import { outboundContract as contract } from './contract.ts';
import { listDestinations, listFailed, saveDestination, sendAgain, setOutboundAside } from './destinations.ts';

const ofDestination = ({ params }: { params: { id: string } }) => ({ kind: 'hl7-destination', id: params.id });
const ofOutbound = ({ params }: { params: { id: string } }) => ({ kind: 'hl7-outbound', id: params.id });

export const outboundRoutes = [
  route(contract.destinations, {
    permission: 'hl7v2/read',
    verb: 'hl7v2.list-destinations',
    handle: async (act) => ({ destinations: await listDestinations(act) }),
  }),
  route(contract.add, {
    permission: 'hl7v2/manage',
    verb: 'hl7v2.set-destination',
    handle: async (act, { body }) => ({ id: await saveDestination(act, undefined, body) }),
  }),
  route(contract.change, {
    permission: 'hl7v2/manage',
    verb: 'hl7v2.set-destination',
    subject: ofDestination,
    handle: async (act, { params, body }) => ({ id: await saveDestination(act, params.id, body) }),
  }),
  route(contract.failed, {
    permission: 'hl7v2/read',
    verb: 'hl7v2.list-outbound',
    handle: async (act) => ({ messages: await listFailed(act) }),
  }),
  route(contract.again, {
    permission: 'hl7v2/manage',
    verb: 'hl7v2.send-again',
    subject: ofOutbound,
    handle: (act, { params }) => sendAgain(act, params.id),
  }),
  route(contract.setAside, {
    permission: 'hl7v2/manage',
    verb: 'hl7v2.set-outbound-aside',
    subject: ofOutbound,
    handle: (act, { params, body }) => setOutboundAside(act, params.id, body.reason),
  }),
];
