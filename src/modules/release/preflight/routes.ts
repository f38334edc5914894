import { route } from '../../../platform/http/route.ts';
import { plain } from '../plain.ts';
import { beginPreflight } from './begin-preflight.ts';
import { preflightContract as contract } from './contract.ts';
import { settleFindings } from './settle-findings.ts';
import { showPreflight } from './show-preflight.ts';

const ofRequest = ({ params }: { params: { id: string } }) => ({ kind: 'request', id: params.id });

export const preflightRoutes = [
  route(contract.preflight, {
    permission: 'release/read',
    verb: 'release.see-preflight',
    subject: ofRequest,
    handle: async (act, { params }) => plain(await showPreflight(act, params.id)) as never, // words of CHECK constraints
  }),
  route(contract.beginPreflight, {
    permission: 'release/work',
    verb: 'release.begin-preflight',
    subject: ofRequest,
    handle: (act, { params }) => beginPreflight(act, { requestId: params.id }),
  }),
  route(contract.settleFindings, {
    permission: 'release/work',
    verb: 'release.settle-findings',
    subject: ofRequest,
    handle: (act, { params, body }) => settleFindings(act, { requestId: params.id, ...body }),
  }),
];
