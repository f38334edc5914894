import type { Act } from '../../platform/act.ts';
import { memberIds } from '../patients/index.ts';
import { problems } from './problems.ts';

/** Nobody decides who they themselves are. @throws identity/own-record */
export async function refuseOwnRecord(act: Act, patientIds: readonly string[]): Promise<void> {
  const own = act.actor.ownPatientIds ?? [];
  if (own.length === 0) return;
  for (const patientId of patientIds) {
    const { ids } = await memberIds(act, patientId);
    if (ids.some((id) => own.includes(id)))
      throw problems.ownRecord({
        detail: 'Nothing was opened or changed. Return the item to its queue: a colleague must decide it.',
      });
  }
}
