import { defineModule } from '../../platform/module.ts';
import { legacyEvents, legacyJobs, legacyVerbs } from './legacy/declared.ts';
import { settleLegacyRowsOf } from './legacy/file-rows.ts';
import { problems as legacyProblems } from './legacy/problems.ts';
import { legacyRoutes } from './legacy/routes.ts';
import { autoFilePart } from './auto-file/auto-file-part.ts';
import { permissions } from './permissions.ts';
import { problems } from './problems.ts';
import { projectEvents, projectVerbs } from './projects/declared.ts';
import { problems as projectProblems } from './projects/problems.ts';
import { projectRoutes } from './projects/routes.ts';
import {
  objectEvents,
  objectJobs,
  objectKinds,
  objectPermissions,
  objectReactions,
  objectVerbs,
} from './objects/declared.ts';
import { problems as objectProblems } from './objects/problems.ts';
import { objectRoutes } from './objects/routes.ts';
import { readItem } from './read-item.ts';
import { duplicateRoutes } from './duplicates/routes.ts';
import { labelRoutes } from './codes/routes.ts';
import { headerRoutes } from './transcription/routes.ts';
import { laneRoutes } from './lane/routes.ts';
import { doesAnyWait, lookForPended, matchPending } from './pending/match-pending.ts';
import { paceRoutes } from './pace/routes.ts';
import { pendingRoutes } from './pending/routes.ts';
import { destroyMisdirected } from './pending/set-misdirected.ts';
import { reconciliationRoutes } from './reconciliation/routes.ts';
import { routes } from './routes.ts';
import { releaseCompleteBatch } from './separation/release-batch.ts';
import { separationRoutes } from './separation/routes.ts';
import { auditVerbs as understandingVerbs } from './understanding/audit-verbs.ts';
import { jobs as understandingJobs, reactions as understandingReactions } from './understanding/jobs.ts';
import { problems as understandingProblems } from './understanding/problems.ts';
import { routes as understandingRoutes } from './understanding/routes.ts';
import { pollMailboxes } from './sources/poll-mailbox.ts';
import { sendTestPage } from './sources/send-test-page.ts';
import { sourceRoutes } from './sources/routes.ts';
import { verifyingProblems } from './verifying/problems.ts';
import { verifyingKinds, verifyingReactions, verifyingVerbs } from './verifying/registry.ts';
import { verifyingRoutes } from './verifying/routes.ts';
import { uploadRoutes } from './uploads/routes.ts';
import { proposeAgain } from './turning/propose-again.ts';
import { readTurned } from './turning/read-turned.ts';
import { lockedRoutes } from './locked/routes.ts';
import { returnStalled } from './watch/return-stalled.ts';
import { watchRoutes } from './watch/routes.ts';
import { reactions as correctionReactions } from './take-pages-back.ts';
import { sheetRoutes } from './sheets/routes.ts';

export { type Leaving, readLeaving } from './objects/read-leaving.ts';
export { nameAsRead, numberAsRead } from './compare-as-read.ts';
export { type Agreement, compareIdentifier, type Known } from './compare-identifiers.ts';
export { decideAutoFile } from './decide-auto-file.ts';
export { deriveTextIdentifiers } from './derive-text-identifiers.ts';
export { compareDigests, deriveContentDigest } from './duplicates/derive-content-digest.ts';
export { bitsApart, deriveLook, LOOK_SIDE } from './duplicates/derive-look.ts';
export { countPages, type PageCounts, type ItemView, viewItems } from './list-items.ts';
export { giveToCase } from './give-to-case.ts';
export { takeFromCase } from './take-from-case.ts';
export { findPageBlob, openIntakeItem } from './open-item.ts';
export { findPageRefs } from './page-texts.ts';
export { type PatientOfPages, patientsOfPages } from './patients-of-pages.ts';
export { receiveItem, type StoredFile, storeFile } from './receive-item.ts';
export { understandPages } from './write-proposals.ts';
export { startMailReceiver } from './sources/receive-mail.ts';
export { startWatching } from './watch-folder.ts';
export { storeUploads } from './uploads.ts';

