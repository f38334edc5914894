import { route } from '../../../platform/http/route.ts';
import { plain } from '../plain.ts';
import { papersContract as contract } from './contract.ts';
import { findMeantPatients } from './find-meant-patients.ts';
import { findOpenCases } from './find-open-cases.ts';
import { givePapers } from './give-papers.ts';
import { takePaperBack } from './take-paper-back.ts';

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
  route(contract.meantPatients, {
    permission: 'release/work',
    verb: 'release.see-meant-patients',
    subject: ({ params }) => ({ kind: 'request', id: params.id }),
    handle: async (act, { params }) => plain({ patients: await findMeantPatients(act, params.id) }),
  }),
  route(contract.takePaperBack, {
    permission: 'release/work',
    verb: 'release.take-paper-back',
    subject: ({ params }) => ({ kind: 'request', id: params.id }),
    handle: (act, { params, body }) => takePaperBack(act, { requestId: params.id, ...body }),
  }),
];
