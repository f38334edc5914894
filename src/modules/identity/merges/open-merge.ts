import type { Act } from '../../../platform/act.ts';
import { findType } from '../../documents/index.ts';
import { type NamedPatient, nameOfPatients } from '../../patients/index.ts';
import { closeItem } from '../../worklist/index.ts';
import { lowerOwnFlag } from '../lower-own-flag.ts';
import { refuseOwnRecord } from '../own-record.ts';
import { problems } from '../problems.ts';
import { LOOSE } from '../worklist.ts';
import { findLoose, loadMerge } from './unmerge-pair.ts';

const MOST_NOTICES = 200;
const MOST_LISTED = 100;

export interface OpenedMerge {
  readonly id: string;
  readonly retired: NamedPatient | null;
  readonly survivor: NamedPatient | null;
  readonly reason: string;
  readonly at: Date;
  readonly by: string;
  readonly undone: { readonly reason: string; readonly at: Date; readonly by: string } | null;
  readonly notices: readonly {
    readonly id: string;
    readonly undone: boolean;
    readonly system: string;
    readonly how: string;
    readonly instructions: string;
    readonly toldAt: Date | null;
    readonly toldBy: string | null;
    readonly toldHow: string | null;
    readonly note: string | null;
  }[];
  /** Filed under the survivor since: to be assigned once the merge is undone, or what would have to be. */
  readonly facts: readonly {
    readonly id: string;
    readonly patientId: string;
    readonly kind: string;
    readonly title: string;
    readonly day: string | null;
    readonly decision: string | null;
  }[];
}

export async function openMerge(act: Act, id: string): Promise<OpenedMerge> {
  const merge = await loadMerge(act, id);
  await refuseOwnRecord(act, [merge.patient_id, merge.survivor_id]);
  const named = await nameOfPatients(act, [merge.patient_id, merge.survivor_id]);
  const notices = await act.tx
    .selectFrom('identity.notice as n')
    .innerJoin('identity.downstream as d', 'd.id', 'n.downstream_id')
    .selectAll('n')
    .select(['d.name', 'd.how', 'd.instructions'])
    .where('n.patient_id', '=', merge.patient_id)
    .where('n.merge_id', '=', id)
    .orderBy('n.undone')
    .orderBy('d.name')
    .limit(MOST_NOTICES)
    .execute();
  return {
    id,
    retired: named.get(merge.patient_id) ?? null,
    survivor: named.get(merge.survivor_id) ?? null,
    reason: merge.reason,
    at: merge.merged_at,
    by: merge.merged_by,
    undone:
      merge.unmerged_at === null || merge.unmerged_by === null
        ? null
        : { reason: merge.undo_reason ?? '', at: merge.unmerged_at, by: merge.unmerged_by },
    notices: notices.map((each) => ({
      id: each.id,
      undone: each.undone,
      system: each.name,
      how: each.how,
      instructions: each.instructions,
      toldAt: each.told_at,
      toldBy: each.told_by,
      toldHow: each.told_how,
      note: each.note,
    })),
    facts: merge.unmerged_at === null ? await described(act, await wouldBeLoose(act, merge)) : await looseOf(act, id),
  };
}

interface Fact {
  readonly patientId: string;
  readonly kind: string;
  readonly id: string;
  readonly decision: string | null;
}

async function wouldBeLoose(act: Act, merge: Parameters<typeof findLoose>[1]): Promise<Fact[]> {
  return (await findLoose(act, merge)).map((fact) => ({ ...fact, decision: null }));
}

async function looseOf(act: Act, mergeId: string) {
  const rows = await act.tx
    .selectFrom('identity.loose_fact')
    .select(['patient_id', 'kind', 'fact_id', 'decision'])
    .where('merge_id', '=', mergeId)
    .orderBy('id')
    .limit(500)
    .execute();
  return described(
    act,
    rows.map((row) => ({ patientId: row.patient_id, kind: row.kind, id: row.fact_id, decision: row.decision })),
  );
}

