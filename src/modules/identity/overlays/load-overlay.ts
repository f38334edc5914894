import type { Act } from '../../../platform/act.ts';
import { refuseOwnRecord } from '../own-record.ts';
import { problems } from '../problems.ts';

/** @throws identity/overlay-unknown, identity/overlay-settled, identity/own-record */
export async function loadOverlay(act: Act, id: string, purpose: 'read' | 'change') {
  const row = await act.tx
    .selectFrom('identity.overlay')
    .selectAll()
    .where('id', '=', id)
    .$if(purpose === 'change', (query) => query.forUpdate())
    .executeTakeFirst();
  if (row === undefined)
    throw problems.overlayUnknown({ detail: 'Nothing was opened or changed. Go back to the queue.' });
  await refuseOwnRecord(act, [row.patient_id, ...(row.second_id === null ? [] : [row.second_id])]);
  if (purpose === 'change' && row.settled_at !== null)
    throw problems.overlaySettled({ detail: 'Nothing was changed. Open it again to see how it was settled.' });
  act.note({
    subjectIds: [id],
    patientIds: row.second_id === null ? [row.patient_id] : [row.patient_id, row.second_id],
  });
  return row;
}

export interface Choice {
  readonly kind: 'document' | 'encounter';
  readonly factId: string;
  readonly whose: 'first' | 'second';
  readonly movedId: string | null;
}

/** Whose each fact is, as was said last. */
export async function choicesOf(act: Act, overlay: { patient_id: string; id: string }): Promise<Map<string, Choice>> {
  const rows = await act.tx
    .selectFrom('identity.overlay_choice')
    .select(['kind', 'fact_id', 'whose', 'moved_id'])
    .where('patient_id', '=', overlay.patient_id)
    .where('overlay_id', '=', overlay.id)
    .orderBy('chosen_at')
    .orderBy('id')
    .limit(10_000)
    .execute();
  return new Map(
    rows.map((row) => [
      row.fact_id,
      {
        kind: row.kind as Choice['kind'], // CHECK overlay_fact_is_known
        factId: row.fact_id,
        whose: row.whose as Choice['whose'], // CHECK overlay_whose_is_known
        movedId: row.moved_id,
      },
    ]),
  );
}
