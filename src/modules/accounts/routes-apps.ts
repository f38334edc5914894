import { route, type Route } from '../../platform/http/route.ts';
import { contract } from './apps/contract.ts';
import { endAppGrantOf, endOwnAppGrant } from './apps/end-app-grant.ts';
import { listAppGrantsOf, listOwnAppGrants } from './apps/list-app-grants.ts';
import { registerApp } from './apps/register-app.ts';
import { keysIn } from './keys-in.ts';

const MANAGE = 'accounts/manage-clients';
const OWN = 'accounts/own-account';

export const appRoutes: readonly Route[] = [
  route(contract.registerApp, {
    permission: MANAGE,
    verb: 'accounts.register-app',
    before: async ({ services }, { body }) =>
      body.keys === undefined && body.keysUrl === undefined ? undefined : keysIn(body, services.settings),
    handle: (act, { body: { name, scope, redirectUris } }, keys) =>
      registerApp(act, { name, scope, redirectUris, keys }),
  }),
  route(contract.peopleOfApp, {
    permission: MANAGE,
    verb: 'accounts.see-app-people',
    handle: async (act, { params }) => ({ grants: await listAppGrantsOf(act, params.id) }),
  }),
  route(contract.endForPerson, {
    permission: MANAGE,
    verb: 'accounts.end-app-person',
    handle: (act, { params }) => endAppGrantOf(act, { clientId: params.id, grantId: params.grantId }),
  }),
  route(contract.ownApps, {
    permission: OWN,
    verb: 'accounts.see-own-apps',
    handle: async (act) => ({ grants: await listOwnAppGrants(act) }),
  }),
  route(contract.endOwnApp, {
    permission: OWN,
    verb: 'accounts.end-own-app',
    handle: (act, { params }) => endOwnAppGrant(act, params.grantId),
  }),
];
