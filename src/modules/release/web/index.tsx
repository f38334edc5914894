import { defineWebModule } from '../../../ui/module.ts';
import { fillSlot } from '../../../ui/slots.ts';
import { openCasePapers } from '../../intake/web/index.tsx';
import { recordActions, recordParts } from '../../patients/web/index.tsx';
import { QuickDisclosure, SendForCare } from './care/CareActions.tsx';
import { DisclosuresPart } from './DisclosuresPart.tsx';
import { InvoiceName } from './fees/InvoiceName.tsx';
import en from './messages/en.json';
import es from './messages/es.json';
import {
  authorAnswerPath,
  casePath,
  lateInvoicePath,
  payerPath,
  preflightPath,
  recallPath,
  releasePath,
  rightsPath,
  sealsPath,
} from './paths.ts';
import { GiveToCaseDialog } from './papers/GiveToCaseDialog.tsx';
import { RecallName } from './recall/RecallName.tsx';
import { SealName } from './seal/SealName.tsx';
import { RequestName } from './RequestName.tsx';
import { RestrictionsPart } from './restrictions/RestrictionsPart.tsx';
import { RightsName } from './rights/RightsName.tsx';
import { RightsPart } from './rights/RightsPart.tsx';

export { casePath } from './paths.ts';
export { type FoundRequester, RequesterFinder } from './requesters/RequesterFinder.tsx';
export { caseParts, type CasePartProps, requesterParts, type RequesterPartProps } from './slots.ts';

