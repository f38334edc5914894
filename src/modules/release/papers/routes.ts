import { route } from '../../../platform/http/route.ts';
import { plain } from '../plain.ts';
import { papersContract as contract } from './contract.ts';
import { findOpenCases } from './find-open-cases.ts';
import { givePapers } from './give-papers.ts';

export const papersRoutes = [
  route(contract.openCases, {
    permission: 'release/give-papers',
    verb: 'release.find-open-case',
    handle: async (act, { body }) => plain({ cases: await findOpenCases(act, body) }),
  }),
  route(contract.givePapers, {
    permission: 'release/give-papers',
    verb: 'release.give-papers',
    handle: (act, { body }) => givePapers(act, body),
  }),
];
