import { sql } from 'kysely';
import type { Act } from '../../platform/act.ts';

export interface Opener {
  readonly actorKind: string;
  readonly actorId: string;
  readonly firstAt: Date;
  readonly lastAt: Date;
  /** Entries; pages of one document in one session are one entry in five minutes. */
  readonly times: number;
}

const MOST = 1_000;

/**
 * Who saw one thing of a record, by the verbs that show it, the first first. Only what was done counts; what was refused
 * showed nothing. The index by patient answers.
 */
export async function whoOpened(
  act: Act,
  asked: {
    readonly patientId: string;
    readonly subjectId: string;
    readonly verbs: readonly string[];
    readonly before: Date;
  },
): Promise<Opener[]> {
  const rows = await act.tx
    .selectFrom('audit.entry')
    .select(['actor_kind', 'actor_id'])
    .select(({ fn }) => [fn.min('at').as('first_at'), fn.max('at').as('last_at'), fn.countAll<string>().as('times')])
    .where(sql<boolean>`patient_ids @> ARRAY[${asked.patientId}]::uuid[]`)
    .where(sql<boolean>`${asked.subjectId}::uuid = ANY (subject_ids)`)
    .where('verb', 'in', [...asked.verbs])
    .where('outcome', '=', 'done')
    .where('at', '<', asked.before)
    .groupBy(['actor_kind', 'actor_id'])
    .orderBy('first_at')
    .limit(MOST)
    .execute();
  return rows.map((row) => ({
    actorKind: row.actor_kind,
    actorId: row.actor_id,
    firstAt: row.first_at,
    lastAt: row.last_at,
    times: Number(row.times),
  }));
}
