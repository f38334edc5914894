import type { Act } from '../../platform/act.ts';
import { lowerFlag } from '../patients/index.ts';

/** Lowers the flag that this desk raised; a person may have lowered it before. */
export async function lowerOwnFlag(act: Act, patientId: string, flagId: string | null): Promise<void> {
  const flag = await act.tx
    .selectFrom('patients.flag')
    .select('id')
    .where('patient_id', '=', patientId)
    .where('id', '=', flagId)
    .where('lowered_at', 'is', null)
    .executeTakeFirst();
  if (flag !== undefined) await lowerFlag(act, { patientId, flagId: flag.id });
}
