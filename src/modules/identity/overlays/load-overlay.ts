import { sql } from 'kysely';
import type { Act } from '../../../platform/act.ts';
import { memberIds } from '../../patients/index.ts';
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

export interface StandingFact {
  readonly patient_id: string;
  readonly kind: 'document' | 'encounter';
  readonly id: string;
}

/** A chart of more is divided in several goes: what nobody spoke of yet comes first. */
const MOST_FACTS = 500;

/** All that stands in an overlaid record and what was moved out of it, first what nobody said whose it is. */
export async function factsOf(
  act: Act,
  overlay: { patient_id: string },
  choices: ReadonlyMap<string, Choice>,
): Promise<StandingFact[]> {
  const { ids } = await memberIds(act, overlay.patient_id);
  const said = [...choices.keys()];
  const { rows } = await sql<StandingFact>`
    SELECT patient_id, kind, id FROM (
      SELECT d.patient_id, 'document' AS kind, d.id FROM documents.document d
        WHERE d.patient_id = ANY (${ids}::uuid[]) AND (NOT EXISTS (SELECT FROM documents.entered_in_error e
          WHERE e.patient_id = d.patient_id AND e.document_id = d.id AND e.withdrawn_at IS NULL)
          OR d.id = ANY (${said}::uuid[]))
      UNION ALL
      SELECT patient_id, 'encounter', id FROM encounters.encounter WHERE patient_id = ANY (${ids}::uuid[])
    ) AS fact ORDER BY id = ANY (${said}::uuid[]), id LIMIT ${MOST_FACTS}`.execute(act.tx);
  return rows;
}

/** Other reasons why the identity of the record is in question; they freeze its release as this overlay does. */
export async function otherQuestions(act: Act, overlay: { patient_id: string; flag_id: string }): Promise<string[]> {
  const { ids } = await memberIds(act, overlay.patient_id);
  const rows = await act.tx
    .selectFrom('patients.flag')
    .select('reason')
    .where('patient_id', 'in', ids)
    .where('kind', '=', 'identity-in-question')
    .where('lowered_at', 'is', null)
    .where('id', '<>', overlay.flag_id)
    .orderBy('raised_at')
    .limit(20)
    .execute();
  return rows.map(({ reason }) => reason);
}
