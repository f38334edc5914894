import { defineModule } from '../../platform/module.ts';
import { auditVerbs } from './audit-verbs.ts';
import { componentProblems } from './components/problems.ts';
import { componentRoutes } from './components/routes.ts';
import { componentKinds } from './components/worklist.ts';
import { basisProblems } from './basis/problems.ts';
import { basisRoutes } from './basis/routes.ts';
import { courtEvents, courtJobs, courtVerbs } from './court/declared.ts';
import { courtProblems } from './court/problems.ts';
import { courtRoutes } from './court/routes.ts';
import { courtKinds } from './court/worklist.ts';
import { events } from './events.ts';
import { takeInRead } from './by-system/take-in-read.ts';
import { careEvents, careJobs, carePermissions, careVerbs } from './care/declared.ts';
import { discloseObject } from './care/disclose-object.ts';
import { careProblems } from './care/problems.ts';
import { careReactions } from './care/reactions.ts';
import { careRoutes } from './care/routes.ts';
import { feeProblems } from './fees/problems.ts';
import { feeReactions } from './fees/reactions.ts';
import { feeRoutes } from './fees/routes.ts';
import { feeKinds } from './fees/worklist.ts';
import { jobs } from './jobs.ts';
import { outcomeProblems } from './outcomes/problems.ts';
import { outcomeReactions } from './outcomes/reactions.ts';
import { outcomeRoutes } from './outcomes/routes.ts';
import { outcomeKinds } from './outcomes/worklist.ts';
import { kindVerbs } from './kind/audit-verbs.ts';
import { kindProblems } from './kind/problems.ts';
import { kindRoutes } from './kind/routes.ts';
import { listEvents, listJobs, listVerbs } from './lists/declared.ts';
import { listProblems } from './lists/problems.ts';
import { listRoutes } from './lists/routes.ts';
import { payerKinds, payerReactions, payerVerbs } from './payers/declared.ts';
import { payerProblems } from './payers/problems.ts';
import { payerRoutes } from './payers/routes.ts';
import { permissions } from './permissions.ts';
import {
  preflightEvents,
  preflightJobs,
  preflightKinds,
  preflightReactions,
  preflightVerbs,
} from './preflight/declared.ts';
import { preflightRoutes } from './preflight/routes.ts';
import { problems } from './problems.ts';
import { sealJobs, sealKinds } from './seal/flag-seals.ts';
import { reportJobs, reportKinds, reportVerbs } from './reports/registry.ts';
import { reportRoutes } from './reports/routes.ts';
import { readerProblems } from './reader/problems.ts';
import { readerRoutes } from './reader/routes.ts';
import { reactions } from './reactions.ts';
import { redactionRoutes } from './redaction/routes.ts';
import { restrictionProblems } from './restrictions/problems.ts';
import { mailingProblems } from './mailing/problems.ts';
import { mailingRoutes } from './mailing/routes.ts';
import { letterMustReachAsAsked } from './restrictions/reach-as-asked.ts';
import { restrictionRoutes } from './restrictions/routes.ts';
import { routes } from './routes.ts';
import { requesterReactions } from './requesters/reactions.ts';
import { requesterRoutes } from './requesters/routes.ts';
import { requesterKinds } from './requesters/worklist.ts';
import { supplementReactions } from './supplement/reactions.ts';
import { supplementRoutes } from './supplement/routes.ts';
import { supplementKinds } from './supplement/worklist.ts';
import { worklistKinds } from './worklist.ts';
import { papersEvents, papersPermissions, papersVerbs } from './papers/declared.ts';
import { papersProblems } from './papers/problems.ts';
import { papersRoutes } from './papers/routes.ts';
import { rightsEvents, rightsVerbs } from './rights/declared.ts';
import { rightsProblems } from './rights/problems.ts';
import { rightsReactions } from './rights/reactions.ts';
import { rightsRoutes } from './rights/routes.ts';
import { rightsKinds } from './rights/worklist.ts';
import { recallEvents, recallVerbs } from './recall/declared.ts';
import { recallProblems } from './recall/problems.ts';
import { recallReactions } from './recall/reactions.ts';
import { recallRoutes } from './recall/routes.ts';
import { recallKinds } from './recall/worklist.ts';
import { makingVerbs } from './making/declared.ts';
import { makingProblems } from './making/problems.ts';
import { makingRoutes } from './making/routes.ts';
import { sealProblems } from './seal/problems.ts';
import { sealRoutes } from './seal/routes.ts';
import { dispatchProblems } from './dispatch/problems.ts';
import { dispatchRoutes } from './dispatch/routes.ts';
import { structuredEvents, structuredVerbs } from './structured/declared.ts';
import { structuredProblems } from './structured/problems.ts';
import { structuredRoutes } from './structured/routes.ts';
import type { ReadStructured } from './structured/source.ts';

