import type { Act } from '../../../platform/act.ts';
import { COMPONENTS, type ComponentKind, OPEN_STATES } from '../components/kinds.ts';
import { componentProblems } from '../components/problems.ts';
import type { LoadedRequest } from '../load-request.ts';
import { outcomeProblems } from './problems.ts';

const NAMED = 5;

/** Nothing of a case that closes is owed. @throws release/component-open, release/letter-owed, release/review-open */
export async function mustBeAnswered(act: Act, { id, answer }: LoadedRequest): Promise<void> {
  if (answer.openComponents > 0) {
    const open = await act.tx
      .selectFrom('release.component')
      .select(['kind', 'what'])
      .where('request_id', '=', id)
      .where('state', 'in', [...OPEN_STATES])
      .orderBy('recorded_at')
      .limit(NAMED)
      .execute();
    const names = open.map(({ kind }) => COMPONENTS[kind as ComponentKind]); // CHECK component_kind_is_known
    const more = answer.openComponents > names.length ? ', and others' : '';
    throw componentProblems.componentOpen({
      detail: `Nothing was changed. Still owed: ${names.join(', ')}${more}. Send each, or say why it does not go out.`,
    });
  }
  if (answer.letterOwed)
    throw outcomeProblems.letterOwed({
      detail:
        'Nothing was changed. Whoever asked is told of the outcome in writing: send its letter, or take the outcome back, with the reason.',
    });
  if (answer.reviewOpen)
    throw outcomeProblems.reviewOpen({
      detail: 'Nothing was changed. The decision of the reviewing professional comes first; it binds.',
      citations: ['45 CFR 164.524(a)(4)'],
    });
}
