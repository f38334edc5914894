import { listSendings } from '../../src/interfaces/fhir-client/send-document.ts';
import { listAppGrantsOf, listOwnAppGrants } from '../../src/modules/accounts/apps/list-app-grants.ts';
import { listGivenUp, readStructured } from '../../src/interfaces/fhir/index.ts';
import { STRUCTURED_TYPES } from '../../src/modules/release/structured/source.ts';
import { listOpenItems, listServers } from '../../src/interfaces/fhir-client/servers.ts';
import { listErrors, listSenders } from '../../src/interfaces/hl7v2/monitor.ts';
import { listDestinations, listFailed } from '../../src/interfaces/hl7v2/outbound/destinations.ts';
import { listMapping } from '../../src/interfaces/hl7v2/set-mapping.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { searchEntries } from '../../src/modules/audit/search-entries.ts';
import { whoOpened } from '../../src/modules/audit/who-opened.ts';
import { listVersions } from '../../src/modules/correspondence/house-templates/list-templates.ts';
import { findInForce } from '../../src/modules/correspondence/house-templates/load-template.ts';
import { listContacts } from '../../src/modules/correspondence/thread/load-contact.ts';
import { remind } from '../../src/modules/correspondence/thread/remind.ts';
import { listOutbox } from '../../src/modules/correspondence/list-letters.ts';
import { labelPatternsInForce, listLabelHistory } from '../../src/modules/intake/codes/label-patterns.ts';
import { tryLabel } from '../../src/modules/intake/codes/try-label.ts';
import { listLaneHistory } from '../../src/modules/intake/lane/lane-rules.ts';
import { listEndedHeaderRules } from '../../src/modules/intake/transcription/header-rules.ts';
import { countPages, listItems as listIntake } from '../../src/modules/intake/list-items.ts';
import { loadPace } from '../../src/modules/intake/pace/load-pace.ts';
import { patientsOfPages } from '../../src/modules/intake/patients-of-pages.ts';
import { findSaidBefore, findSeenBefore } from '../../src/modules/intake/duplicates/find-alike.ts';
import { listProgress } from '../../src/modules/intake/watch/list-progress.ts';
import { loadReconciliation } from '../../src/modules/intake/reconciliation/load-reconciliation.ts';
import { listRuns } from '../../src/modules/intake/legacy/list-runs.ts';
import { listObjects, listObjectsOfPatient } from '../../src/modules/intake/objects/list-objects.ts';
import { listKeepers } from '../../src/modules/intake/objects/name-keeper.ts';
import { listObjectsOfItem } from '../../src/modules/intake/objects/object-pages.ts';
import { findObject } from '../../src/modules/intake/objects/open-object.ts';
import { findBox } from '../../src/modules/intake/projects/open-box.ts';
import { listProjects } from '../../src/modules/intake/projects/view-project.ts';
import { listBatches } from '../../src/modules/intake/separation/list-batches.ts';
import { viewLearning } from '../../src/modules/intake/understanding/learning.ts';
import { listPolicies } from '../../src/modules/intake/understanding/policies.ts';
import { bearersOfNumbers, listEncounters } from '../../src/modules/encounters/index.ts';
import { listLinks } from '../../src/modules/patients/link-patients.ts';
import { facilityById } from '../../src/modules/directory/index.ts';
import { listOrganisations } from '../../src/modules/directory/practitioners.ts';
import { listReviewers } from '../../src/modules/documents/outside/list-reviewers.ts';
import { listOutsideReviews } from '../../src/modules/documents/outside/open-outside-review.ts';
import { flagLateComponents } from '../../src/modules/release/components/flag-late.ts';
import { flagCourt } from '../../src/modules/release/court/flag-court.ts';
import { listCourt } from '../../src/modules/release/court/list-court.ts';
import { showCourt } from '../../src/modules/release/court/show-court.ts';
import { readAnswers } from '../../src/modules/release/outcomes/read-answers.ts';
import { findRecipients } from '../../src/modules/release/care/find-recipients.ts';
import { listUsual } from '../../src/modules/release/care/list-usual.ts';
import { flagOverdue } from '../../src/modules/release/fees/flag-overdue.ts';
import { escalateRights } from '../../src/modules/release/reports/escalate-rights.ts';
import { escalate } from '../../src/modules/release/reports/escalate.ts';
import { accessesOf } from '../../src/modules/audit/index.ts';
import { listRights } from '../../src/modules/release/rights/list-rights.ts';
import { suspensionsOf } from '../../src/modules/release/rights/suspensions.ts';
import { reportRelease } from '../../src/modules/release/reports/report-release.ts';
import { listRestrictions } from '../../src/modules/release/restrictions/list-restrictions.ts';
import { listInvoices } from '../../src/modules/release/fees/list-invoices.ts';
import { listPayerCases } from '../../src/modules/release/payers/list-payer-cases.ts';
import { raiseStanding } from '../../src/modules/release/payers/raise-standing.ts';
import { findRequesters } from '../../src/modules/release/requesters/find-requesters.ts';
import { giveUpStalled } from '../../src/modules/release/give-up-stalled.ts';
import { providerNamed } from '../../src/modules/release/requesters/keep-verified.ts';
import { listPrintRun } from '../../src/modules/release/dispatch/list-print-run.ts';
import { suspendUnempowered, sweepUnempowered } from '../../src/modules/release/requesters/suspend-links.ts';
import { findEarlier } from '../../src/modules/release/kind/find-earlier.ts';
import { listLists } from '../../src/modules/release/lists/open-list.ts';
import { listCorrections } from '../../src/modules/identity/corrections/corrections.ts';
import { listFindings } from '../../src/modules/identity/quality/list-findings.ts';
import { showRates } from '../../src/modules/identity/rates/show-rates.ts';
import { listMerges } from '../../src/modules/identity/merges/open-merge.ts';
import { listOverlays } from '../../src/modules/identity/overlays/open-overlay.ts';
import { listPairs } from '../../src/modules/identity/pairs/list-pairs.ts';
import { listIncidents } from '../../src/modules/privacy/list-incidents.ts';
import { viewSourceTest } from '../../src/modules/intake/sources/ask-test-page.ts';
import { ROOT_FOLDER } from '../../src/modules/intake/sources/source.ts';
import { listArrivals, listSources } from '../../src/modules/intake/sources/list-sources.ts';
import { listRates } from '../../src/modules/intake/verifying/list-rates.ts';
import { listVerifiedTypes } from '../../src/modules/intake/verifying/list-verified-types.ts';
import { listWaitingVerifications } from '../../src/modules/intake/verifying/list-waiting.ts';
import { listWaitingDocuments } from '../../src/modules/documents/late/list-waiting.ts';
import { raisePreliminary } from '../../src/modules/documents/late/raise-preliminary.ts';
import { openApplication } from '../../src/modules/portal/applications/open-application.ts';
import { listAccess } from '../../src/modules/portal/desk-access.ts';
import { listNotes } from '../../src/modules/portal/notes.ts';
import { listRequesterAccounts } from '../../src/modules/portal/requesters/requester-accounts.ts';
import { listThreads, nameThread, readCasePart } from '../../src/modules/portal/read-case-part.ts';
import { readOwnInvoices } from '../../src/modules/release/own/read-own-invoices.ts';
import { readOwnRequests } from '../../src/modules/release/own/read-own-requests.ts';
import { searchPatients } from '../../src/modules/patients/search-patients.ts';
import { countDoneToday, listItems, listQueues } from '../../src/modules/worklist/queues.ts';
import { startNext } from '../../src/modules/worklist/start-next.ts';
import { searchPatient } from '../../src/interfaces/fhir/search-patient.ts';
import { deriveSearch } from '../../src/interfaces/fhir/search/derive-search.ts';
import { searchResources } from '../../src/interfaces/fhir/search/search-resources.ts';
import { RESOURCE_TYPES } from '../../src/interfaces/fhir/resource-types.ts';
import { readChanges } from '../../src/interfaces/fhir/versions/read-changes.ts';
import type { Act } from '../../src/platform/act.ts';
import { newsFor } from '../../src/platform/events/dispatcher.ts';
import { FACILITY, openWorld, type World } from '../world/world.ts';

