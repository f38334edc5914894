import { route } from '../../../platform/http/route.ts';
import { plain } from '../plain.ts';
import { answerSupplement } from './answer-supplement.ts';
import { supplementContract } from './contract.ts';
import { listSupplements } from './list-supplements.ts';

const ofRequest = ({ params }: { params: { id: string } }) => ({ kind: 'request', id: params.id });

export const supplementRoutes = [
  route(supplementContract.supplements, {
    permission: 'release/read',
    verb: 'release.list-supplements',
    subject: ofRequest,
    handle: async (act, { params }) => plain(await listSupplements(act, params.id)) as never, // words of CHECK constraints
  }),
  route(supplementContract.answerSupplement, {
    permission: 'release/work',
    verb: 'release.answer-supplement',
    subject: ofRequest,
    handle: (act, { params, body }) =>
      answerSupplement(act, { requestId: params.id, supplementId: params.supplementId, ...body }),
  }),
];
