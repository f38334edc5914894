import type { Act } from '../../../platform/act.ts';
import { problems } from '../problems.ts';

/** A pair, locked where it is to be changed. @throws identity/pair-unknown, identity/pair-settled */
export async function loadPair(act: Act, id: string, purpose: 'read' | 'change') {
  const row = await act.tx
    .selectFrom('identity.pair')
    .selectAll()
    .where('id', '=', id)
    .$if(purpose === 'change', (query) => query.forUpdate())
    .executeTakeFirst();
  if (row === undefined) throw problems.pairUnknown({ detail: 'Nothing was opened or changed. Go back to the queue.' });
  if (purpose === 'change' && row.settled_at !== null)
    throw problems.pairSettled({ detail: 'Nothing was changed. Open the pair again to see what was decided.' });
  act.note({ subjectIds: [id], patientIds: [row.patient_id, row.other_id] });
  return row;
}