/**
 * Every search and list of a desk at the size of a hospital, as the application's own role under row-level security: how
 * many rows PostgreSQL fetches for it, counted where EXPLAIN does not look (inside functions, and for what is really asked).
 * Searches of documents and of requests have the same beside them (documents/search.test.ts, release/list-requests.test.ts).
 */
const MANY = 20_000;
/** Far below any table, above what a page of the longest list takes along. */
const MOST_ROWS = 5_000;

const help = { names: () => Promise.resolve(new Map()), sentences: () => ({}) } as never; // names and sentences ask little
const PATIENT = '00000000-0000-4000-8000-000000000007';

const SEARCHES: Record<string, (act: Act) => Promise<unknown>> = {
  'patients: the beginning of a name': (act) => searchPatients(act, { text: 'bulk1' }, { order: 'mdy' }),
  'patients: a name misspelt and a birth date': (act) =>
    searchPatients(act, { text: 'bilk777 1961-03-05' }, { order: 'mdy' }),
  'identity: pairs that wait': (act) => listPairs(act, {}),
  'identity: duplicates that are all but certain': (act) => listPairs(act, { kind: 'duplicate', least: 0.99 }),
  'identity: documents reported': (act) => listCorrections(act),
  'identity: overlays': (act) => listOverlays(act),
  'identity: merges': (act) => listMerges(act),
  'identity: rates of the register, by month': (act) => showRates(act, FACILITY),
  'identity: findings of the register': (act) => listFindings(act, {}),
  'identity: findings of a rule and a facility': (act) =>
    listFindings(act, { rule: 'placeholder-name', facilityId: FACILITY }),
  'patients: a record number': (act) => searchPatients(act, { mrn: '00000777' }, { order: 'mdy' }),
  'FHIR: family': (act) => searchPatient(act, { family: 'bulk77' }, { count: 20, after: undefined }),
  'FHIR: family and given': (act) =>
    searchPatient(act, { family: 'bulk777', given: 'given777' }, { count: 20, after: undefined }),
  'FHIR: identifier': (act) => searchPatient(act, { identifier: 'urn:bulk|00000777' }, { count: 20, after: undefined }),
  'FHIR: birth date': (act) => searchPatient(act, { birthdate: '1961-03-05' }, { count: 20, after: undefined }),
  'FHIR: everybody, a page': (act) => searchPatient(act, {}, { count: 20, after: undefined }),
  'FHIR: resources of a patient': (act) => fhir(act, 'Observation', `patient=${PATIENT}&status=final`),
  'FHIR: a code that all share, a page': (act) => fhir(act, 'Observation', 'code=common&status=final'),
  'FHIR: a rare code, with whom it is about': (act) =>
    fhir(act, 'Observation', 'code=rare&_include=Observation:subject'),
  'FHIR: a day': (act) => fhir(act, 'Observation', 'date=2026-11-20&code=common'),
  'FHIR: everything of a type, a page': (act) => fhir(act, 'Observation', '_count=50'),
  'FHIR: what changed lately': (act) => fhir(act, 'Observation', '_lastUpdated=gt2026-11-23T07:00:00Z'),
  'FHIR: since long ago, a page': (act) => fhir(act, 'Observation', 'date=gt2000-01-01'),
  'FHIR: a code with a rare value': (act) => fhir(act, 'Observation', 'code-value-quantity=urn:c|common$gt990'),
  'FHIR: a code with a value that most have, a page': (act) =>
    fhir(act, 'Observation', 'code-value-quantity=urn:c|common$gt10&status=final'),
  'FHIR: a code of any system with a value': (act) => fhir(act, 'Observation', 'code-value-quantity=common$lt900'),
  'FHIR: a part with a value, a page': (act) =>
    fhir(act, 'Observation', 'component-code-value-quantity=urn:c|part$gt5,urn:c|part$lt3'),
  'FHIR: a code with a coded value, a page': (act) =>
    fhir(act, 'Observation', 'code-value-concept=urn:c|common$urn:v|yes'),
  'FHIR: versions of the whole server, a later page': (act) =>
    readChanges(act, [...RESOURCE_TYPES], {
      limit: 50,
      since: new Date('2001-01-01T00:00:00Z'),
      after: { at: new Date('2026-10-01T00:00:00Z'), type: 'Observation', id: PATIENT, version: 1 },
    }),
  'FHIR: versions of a type, a later page': (act) =>
    readChanges(act, ['Observation'], {
      limit: 50,
      since: undefined,
      after: { at: new Date('2026-10-01T00:00:00Z'), type: 'Observation', id: PATIENT, version: 1 },
    }),
  'FHIR: versions of all types': (act) =>
    readChanges(act, ['Encounter', 'Observation', 'Patient'], { limit: 50, since: undefined, after: undefined }),
  'FHIR: of patients whose resource says so': (act) => fhir(act, 'Observation', 'patient.family=fewer&code=common'),
  'FHIR: patients of whom there is such a resource': (act) =>
    fhir(act, 'Patient', '_has:Observation:patient:code=rare'),
  'rights: requests about the record that wait': (act) => listRights(act, {}),
  'rights: requests of a patient': (act) => listRights(act, { patientId: PATIENT }),
  'rights: suspensions of an accounting': (act) => suspensionsOf(act, PATIENT),
  'rights: who looked at a record': (act) =>
    accessesOf(act, {
      ...{ patientIds: [PATIENT], from: new Date('2020-01-01Z'), before: new Date('2030-01-01Z') },
    }),
  'intake: newest': (act) => listIntake(act, {}),
  'intake: being read': (act) => listIntake(act, { state: 'reading' }),
  'intake: could not be read': (act) => listIntake(act, { state: 'failed' }),
  'intake: to index': (act) => listIntake(act, { state: 'to-index' }),
  'intake: to separate': (act) => listIntake(act, { state: 'to-separate' }),
  'intake: prepared batches': (act) => listBatches(act),
  'intake: how far files are': (act) => listProgress(act),
  'intake: documents that say the same': (act) =>
    findSaidBefore(
      act,
      { partId: PATIENT, facilityId: FACILITY },
      Array.from({ length: 24 }, (_each, n) => BigInt(n)),
    ),
  'intake: pages that look the same': (act) =>
    findSeenBefore(
      act,
      { partId: PATIENT, facilityId: FACILITY },
      { hash: 0x1234_5678_9abc_def0n, ink: new Uint8Array(4_096) },
    ),
  'intake: pace of the last items': (act) => loadPace(act),
  'intake: discharges of a day against paper': (act) =>
    loadReconciliation(act, { facilityId: FACILITY, from: '2026-10-01' }),
  'intake: label patterns in force': (act) => labelPatternsInForce(act, FACILITY),
  'intake: label patterns that ever were': (act) => listLabelHistory(act, FACILITY),
  'intake: whose number a label has': (act) =>
    tryLabel(act, { facilityId: FACILITY, text: 'MRN:00000777', format: 'Code128' }),
  'encounters: whose visit number, now or before': (act) => bearersOfNumbers(act, 'visit', ['V777'], 2),
  'encounters: whose account number, now or before': (act) => bearersOfNumbers(act, 'account', ['A777'], 2),
  'encounters: of a patient, with the numbers they had': (act) => listEncounters(act, PATIENT),
  'patients: whom a source links with them': (act) => listLinks(act, PATIENT),
  'intake: STAT rules that ever were': (act) => listLaneHistory(act, FACILITY),
  'intake: rules for headings that were ended': (act) => listEndedHeaderRules(act, FACILITY),
  'intake: the last test page of a source': (act) => viewSourceTest(act, ROOT_FOLDER),
  'intake: legacy runs': (act) => listRuns(act),
  'intake: projects': (act) => listProjects(act),
  'intake: box by its label': (act) => findBox(act, 'B-77'),
  'intake: what waits to be verified': (act) => listWaitingVerifications(act, 'intake.to-verify'),
  'intake: differences that wait': (act) => listWaitingVerifications(act, 'intake.to-settle'),
  'intake: error rates of a quarter': (act) => listRates(act, { facilityId: FACILITY, days: 90 }),
  'intake: error rates of two days': (act) =>
    listRates(act, { facilityId: FACILITY, from: '2026-11-01', to: '2026-11-02' }),
  'intake: verified types that were learnt': (act) =>
    listVerifiedTypes(act, { facilityId: FACILITY, typeCode: 'letter' }),
  'documents: what came late': (act) => listWaitingDocuments(act, 'documents.late'),
  'documents: preliminary ones without a final one': (act) => raisePreliminary(act),
  'things: newest': (act) => listObjects(act, {}),
  'things: on loan': (act) => listObjects(act, { state: 'on-loan' }),
  'things: of a rare kind': (act) => listObjects(act, { kind: 'dental-cast' }),
  'things: at a place': (act) => listObjects(act, { placeId: PATIENT }),
  'things: of a custodian, lost': (act) => listObjects(act, { custodianId: PATIENT, state: 'lost' }),
  'things: due': (act) => listObjects(act, { show: 'due' }),
  'things: of nobody known': (act) => listObjects(act, { show: 'unassigned' }),
  'things: by the label': (act) => findObject(act, 'OBJ-000777'),
  'things: of a patient': (act) => listObjectsOfPatient(act, PATIENT),
  'things: what a file came with': (act) => listObjectsOfItem(act, PATIENT),
  'things: places and custodians': (act) => listKeepers(act),
  'intake: settled': (act) => listIntake(act, { state: 'settled' }),
  'intake: what was learnt': (act) => viewLearning(act, FACILITY),
  'intake: rules of filing by itself': (act) => listPolicies(act, FACILITY),
  'intake: sources': (act) => listSources(act),
  'intake: what a source brought': (act) => listArrivals(act, { sourceId: PATIENT }),
  'intake: pages of a week': (act) => countPages(act, { days: 7 }),
  'documents: outside records to review': (act) => listOutsideReviews(act),
  'directory: organisations that begin like this': (act) => listOrganisations(act, { text: 'bulk' }),
  'accounts: who may review outside records': (act) => listReviewers(act, FACILITY),
  'worklist: queues of Home': (act) => listQueues(act, { permitted: ['intake/index', 'release/work'] }),
  'worklist: one queue': (act) => listItems(act, { kind: 'intake.to-index', permitted: ['intake/index'] }),
  'worklist: the next': (act) => startNext(act, { permitted: ['intake/index'] }),
  'worklist: done today': (act) => countDoneToday(act),
  'log: newest': (act) => searchEntries(act, {}, help),
  'log: of a patient': (act) => searchEntries(act, { patientId: PATIENT }, help),
  'log: of a person': (act) => searchEntries(act, { actorId: 'bulk-7' }, help),
  'log: a rare verb': (act) => searchEntries(act, { verb: 'access.break-glass' }, help),
  'log: who opened a document': (act) =>
    whoOpened(act, { patientId: PATIENT, subjectId: PATIENT, verbs: ['documents.open'], before: act.now }),
  'privacy: open incidents': (act) => listIncidents(act, { show: 'open' }),
  'release: recipients of records for care': (act) => findRecipients(act, { text: 'lake' }),
  'release: usual disclosures': (act) => listUsual(act),
  'release: entries of data for a packet': (act) =>
    readStructured(act, { patientId: PATIENT, types: STRUCTURED_TYPES, most: 20_000 }),
  'release: open invoices': (act) => listInvoices(act, { show: 'open' }),
  'release: recipients of records for care, a word that all share': (act) => findRecipients(act, { text: 'street' }),
  'release: a provider by exact name': (act) => providerNamed(act, { name: 'Firm 777 Legal Street' }),
  'release: requesters, one word': (act) => findRequesters(act, 'firm 777'),
  'release: requesters, words that all share': (act) => findRequesters(act, 'street firm legal'),
  'release: links of somebody who died': (act) => suspendUnempowered(act, PATIENT),
  'release: links on powers that ran out': (act) => sweepUnempowered(act),
  'release: lists of requests': (act) => listLists(act),
  'release: earlier cases of a patient as written': async (act) =>
    findEarlier(act, {
      ...{ requestId: null, facility: await facilityById(act, FACILITY), patientId: null, receivedAt: act.now },
      ...{ written: 'Bulk Person, born 1970-01-01', name: 'Somebody', organisation: null, reference: 'r-777' },
      ...{ from: null, to: null, requesterId: null },
    }),
  'intake: whom the pages of a case may mean': (act) =>
    patientsOfPages(act, [
      { itemId: PATIENT, number: 1 },
      { itemId: PATIENT, number: 2 },
    ]),
  'release: restrictions of a patient': (act) => listRestrictions(act, PATIENT),
  'release: the print run of packets': (act) => listPrintRun(act),
  'release: late invoices': (act) => flagOverdue(act),
  'release: report of two days': (act) =>
    reportRelease(act, { facilityId: FACILITY, from: '2026-11-01', to: '2026-11-02' }),
  'release: clocks about to break': (act) => escalate(act),
  'release: amendments and accountings about to break': (act) => escalateRights(act),
  'release: packets that nothing makes any more': (act) => giveUpStalled(act),
  'release: cases at payers': (act) => listPayerCases(act, {}),
  'release: cases of a payer that wait': (act) =>
    listPayerCases(act, { destinationId: '00000000-0000-4000-8000-0000000000d7', state: 'waiting', due: 'soon' }),
  'release: standing requests of a patient': (act) => raiseStanding(act, { patientId: PATIENT, documentId: PATIENT }),
  'release: late parts of requests': (act) => flagLateComponents(act),
  'release: the court desk': (act) => listCourt(act),
  'release: processes that came near': (act) => flagCourt(act),
  'release: the court section of a case': async (act) => {
    const one = await act.tx
      .selectFrom('release.court_process')
      .select('request_id')
      .limit(1)
      .executeTakeFirstOrThrow();
    return showCourt(act, one.request_id);
  },
  'release: requests of one’s own': async (act) =>
    readOwnRequests(
      act,
      (await act.tx.selectFrom('release.request').select('id').limit(50).execute()).map(({ id }) => id),
    ),
  'portal: who has access to a record': async (act) =>
    listAccess(act, (await act.tx.selectFrom('patients.patient').select('id').limit(1).executeTakeFirstOrThrow()).id),
  'portal: threads about a record': (act) => listThreads(act, PATIENT),
  'portal: notes of a thread': (act) => listNotes(act, { patientId: PATIENT, accessId: PATIENT }),
  'portal: what was signed for a request': (act) => readCasePart(act, PATIENT),
  'portal: an application and who it may be': async (act) =>
    openApplication(
      act,
      (await act.tx.selectFrom('portal.application').select('id').limit(1).executeTakeFirstOrThrow()).id,
    ),
  'portal: who asks for a requester': (act) => listRequesterAccounts(act, PATIENT),
  'portal: what was signed by a requester': async (act) =>
    readCasePart(act, (await act.tx.selectFrom('release.request').select('id').limit(1).executeTakeFirstOrThrow()).id),
  'release: invoices of one’s own': async (act) =>
    readOwnInvoices(
      act,
      (await act.tx.selectFrom('release.request').select('id').limit(50).execute()).map(({ id }) => id),
    ),
  'portal: whose note waits': (act) => nameThread(act, PATIENT),
  'release: what is owed in a page of requests': (act) => readAnswers(act, [PATIENT]),
  'log: what was denied': (act) => searchEntries(act, { outcome: 'denied' }, help),
  'news: of a name that nothing bears': (act) =>
    newsFor(act.tx, ['intake.received', 'release.opened'], { xid: '3', event_id: PATIENT }),
  'news: before any was heard': (act) => newsFor(act.tx, ['intake.received', 'release.opened']),
  'letters: not left yet': (act) => listOutbox(act, {}),
  'letters: templates of the house': (act) => listVersions(act),
  'letters: the words in force on a day': (act) =>
    findInForce(act, { facilityId: FACILITY, template: 'denial', language: 'en', day: '2026-11-23' }),
  'letters: calls and visits of a case': (act) => listContacts(act, { module: 'release', id: PATIENT }),
  'letters: answers to be reminded of': (act) => remind(act),
  'feeds: senders, with a day of each': (act) => listSenders(act),
  'feeds: what the codes of a sender mean': (act) => listMapping(act, '01900000-0000-7000-8000-000000000001'),
  'feeds: who is told, with what waits and failed': (act) => listDestinations(act),
  'feeds: FHIR servers that are read from': (act) => listServers(act),
  'feeds: what of FHIR servers waits for a person': (act) => listOpenItems(act),
  'feeds: documents on their way to FHIR servers': (act) => listSendings(act),
  'feeds: what could not be served as FHIR': (act) => listGivenUp(act),
  'accounts: apps that read in the name of a person': (act) => listOwnAppGrants(act),
  'accounts: people in whose names an app reads': (act) => listAppGrantsOf(act, act.actor.id),
  'feeds: what could not be handed over': (act) => listFailed(act),
  'feeds: what was refused, failed or is held': (act) => listErrors(act),
};

