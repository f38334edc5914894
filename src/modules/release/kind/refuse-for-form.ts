import { ruleBook } from '../../regulations/index.ts';
import { citationsOf } from '../../../../packages/rule-engine/index.ts';
import type { CancellationReason } from '../cancel-request.ts';
import type { RequestRow } from '../load-request.ts';
import { isByRight } from './decide-kind.ts';
import { kindProblems } from './problems.ts';
import { kindOf } from './rule-requester-of.ts';

const RULE = 'us/hipaa/access-request-form';

/**
 * A person who asks for the own record in the own words is not turned away for want of an authorization or of a form of ours
 * (45 CFR 164.524(b)(1)).
 * @throws release/no-form-needed
 */
export function mustNotFailForForm(row: RequestRow, reasonCode: CancellationReason): void {
  const kind = kindOf(row);
  if (reasonCode !== 'authority-not-cured' || !isByRight(kind)) return;
  const rule = ruleBook().rules.get(RULE);
  throw kindProblems.noFormNeeded({
    detail:
      'Nothing was changed. This is a request by right of access: it needs no authorization and no form of ours. Record the right of access as its authority and go on.',
    ...(rule === undefined ? {} : { citations: citationsOf(rule) }),
  });
}
