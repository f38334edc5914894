import type { Act } from '../../../platform/act.ts';
import { closeItem } from '../../worklist/index.ts';
import { ESCALATED, loadEscalation, pressesUntil, type RIGHTS_ESCALATED } from './load-escalation.ts';

/** Answered, or its clock was set further off: nobody need look any more. The next escalation finds what became pressing. */
export async function settleEscalation(
  act: Act,
  request: {
    readonly id: string;
    readonly facilityId: string;
    readonly answered: boolean;
    readonly dueAt: Date | undefined;
  },
  kind: typeof ESCALATED | typeof RIGHTS_ESCALATED = ESCALATED,
): Promise<void> {
  const presses =
    !request.answered &&
    request.dueAt !== undefined &&
    request.dueAt <= pressesUntil(act.now, await loadEscalation(act, request.facilityId));
  if (!presses) await closeItem(act, { kind, subjectId: request.id, outcome: 'settled' });
}
