import { route } from '../../../platform/http/route.ts';
import { plain } from '../plain.ts';
import { chooseStructured } from './choose-structured.ts';
import { structuredContract } from './contract.ts';
import { showStructured } from './show-structured.ts';
import type { ReadStructured } from './source.ts';

const ofRequest = ({ params }: { params: { id: string } }) => ({ kind: 'request', id: params.id });

export const structuredRoutes = (read: ReadStructured) => [
  route(structuredContract.showStructured, {
    permission: 'release/read',
    verb: 'release.see-structured',
    subject: ofRequest,
    handle: async (act, { params }) => plain(await showStructured(act, params.id)),
  }),
  route(structuredContract.chooseStructured, {
    permission: 'release/work',
    verb: 'release.choose-structured',
    subject: ofRequest,
    handle: (act, { params, body }) => chooseStructured(act, read, { requestId: params.id, ...body }),
  }),
];
