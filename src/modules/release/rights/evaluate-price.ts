import type { Act } from '../../../platform/act.ts';
import { memberIds } from '../../patients/index.ts';
import { ruleBook } from '../../regulations/index.ts';
import { ask, tableReason, type Reason } from '../reason.ts';

const RULE = 'us/hipaa/accounting-fee';

interface Asked {
  readonly id: string;
  readonly patient_id: string;
  readonly received_at: Date;
  readonly received_on: string;
}

/** 45 CFR 164.528(c)(2): the first accounting in twelve months is free. */
export async function evaluatePrice(act: Act, request: Asked): Promise<{ mayCost: boolean; reason: Reason }> {
  const { ids } = await memberIds(act, request.patient_id);
  const since = new Date(request.received_at);
  since.setUTCFullYear(since.getUTCFullYear() - 1);
  const { count } = await act.tx
    .selectFrom('release.rights_request as r')
    .innerJoin('release.rights_step as s', (join) =>
      join.onRef('s.patient_id', '=', 'r.patient_id').onRef('s.request_id', '=', 'r.id').on('s.kind', '=', 'accounted'),
    )
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .where('r.patient_id', 'in', [...ids])
    .where('r.id', '<>', request.id)
    .where('s.recorded_at', '>', since)
    .executeTakeFirstOrThrow();
  const ruling = ask(ruleBook().rules, RULE, 'table', {
    on: request.received_on,
    facts: { accountings_in_past_12_months: Number(count) },
  });
  const said = tableReason(ruling);
  if (said === undefined) return { mayCost: false, reason: { ruleId: RULE, text: 'The rule does not answer' } };
  const { answer, ...reason } = said;
  return { mayCost: answer === 'cost-based-with-notice' && ruling.acts, reason };
}

export async function mayCost(act: Act, request: Asked): Promise<boolean> {
  return (await evaluatePrice(act, request)).mayCost;
}
