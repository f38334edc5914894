import { sql } from 'kysely';
import type { Act } from '../../platform/act.ts';
import { newId } from '../../platform/ids.ts';
import { type LabelName, maskOf } from '../access/index.ts';
import { problems } from './problems.ts';

export const FLAG_KINDS = [
  'vip',
  'restricted',
  'legal-hold',
  'test-patient',
  'same-name',
  'identity-in-question',
  'sealed-identity',
] as const;
export type FlagKind = (typeof FLAG_KINDS)[number];

/** Flags that hide the whole person, and the label that does it. */
const LABEL_OF_FLAG: Partial<Record<FlagKind, LabelName>> = {
  vip: 'vip',
  restricted: 'restricted',
  'sealed-identity': 'restricted',
};
const LABELLED_TABLES = [
  'patient',
  'name',
  'identifier',
  'contact',
  'representative',
  'representative_end',
  'representative_judgement',
  'death',
  'flag',
  'merge',
  'unmerge',
  'merge_change',
  'kept_apart',
  'link',
  'mother',
  'number_move',
  'member',
  'search_key',
] as const;

/** @throws patients/not-found */
export async function raiseFlag(
  act: Act,
  input: { patientId: string; kind: FlagKind; reason: string },
): Promise<{ id: string }> {
  const patient = await act.tx
    .selectFrom('patients.patient')
    .select(['facility_id', 'labels'])
    .where('id', '=', input.patientId)
    .forUpdate()
    .executeTakeFirst();
  if (patient === undefined) throw problems.notFound({ detail: 'Nothing was changed. Search for the patient again.' });
  const id = newId();
  await act.tx
    .insertInto('patients.flag')
    .values({
      patient_id: input.patientId,
      id,
      facility_id: patient.facility_id,
      labels: patient.labels,
      kind: input.kind,
      reason: input.reason,
      raised_at: act.now,
      raised_by: act.actor.id,
    })
    .execute();
  act.note({ patientIds: [input.patientId], detail: { flag: input.kind } });
  await relabel(act, input.patientId);
  return { id };
}

/** @throws patients/not-found */
export async function lowerFlag(act: Act, input: { patientId: string; flagId: string }): Promise<void> {
  const lowered = await act.tx
    .updateTable('patients.flag')
    .set({ lowered_at: act.now, lowered_by: act.actor.id })
    .where('patient_id', '=', input.patientId)
    .where('id', '=', input.flagId)
    .where('lowered_at', 'is', null)
    .returning('kind')
    .executeTakeFirst();
  if (lowered === undefined)
    throw problems.notFound({ detail: 'Nothing was changed. The flag may have been lowered already.' });
  act.note({ patientIds: [input.patientId], detail: { flag: lowered.kind } });
  await relabel(act, input.patientId);
}

/** The person's own labels follow from the flags in force; encounters and documents follow by the event. */
async function relabel(act: Act, patientId: string): Promise<void> {
  const flags = await act.tx
    .selectFrom('patients.flag')
    .select('kind')
    .where('patient_id', '=', patientId)
    .where('lowered_at', 'is', null)
    .execute();
  const labels = flags.flatMap((flag) => LABEL_OF_FLAG[flag.kind as FlagKind] ?? []); // CHECK flag_kind_is_known
  const mask = maskOf(labels).toString();
  for (const table of LABELLED_TABLES) {
    const key = sql.ref(table === 'patient' ? 'id' : 'patient_id');
    await sql`UPDATE ${sql.table(`patients.${table}`)} SET labels = ${mask}::bigint WHERE ${key} = ${patientId} AND labels <> ${mask}::bigint`.execute(
      act.tx,
    );
  }
  act.emit('patients.relabelled', { patientId, labels: mask });
}
