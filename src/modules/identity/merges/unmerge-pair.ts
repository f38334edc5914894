import { sql } from 'kysely';
import type { Act } from '../../../platform/act.ts';
import { newId } from '../../../platform/ids.ts';
import { raiseFlag, unmergePatients } from '../../patients/index.ts';
import { openItem } from '../../worklist/index.ts';
import { refuseOwnRecord } from '../own-record.ts';
import { sayVerdict } from '../pairs/say-verdict.ts';
import { problems } from '../problems.ts';
import { LOOSE } from '../worklist.ts';
import { oweNotices } from './notices.ts';

/** Facts that are laid before a person after an undone merge; a merge that stood for years has more than anyone sorts. */
const MOST_LOOSE = 500;
const FROZEN = 'A merge was undone, and what was filed while the two were one is not assigned to one of them yet.';

/**
 * The merge was wrong. Both registrations stand again as they did; what was filed while they were one waits for a person to
 * say whose it is, with both records frozen for release until then, and every downstream system is owed the news. The two are remembered as two people.
 * @throws patients/not-merged, identity/own-record
 */
export async function unmergePair(
  act: Act,
  input: { readonly mergeId: string; readonly reason: string },
): Promise<void> {
  const merge = await loadMerge(act, input.mergeId);
  await refuseOwnRecord(act, [merge.patient_id, merge.survivor_id]);
  const loose = await findLoose(act, merge);
  // Owed to the systems of all registrations that were together until now.
  await oweNotices(act, { mergeId: input.mergeId, retiredId: merge.patient_id, undone: true });
  await unmergePatients(act, input);
  if (loose.length > 0) {
    const flags = await freeze(act, merge);
    for (const fact of loose) await keepLoose(act, input.mergeId, fact, flags);
    await openItem(act, {
      kind: LOOSE,
      module: 'identity',
      subjectId: input.mergeId,
      patientId: merge.survivor_id,
      facilityId: merge.facility_id,
      labels: BigInt(merge.labels),
      permission: 'identity/work',
      priority: 3,
    });
  }
  const pair = await act.tx
    .selectFrom('identity.pair')
    .select(['id', 'settled_at'])
    .where('patient_id', 'in', [merge.patient_id, merge.survivor_id])
    .where('other_id', 'in', [merge.patient_id, merge.survivor_id])
    .executeTakeFirst();
  if (pair !== undefined) {
    await sayVerdict(act, { pairId: pair.id, verdict: 'withdrawn', reason: input.reason });
    await sayVerdict(act, { pairId: pair.id, verdict: 'different', reason: input.reason });
  }
  act.note({ count: loose.length });
}

/** @throws identity/merge-unknown */
export async function loadMerge(act: Act, mergeId: string) {
  const merge = await act.tx
    .selectFrom('patients.merge as m')
    .leftJoin('patients.unmerge as u', 'u.merge_id', 'm.id')
    .select([
      'm.patient_id',
      'm.id',
      'm.survivor_id',
      'm.facility_id',
      'm.labels',
      'm.reason',
      'm.merged_at',
      'm.merged_by',
      'u.reason as undo_reason',
      'u.unmerged_at',
      'u.unmerged_by',
    ])
    .where('m.id', '=', mergeId)
    .executeTakeFirst();
  if (merge === undefined)
    throw problems.mergeUnknown({ detail: 'Nothing was opened or changed. Go back to the queue.' });
  act.note({ subjectIds: [mergeId], patientIds: [merge.patient_id, merge.survivor_id] });
  return merge;
}

export interface LooseFact {
  readonly patientId: string;
  readonly otherId: string;
  readonly facilityId: string;
  readonly labels: string;
  readonly kind: 'document' | 'encounter';
  readonly id: string;
}

/** What was filed under the survivor since the merge, or would be if it were undone now. */
export async function findLoose(
  act: Act,
  merge: { readonly patient_id: string; readonly survivor_id: string; readonly merged_at: Date },
): Promise<LooseFact[]> {
  const { rows } = await sql<{
    patient_id: string;
    facility_id: string;
    labels: string;
    kind: 'document' | 'encounter';
    id: string;
  }>`
    SELECT patient_id, facility_id, labels, 'document' AS kind, id FROM documents.document
      WHERE patient_id = ${merge.survivor_id}::uuid AND recorded_at >= ${merge.merged_at}
    UNION ALL
    SELECT patient_id, facility_id, labels, 'encounter', id FROM encounters.encounter
      WHERE patient_id = ${merge.survivor_id}::uuid AND recorded_at >= ${merge.merged_at}
    ORDER BY kind, id LIMIT ${MOST_LOOSE}`.execute(act.tx);
  return rows.map((row) => ({
    patientId: row.patient_id,
    otherId: merge.patient_id,
    facilityId: row.facility_id,
    labels: row.labels,
    kind: row.kind,
    id: row.id,
  }));
}

/** What lies under one may be the other's: until somebody said whose it is, neither record is released (release/preflight). */
async function freeze(act: Act, merge: { readonly patient_id: string; readonly survivor_id: string }): Promise<Flags> {
  const flag = async (patientId: string) =>
    (await raiseFlag(act, { patientId, kind: 'identity-in-question', reason: FROZEN })).id;
  return { own: await flag(merge.survivor_id), other: await flag(merge.patient_id) };
}

interface Flags {
  readonly own: string;
  readonly other: string;
}

async function keepLoose(act: Act, mergeId: string, fact: LooseFact, flags: Flags): Promise<void> {
  await act.tx
    .insertInto('identity.loose_fact')
    .values({
      patient_id: fact.patientId,
      id: newId(),
      facility_id: fact.facilityId,
      labels: fact.labels,
      merge_id: mergeId,
      other_id: fact.otherId,
      kind: fact.kind,
      fact_id: fact.id,
      found_at: act.now,
      flag_id: flags.own,
      other_flag_id: flags.other,
    })
    .execute();
}
