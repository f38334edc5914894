import type { Act } from '../../platform/act.ts';
import { newId } from '../../platform/ids.ts';
import { maskOf } from '../access/index.ts';
import { citeRulings } from '../regulations/index.ts';
import { type DecidedDocument, decideRecord } from './basis/decide-record.ts';
import { mustBeMinimum, writeScopeWidth } from './basis/write-scope-width.ts';
import type { DocumentDecision } from './decide-release.ts';
import { leaveOutOutsideInjury } from './payers/leave-out-outside-injury.ts';
import { loadRequest, mustHavePatient, type PatientRequest } from './load-request.ts';
import { problems } from './problems.ts';
import { mustHoldAuthority } from './read-authority.ts';
import { refreshWorklist } from './refresh-worklist.ts';
import { isPartlyDelivered, leaveOutSent } from './components/supplement-packet.ts';

export interface ScopeChoice {
  readonly from: string | null;
  readonly to: string | null;
  /** Null: all kinds. */
  readonly typeCodes: readonly string[] | null;
  readonly withUnsigned: boolean;
  readonly encrypt: boolean;
  readonly encounterId?: string | undefined;
  readonly injuryOn?: string | undefined;
  /** Why it is wider than what its purpose usually needs. */
  readonly whyWider?: string | undefined;
}

export interface ChosenScope {
  readonly scopeId: string;
  readonly included: number;
  readonly open: number;
  readonly withheld: number;
  readonly pages: number;
}

const ROWS_AT_ONCE = 1_000;

/**
 * Chooses the records and decides on every document of the person: include, withhold, or what it needs, with all reasons.
 * What is beyond the dates and kinds is decided on as well, so that the case shows why each document stayed out.
 * @throws release/not-yet, release/authorization-defective, release/authorization-expired, release/dates-reversed,
 *   release/too-late, release/record-too-large, release/wider-than-usual, release/encounter-unknown
 */
export async function chooseScope(act: Act, input: { requestId: string } & ScopeChoice): Promise<ChosenScope> {
  const request = mustHavePatient(await loadRequest(act, input.requestId, 'work'));
  if (input.from !== null && input.to !== null && input.to < input.from)
    throw problems.datesReversed({ detail: 'Nothing was saved. Correct the dates.', at: 'to' });
  const isSupplement = isPartlyDelivered(request);
  if (!isSupplement && request.facts.approved && request.facts.packet !== 'failed' && request.facts.packet !== 'none')
    throw problems.tooLate({
      detail: 'Nothing was saved: this release was approved and its packet made. Send it back first.',
    });
  const authority = await mustHoldAuthority(act, request);
  const width = await mustBeMinimum(act, request, authority.row.basis, {
    ...input,
    injuryOn: input.injuryOn ?? authority.injury?.from,
  });
  const decided = await decideRecord(act, request, authority, input);

  const scopeId = newId();
  await act.tx
    .insertInto('release.scope')
    .values({
      patient_id: request.patientId,
      id: scopeId,
      facility_id: request.facility.id,
      labels: request.labels,
      request_id: request.id,
      authority_id: authority.row.id,
      number: await nextNumber(act, request),
      from_on: input.from,
      to_on: input.to,
      type_codes: input.typeCodes === null ? null : [...input.typeCodes],
      with_unsigned: input.withUnsigned,
      encrypt: input.encrypt,
      documents: decided.length,
      recorded_at: act.now,
      recorded_by: act.actor.id,
    })
    .execute();
  if (width !== undefined) await writeScopeWidth(act, request, scopeId, width);
  await writeDecisions(act, request, scopeId, decided, 0);
  await citeDecisions(
    act,
    decided.map(({ decision }) => decision),
  );

  const of = (wanted: (decision: string) => boolean) => decided.filter(({ decision }) => wanted(decision.decision));
  const sent = await leaveOutSent(act, request, scopeId);
  const outside = await leaveOutOutsideInjury(act, request, scopeId, decided);
  const included = of((decision) => decision === 'include').filter(({ summary }) => !sent.has(summary.id));
  const chosen: ChosenScope = {
    scopeId,
    included: included.length,
    open: of((decision) => decision.startsWith('needs-')).length - outside.size,
    withheld: of((decision) => decision === 'withhold').length + sent.size + outside.size,
    pages: included.reduce((sum, { summary }) => sum + summary.pages, 0),
  };
  act.note({ subjectIds: [scopeId], count: decided.length, detail: { ...chosen } });
  act.emit('release.scope-chosen', { requestId: request.id, patientId: request.patientId, scopeId });
  await refreshWorklist(act, request.id);
  return chosen;
}

export async function writeDecisions(
  act: Act,
  request: PatientRequest,
  scopeId: string,
  decided: readonly DecidedDocument[],
  after: number,
): Promise<void> {
  for (let at = 0; at < decided.length; at += ROWS_AT_ONCE)
    await act.tx
      .insertInto('release.scope_document')
      .values(
        decided.slice(at, at + ROWS_AT_ONCE).map(({ summary, decision }, index) => ({
          patient_id: request.patientId,
          id: newId(),
          facility_id: request.facility.id,
          labels: request.labels | maskOf(summary.labels),
          request_id: request.id,
          scope_id: scopeId,
          document_patient_id: summary.patientId,
          document_id: summary.id,
          version_id: summary.currentVersionId,
          position: after + at + index + 1,
          pages: summary.pages,
          decision: decision.decision,
          reasons: JSON.stringify(decision.reasons),
          mark: decision.mark ?? null,
        })),
      )
      .execute();
}

/** The text of each rule on which a decision rests is kept, with the version it had. */
export async function citeDecisions(act: Act, decisions: readonly DocumentDecision[]): Promise<void> {
  const rules = new Set(
    decisions.flatMap(({ reasons }) => reasons.flatMap((each) => (each.version === undefined ? [] : [each.ruleId]))),
  );
  await citeRulings(
    act,
    [...rules].map((ruleId) => ({ ruleId, outcome: 'answered' })),
  );
}

async function nextNumber(act: Act, request: PatientRequest): Promise<number> {
  const row = await act.tx
    .selectFrom('release.scope')
    .select((column) => column.fn.max('number').as('last'))
    .where('patient_id', '=', request.patientId)
    .where('request_id', '=', request.id)
    .executeTakeFirst();
  return (row?.last ?? 0) + 1;
}
