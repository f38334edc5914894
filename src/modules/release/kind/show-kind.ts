import type { Act } from '../../../platform/act.ts';
import { isId } from '../../../platform/ids.ts';
import { localDate } from '../../../../packages/rule-engine/index.ts';
import { namesOfPeople } from '../../accounts/index.ts';
import { deadlinesOf, deriveJurisdictions, groundsToPause, ruleBook } from '../../regulations/index.ts';
import { descriptionOfRow } from '../description-of-row.ts';
import { decideFeeKind } from '../fees/decide-fee-kind.ts';
import { NO_COSTS } from '../fees/fee-question.ts';
import { loadRequest, type LoadedRequest } from '../load-request.ts';
import { newestDecision, questionOf } from './decide-kind-of-request.ts';
import { decideKind, isByRight } from './decide-kind.ts';

const MOST_CORRECTIONS = 50;

/** What a request is and why, what it costs by, which clocks run and what could stop them. Null until somebody described it. */
export async function showKind(act: Act, requestId: string) {
  const request = await loadRequest(act, requestId, 'read');
  const description = descriptionOfRow(request.row);
  const corrections = await act.tx
    .selectFrom('release.receipt_correction')
    .select(['was_at as wasAt', 'set_to as setTo', 'reason', 'recorded_at as at', 'recorded_by as by'])
    .where('request_id', '=', requestId)
    .orderBy('recorded_at')
    .limit(MOST_CORRECTIONS)
    .execute();
  const last = await newestDecision(act, requestId);
  const said = last?.said ?? {};
  const decided =
    description === undefined
      ? null
      : decideKind(
          questionOf({ description, facility: request.facility, receivedAt: request.row.received_at }, said),
          ruleBook().rules,
        );
  const by = [...corrections.map((each) => each.by), ...(last === undefined ? [] : [last.by])];
  return {
    said,
    decided:
      decided === null
        ? null
        : { ...decided, byRight: isByRight(decided.kind), fee: feeOf(request, decided.kind, decided.ruleRequester) },
    saidAt: last?.at ?? null,
    saidBy: last?.by ?? null,
    clocks: await showClocks(act, requestId),
    corrections,
    people: Object.fromEntries(await namesOfPeople(act, [...new Set(by)].filter(isId))),
  };
}

/** By whose rules the copy is charged: the same decision as that of the quote, before anything of it is counted. */
function feeOf(
  { facility, row, today }: LoadedRequest,
  kind: ReturnType<typeof decideKind>['kind'],
  requester: ReturnType<typeof decideKind>['ruleRequester'],
) {
  return decideFeeKind(
    {
      ...{ requester, kind, input: NO_COSTS, pages: 0 },
      purpose: (row.purpose ?? 'other') as 'other', // CHECK purpose_is_known
      jurisdictions: deriveJurisdictions(facility),
      receivedOn: localDate(row.received_at, facility.timeZone),
      invoicedOn: today,
    },
    ruleBook().rules,
  );
}

async function showClocks(act: Act, requestId: string) {
  const running = (await deadlinesOf(act, { module: 'release', id: requestId })).filter(
    ({ settled }) => settled === null,
  );
  const shown = [];
  for (const clock of running) {
    const { title, citations, grounds } = await groundsToPause(act, clock);
    shown.push({
      ruleId: clock.ruleId,
      dueOn: clock.dueOn,
      acts: clock.acts,
      title,
      citations,
      grounds: grounds.map(({ text, cite }) => ({ text, cite })),
    });
  }
  return shown;
}
