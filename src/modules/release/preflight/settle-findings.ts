import type { Act } from '../../../platform/act.ts';
import { newId } from '../../../platform/ids.ts';
import { loadRequest, mustHavePatient, type PatientRequest } from '../load-request.ts';
import { problems } from '../problems.ts';
import { redact } from '../redaction/redact.ts';
import type { RedactionReason } from '../redaction/reasons.ts';
import { refreshWorklist } from '../refresh-worklist.ts';
import { settleDocument } from '../settle-document.ts';
import { askForCorrection, endCorrection } from './ask-for-correction.ts';
import type { FindingKind } from './derive-findings.ts';
import { type FindingDecision, type FoundFinding, isOpen, readPreflight } from './read-preflight.ts';

export interface SettleFindings {
  readonly requestId: string;
  readonly findingIds: readonly string[];
  readonly decision: FindingDecision;
  readonly reason: string;
}

/** What is printed on a page that stays behind. */
const GROUNDS: Readonly<Record<FindingKind, RedactionReason>> = {
  'another-person': 'another-person',
  'another-number': 'another-person',
  'birth-date-differs': 'another-person',
  'no-identity': 'other-record',
  'outside-dates': 'not-covered',
  sensitive: 'not-covered',
  unsigned: 'other',
  'missing-page': 'other',
  duplicate: 'minimum-necessary',
};
const OF_ANOTHER: readonly FindingKind[] = ['another-person', 'another-number', 'birth-date-differs', 'no-identity'];
/** The right of access reaches the individual's own records, once each, of the days asked for (45 CFR 164.524(a)(1)). */
const REFUSES_NOTHING: readonly FindingKind[] = [...OF_ANOTHER, 'outside-dates', 'duplicate'];

/**
 * A person settles findings, one or a group: they may leave, the page or its document stays behind, or the document stays
 * behind and whoever corrects charts is asked. The document itself is never touched here.
 * @throws release/preflight-stale, release/finding-unknown, release/finding-of-document, release/finding-not-of-another,
 *   release/too-late, release/not-redactable
 */
export async function settleFindings(act: Act, input: SettleFindings): Promise<{ settled: number; open: number }> {
  const request = mustHavePatient(await loadRequest(act, input.requestId, 'work'));
  if (request.facts.approved)
    throw problems.tooLate({ detail: 'Nothing was saved: the release was approved as it stood. Send it back first.' });
  const before = await readPreflight(act, request);
  if (before.state !== 'open' && before.state !== 'clear')
    throw problems.preflightStale({
      detail: 'Nothing was saved. The pages are gone over anew: wait until that is done, then settle what is left.',
    });
  const wanted = new Set(input.findingIds);
  const findings = before.findings.filter(({ id }) => wanted.has(id));
  if (findings.length < wanted.size)
    throw problems.findingUnknown({ detail: 'Nothing was saved. Reload the findings of this request.' });
  mustFit(findings, input.decision);
  const redactions = await carryOut(act, request, findings, input);
  await writeSettlements(act, request, findings, input, redactions);
  if (input.decision === 'correct') await askForCorrection(act, request);
  else await endCorrection(act, request.id);
  act.note({
    subjectIds: [...new Set(findings.flatMap(({ id, documentId }) => [id, documentId]))],
    count: findings.length,
    detail: { decision: input.decision, kinds: [...new Set(findings.map(({ kind }) => kind))] },
  });
  act.emit('release.finding-settled', { requestId: request.id, patientId: request.patientId });
  await refreshWorklist(act, request.id);
  const after = await readPreflight(act, request);
  return { settled: findings.length, open: after.findings.filter(isOpen).length };
}

function mustFit(findings: readonly FoundFinding[], decision: FindingDecision): void {
  if (decision === 'take-out-page' && findings.some(({ page }) => page === null))
    throw problems.findingOfDocument({
      detail: 'Nothing was saved. One of these is of a document as a whole: keep it, or take the document out.',
      at: 'decision',
    });
  if (decision === 'correct' && findings.some(({ kind }) => !OF_ANOTHER.includes(kind)))
    throw problems.findingNotOfAnother({
      detail: 'Nothing was saved. Only pages that may be of another patient are sent to be corrected.',
      at: 'decision',
    });
}

/** Finding -> redaction, where a page was redacted for it. */
async function carryOut(
  act: Act,
  request: PatientRequest,
  findings: readonly FoundFinding[],
  { decision, reason }: SettleFindings,
): Promise<ReadonlyMap<string, string>> {
  const made = new Map<string, string>();
  if (decision === 'keep') return made;
  const staying = findings.filter(({ gone }) => !gone);
  if (decision === 'take-out-page') {
    for (const [, group] of groupBy(staying, ({ documentId, kind }) => `${documentId} ${GROUNDS[kind]}`)) {
      const [first] = group;
      if (first === undefined) continue;
      const pages = [...new Set(group.flatMap(({ page }) => (page === null ? [] : [page])))];
      const { redactionId } = await redact(act, {
        requestId: request.id,
        documentId: first.documentId,
        kind: 'pages',
        reason: GROUNDS[first.kind],
        note: reason,
        places: pages.map((page) => ({ page, x: 0, y: 0, w: 1, h: 1 })),
      });
      for (const { id } of group) made.set(id, redactionId);
    }
    return made;
  }
  for (const [documentId, group] of groupBy(staying, (finding) => finding.documentId))
    await settleDocument(act, {
      ...{ requestId: request.id, documentId, decision: 'withhold', reason },
      refusesNothing: group.every(({ kind }) => REFUSES_NOTHING.includes(kind)),
    });
  return made;
}

async function writeSettlements(
  act: Act,
  request: PatientRequest,
  findings: readonly FoundFinding[],
  input: SettleFindings,
  redactions: ReadonlyMap<string, string>,
): Promise<void> {
  if (findings.length === 0) return;
  const labels = await act.tx
    .selectFrom('release.preflight_finding')
    .select(['id', 'labels'])
    .where('patient_id', '=', request.patientId)
    .where(
      'id',
      'in',
      findings.map(({ id }) => id),
    )
    .execute();
  await act.tx
    .insertInto('release.preflight_settlement')
    .values(
      findings.map(({ id, mark }) => ({
        patient_id: request.patientId,
        id: newId(),
        facility_id: request.facility.id,
        labels: labels.find((row) => row.id === id)?.labels ?? '0',
        request_id: request.id,
        finding_id: id,
        mark,
        decision: input.decision,
        reason: input.reason.trim(),
        redaction_id: redactions.get(id) ?? null,
        recorded_at: act.now,
        recorded_by: act.actor.id,
      })),
    )
    .execute();
}

function groupBy<T>(all: readonly T[], key: (each: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const each of all) groups.set(key(each), [...(groups.get(key(each)) ?? []), each]);
  return groups;
}
