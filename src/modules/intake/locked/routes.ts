import { route } from '../../../platform/http/route.ts';
import { seal } from '../../../platform/keys/index.ts';
import { lockedContract as contract } from './contract.ts';
import { PASSWORD_USE } from './given-password.ts';
import { unlockItem } from './unlock-item.ts';

export const lockedRoutes = [
  route(contract.unlock, {
    permission: 'intake/index',
    verb: 'intake.unlock',
    subject: ({ params }) => ({ kind: 'item', id: params.id }),
    before: ({ services }, { params, body }) =>
      Promise.resolve(seal(services.keyring.derive(PASSWORD_USE), body.password, params.id)),
    handle: (act, { params }, sealed) => unlockItem(act, { itemId: params.id, sealed }),
  }),
];
