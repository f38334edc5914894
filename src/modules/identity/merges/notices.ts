import type { Act } from '../../../platform/act.ts';
import { newId } from '../../../platform/ids.ts';
import { closeItem, openItem } from '../../worklist/index.ts';
import { problems } from '../problems.ts';
import { NOTICE } from '../worklist.ts';

/** Every downstream system of the two facilities is owed the news, each ticked off for itself. */
export async function oweNotices(
  act: Act,
  merge: { readonly mergeId: string; readonly retiredId: string; readonly undone: boolean },
): Promise<void> {
  const patient = await act.tx
    .selectFrom('patients.patient')
    .select(['id', 'facility_id', 'labels'])
    .where('id', '=', merge.retiredId)
    .executeTakeFirstOrThrow();
  const systems = await act.tx
    .selectFrom('identity.downstream as d')
    .select('d.id')
    .where('d.ended_at', 'is', null)
    .where('d.facility_id', 'in', (query) =>
      query
        .selectFrom('patients.member as own')
        .innerJoin('patients.member as all', 'all.survivor_id', 'own.survivor_id')
        .where('own.patient_id', '=', merge.retiredId)
        .select('all.facility_id'),
    )
    .orderBy('d.name')
    .execute();
  for (const system of systems) {
    const id = newId();
    await act.tx
      .insertInto('identity.notice')
      .values({
        patient_id: patient.id,
        id,
        facility_id: patient.facility_id,
        labels: patient.labels,
        merge_id: merge.mergeId,
        undone: merge.undone,
        downstream_id: system.id,
        opened_at: act.now,
      })
      .execute();
    await openItem(act, {
      kind: NOTICE,
      module: 'identity',
      subjectId: id,
      patientId: patient.id,
      facilityId: patient.facility_id,
      labels: BigInt(patient.labels),
      permission: 'identity/work',
    });
  }
  act.emit('identity.merge-changed', { mergeId: merge.mergeId });
}

/** Somebody told the system, or made sure that it knows. @throws identity/notice-unknown */
export async function tickNotice(
  act: Act,
  input: {
    readonly noticeId: string;
    readonly how: 'message' | 'in-the-system' | 'by-phone' | 'not-needed';
    readonly note?: string | undefined;
  },
): Promise<void> {
  const row = await act.tx
    .updateTable('identity.notice')
    .set({ told_at: act.now, told_by: act.actor.id, told_how: input.how, note: input.note ?? null })
    .where('id', '=', input.noticeId)
    .where('told_at', 'is', null)
    .returning(['patient_id', 'merge_id'])
    .executeTakeFirst();
  if (row === undefined)
    throw problems.noticeUnknown({ detail: 'Nothing was changed. Somebody else may have ticked it off.' });
  await closeItem(act, { kind: NOTICE, subjectId: input.noticeId, outcome: input.how });
  act.note({ subjectIds: [input.noticeId], patientIds: [row.patient_id], detail: { how: input.how } });
  act.emit('identity.merge-changed', { mergeId: row.merge_id });
}

/** Messages told these systems of the merge, or of its undoing, and they took them. */
export async function tickByMessage(
  act: Act,
  told: { readonly mergeId: string; readonly undone: boolean; readonly downstreamIds: readonly string[] },
): Promise<void> {
  const owed = await act.tx
    .selectFrom('identity.notice')
    .select('id')
    .where('merge_id', '=', told.mergeId)
    .where('undone', '=', told.undone)
    .where('downstream_id', 'in', [...told.downstreamIds])
    .where('told_at', 'is', null)
    .execute();
  for (const { id } of owed) await tickNotice(act, { noticeId: id, how: 'message' });
}

export interface DownstreamSystem {
  readonly id: string;
  readonly facilityId: string;
  readonly name: string;
  readonly how: string;
  readonly instructions: string;
}

export async function listDownstream(act: Act, facilityId: string): Promise<DownstreamSystem[]> {
  const rows = await act.tx
    .selectFrom('identity.downstream')
    .selectAll()
    .where('facility_id', '=', facilityId)
    .where('ended_at', 'is', null)
    .orderBy('name')
    .limit(100)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    facilityId: row.facility_id,
    name: row.name,
    how: row.how,
    instructions: row.instructions,
  }));
}

/** @throws identity/system-known */
export async function addDownstream(
  act: Act,
  input: {
    readonly facilityId: string;
    readonly name: string;
    readonly how: 'message' | 'task';
    readonly instructions: string;
  },
): Promise<{ id: string }> {
  const known = await listDownstream(act, input.facilityId);
  if (known.some(({ name }) => name.toLowerCase() === input.name.toLowerCase()))
    throw problems.systemKnown({ detail: 'Nothing was changed. Choose another name, or end the former one first.' });
  const id = newId();
  await act.tx
    .insertInto('identity.downstream')
    .values({
      id,
      facility_id: input.facilityId,
      name: input.name,
      how: input.how,
      instructions: input.instructions,
      recorded_at: act.now,
      recorded_by: act.actor.id,
    })
    .execute();
  act.note({ subjectIds: [id] });
  return { id };
}

/** What is owed already stays owed. @throws identity/system-unknown */
export async function endDownstream(act: Act, id: string): Promise<void> {
  const ended = await act.tx
    .updateTable('identity.downstream')
    .set({ ended_at: act.now, ended_by: act.actor.id })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  if (ended.numUpdatedRows === 0n)
    throw problems.systemUnknown({ detail: 'Nothing was changed. It may have been ended already.' });
  act.note({ subjectIds: [id] });
}

/** @throws identity/notice-unknown */
export async function openNotice(act: Act, id: string) {
  const row = await act.tx
    .selectFrom('identity.notice as n')
    .innerJoin('identity.downstream as d', 'd.id', 'n.downstream_id')
    .select(['n.id', 'n.merge_id', 'n.undone', 'd.name', 'n.patient_id'])
    .where('n.id', '=', id)
    .executeTakeFirst();
  if (row === undefined) throw problems.noticeUnknown({ detail: 'Nothing was opened. Go back to the queue.' });
  act.note({ subjectIds: [id], patientIds: [row.patient_id] });
  return { id, mergeId: row.merge_id, system: row.name, undone: row.undone };
}