export const web = defineWebModule({
  name: 'release',
  permissions: [
    'release/read',
    'release/work',
    'release/approve',
    'release/deliver',
    'release/manage',
    'release/send-for-care',
    'release/record-disclosure',
    'release/bill',
    'release/waive',
    'release/report',
    'release/give-papers',
    'correspondence/read',
    'documents/correct',
    'documents/hold',
    'documents/amend',
  ],
  routes: [
    { path: '/release', title: 'list.title', page: () => import('./RequestsPage.tsx'), permission: 'release/read' },
    {
      path: '/release/new',
      title: 'new.title',
      page: () => import('./NewRequestPage.tsx'),
      permission: 'release/work',
    },
    {
      path: '/release/lists',
      title: 'lists.title',
      page: () => import('./lists/ListsPage.tsx'),
      permission: 'release/work',
    },
    {
      path: '/release/lists/$listId',
      title: 'lists.one',
      page: () => import('./lists/ListPage.tsx'),
      permission: 'release/work',
    },
    {
      path: '/release/payers',
      title: 'payer.list.title',
      page: () => import('./payers/PayersPage.tsx'),
      permission: 'release/read',
    },
    {
      path: '/release/destinations',
      title: 'payer.destinations.title',
      page: () => import('./payers/DestinationsPage.tsx'),
      permission: 'release/read',
    },
    {
      path: '/release/invoices',
      title: 'fee.list.title',
      page: () => import('./fees/InvoicesPage.tsx'),
      permission: 'release/bill',
    },
    {
      path: '/release/print-run',
      title: 'dispatch.title',
      page: () => import('./dispatch/PrintRunPage.tsx'),
      permission: 'release/deliver',
    },
    {
      path: '/release/seals',
      title: 'seal.title',
      page: () => import('./seal/SealsPage.tsx'),
      permission: 'release/manage',
    },
    {
      path: '/release/report',
      title: 'report.title',
      page: () => import('./reports/ReportPage.tsx'),
      permission: 'release/report',
    },
    {
      path: '/release/court',
      title: 'court.desk',
      page: () => import('./court/CourtPage.tsx'),
      permission: 'release/read',
    },
    {
      path: '/release/requesters',
      title: 'directory.title',
      page: () => import('./requesters/DirectoryPage.tsx'),
      permission: 'release/read',
    },
    {
      path: '/release/requesters/$requesterId',
      title: 'directory.one',
      page: () => import('./requesters/RequesterPage.tsx'),
      permission: 'release/read',
    },
    {
      path: '/release/requests/$requestId',
      title: 'case.title',
      page: () => import('./CasePage.tsx'),
      permission: 'release/read',
    },
    {
      path: '/release/requests/$requestId/redaction',
      title: 'redaction.title',
      page: () => import('./redaction/RedactionPage.tsx'),
      permission: 'release/read',
    },
    {
      path: '/release/requests/$requestId/preflight',
      title: 'preflight.pageTitle',
      page: () => import('./preflight/PreflightPage.tsx'),
      permission: 'release/read',
    },
    {
      path: '/release/rights',
      title: 'patientRights.title',
      page: () => import('./rights/RightsListPage.tsx'),
      permission: 'release/read',
    },
    {
      path: '/release/rights-settings',
      title: 'rightsSetting.title',
      page: () => import('./rights/RightsSettingPage.tsx'),
      permission: 'release/read',
    },
    {
      path: '/release/rights/$rightsId',
      title: 'patientRights.one',
      page: () => import('./rights/RightsPage.tsx'),
      permission: 'release/read',
    },
    {
      path: '/release/rights/$rightsId/answer',
      title: 'patientRights.answerPage',
      page: () => import('./rights/AuthorAnswerPage.tsx'),
      permission: 'documents/amend',
    },
    {
      path: '/release/recalls/$recallId',
      title: 'recall.title',
      page: () => import('./recall/RecallPage.tsx'),
      permission: 'release/read',
    },
    {
      path: '/release/links/$token',
      title: 'recipient.title',
      page: () => import('./RecipientPage.tsx'),
      frame: 'open',
    },
  ],
  navigation: [
    {
      ...{ to: releasePath, label: 'list.title', icon: 'send', group: 'work', order: 40, keys: 'g r' },
      permission: 'release/read',
    },
  ],
  slots: [
    fillSlot(openCasePapers, GiveToCaseDialog, { order: 10, permission: 'release/give-papers' }),
    fillSlot(recordActions, SendForCare, { order: 20, permission: 'release/send-for-care' }),
    fillSlot(recordActions, QuickDisclosure, { order: 30, permission: 'release/record-disclosure' }),
    fillSlot(recordParts, DisclosuresPart, {
      order: 40,
      permission: 'release/read',
      label: 'release:disclosures.part',
    }),
    fillSlot(recordParts, RestrictionsPart, {
      order: 45,
      permission: 'release/read',
      label: 'release:restriction.part',
    }),
    fillSlot(recordParts, RightsPart, {
      order: 46,
      permission: 'release/read',
      label: 'release:patientRights.part',
    }),
  ],
  names: {
    'release.to-work': RequestName,
    'release.to-approve': RequestName,
    'release.to-deliver': RequestName,
    'release.confirm-delivery': RequestName,
    'release.supplement': RequestName,
    'release.about-to-break': RequestName,
    'release.component-late': RequestName,
    'release.review-denial': RequestName,
    'release.court-process': RequestName,
    'release.link-suspended': RequestName,
    'release.submission-open': RequestName,
    'release.misfiled': RequestName,
    'release.invoice-overdue': InvoiceName,
    'release.rights-to-work': RightsName,
    'release.rights-about-to-break': RightsName,
    'release.amendment-author': RightsName,
    'release.recall': RecallName,
    'release.seal-ends': SealName,
  },
  opens: {
    'release.to-work': casePath,
    'release.to-approve': casePath,
    'release.to-deliver': casePath,
    'release.confirm-delivery': casePath,
    'release.supplement': casePath,
    'release.about-to-break': casePath,
    'release.component-late': casePath,
    'release.review-denial': casePath,
    'release.court-process': casePath,
    'release.link-suspended': casePath,
    'release.submission-open': payerPath,
    'release.misfiled': preflightPath,
    'release.invoice-overdue': lateInvoicePath,
    'release.rights-to-work': rightsPath,
    'release.rights-about-to-break': rightsPath,
    'release.amendment-author': authorAnswerPath,
    'release-rights': rightsPath,
    'release.recall': recallPath,
    'release.seal-ends': () => sealsPath,
    'release-recall': recallPath,
    release: casePath,
  },
  messages: { en, es },
});
