import type { Act } from '../../platform/act.ts';
import { newId } from '../../platform/ids.ts';
import { memberIds } from '../patients/index.ts';
import { decideRecord } from './basis/decide-record.ts';
import { beginPacket } from './begin-packet.ts';
import { courtMustNotStandAgainst, reasonsOfCourt } from './court/read-court.ts';
import type { CARE_ALONE } from './care/decide-alone.ts';
import { citeDecisions, writeDecisions } from './choose-scope.ts';
import { decideApproval } from './decide-approval.ts';
import { loadRequest, mustHavePatient, type PatientRequest } from './load-request.ts';
import { mustFitOption } from './making/fits-option.ts';
import { readPreflight } from './preflight/read-preflight.ts';
import { problems } from './problems.ts';
import { type Authority, mustHoldAuthority } from './read-authority.ts';
import { readPreparers } from './read-preparers.ts';
import { askedOf, readScope, type Scope } from './read-scope.ts';
import { mustStillFit, readRedactions } from './redaction/read-redactions.ts';
import type { Reason } from './reason.ts';
import { refreshWorklist } from './refresh-worklist.ts';
import { mustSeePart } from './structured/read-part.ts';

/** No release leaves on one person's word, but for treatment where care/decide-alone.ts says so. */
const SECOND_PERSON_REQUIRED = true;
const IDENTITY_IN_QUESTION = 'release/identity-in-question';
/** What stands against the pages, not against the person. */
const OF_PAGES: readonly string[] = [
  IDENTITY_IN_QUESTION,
  'release/preflight-not-done',
  'release/preflight-stale',
  'release/preflight-open',
];

/**
 * A second person approves; the packet is begun in the same transaction. Everything is asked again as of now: whether the
 * authority still holds, whether the record is still what was decided on, and whether the approver sees all of it.
 * @throws release/court-stands-against, release/second-person, release/own-record, release/preflight-open, release/open-decisions,
 *   release/nothing-included, release/scope-outdated, release/beyond-sight, release/authorization-expired,
 *   release/authorization-defective, release/document-over-limit
 */
export async function approveRelease(
  act: Act,
  input: { requestId: string; scopeId: string; note?: string | undefined; aloneOn?: typeof CARE_ALONE },
): Promise<{ approvalId: string; packetId: string; packetNumber: string }> {
  const request = mustHavePatient(await loadRequest(act, input.requestId, 'work'));
  mustBeTheScope(request, input.scopeId);
  const approved = await approvedBefore(act, request);
  if (approved !== undefined) return approved;
  await courtMustNotStandAgainst(act, request, 'Nothing was approved.');
  const preparedBy = await readPreparers(act, request);
  const against = await reasonsAgainstApproval(act, request, preparedBy, input.aloneOn);
  // What is sent for care is gone over while it waits to leave; it does not leave while that asks anything.
  const ofPages = against.filter(
    ({ ruleId }) => OF_PAGES.includes(ruleId) && (input.aloneOn === undefined || ruleId === IDENTITY_IN_QUESTION),
  );
  if (against.some(({ ruleId }) => !OF_PAGES.includes(ruleId)))
    throw problems.secondPerson({
      detail: `Nothing was approved. ${against.map(({ text }) => text).join('. ')}. Return the item to its queue.`,
    });
  const authority = await mustHoldAuthority(act, request);
  const scope = await readScope(act, request, input.scopeId);
  if (scope.documents.some(({ effective }) => effective.startsWith('needs-')))
    throw problems.openDecisions({ detail: 'Nothing was approved. Decide on the open documents first.' });
  const included = scope.documents.filter(({ effective }) => effective === 'include');
  if (included.length === 0)
    throw problems.nothingIncluded({
      detail: 'Nothing was approved. Choose another scope, or cancel with the reason.',
    });
  await mustBeWholeAndCurrent(act, request, authority, scope);
  await mustSeePart(act, request.patientId, input.scopeId);
  mustStillFit(await readRedactions(act, request), included);
  await mustFitOption(act, request, included);
  if (ofPages.length > 0)
    throw problems.preflightOpen({
      detail: `Nothing was approved. ${ofPages.map(({ text }) => text).join('. ')}. The work is kept: settle it under “Pages”, then approve.`,
    });

  const approvalId = newId();
  await act.tx
    .insertInto('release.approval')
    .values({
      patient_id: request.patientId,
      id: approvalId,
      facility_id: request.facility.id,
      labels: request.labels,
      request_id: request.id,
      scope_id: scope.row.id,
      authority_id: authority.row.id,
      decision: 'approved',
      reason: input.note ?? null,
      prepared_by: preparedBy,
      included: included.length,
      alone_on: preparedBy.includes(act.actor.id) ? (input.aloneOn ?? null) : null,
      recorded_at: act.now,
      recorded_by: act.actor.id,
    })
    .execute();
  const packet = await beginPacket(act, request, { approvalId, encrypted: scope.row.encrypt });
  act.note({ subjectIds: [approvalId], count: included.length, reasonIds: [input.aloneOn ?? 'release/second-person'] });
  act.emit('release.approved', {
    requestId: request.id,
    patientId: request.patientId,
    approvalId,
    packetId: packet.packetId,
  });
  await refreshWorklist(act, request.id);
  return { approvalId, ...packet };
}

