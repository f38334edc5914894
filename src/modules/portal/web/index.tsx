import { defineWebModule } from '../../../ui/module.ts';
import { fillSlot } from '../../../ui/slots.ts';
import { recordParts, recordPath } from '../../patients/web/index.tsx';
import { caseParts, requesterParts } from '../../release/web/index.tsx';
import { ApplicationName } from './desk/ApplicationName.tsx';
import { CasePart } from './desk/CasePart.tsx';
import { PortalPart } from './desk/PortalPart.tsx';
import { RequesterPart } from './desk/RequesterPart.tsx';
import { ThreadName } from './desk/ThreadName.tsx';
import en from './messages/en.json';
import es from './messages/es.json';
import { applicationPath } from './paths.ts';

/** The realm's own pages stand outside the frame of the desk; the desk sees the portal on the patient and on the case. */
export const web = defineWebModule({
  name: 'portal',
  permissions: ['portal/desk'],
  routes: [
    { path: '/portal', title: 'title', page: () => import('./HomePage.tsx'), frame: 'open' },
    {
      path: '/portal/invitation',
      title: 'invitation.title',
      page: () => import('./InvitationPage.tsx'),
      frame: 'open',
    },
    {
      path: '/portal/requester-invitation',
      title: 'firm.invitationTitle',
      page: () => import('./requesters/RequesterInvitationPage.tsx'),
      frame: 'open',
    },
    {
      path: '/portal/ask',
      title: 'ask.title',
      page: () => import('./requesters/RequesterAskPage.tsx'),
      frame: 'open',
    },
    { path: '/portal/apply', title: 'apply.title', page: () => import('./applications/ApplyPage.tsx'), frame: 'open' },
    {
      path: '/portal-applications/$applicationId',
      title: 'staff.application.title',
      page: () => import('./desk/ApplicationPage.tsx'),
      permission: 'portal/desk',
    },
    { path: '/portal/records/$patientId', title: 'title', page: () => import('./HomePage.tsx'), frame: 'open' },
    { path: '/portal/records/$patientId/ask', title: 'ask.title', page: () => import('./AskPage.tsx'), frame: 'open' },
    {
      path: '/portal/records/$patientId/papers',
      title: 'papers.title',
      page: () => import('./PapersPage.tsx'),
      frame: 'open',
    },
    {
      path: '/portal/records/$patientId/notes',
      title: 'notes.title',
      page: () => import('./NotesPage.tsx'),
      frame: 'open',
    },
    {
      path: '/portal/records/$patientId/history',
      title: 'history.title',
      page: () => import('./HistoryPage.tsx'),
      frame: 'open',
    },
    { path: '/portal/account', title: 'account.title', page: () => import('./AccountPage.tsx'), frame: 'open' },
  ],
  navigation: [],
  slots: [
    fillSlot(recordParts, PortalPart, { order: 60, permission: 'portal/desk', label: 'portal:staff.tab' }),
    fillSlot(caseParts, CasePart, { order: 10, permission: 'portal/desk' }),
    fillSlot(requesterParts, RequesterPart, { order: 10, permission: 'portal/desk' }),
  ],
  names: { 'portal.note': ThreadName, 'portal.application': ApplicationName },
  opens: {
    'portal.application': applicationPath,
    'portal.note': (_accessId, patientId) =>
      patientId === null ? '/patients' : `${recordPath(patientId)}?part=portal-staff-tab`,
  },
  messages: { en, es },
});
