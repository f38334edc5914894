import type { Act } from '../../../platform/act.ts';
import { newId } from '../../../platform/ids.ts';
import { localDate } from '../../../../packages/rule-engine/index.ts';
import type { FacilityFacts } from '../../directory/index.ts';
import {
  cancelDeadline,
  citeRulings,
  deadlinesOf,
  deriveJurisdictions,
  ruleBook,
  startDeadline,
} from '../../regulations/index.ts';
import type { Description } from '../describe-request.ts';
import { decideKind, type KindDecision, type RuleRequester, type SaidOfRequest } from './decide-kind.ts';

/** As long as nobody has read who asks: the strictest, which is the time of somebody who asks for the own record. */
const NOT_READ_YET = { requester: 'individual', purpose: 'at-request-of-individual', wants: 'copy' } as const;

export interface RequestToDecide {
  readonly requestId: string;
  readonly facility: FacilityFacts;
  readonly labels: bigint;
  readonly patientId: string | null;
  readonly receivedAt: Date;
  readonly description: Description;
  /** Left away: what was read off the letter before still counts. */
  readonly said?: SaidOfRequest | undefined;
}

/**
 * Decides what a request is, keeps how, and sees that its legal clock is that of its kind. Called whenever somebody says who
 * asks or what stands in the letter.
 */
export async function decideKindOfRequest(
  act: Act,
  request: RequestToDecide,
): Promise<{ decision: KindDecision; dueOn: string | null }> {
  const last = await newestDecision(act, request.requestId);
  const said = request.said ?? last?.said ?? {};
  const decision = decideKind(questionOf(request, said), ruleBook().rules);
  await act.tx
    .insertInto('release.kind_decision')
    .values({
      id: newId(),
      facility_id: request.facility.id,
      labels: request.labels,
      request_id: request.requestId,
      said: JSON.stringify(said),
      kind: decision.kind,
      rule_requester: decision.ruleRequester,
      decision: JSON.stringify(decision),
      recorded_at: act.now,
      recorded_by: act.actor.id,
    })
    .execute();
  await act.tx
    .updateTable('release.request')
    .set({ kind: decision.kind, rule_requester: decision.ruleRequester })
    .where('id', '=', request.requestId)
    .execute();
  await citeRulings(
    act,
    decision.reasons.flatMap(({ ruleId, version }) =>
      version === undefined ? [] : [{ ruleId, outcome: 'answered' as const }],
    ),
  );
  act.note({ detail: { kind: decision.kind ?? 'undecided' } });
  const before = last?.ruleRequester ?? request.description.requester.class;
  // Until it was decided, what runs may be the clock of a request that nobody had read.
  const first = last === undefined || last.kind === null;
  const changed = before !== decision.ruleRequester || (first && !isAsNotRead(request, decision));
  return { decision, dueOn: await keepClock(act, request, decision.ruleRequester, changed && decision.kind !== null) };
}

/** It is what it was taken to be while it waited to be read: the clock of then goes on. */
function isAsNotRead({ description }: RequestToDecide, { ruleRequester }: KindDecision): boolean {
  const { wants = NOT_READ_YET.wants, copyForm } = description;
  return ruleRequester === NOT_READ_YET.requester && wants === NOT_READ_YET.wants && copyForm === undefined;
}

export function questionOf(
  { description, facility, receivedAt }: Pick<RequestToDecide, 'description' | 'facility' | 'receivedAt'>,
  said: SaidOfRequest,
) {
  return {
    requester: description.requester.class,
    purpose: description.purpose,
    wants: description.wants ?? 'copy',
    copyForm: description.copyForm,
    said,
    receivedOn: localDate(receivedAt, facility.timeZone),
    jurisdictions: deriveJurisdictions(facility),
  };
}

/**
 * The clock starts with the receipt date-stamp. One that runs is left alone while nobody knows better: a request does not get
 * younger by being described anew. Once it is decided that another kind of requester asks, that one's clock runs instead;
 * more time that was announced in writing stays promised.
 */
async function keepClock(
  act: Act,
  request: RequestToDecide,
  ruleRequester: RuleRequester,
  isAnother: boolean,
): Promise<string | null> {
  const running = (await deadlinesOf(act, { module: 'release', id: request.requestId })).filter(
    ({ topic, settled }) => topic === 'access' && settled === null,
  );
  const extended = running.find(({ extensionsUsed, paused }) => extensionsUsed > 0 || paused !== null);
  if (extended !== undefined) return extended.dueOn;
  if (isAnother)
    for (const clock of running) await cancelDeadline(act, { deadlineId: clock.id, reason: 'another-kind-of-request' });
  return startClock(act, request, ruleRequester);
}

/**
 * The day that is due, or null where no rule sets a time for this requester. What nobody has described yet counts by the time
 * of somebody's own access, so that nothing runs out unread (45 CFR 164.524(b)(2) counts from receipt).
 */
export async function startClock(
  act: Act,
  request: Omit<RequestToDecide, 'description' | 'said'> & { readonly description: Description | undefined },
  ruleRequester: RuleRequester = NOT_READ_YET.requester,
): Promise<string | null> {
  const { description, patientId } = request;
  const deadline = await startDeadline(act, {
    topic: 'access',
    subject: { module: 'release', id: request.requestId },
    facilityId: request.facility.id,
    labels: request.labels.toString(),
    ...(patientId === null ? {} : { patientId }),
    startedAt: request.receivedAt,
    facts:
      description === undefined
        ? NOT_READ_YET
        : {
            requester: ruleRequester,
            purpose: description.purpose,
            wants: description.wants ?? 'copy',
            ...(description.copyForm === undefined ? {} : { copy_form: description.copyForm }),
          },
  });
  return deadline?.dueOn ?? null;
}

export interface KeptDecision {
  /** Null: facts were missing. */
  readonly kind: string | null;
  readonly said: SaidOfRequest;
  readonly ruleRequester: RuleRequester;
  readonly at: Date;
  readonly by: string;
}

/** What was read off the letter last. */
export async function newestDecision(act: Act, requestId: string): Promise<KeptDecision | undefined> {
  const row = await act.tx
    .selectFrom('release.kind_decision')
    .select(['said', 'kind', 'rule_requester', 'recorded_at', 'recorded_by'])
    .where('request_id', '=', requestId)
    .orderBy('recorded_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  return {
    kind: row.kind,
    said: row.said as SaidOfRequest, // as decideKindOfRequest wrote it
    ruleRequester: row.rule_requester as RuleRequester, // as above
    at: row.recorded_at,
    by: row.recorded_by,
  };
}