function fhir(act: Act, type: string, query: string) {
  const search = deriveSearch(type, [...new URLSearchParams(query)], { lenient: false, now: act.now });
  return searchResources(act, search, () => true);
}

describe('at the size of a hospital', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
    await world.sql(BULK);
  }, 120_000);
  afterAll(() => world.close());

  it.each(Object.keys(SEARCHES))('%s', async (name) => {
    const coordinator = world.person(['coordinator', 'privacy-officer']);
    const fetched = await world.act(
      coordinator,
      { verb: 'test.search', permission: 'patients/search' },
      async (act) => {
        const before = await rowsFetched(act);
        await SEARCHES[name]?.(act);
        return (await rowsFetched(act)) - before;
      },
    );
    expect(fetched).toBeLessThan(MOST_ROWS);
  });
});

async function rowsFetched(act: Act): Promise<number> {
  const { rows } = await sql<{ n: string }>`
    SELECT coalesce(sum(seq_tup_read + coalesce(idx_tup_fetch, 0)), 0) AS n FROM pg_stat_xact_all_tables
    WHERE schemaname NOT IN ('pg_catalog', 'pg_toast', 'information_schema')`.execute(act.tx);
  return Number(rows[0]?.n);
}

/** Written past every layer: only their number matters. A hundred of each kind are open, the rest is history. */
const BULK = `
  SET session_replication_role = replica;
  CREATE TEMPORARY TABLE bulk AS SELECT n, gen_random_uuid() AS id, timestamptz '2026-11-23 08:00Z' - n * interval '10 minutes' AS at FROM generate_series(1, ${MANY}) n;
  INSERT INTO patients.patient (id, facility_id, registered_at, registered_by, origin, birth_date)
    SELECT id, '${FACILITY}', at, 'test', 'bulk', date '1961-03-05' + n % 9000 FROM bulk;
  INSERT INTO patients.member (patient_id, survivor_id, facility_id) SELECT id, id, '${FACILITY}' FROM bulk;
  INSERT INTO patients.name (patient_id, id, facility_id, use, family, given, source, recorded_at, recorded_by)
    SELECT id, id, '${FACILITY}', 'legal', 'Bulk' || n, ARRAY['Given' || n], 'bulk', at, 'test' FROM bulk;
  INSERT INTO patients.identifier (patient_id, id, facility_id, system, value, kind, assigned_here, recorded_at, recorded_by)
    SELECT id, id, '${FACILITY}', 'urn:bulk', lpad(n::text, 8, '0'), 'mrn', false, at, 'test' FROM bulk;
  INSERT INTO patients.search_key (patient_id, kind, key, weight, facility_id)
    SELECT id, k.kind, k.key, 0.5, '${FACILITY}' FROM bulk, LATERAL (VALUES ('name', 'bulk' || n), ('name', 'given' || n), ('mrn', lpad(n::text, 8, '0')),
      ('identifier', lpad(n::text, 8, '0')), ('deletion', 'bulk' || n), ('sound', 'PLK'), ('birth', (date '1961-03-05' + n % 9000)::text)) k (kind, key);
  INSERT INTO identity.quality_day (facility_id, day, registrations, merged, duplicates_waiting, duplicates_confirmed, overlaps_waiting, overlaps_confirmed, overlays_open, overlays_confirmed, findings_open, least, counted_at)
    SELECT CASE WHEN n % 10 = 0 THEN uuid '${FACILITY}' ELSE id END, (timestamptz '2026-11-23 08:00Z' - n / 10 * interval '1 day')::date, 9, 1, 1, 1, 1, 1, 1, 1, 1, 0.5, at FROM bulk WHERE n <= 10000;
  INSERT INTO identity.finding (patient_id, id, facility_id, rule, field, why, fingerprint, found_at, ended_at, ended_how, ended_by)
    SELECT id, id, '${FACILITY}', CASE WHEN n % 2 = 0 THEN 'placeholder-name' ELSE 'number-of-several' END, 'names', 'unknown', n, at,
      CASE WHEN n > 100 THEN at END, CASE WHEN n > 100 THEN 'mended' END, CASE WHEN n > 100 THEN 'test' END FROM bulk;
  INSERT INTO identity.pair (patient_id, id, facility_id, other_id, kind, probability, fields, found_how, found_at, compared_at, settled_at, settled_how)
    SELECT least(a.id, b.id), a.id, '${FACILITY}', greatest(a.id, b.id), CASE WHEN a.n % 10 = 0 THEN 'overlap' ELSE 'duplicate' END, 0.5 + a.n % 500 / 1000.0, '[]', 'whole', a.at, a.at,
      CASE WHEN a.n % 2 = 0 THEN a.at END, CASE WHEN a.n % 2 = 0 THEN 'different' END FROM bulk a JOIN bulk b ON b.n = a.n + 1;
  INSERT INTO identity.overlay (patient_id, id, facility_id, flag_id, what, reported_at, reported_by)
    SELECT id, id, '${FACILITY}', id, 'bulk', at, 'test' FROM bulk WHERE n % 2 = 0;
  INSERT INTO patients.merge (patient_id, id, facility_id, survivor_id, reason, merged_at, merged_by)
    SELECT a.id, a.id, '${FACILITY}', b.id, 'bulk', a.at, 'test' FROM bulk a JOIN bulk b ON b.n = a.n + 1;
  INSERT INTO encounters.encounter (patient_id, id, facility_id, class, visit_number, started_at, ended_at, origin, recorded_at, recorded_by)
    SELECT id, id, '${FACILITY}', CASE WHEN n % 5 = 0 THEN 'IMP' ELSE 'AMB' END, 'V' || n, at, CASE WHEN n % 5 = 0 THEN at END, 'bulk', at, 'test' FROM bulk;
  INSERT INTO fhir.resource (patient_id, type, id, version, at, origin, content, hash, facility_id)
    SELECT id, 'Patient', id, 1, at, 'bulk', '{"resourceType":"Patient"}', '\\x00', '${FACILITY}' FROM bulk;
  INSERT INTO fhir.resource (patient_id, type, id, version, at, origin, content, hash, facility_id)
    SELECT id, 'Observation', id, 1, at, 'bulk', '{"resourceType":"Observation"}', '\\x00', '${FACILITY}' FROM bulk;
  INSERT INTO fhir.history (patient_id, type, id, version, at, content, facility_id)
    SELECT id, 'Observation', id, v, at - v * interval '1 second', '{"resourceType":"Observation"}', '${FACILITY}' FROM bulk, generate_series(2, 3) v;
  INSERT INTO fhir.search_key (patient_id, type, id, parameter, key, facility_id)
    SELECT id, k.type, id, k.parameter, k.key, '${FACILITY}' FROM bulk, LATERAL (VALUES ('Observation', 'code', CASE WHEN n % 2000 = 0 THEN 'rare|' ELSE 'common|urn:c' END),
      ('Observation', 'component-code', 'part|urn:c'), ('Observation', 'status', 'final|'), ('Observation', 'patient', 'Patient/' || id), ('Observation', 'subject', 'Patient/' || id),
      ('Patient', 'family', CASE WHEN n % 1000 = 0 THEN 'fewer' ELSE 'bulk' || n END)) k (type, parameter, key);
  INSERT INTO fhir.search_range (patient_id, type, id, parameter, low, high, unit, facility_id)
    SELECT id, 'Observation', id, 'date', extract(epoch FROM at) * 1000, extract(epoch FROM at) * 1000, '', '${FACILITY}' FROM bulk;
  INSERT INTO fhir.search_range (patient_id, type, id, parameter, low, high, unit, facility_id)
    SELECT id, 'Observation', id, c.name || ':' || c.code || '|urn:c', n % 1000, n % 1000, '', '${FACILITY}' FROM bulk,
      (VALUES ('code-value-quantity', 'common'), ('combo-code-value-quantity', 'common'), ('component-code-value-quantity', 'part')) c (name, code);
  INSERT INTO fhir.search_key (patient_id, type, id, parameter, key, facility_id)
    SELECT id, 'Observation', id, 'code-value-concept:common|urn:c', 'yes|urn:v', '${FACILITY}' FROM bulk;
  INSERT INTO intake.batch (id, facility_id, name, prepared_at, prepared_by) SELECT id, '${FACILITY}', 'Bulk', at, 'test' FROM bulk;
  INSERT INTO intake.part (id, batch_id, facility_id, position, cut_by) SELECT id, id, '${FACILITY}', 1, 'file' FROM bulk;
  INSERT INTO intake.part_page (item_id, number, facility_id, part_id, position) SELECT id, 1, '${FACILITY}', id, 1 FROM bulk;
  INSERT INTO intake.page_content (item_id, number, facility_id, words, least, look, look_ink)
    SELECT id, 1, '${FACILITY}', 5, ARRAY[n], hashtextextended(n::text, 0), '\\x00' FROM bulk;
  INSERT INTO intake.part_digest (part_id, facility_id, words, least) SELECT id, '${FACILITY}', 5, ARRAY[n] FROM bulk;
  INSERT INTO intake.part_band (part_id, band, facility_id, value) SELECT id, b, '${FACILITY}', hashtextextended(n::text, b) FROM bulk, generate_series(1, 8) b;
  INSERT INTO intake.attempt (id, item_id, facility_id, began_at, moved_at, seen_at, ended_at, ended) SELECT id, id, '${FACILITY}', at, at, at, at, 'read' FROM bulk;
  INSERT INTO intake.item (id, batch_id, facility_id, source, file_name, bytes, digest, key_slot, original_address, received_at, received_by, read_at, pages)
    SELECT id, id, '${FACILITY}', 'folder', 'scan', 1, n::text, 'slot', 'address', at, 'test', CASE WHEN n <= 100 OR n % 100 = 0 THEN NULL ELSE at END, CASE WHEN n <= 100 OR n % 100 = 0 THEN NULL ELSE 1 END FROM bulk;
  INSERT INTO intake.source (id, facility_id, kind, name, recorded_at, recorded_by) VALUES ('${PATIENT}', '${FACILITY}', 'fax', 'Fax', '2026-11-01Z', 'test');
  INSERT INTO intake.arrival (id, source_id, facility_id, external_id, digest, outcome, item_ids, at)
    SELECT id, '${PATIENT}', '${FACILITY}', n::text, n::text, 'taken', ARRAY[id], at FROM bulk;
  INSERT INTO intake.legacy_index (id, facility_id, file_name, bytes, digest, key_slot, original_address, received_at, received_by)
    SELECT id, '${FACILITY}', 'index.csv', 1, n::text, 'slot', 'address', at, 'test' FROM bulk;
  INSERT INTO intake.legacy_run (id, index_id, facility_id, archive, dry, map, folder, started_at, started_by, finished_at, rows_read)
    SELECT id, id, '${FACILITY}', 'Bulk', true, '{}', 'folder', at, 'test', at, 1 FROM bulk;
  INSERT INTO intake.project (id, facility_id, name, started_on, opened_at, opened_by) SELECT id, '${FACILITY}', 'Bulk', at::date, at, 'test' FROM bulk;
  INSERT INTO intake.box (id, project_id, facility_id, label, registered_at, registered_by) SELECT id, id, '${FACILITY}', 'B-' || n, at, 'test' FROM bulk;
  INSERT INTO intake.keeper (id, facility_id, kind, name, recorded_at, recorded_by)
    SELECT CASE n WHEN 1 THEN '${PATIENT}' ELSE id END, '${FACILITY}', 'place', 'Shelf ' || n, at, 'test' FROM bulk WHERE n <= 300;
  INSERT INTO intake.object (id, facility_id, number, kind, patient_id, description, received_on, received_how, condition, readable, disposition, registered_at, registered_by, state, state_since, place_id, custodian_id, due_on)
    SELECT id, '${FACILITY}', 'OBJ-' || lpad(n::text, 6, '0'), CASE WHEN n % 400 = 0 THEN 'dental-cast' ELSE 'cd' END, CASE WHEN n % 200 > 0 THEN id END, 'Bulk', at::date, 'mail', 'good', 'yes', 'keep', at, 'test',
      CASE WHEN n % 100 = 0 THEN 'on-loan' ELSE 'here' END, at, CASE WHEN n % 200 = 7 THEN '${PATIENT}'::uuid END, CASE WHEN n % 2 = 0 THEN '${PATIENT}'::uuid END, CASE WHEN n % 100 = 0 THEN at::date END FROM bulk;
  INSERT INTO intake.object_page (item_id, page_number, object_number, facility_id) SELECT id, 1, 'OBJ-' || n, '${FACILITY}' FROM bulk;
  INSERT INTO intake.failure (id, item_id, facility_id, reason, detail, failed_at)
    SELECT id, id, '${FACILITY}', 'damaged', 'It is damaged.', at FROM bulk WHERE n <= 50 OR n % 100 = 0;
  INSERT INTO intake.outcome (id, item_id, page_number, facility_id, kind, reason, decided_at, decided_by)
    SELECT id, id, 1, '${FACILITY}', 'discarded', 'blank', at, 'test' FROM bulk WHERE n > 200;
  INSERT INTO intake.proposal (id, item_id, facility_id, field, value, confidence, evidence, engine, proposed_at)
    SELECT id, id, '${FACILITY}', 'type', 'letter', 0.9, '{}', 'bulk', at FROM bulk;
  INSERT INTO intake.decision (id, item_id, facility_id, field, value, proposal_id, how, decided_at, decided_by)
    SELECT id, id, '${FACILITY}', 'type', CASE WHEN n % 10 = 0 THEN 'progress-note' ELSE 'letter' END, id, CASE WHEN n % 10 = 0 THEN 'changed' ELSE 'accepted' END, at, 'test' FROM bulk;
  INSERT INTO worklist.item (id, kind, module, subject_id, facility_id, permission, opened_at, closed_at, closed_by, outcome)
    SELECT id, CASE WHEN n <= 50 THEN 'intake.failed' WHEN n <= 120 THEN 'intake.to-separate' ELSE 'intake.to-index' END, 'intake', id, '${FACILITY}', 'intake/index', at,
      CASE WHEN n > 200 THEN at END, CASE WHEN n > 200 THEN 'test' END, CASE WHEN n > 200 THEN 'settled' END FROM bulk WHERE n <= 50 OR n > 100;
  INSERT INTO intake.verification (id, facility_id, document_id, filed_patient_id, filed_type_code, filed_by, filed_at, source, share, proposed_type_code, proposed_learned, closed_at, outcome)
    SELECT id, '${FACILITY}', id, id, CASE WHEN n % 10 = 0 THEN 'progress-note' ELSE 'letter' END, 'bulk-' || n % 30, at, 'folder', 0.1, CASE WHEN n % 7 = 0 THEN 'letter' END, n % 7 = 0,
      CASE WHEN n > 100 THEN at - n * interval '3 hours' END, CASE WHEN n > 100 THEN 'agreed' END FROM bulk;
  INSERT INTO documents.document (patient_id, id, facility_id, unit_id, type_code, received_via, origin, recorded_at, recorded_by)
    SELECT id, id, '${FACILITY}', id, 'letter', 'scan', 'bulk', at, 'test' FROM bulk;
  INSERT INTO documents.version_status (patient_id, id, facility_id, document_id, version_id, status, basis, recorded_at, recorded_by, ended_at, ended_by)
    SELECT id, id, '${FACILITY}', id, id, 'preliminary', 'source', at, 'test', CASE WHEN n NOT BETWEEN 1010 AND 1110 THEN at END, CASE WHEN n NOT BETWEEN 1010 AND 1110 THEN 'test' END FROM bulk;
  INSERT INTO worklist.item (id, kind, module, subject_id, patient_id, facility_id, permission, opened_at, closed_at, closed_by, outcome)
    SELECT gen_random_uuid(), k.kind, 'bulk', id, id, '${FACILITY}', 'documents/read', at, CASE WHEN n > 100 THEN at END, CASE WHEN n > 100 THEN 'test' END, CASE WHEN n > 100 THEN 'settled' END
    FROM bulk, LATERAL (VALUES ('documents.late'), ('intake.to-verify'), ('intake.to-settle')) k (kind);
  INSERT INTO directory.organisation (id, name, kind, recorded_at) SELECT id, 'Bulk ' || n, 'clinic', at FROM bulk;
  INSERT INTO accounts.person (id, username, username_key, display_name, created_at, created_by) SELECT id, 'p' || n, 'p' || n, 'Bulk ' || n, at, 'test' FROM bulk;
  INSERT INTO accounts.role_assignment (id, person_id, role, granted_at, granted_by)
    SELECT id, id, CASE WHEN n <= 100 THEN 'clinician' ELSE 'scan-clerk' END, at, 'test' FROM bulk;
  INSERT INTO documents.outside_origin (patient_id, id, facility_id, document_id, organisation, received_on, how_received, recorded_at, recorded_by)
    SELECT id, id, '${FACILITY}', id, 'Bulk ' || n, at::date, 'fax', at, 'test' FROM bulk;
  INSERT INTO worklist.item (id, kind, module, subject_id, patient_id, facility_id, permission, opened_at, closed_at, closed_by, outcome)
    SELECT gen_random_uuid(), 'documents.outside-review', 'documents', id, id, '${FACILITY}', 'documents/review-outside', at,
      CASE WHEN n > 100 THEN at END, CASE WHEN n > 100 THEN 'test' END, CASE WHEN n > 100 THEN 'keep' END FROM bulk;
  INSERT INTO audit.entry (id, at, actor_kind, actor_id, purpose, verb, outcome, subject_ids, patient_ids, object_count, detail, reason_ids)
    SELECT id, at, 'person', 'bulk-' || n % 500, 'treatment', CASE n WHEN 777 THEN 'access.break-glass' ELSE 'patients.open' END,
      CASE n WHEN 778 THEN 'denied' ELSE 'done' END, '{}', ARRAY[('00000000-0000-4000-8000-' || lpad((n % 2000)::text, 12, '0'))::uuid], 1, '{}', '{}' FROM bulk;
  INSERT INTO correspondence.letter (id, number, facility_id, template, template_version, template_digest, key_slot, facts_address, pdf_address, language, recipient_name, dated_on, pages, drafted_at, drafted_by)
    SELECT id, 'L-' || n, '${FACILITY}', 'x', 1, repeat('0', 64), '0000000000000000:1', 'address', 'address', 'en', 'Somebody', at::date, 1, at, 'test' FROM bulk;
  INSERT INTO correspondence.delivery (id, letter_id, channel, carries, queued_at, queued_by, not_before, message_id, settled_at, settled_by, outcome)
    SELECT id, id, 'print', 'letter', at, 'test', at + interval '1 minute', n::text, CASE WHEN n > 100 THEN at END, CASE WHEN n > 100 THEN 'test' END, CASE WHEN n > 100 THEN 'printed' END FROM bulk;
  INSERT INTO correspondence.contact (id, facility_id, case_module, case_id, kind, direction, with_whom, at, about, next_by, remind_on, recorded_at, recorded_by)
    SELECT id, '${FACILITY}', 'release', id, 'call', 'in', 'Somebody', at, 'x', 'them', CASE WHEN n <= 100 THEN at::date END, at, 'test' FROM bulk;
  INSERT INTO correspondence.house_template (id, facility_id, template, language, version, name, file_name, digest, key_slot, file_address, kit_address, facts, findings, uploaded_at, uploaded_by, tried_at, tried_by, in_force_from, in_force_at, in_force_by)
    SELECT id, '${FACILITY}', CASE WHEN n % 2000 = 7 THEN 'denial' ELSE 'own.n' || n END, 'en', n, 'x', 'x', repeat('0', 64), 'x', 'address', 'address', '{}', '[]', at, 'test', at, 'test', at::date, at, 'test' FROM bulk;
  INSERT INTO release.request (id, facility_id, number, patient_id, received_at, received_via, origin, recorded_at, recorded_by)
    SELECT id, '${FACILITY}', 'R-' || n, id, at, 'mail', 'bulk', at, 'test' FROM bulk;
  INSERT INTO portal.account (id, name_key, sign_in_name, display_name, language, passphrase_hash, created_at)
    SELECT id, 'bulk' || n, 'bulk' || n, 'Bulk ' || n, 'en', 'hash', at FROM bulk;
  INSERT INTO portal.session (id, token_hash, account_id, created_at, last_seen_at, expires_at) SELECT id, n::text::bytea, id, at, at, at FROM bulk;
  INSERT INTO portal.proof (patient_id, id, facility_id, how, person_name, recorded_at, recorded_by) SELECT id, id, '${FACILITY}', 'letter', 'Bulk', at, 'test' FROM bulk;
  INSERT INTO portal.invitation (patient_id, id, facility_id, proof_id, code_hash, expires_at, recorded_at, recorded_by)
    SELECT id, id, '${FACILITY}', id, n::text::bytea, at, at, 'test' FROM bulk;
  INSERT INTO portal.access (patient_id, id, facility_id, account_id, invitation_id, began_at) SELECT id, id, '${FACILITY}', id, id, at FROM bulk;
  INSERT INTO portal.ask (patient_id, id, facility_id, account_id, request_id, goes_to, delivery, statement, statement_sha256, language, signed_name, signed_at)
    SELECT id, id, '${FACILITY}', id, id, 'me', 'portal', 'text', repeat('0', 64), 'en', 'Bulk', at FROM bulk;
  INSERT INTO portal.paper (patient_id, id, facility_id, account_id, item_id, file_name, sent_at) SELECT id, id, '${FACILITY}', id, id, 'a', at FROM bulk;
  INSERT INTO portal.note (patient_id, id, facility_id, access_id, from_desk, text, written_at, written_by)
    SELECT id, id, '${FACILITY}', id, false, 'Bulk', at, 'test' FROM bulk;
  INSERT INTO release.requester (id, kind, class, name, recorded_at, recorded_by, changed_at, changed_by)
    SELECT id, 'organisation', 'attorney', 'Firm ' || n || ' Legal Street', at, 'test', at, 'test' FROM bulk;
  INSERT INTO portal.application (id, facility_id, kind, language, person_name, birth_date, mail_address, paper_token_hash, applied_at)
    SELECT id, '${FACILITY}', 'patient', 'en', 'Bulk Person', '1970-01-01', 'a@example.org', n::text::bytea, at FROM bulk;
  INSERT INTO portal.application_paper (id, facility_id, application_id, item_id, sent_at) SELECT id, '${FACILITY}', id, id, at FROM bulk;
  UPDATE portal.account SET requester_id = id WHERE id IN (SELECT id FROM bulk WHERE n % 2 = 0);
  INSERT INTO portal.requester_invitation (id, requester_id, person_name, known_by, known_words, code_hash, expires_at, used_at, account_id, recorded_at, recorded_by)
    SELECT id, id, 'Bulk', 'called-back', 'Bulk', n::text::bytea, at, at, id, at, 'test' FROM bulk;
  INSERT INTO portal.requester_ask (id, account_id, request_id, ground, signed_name, signed_at) SELECT id, id, id, 'authorization', 'Bulk', at FROM bulk;
  INSERT INTO portal.requester_paper (id, account_id, request_id, item_id, sent_at) SELECT id, id, id, id, at FROM bulk;
  INSERT INTO release.requester_key (requester_id, key)
    SELECT id, k FROM bulk, LATERAL (VALUES ('firm ' || n || ' legal street'), (n || ' legal street'), ('legal street'), ('street')) v (k);
  INSERT INTO release.link (patient_id, id, facility_id, request_id, packet_id, disclosure_id, secret_hash, passcode_hash, expires_at, recorded_at, recorded_by)
    SELECT id, id, '${FACILITY}', id, id, id, sha256(n::text::bytea), 'x', at + interval '20 days', at, 'test' FROM bulk;
  UPDATE release.request SET requester_reference = number, written_key = CASE WHEN split_part(number, '-', 2)::int % 2000 = 7 THEN 'bulk person 1970-01-01' ELSE number || ' 1970-01-01' END;
  INSERT INTO release.request_list (id, facility_id, file_name, digest, headings, rows, recorded_at, recorded_by)
    SELECT id, '${FACILITY}', 'list-' || n, 'x', '{Name}', 20, at, 'test' FROM bulk WHERE n <= 1000;
  INSERT INTO release.request_list_row (list_id, number, facility_id, cells)
    SELECT id, k, '${FACILITY}', '{Somebody}' FROM bulk, generate_series(1, 20) k WHERE n <= 1000;
  INSERT INTO release.fee_invoice (id, patient_id, facility_id, request_id, quote_id, number, issued_on, due_on, payer_name, lines, total_cents, balance_cents, recorded_at, recorded_by)
    SELECT id, id, '${FACILITY}', id, id, 'F-' || n, at::date, CASE WHEN n <= 20 THEN at::date ELSE at::date + 60 END, 'Somebody', '[]', 100, CASE WHEN n <= 100 THEN 100 ELSE 0 END, at, 'test' FROM bulk;
  INSERT INTO release.destination (id, requester_id, name, kind, name_pattern, name_length, name_characters, file_bytes, submission_bytes, ways, letter_first, recorded_at, recorded_by, changed_at, changed_by)
    SELECT '00000000-0000-4000-8000-0000000000d7', id, 'Bulk payer', 'payer', '{claim}', 60, 'letters-digits', 1000000, 1000000, '{portal}', false, now(), 'test', now(), 'test' FROM release.requester LIMIT 1;
  INSERT INTO release.payer_case (request_id, facility_id, destination_id, state, due_on, recorded_at, recorded_by)
    SELECT id, facility_id, '00000000-0000-4000-8000-0000000000d7', 'waiting', CURRENT_DATE + (row_number() OVER ())::int % 90, now(), 'test' FROM release.request;
  INSERT INTO release.component (id, facility_id, request_id, kind, custodian, held_by, state, wanted_on, recorded_at, recorded_by)
    SELECT id, '${FACILITY}', id, 'images', 'Radiology', 'department', CASE WHEN n <= 100 THEN 'asked' ELSE 'sent' END, CASE WHEN n % 100 <= 20 THEN at::date ELSE at::date + 60 END, at, 'test' FROM bulk;
  INSERT INTO release.component_step (id, facility_id, request_id, component_id, state, recorded_at, recorded_by)
    SELECT id, '${FACILITY}', id, id, 'asked', at, 'test' FROM bulk;
  INSERT INTO release.court_process (id, facility_id, request_id, court, caption, matter_key, issuer_name, issuer_class, kind, served_on, served_how, appearance, assurance, open, due_on, recorded_at, recorded_by)
    SELECT id, '${FACILITY}', id, 'Court', 'Doe v. Roe', 'matter' || n % 2000, 'Somebody', 'attorney', 'subpoena-duces-tecum', at::date, 'mail', false, 'none', n <= 20, at::date, at, 'test' FROM bulk;
  INSERT INTO release.court_objection (id, facility_id, request_id, kind, made_by, made_on, paper_words, recorded_at, recorded_by)
    SELECT id, '${FACILITY}', id, 'objection', 'Somebody', at::date, 'Binder', at, 'test' FROM bulk;
  INSERT INTO release.court_appearance (id, facility_id, request_id, person, appears_on, recorded_at, recorded_by)
    SELECT id, '${FACILITY}', id, 'Somebody', at::date, at, 'test' FROM bulk;
  INSERT INTO release.outcome (id, facility_id, request_id, kind, reason, letter_id, recorded_at, recorded_by)
    SELECT id, '${FACILITY}', id, 'no-records', 'None', id, at, 'test' FROM bulk WHERE n > 100;
  INSERT INTO release.denial_review (id, facility_id, request_id, outcome_id, denied_by, asked_on, asked_how, reviewer, licence, recorded_at, recorded_by)
    SELECT id, '${FACILITY}', id, id, 'test', at::date, 'By letter', 'Dr. Adler', 'MD', at, 'test' FROM bulk WHERE n > 100;
  INSERT INTO release.rights_request (patient_id, id, facility_id, number, kind, received_at, received_on, in_writing, asker_name, asker_is_patient, asker_address, wrong, should_say, reason, recorded_at, recorded_by)
    SELECT id, id, '${FACILITY}', 'AM-' || n, 'amendment', at, at::date, true, 'Bulk', true, '{}', 'x', 'y', 'z', at, 'test' FROM bulk;
  INSERT INTO release.accounting_suspension (patient_id, id, facility_id, agency, official, form, stated_on, until, reason, recorded_at, recorded_by)
    SELECT id, id, '${FACILITY}', 'Police', 'Sgt.', 'oral', at::date, at::date, 'x', at, 'test' FROM bulk;
  INSERT INTO worklist.item (id, kind, module, subject_id, patient_id, facility_id, permission, opened_at, closed_at, closed_by, outcome)
    SELECT gen_random_uuid(), 'release.rights-to-work', 'release', id, id, '${FACILITY}', 'release/work', at,
      CASE WHEN n > 10 THEN at END, CASE WHEN n > 10 THEN 'test' END, CASE WHEN n > 10 THEN 'accepted' END FROM bulk;
  INSERT INTO hl7v2.sender (id, application, facility, facility_id, state, first_seen_at, first_address, decided_at, decided_by)
    SELECT id, 'A' || n, 'F', '${FACILITY}', 'allowed', at, 'x', at, 'test' FROM bulk WHERE n <= 10;
  INSERT INTO hl7v2.message (id, sender_id, control_id, type, digest, bytes, volume_id, sealed, received_at, received_via, taken, code, refusal)
    SELECT b.id, s.id, b.n::text, 'ADT^A08', b.n::text, 1, b.id, '\\x00', b.at, 'mllp', b.n % 50 > 0, 'AA', CASE WHEN b.n % 50 = 0 THEN 'no' END
    FROM bulk b JOIN bulk s ON s.n = 1 + b.n % 10;
  INSERT INTO hl7v2.work (message_id, sender_id, n, state, reason, done_at)
    SELECT id, sender_id, n, CASE WHEN n % 50 = 1 THEN 'failed' ELSE 'applied' END, CASE WHEN n % 50 = 1 THEN 'no' END, received_at FROM hl7v2.message WHERE taken;
  INSERT INTO hl7v2.destination (id, facility_id, name, host, port, tls, application, facility, tells, set_at, set_by)
    SELECT id, '${FACILITY}', 'D' || n, 'x', 2575, false, 'A', 'F', '{identity}', at, 'test' FROM bulk WHERE n <= 10;
  INSERT INTO hl7v2.outbound (id, destination_id, cause, event, subject_id, queued_at, state, reason, done_at, done_by)
    SELECT b.id, d.id, b.id, 'A31', b.id, b.at, CASE WHEN b.n % 5000 = 0 THEN 'failed' ELSE 'sent' END, CASE WHEN b.n % 5000 = 0 THEN 'no' END, b.at, 'test'
    FROM bulk b JOIN bulk d ON d.n = 1 + b.n % 10;
  INSERT INTO hl7v2.acknowledgement (id, message_id, decided_by_id, sender_id, n, wish, state, code, decided_at, reason, done_at, done_by)
    SELECT id, id, id, sender_id, n, 'AL', CASE WHEN n % 5000 = 1 THEN 'failed' ELSE 'sent' END, 'AA', received_at, 'no', received_at, 'test' FROM hl7v2.message WHERE taken;
  INSERT INTO fhir.to_project (type, subject_id, resource_id, tries) SELECT 'Encounter', id, id, CASE WHEN n % 5000 = 0 THEN 5 ELSE 0 END FROM bulk;
  INSERT INTO platform.event (id, at, name, payload) SELECT id, at, 'bulk.happened', '{}' FROM bulk;
  SET session_replication_role = DEFAULT;
  ANALYZE`;