export { askBySystem, findAsked } from './by-system/ask-by-system.ts';
export { type AskedState, readAsked } from './by-system/read-asked.ts';
export type { Description } from './describe-request.ts';
export { escalate } from './reports/escalate.ts';
export { changeSeal } from './seal/change-seal.ts';
export { flagSeals } from './seal/flag-seals.ts';
export { makeSelf } from './seal/open-seal.ts';
export { type Misdirection, readMisdirection } from './care/read-misdirection.ts';
export { type Misfiled, tellMisfiled } from './tell-misfiled.ts';
export { type DisclosureOfDocument, disclosuresOfDocument } from './disclosures-of-document.ts';
export { listDisclosures } from './list-disclosures.ts';
export { readRightsSetting } from './rights/rights-setting.ts';
export { accountForDisclosures } from './account-for-disclosures.ts';
export { identifyPatient } from './identify-patient.ts';
export { readInvoicesOfPerson, readOwnInvoices } from './own/read-own-invoices.ts';
export { type OwnPacket, type OwnRequest, readOwnRequests } from './own/read-own-requests.ts';
export { type Entry as RequesterEntry, idsOfRequester, standingRequester } from './requesters/load-requester.ts';
export { goesAsPatientAsked } from './restrictions/reach-as-asked.ts';
export { receiveRequest } from './receive-request.ts';
export { enterLink, fetchVolume, noteFetched } from './use-link.ts';

export type { ReadStructured, StructuredEntry } from './structured/source.ts';

/** `readStructured`: the entries of data that go with a packet, of whoever keeps them. */
export const createReleaseModule = (help: { readonly readStructured: ReadStructured }) =>
  defineModule({
    name: 'release',
    routes: [
      ...routes,
      ...supplementRoutes,
      ...feeRoutes,
      ...redactionRoutes,
      ...reportRoutes,
      ...componentRoutes,
      ...outcomeRoutes,
      ...requesterRoutes,
      ...kindRoutes,
      ...listRoutes,
      ...payerRoutes,
      ...careRoutes,
      ...mailingRoutes,
      ...readerRoutes,
      ...restrictionRoutes,
      ...basisRoutes,
      ...courtRoutes,
      ...papersRoutes,
      ...rightsRoutes,
      ...recallRoutes,
      ...makingRoutes,
      ...sealRoutes,
      ...dispatchRoutes,
      ...preflightRoutes,
      ...structuredRoutes(help.readStructured),
    ],
    permissions: {
      ...permissions,
      ...papersPermissions,
      ...carePermissions,
    },
    problems: {
      ...problems,
      ...feeProblems,
      ...componentProblems,
      ...outcomeProblems,
      ...kindProblems,
      ...listProblems,
      ...payerProblems,
      ...careProblems,
      ...mailingProblems,
      ...readerProblems,
      ...restrictionProblems,
      ...basisProblems,
      ...rightsProblems,
      ...recallProblems,
      ...makingProblems,
      ...sealProblems,
      ...dispatchProblems,
      ...courtProblems,
      ...papersProblems,
      ...structuredProblems,
    },
    events: {
      ...events,
      ...listEvents,
      ...careEvents,
      ...courtEvents,
      ...rightsEvents,
      ...recallEvents,
      ...preflightEvents,
      ...papersEvents,
      ...structuredEvents,
    },
    auditVerbs: {
      ...auditVerbs,
      ...reportVerbs,
      ...kindVerbs,
      ...listVerbs,
      ...payerVerbs,
      ...careVerbs,
      ...courtVerbs,
      ...papersVerbs,
      ...rightsVerbs,
      ...recallVerbs,
      ...makingVerbs,
      ...preflightVerbs,
      ...structuredVerbs,
    },
    reactions: [
      ...reactions,
      ...supplementReactions,
      ...feeReactions,
      ...outcomeReactions,
      ...requesterReactions,
      ...payerReactions,
      ...careReactions,
      ...rightsReactions,
      ...recallReactions,
      ...preflightReactions,
    ],
    jobs: [
      ...jobs(help.readStructured),
      ...sealJobs,
      ...reportJobs,
      ...listJobs,
      ...careJobs,
      ...courtJobs,
      ...preflightJobs,
    ],
    worklistKinds: [
      ...worklistKinds,
      ...supplementKinds,
      ...feeKinds,
      ...sealKinds,
      ...reportKinds,
      ...componentKinds,
      ...outcomeKinds,
      ...requesterKinds,
      ...payerKinds,
      ...courtKinds,
      ...rightsKinds,
      ...recallKinds,
      ...preflightKinds,
    ],
    within: {
      'intake.object-moved': discloseObject,
      'intake.item-read': takeInRead,
      'correspondence.queued': letterMustReachAsAsked,
    },
  });
