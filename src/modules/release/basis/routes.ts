import { route } from '../../../platform/http/route.ts';
import { plain } from '../plain.ts';
import { basisContract } from './contract.ts';
import { showBasis } from './show-basis.ts';
import { stateFacts } from './state-facts.ts';

const ofRequest = ({ params }: { params: { id: string } }) => ({ kind: 'request', id: params.id });

export const basisRoutes = [
  route(basisContract.basis, {
    permission: 'release/read',
    verb: 'release.see-basis',
    subject: ofRequest,
    handle: async (act, { params }) => plain(await showBasis(act, params.id)) as never, // words of the vocabulary
  }),
  route(basisContract.stateFacts, {
    permission: 'release/work',
    verb: 'release.state-facts',
    subject: ofRequest,
    handle: async (act, { params, body }) => {
      await stateFacts(act, { requestId: params.id, ...body });
      return {};
    },
  }),
];
