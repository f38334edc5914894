import { sql } from 'kysely';
import type { Act } from '../../platform/act.ts';

/** What one actor did to a record by one verb and for one purpose. */
export interface Accesses {
  readonly actorKind: string;
  readonly actorId: string;
  readonly purpose: string;
  readonly verb: string;
  readonly firstAt: Date;
  readonly lastAt: Date;
  readonly times: number;
}

const MOST = 5_000;

/**
 * Who looked at the records of a person and what they did there, put together by actor, purpose and verb. Only what was done
 * counts; what was refused showed nothing. The index by patient answers.
 */
export async function accessesOf(
  act: Act,
  asked: { readonly patientIds: readonly string[]; readonly from: Date; readonly before: Date },
): Promise<{ readonly accesses: readonly Accesses[]; readonly more: boolean }> {
  const rows = await act.tx
    .selectFrom('audit.entry')
    .select(['actor_kind', 'actor_id', 'purpose', 'verb'])
    .select(({ fn }) => [fn.min('at').as('first_at'), fn.max('at').as('last_at'), fn.countAll<string>().as('times')])
    .where(sql<boolean>`patient_ids && ${[...asked.patientIds]}::uuid[]`)
    .where('outcome', '=', 'done')
    .where('at', '>=', asked.from)
    .where('at', '<', asked.before)
    .groupBy(['actor_kind', 'actor_id', 'purpose', 'verb'])
    .orderBy('first_at')
    .orderBy('actor_id')
    .orderBy('verb')
    .limit(MOST + 1)
    .execute();
  return {
    more: rows.length > MOST,
    accesses: rows.slice(0, MOST).map((row) => ({
      ...{ actorKind: row.actor_kind, actorId: row.actor_id, purpose: row.purpose, verb: row.verb },
      ...{ firstAt: row.first_at, lastAt: row.last_at, times: Number(row.times) },
    })),
  };
}
