import { sql } from 'kysely';
import { defineModule } from '../../platform/module.ts';
import { applicationRoutes } from './applications/routes.ts';
import { problems } from './problems.ts';
import { deskRoutes } from './routes-desk.ts';
import { doorRoutes } from './routes-door.ts';
import { mailReady } from './ready-mails/mail-ready.ts';
import { doesAnybodyReadMail, MAIL_READY, queueReadyMail } from './ready-mails/queue-ready-mail.ts';
import { requesterRoutes } from './requesters/routes.ts';
import { ownRoutes } from './routes-own.ts';

export { identifyPortal, PORTAL_PATH } from './identify-portal.ts';
export { portalCookieName } from './session-cookie.ts';

export const module = defineModule({
  name: 'portal',
  routes: [...doorRoutes, ...ownRoutes, ...deskRoutes, ...requesterRoutes, ...applicationRoutes],
  problems,
  permissions: {
    'portal/own': 'Use the portal, for the records that the own account reaches.',
    'portal/ask-as-requester': 'Ask for records in the portal as a requester, and follow what this account asked for.',
    'portal/desk': 'Invite to the portal, see and end who has access, answer notes.',
  },
  events: {
    'portal.note-written': 'Somebody wrote to the desk in the portal: patientId, facilityId.',
    'portal.applied': 'Somebody asked for an account of the portal: applicationId, facilityId.',
  },
  auditVerbs: {
    'portal.at-the-door': 'came to the door of the portal',
    'portal.try-invitation': 'tried an invitation to the portal',
    'portal.accept-invitation': 'accepted an invitation to the portal',
    'portal.refuse-sign-in': 'refused a sign-in to the portal',
    'portal.sign-in': 'signed somebody in to the portal',
    'portal.sign-out': 'signed out of the portal',
    'portal.see-account': 'looked at the own account of the portal',
    'portal.say-language': 'chose the language of the portal',
    'portal.change-passphrase': 'changed a passphrase of the portal',
    'portal.set-up-second-step': 'set up an authenticator for the portal',
    'portal.ask': 'asked for records in the portal',
    'portal.file-request': 'filed a request from the portal',
    'portal.see-requests': 'looked at own requests in the portal',
    'portal.read-requests': 'read for the portal where requests stand',
    'portal.fetch-packet': 'fetched released records in the portal',
    'portal.send-paper': 'sent in a paper by the portal',
    'portal.see-papers': 'looked at papers sent in by the portal',
    'portal.read-papers': 'read for the portal what became of papers',
    'portal.see-notes': 'looked at notes in the portal',
    'portal.write-note': 'wrote to the desk in the portal',
    'portal.see-invoices': 'looked at invoices in the portal',
    'portal.see-letters': 'looked at letters in the portal',
    'portal.see-accesses': 'looked in the portal at who had looked at the record',
    'portal.see-disclosures': 'looked at the accounting of disclosures in the portal',
    'portal.list-access': 'listed who has access by the portal',
    'portal.invite': 'invited somebody to the portal',
    'portal.withdraw-invitation': 'took an invitation to the portal back',
    'portal.end-access': 'ended an access by the portal',
    'portal.lift-stop': 'opened a stopped sign-in to the portal again',
    'portal.answer-note': 'answered a note from the portal',
    'portal.see-case': 'looked at what the portal knows of a case',
    'portal.accept-requester-invitation': 'accepted an invitation of a requester to the portal',
    'portal.see-places': 'looked in the portal at where records can be asked for',
    'portal.list-requester-accounts': 'listed who asks in the portal for a requester',
    'portal.invite-requester': 'invited a requester to the portal',
    'portal.withdraw-requester-invitation': 'took an invitation of a requester to the portal back',
    'portal.end-requester-account': 'ended the account of a requester in the portal',
    'portal.set-up-mail-step': 'set up codes by mail for the portal, or ended them',
    'portal.apply': 'took an application for an account of the portal',
    'portal.send-application-paper': 'took a paper with an application for an account of the portal',
    'portal.open-application': 'looked at an application for an account of the portal',
    'portal.confirm-application': 'confirmed an application for an account of the portal',
    'portal.refuse-application': 'refused an application for an account of the portal',
    'portal.queue-ready-mail': 'noted that somebody is to be told by mail that something waits in the portal',
    'portal.mail-ready': 'told by mail that something waits in the portal',
    'portal.follow-labels': 'gave rows of the portal the labels of the patient',
  },
  reactions: [
    {
      name: 'portal.follow-labels',
      events: ['patients.relabelled'],
      verb: 'portal.follow-labels',
      react: async (act, event) => {
        const { patientId } = event.payload as { patientId: string }; // declared by patients
        await sql`SELECT portal.relabel(${patientId}::uuid)`.execute(act.tx);
        act.note({ patientIds: [patientId] });
      },
    },
    {
      name: 'portal.queue-ready-mail',
      events: ['release.disclosed'],
      verb: 'portal.queue-ready-mail',
      hasWork: doesAnybodyReadMail,
      react: queueReadyMail,
    },
  ],
  jobs: [
    {
      name: MAIL_READY,
      run: (context, payload) =>
        mailReady(context, {
          patientId: String(payload['patientId']),
          disclosureId: String(payload['disclosureId']),
        }),
    },
  ],
  worklistKinds: [
    { kind: 'portal.note', title: 'Notes from the portal', permission: 'portal/desk' },
    { kind: 'portal.application', title: 'Accounts of the portal asked for', permission: 'portal/desk' },
  ],
});