/** Facts by what a person calls them. */
export async function described(act: Act, facts: readonly Fact[]): Promise<OpenedMerge['facts']> {
  if (facts.length === 0) return [];
  const patientIds = [...new Set(facts.map(({ patientId }) => patientId))];
  const ids = facts.map(({ id }) => id);
  const documents = await act.tx
    .selectFrom('documents.document')
    .select(['id', 'type_code', 'title', 'dated_on'])
    .where('patient_id', 'in', patientIds)
    .where('id', 'in', ids)
    .execute();
  const encounters = await act.tx
    .selectFrom('encounters.encounter')
    .select(['id', 'visit_number', 'type_text', 'class', 'started_at'])
    .where('patient_id', 'in', patientIds)
    .where('id', 'in', ids)
    .execute();
  const known = new Map<string, { title: string; day: string | null }>();
  for (const row of documents)
    known.set(row.id, { title: row.title ?? findType(row.type_code)?.name ?? row.type_code, day: row.dated_on });
  for (const row of encounters)
    known.set(row.id, {
      title: [row.type_text ?? row.class, row.visit_number].filter(Boolean).join(' '),
      day: row.started_at?.toISOString().slice(0, 10) ?? null,
    });
  return facts.flatMap((fact) => {
    const said = known.get(fact.id);
    return said === undefined ? [] : [{ ...said, ...fact }];
  });
}

/**
 * Whose a fact filed under both is: it stays where it lies, or was moved to the other registration (a document is moved by
 * the act of documents, a visit recorded anew). With the last one the item closes and both records may be released again. @throws identity/fact-unknown
 */
export async function assignFact(
  act: Act,
  input: { readonly mergeId: string; readonly factId: string; readonly decision: 'stays' | 'moved' },
): Promise<void> {
  const row = await act.tx
    .updateTable('identity.loose_fact')
    .set({ decision: input.decision, decided_at: act.now, decided_by: act.actor.id })
    .where('merge_id', '=', input.mergeId)
    .where('fact_id', '=', input.factId)
    .where('decision', 'is', null)
    .returning(['patient_id', 'other_id', 'flag_id', 'other_flag_id'])
    .executeTakeFirst();
  if (row === undefined)
    throw problems.factUnknown({ detail: 'Nothing was changed. Somebody else may have assigned it.' });
  const left = await act.tx
    .selectFrom('identity.loose_fact')
    .select('id')
    .where('merge_id', '=', input.mergeId)
    .where('decision', 'is', null)
    .limit(1)
    .executeTakeFirst();
  if (left === undefined) {
    await closeItem(act, { kind: LOOSE, subjectId: input.mergeId, outcome: 'assigned' });
    await lowerOwnFlag(act, row.patient_id, row.flag_id);
    await lowerOwnFlag(act, row.other_id, row.other_flag_id);
  }
  act.note({ subjectIds: [input.mergeId, input.factId], patientIds: [row.patient_id] });
  act.emit('identity.merge-changed', { mergeId: input.mergeId });
}

/** Merges, the newest first, with how much is still owed. */
export async function listMerges(act: Act) {
  const rows = await act.tx
    .selectFrom('patients.merge as m')
    .leftJoin('patients.unmerge as u', 'u.merge_id', 'm.id')
    .select(['m.id', 'm.patient_id', 'm.survivor_id', 'm.merged_at', 'm.merged_by', 'u.unmerged_at'])
    .orderBy('m.id', 'desc')
    .limit(MOST_LISTED)
    .execute();
  const owed = await act.tx
    .selectFrom('identity.notice')
    .select(['merge_id', (query) => query.fn.countAll<string>().as('n')])
    .where(
      'patient_id',
      'in',
      rows.map((row) => row.patient_id),
    )
    .where('told_at', 'is', null)
    .groupBy('merge_id')
    .execute();
  const owedOf = new Map(owed.map((row) => [row.merge_id, Number(row.n)]));
  const named = await nameOfPatients(
    act,
    rows.flatMap((row) => [row.patient_id, row.survivor_id]),
  );
  const merges = rows.flatMap((row) => {
    const [retired, survivor] = [named.get(row.patient_id), named.get(row.survivor_id)];
    if (retired === undefined || survivor === undefined) return [];
    return [
      {
        ...{ id: row.id, retired, survivor, at: row.merged_at, by: row.merged_by },
        undoneAt: row.unmerged_at,
        owed: owedOf.get(row.id) ?? 0,
      },
    ];
  });
  act.note({ count: merges.length, patientIds: merges.map(({ survivor }) => survivor.id) });
  return { merges };
}
