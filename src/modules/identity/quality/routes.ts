import { plain } from '../plain.ts';
import { route } from '../../../platform/http/route.ts';
import { beginWalk } from '../walk-register.ts';
import { qualityContract as contract } from './contract.ts';
import { dismissFindings } from './dismiss-findings.ts';
import { listFindings, printFindings } from './list-findings.ts';
import { FINDINGS_WALK } from './look-for-findings.ts';
import { openFinding } from './open-finding.ts';

export const qualityRoutes = [
  route(contract.listFindings, {
    permission: 'identity/read',
    verb: 'identity.list-findings',
    handle: async (act, { query }) => plain(await listFindings(act, query)),
  }),
  route(contract.saveFindings, {
    permission: 'identity/read',
    verb: 'identity.save-findings',
    handle: (act, { query }) => printFindings(act, query),
    after: (_context, bytes) =>
      Promise.resolve({ bytes, contentType: 'text/csv; charset=utf-8', attachment: 'findings-of-the-register.csv' }),
  }),
  route(contract.openFinding, {
    permission: 'identity/read',
    verb: 'identity.open-finding',
    subject: ({ params }) => ({ kind: 'identity-finding', id: params.id }),
    handle: async (act, { params }) => plain(await openFinding(act, params.id)),
  }),
  route(contract.dismissFindings, {
    permission: 'identity/work',
    verb: 'identity.dismiss-findings',
    handle: (act, { body }) => dismissFindings(act, body),
  }),
  route(contract.lookForFindings, {
    permission: 'identity/manage',
    verb: 'identity.begin-quality-whole',
    handle: (act) => beginWalk(act, FINDINGS_WALK),
  }),
];
