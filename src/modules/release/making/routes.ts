import { route } from '../../../platform/http/route.ts';
import { plain } from '../plain.ts';
import { chooseOption } from './choose-option.ts';
import { makingContract } from './contract.ts';
import { showOption } from './show-option.ts';

const ofRequest = ({ params }: { params: { id: string } }) => ({ kind: 'request', id: params.id });

export const makingRoutes = [
  route(makingContract.showOption, {
    permission: 'release/read',
    verb: 'release.see-options',
    subject: ofRequest,
    before: async ({ services }) => services.settings,
    handle: async (act, { params }, settings) => plain(await showOption(act, settings, params.id)),
  }),
  route(makingContract.chooseOption, {
    permission: 'release/work',
    verb: 'release.choose-options',
    subject: ofRequest,
    handle: (act, { params, body }) => chooseOption(act, { requestId: params.id, ...body }),
  }),
];
