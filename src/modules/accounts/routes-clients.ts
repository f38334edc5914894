import { secretToken } from '../../platform/ids.ts';
import { route, type Route } from '../../platform/http/route.ts';
import { contract } from './contract.ts';
import { issueToken } from './issue-token.ts';
import { keysIn } from './keys-in.ts';
import { listClients } from './list-clients.ts';
import { registerClient, replaceClientKeys } from './register-client.ts';
import { revokeClient, revokeToken } from './revoke-token.ts';
import { assertShownFirst, markOf } from './shown-once.ts';

const MANAGE = 'accounts/manage-clients';

export const clientRoutes: readonly Route[] = [
  route(contract.clients, {
    permission: MANAGE,
    verb: 'accounts.list-clients',
    handle: async (act) => ({ clients: await listClients(act) }),
  }),
  route(contract.registerClient, {
    permission: MANAGE,
    verb: 'accounts.register-client',
    before: async ({ services }, { body }) => keysIn(body, services.settings),
    handle: (act, { body }, keys) => registerClient(act, { name: body.name, scope: body.scope, keys }),
  }),
  route(contract.replaceClientKeys, {
    permission: MANAGE,
    verb: 'accounts.replace-client-keys',
    before: async ({ services }, { body }) => keysIn(body, services.settings),
    handle: (act, { params }, keys) => replaceClientKeys(act, { clientId: params.id, keys }),
  }),
  route(contract.issueToken, {
    permission: MANAGE,
    verb: 'accounts.issue-token',
    before: async () => secretToken(),
    handle: async (act, { body }, token) => {
      const { tokenId, clientId, expiresAt } = await issueToken(act, { ...body, ttl: body.ttlSeconds }, token);
      return { mark: markOf(token), tokenId, clientId, expiresAt: expiresAt.toISOString() };
    },
    after: async (_context, { mark, ...issued }, _input, token) => {
      assertShownFirst(mark, token);
      return { token, ...issued };
    },
  }),
  route(contract.revokeToken, {
    permission: MANAGE,
    verb: 'accounts.revoke-token',
    handle: (act, { params, body }) => revokeToken(act, { ...body, tokenId: params.id }),
  }),
  route(contract.revokeClient, {
    permission: MANAGE,
    verb: 'accounts.revoke-client',
    handle: (act, { params, body }) => revokeClient(act, { ...body, clientId: params.id }),
  }),
];