/** Approving twice is approving once. */
async function approvedBefore(act: Act, request: PatientRequest) {
  const { approval, packet } = request.ids;
  if (!request.facts.approved || approval === null || packet === null) return undefined;
  const { number } = await act.tx
    .selectFrom('release.packet')
    .select('number')
    .where('patient_id', '=', request.patientId)
    .where('id', '=', packet)
    .executeTakeFirstOrThrow();
  return { approvalId: approval, packetId: packet, packetNumber: number };
}

/** @throws release/not-yet, release/too-late, release/scope-outdated */
export async function sendBack(act: Act, input: { requestId: string; scopeId: string; reason: string }): Promise<void> {
  const request = mustHavePatient(await loadRequest(act, input.requestId, 'work'));
  mustBeTheScope(request, input.scopeId);
  if (request.facts.handOver === 'begun' || request.facts.handOver === 'confirmed')
    throw problems.tooLate({ detail: 'Nothing was changed: the packet was handed over, or a hand-over was begun.' });
  const authorityId = request.ids.authority;
  if (authorityId === null) throw problems.notYet({ detail: 'Nothing was changed. No authority is recorded.' });
  const approvalId = newId();
  await act.tx
    .insertInto('release.approval')
    .values({
      patient_id: request.patientId,
      id: approvalId,
      facility_id: request.facility.id,
      labels: request.labels,
      request_id: request.id,
      scope_id: input.scopeId,
      authority_id: authorityId,
      decision: 'sent-back',
      reason: input.reason,
      prepared_by: await readPreparers(act, request),
      included: 0,
      recorded_at: act.now,
      recorded_by: act.actor.id,
    })
    .execute();
  act.note({ subjectIds: [approvalId] });
  act.emit('release.sent-back', { requestId: request.id, patientId: request.patientId });
  await refreshWorklist(act, request.id);
}

/** Why the actor may not approve; empty: nothing stands against it. */
export async function reasonsAgainstApproval(
  act: Act,
  request: PatientRequest,
  preparedBy: readonly string[],
  aloneOn?: typeof CARE_ALONE,
): Promise<readonly Reason[]> {
  const { ids } = await memberIds(act, request.patientId);
  return decideApproval({
    approver: { id: act.actor.id, ownPatientIds: act.actor.ownPatientIds ?? [], relatedPatientIds: [] },
    preparedBy,
    patientIds: ids,
    secondPersonRequired: SECOND_PERSON_REQUIRED && aloneOn === undefined,
    court: await reasonsOfCourt(act, request),
    preflight: await readPreflight(act, request),
  });
}

function mustBeTheScope(request: PatientRequest, scopeId: string): void {
  if (request.ids.scope === null || !request.facts.scopeChosen)
    throw problems.notYet({ detail: 'Nothing was approved. No scope is chosen.' });
  if (request.ids.scope !== scopeId)
    throw problems.scopeOutdated({ detail: 'Nothing was approved. The scope was chosen anew: reload and look again.' });
}

/**
 * The record may have grown since: a new version, a strike-through, a document filed today, one that only the approver
 * may see. What changes a decision sends the case back; what stays out anyway is added to the case with its reasons.
 */
async function mustBeWholeAndCurrent(
  act: Act,
  request: PatientRequest,
  authority: Authority,
  scope: Scope,
): Promise<void> {
  if (scope.documents.length < scope.row.documents)
    throw problems.beyondSight({
      detail:
        'Nothing was approved. Some documents of this release are beyond your role: an approver who sees them must look.',
    });
  const now = await decideRecord(act, request, authority, askedOf(scope.row));
  const before = new Map(scope.documents.map((document) => [document.documentId, document]));
  const unknown = now.filter(({ summary }) => !before.has(summary.id));
  const changed = now.some(({ summary, decision }) => {
    const known = before.get(summary.id);
    return (
      known !== undefined && (known.decision !== decision.decision || known.versionId !== summary.currentVersionId)
    );
  });
  const gone = scope.documents.some(({ documentId }) => !now.some(({ summary }) => summary.id === documentId));
  const reaching = unknown.some(
    ({ decision }) => decision.decision !== 'withhold' && decision.decision !== 'needs-consent',
  );
  if (changed || gone || reaching)
    throw problems.scopeOutdated({
      detail: 'Nothing was approved. Documents were filed or changed since the scope was chosen: have it chosen anew.',
    });
  const staying = unknown.map((document) => ({
    ...document,
    decision: { ...document.decision, decision: 'withhold' as const },
  }));
  await writeDecisions(act, request, scope.row.id, staying, scope.documents.length);
  await citeDecisions(
    act,
    staying.map(({ decision }) => decision),
  );
}