export const module = defineModule({
  name: 'intake',
  routes: [
    ...routes,
    ...separationRoutes,
    ...understandingRoutes,
    ...sourceRoutes,
    ...uploadRoutes,
    ...sheetRoutes,
    ...reconciliationRoutes,
    ...pendingRoutes,
    ...laneRoutes,
    ...labelRoutes,
    ...headerRoutes,
    ...duplicateRoutes,
    ...paceRoutes,
    ...watchRoutes,
    ...lockedRoutes,
    ...legacyRoutes,
    ...projectRoutes,
    ...objectRoutes,
    ...verifyingRoutes,
  ],
  permissions: { ...permissions, ...objectPermissions },
  problems: {
    ...problems,
    ...understandingProblems,
    ...legacyProblems,
    ...projectProblems,
    ...objectProblems,
    ...verifyingProblems,
  },
  events: {
    ...legacyEvents,
    ...projectEvents,
    ...objectEvents,
    'intake.received': 'A file is safe and waits to be read: itemId.',
    'intake.item-read': 'An item was read and waits to be indexed: itemId.',
    'intake.item-failed': 'An item could not be read: itemId.',
    'intake.page-read-again': 'A page was read again as a person turned it: itemId, page.',
    'intake.filed': 'Pages became a document: itemId, documentId, patientId.',
    'intake.verified': 'A filed document was entered a second time: verificationId, documentId, agreed.',
    'intake.set-aside':
      'Pages were forwarded, returned, discarded or given to an open case: itemId, pages, kind, destination, facilityId.',
    'intake.attached-to-release': 'Pages belong to a release case: itemId, pages, facilityId, receivedAt, source.',
    'intake.batch-prepared': 'A stack of sheets was counted: batchId.',
    'intake.separated': 'A batch is cut otherwise than before: batchId.',
    'intake.released': 'The documents of a batch joined the index queue: batchId, partIds.',
    'intake.arrived': 'A source brought something: sourceId (or null), outcome.',
    'intake.source-changed': 'A source was connected, changed, began to fail or works again: sourceId.',
    'intake.source-tested': 'A test page of a source was asked for, sent, hindered or read: sourceId.',
    'intake.paper-marked':
      'Somebody said that no paper is coming, or that it lies at the desk: patientId, encounterId, kind.',
    'intake.unit-reminded': 'Units were asked for missing paper: facilityId, encounterIds.',
    'intake.days-reconciled': 'Somebody went through the discharges of days: facilityId, from, to.',
    'intake.duplicate-discarded': 'A file was discarded as the duplicate of another: itemId, ofItemId, facilityId.',
    'intake.pended': 'A document to be waits for the registration of its patient: partId.',
    'intake.unpended': 'It is back in the index queue: partId, how.',
    'intake.lane-changed': 'A person chose the lane of a document to be: partId, lane.',
    'intake.misdirected': 'A file was sent here by mistake and is destroyed: itemId, misdirectedId, facilityId.',
    'intake.reopened': 'Pages are back in the queue: itemId.',
  },
  within: {
    'intake.item-read': (act, event) => settleLegacyRowsOf(act, String(event.payload['itemId'])),
    'intake.item-failed': (act, event) => settleLegacyRowsOf(act, String(event.payload['itemId'])),
  },
  jobs: [
    ...legacyJobs,
    ...objectJobs,
    { name: 'intake.read-item', run: (context, payload) => readItem(context, String(payload['itemId'])) },
    { name: 'intake.match-pending', run: (context, payload) => matchPending(context, String(payload['patientId'])) },
    {
      name: 'intake.destroy-misdirected',
      run: (context, payload) => destroyMisdirected(context, String(payload['misdirectedId'])),
    },
    {
      name: 'intake.release-batch',
      run: (context, payload) => releaseCompleteBatch(context, String(payload['batchId'])),
    },
    { name: 'intake.auto-file', run: (context, payload) => autoFilePart(context, String(payload['partId'])) },
    ...understandingJobs,
    { name: 'intake.send-test-page', run: (context, payload) => sendTestPage(context, String(payload['testId'])) },
    {
      name: 'intake.read-turned',
      run: (context, payload) =>
        readTurned(context, { itemId: String(payload['itemId']), number: Number(payload['number']) }),
    },
    { name: 'intake.propose-again', run: (context, payload) => proposeAgain(context, String(payload['partId'])) },
    { name: 'intake.return-stalled', cron: '* * * * *', maxAttempts: 1, run: returnStalled },
    {
      name: 'intake.poll-mailboxes',
      cron: '* * * * *',
      maxAttempts: 1,
      run: ({ services }) => pollMailboxes(services),
    },
  ],
  reactions: [
    ...understandingReactions,
    ...correctionReactions,
    ...verifyingReactions,
    ...objectReactions,
    {
      name: 'intake.wake-pended',
      events: [
        'patients.registered',
        'patients.changed',
        'patients.merged',
        'encounters.recorded',
        'encounters.changed',
      ],
      verb: 'intake.look-for-pending',
      hasWork: doesAnyWait,
      react: lookForPended,
    },
  ],
  worklistKinds: [
    { kind: 'intake.to-separate', title: 'To separate', permission: 'intake/index' },
    { kind: 'intake.to-index', title: 'To index', permission: 'intake/index' },
    { kind: 'intake.pended', title: 'Not registered yet', permission: 'intake/index' },
    ...verifyingKinds,
    ...objectKinds,
    { kind: 'intake.failed', title: 'Files that could not be read', permission: 'intake/index' },
  ],
  auditVerbs: {
    ...legacyVerbs,
    ...projectVerbs,
    ...objectVerbs,
    'intake.receive': 'took files in',
    'intake.read': 'read an item',
    'intake.list': 'looked at the intake monitor',
    'intake.count': 'counted the pages of intake',
    'intake.open': 'opened an intake item',
    'intake.view-page': 'viewed pages of an intake item',
    'intake.print-sheets': 'printed sheets for scanning',
    'intake.print-patient-sheets': 'printed sheets or labels of a patient',
    'intake.prepare-filing': 'copied pages for filing',
    'intake.file': 'filed pages',
    'intake.auto-file': 'filed a document without a hand, or held it with reasons',
    'intake.set-aside': 'set pages aside',
    'intake.take-back': 'put withdrawn pages back into the index queue',
    'intake.tell-where-filed': 'told a withdrawn document where its pages stand now',
    'intake.undo': 'took a filing back',
    'intake.prepare-batch': 'prepared a batch',
    'intake.correct-batch': 'corrected the count of a batch',
    'intake.list-batches': 'listed prepared batches',
    'intake.open-batch': 'opened a batch',
    'intake.separate': 'separated a batch',
    'intake.prepare-release': 'read the pages of a batch to release it',
    'intake.release-batch': 'released a batch to the index queue',
    'intake.best-scan': 'marked a page best possible scan',
    'intake.take-from-bin': 'took pages out of the bin',
    'intake.return-part': 'sent a document back to be separated',
    'intake.begin-upload': 'began to send a file in parts',
    'intake.send-part': 'sent parts of a file',
    'intake.scan': 'had an item scanned for viruses',
    'intake.list-sources': 'looked at the sources of intake',
    'intake.list-arrivals': 'looked at what a source brought',
    'intake.add-source': 'connected a source',
    'intake.change-source': 'changed a source',
    'intake.ask-test-page': 'asked for a test page of a source',
    'intake.send-test-page': 'sent a test page the way of a source',
    'intake.view-source-test': 'looked at the test of a source',
    'intake.test-mailbox': 'tested the connection to a mailbox',
    'intake.watch-source': 'noted how a source is doing',
    'intake.reconcile': 'compared discharges with the paper received',
    'intake.mark-paper': 'said where the paper of a visit is',
    'intake.unmark-paper': 'took back what was said about the paper of a visit',
    'intake.prepare-reminder': 'looked up what paper is missing',
    'intake.remind-unit': 'reminded units of missing paper',
    'intake.close-days': 'closed the reconciliation of days',
    'intake.list-paper-rules': 'looked at what paper is expected',
    'intake.set-paper-rule': 'changed what paper is expected',
    'intake.read-turned': 'read a page again as a person turned it',
    'intake.propose-again': 'proposed anew for a document to be whose words changed',
    'intake.see-progress': 'looked at how far the reading of files is',
    'intake.note-progress': 'noted how far the reading of a file is',
    'intake.return-stalled': 'had files read that nobody was reading any more',
    'intake.see-pace': 'looked at the pace of intake',
    'intake.list-duplicates': 'looked at what a file seems to be the same as',
    'intake.set-duplicate': 'discarded a file as a duplicate',
    'intake.pend': 'let a document wait for the registration of its patient',
    'intake.unpend': 'took a waiting document back to the index queue',
    'intake.open-pending': 'looked at what a waiting document is found by',
    'intake.look-for-pending': 'looked for documents that wait for a registration',
    'intake.match-pending': 'brought waiting documents back when their patient was registered',
    'intake.prepare-misdirected': 'looked at a file that was sent here by mistake',
    'intake.set-misdirected': 'set a file misdirected: sender told, copy to be destroyed',
    'intake.prepare-destruction': 'looked up the key of a misdirected file',
    'intake.destroy-misdirected': 'destroyed the copy of a misdirected file',
    'intake.choose-lane': 'chose the lane of a document to be',
    'intake.list-lane-rules': 'looked at what goes to the STAT lane',
    'intake.set-lane-rule': 'changed what goes to the STAT lane',
    'intake.list-label-patterns': 'looked at how labels are written',
    'intake.set-label-pattern': 'said how a label is written and what it means',
    'intake.retire-label-pattern': 'retired a label pattern',
    'intake.try-label-pattern': 'tried what a code would mean',
    'intake.list-header-rules': 'looked at how headings of reports are read',
    'intake.set-header-rule': 'said how a field of the heading of reports is read',
    'intake.end-header-rule': 'ended a rule for the heading of reports',
    'intake.try-header-rule': 'tried what is read in the heading of a report',
    'intake.retry': 'had an item read again',
    'intake.unlock': 'had a locked file read with its password',
    ...understandingVerbs,
    ...verifyingVerbs,
  },
});
