import type { Act } from '../../../platform/act.ts';
import { newId } from '../../../platform/ids.ts';
import { Problem } from '../../../platform/problem.ts';
import { openLetter } from '../../correspondence/index.ts';
import { extendDeadline, meetDeadline } from '../../regulations/index.ts';
import { loadRights, type LoadedRights } from './load-rights.ts';
import { refreshRights } from './refresh-rights.ts';
import type { RightsStep } from './step.ts';

/**
 * A letter of a request about the record left the house: an answer meets the clock, an extension moves it, and who was told of
 * an amendment has it. Told again, nothing happens.
 */
export async function rightsLeft(
  act: Act,
  left: { readonly id: string; readonly letterId: string; readonly deliveryId: string },
): Promise<void> {
  const rights = await loadRights(act, left.id, true);
  const step = rights.steps.find(({ letterId, letterLeftAt }) => letterId === left.letterId && letterLeftAt === null);
  if (step === undefined) return;
  const { deliveries } = await openLetter(act, left.letterId);
  const at = deliveries.find(({ id }) => id === left.deliveryId)?.settled?.at ?? act.now;
  await act.tx
    .updateTable('release.rights_step')
    .set({ letter_left_at: at, effect: await takeEffect(act, rights, step, at) })
    .where('patient_id', '=', rights.patientId)
    .where('id', '=', step.id)
    .execute();
  act.emit('release.rights-changed', { rightsId: rights.id, patientId: rights.patientId });
  await refreshRights(act, rights.id);
}

async function takeEffect(act: Act, rights: LoadedRights, step: RightsStep, at: Date): Promise<string | null> {
  const { clock } = rights;
  switch (step.kind) {
    case 'accepted':
    case 'denied':
    case 'accounted':
      if (clock?.settled !== null) return null;
      await meetDeadline(act, { deadlineId: clock.id, at, how: step.kind });
      return 'met';
    case 'extended':
      if (clock?.settled !== null || step.promisedOn === null) return null;
      try {
        const { promisedOn } = step;
        await extendDeadline(act, {
          ...{ deadlineId: clock.id, reason: step.facts.reason ?? '', noticeSentAt: at, promisedOn },
        });
        return 'extended';
      } catch (error) {
        // The letter left too late: the clock stays, and the request says so.
        if (error instanceof Problem) return error.code;
        throw error;
      }
    case 'told':
      await confirm(act, rights, step.facts.disclosureId, at);
      return null;
    default:
      return null;
  }
}

async function confirm(act: Act, rights: LoadedRights, disclosureId: string | undefined, at: Date): Promise<void> {
  if (disclosureId === undefined) return;
  await act.tx
    .insertInto('release.confirmation')
    .values({
      patient_id: rights.patientId,
      id: newId(),
      facility_id: rights.facility.id,
      labels: rights.labels,
      disclosure_id: disclosureId,
      outcome: 'handed-over',
      how: 'The letter left',
      recorded_at: at,
      recorded_by: act.actor.id,
    })
    .execute();
}
