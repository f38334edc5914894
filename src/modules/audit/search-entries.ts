import { sql } from 'kysely';
import type { Act } from '../../platform/act.ts';
import type { BodyOf } from '../../platform/http/contract.ts';
import type { contract } from './contract.ts';
import type { AuditHelp } from './routes.ts';

const PAGE = 50;

/** What the screen asks by, and what FHIR does beside it. */
export type EntriesWanted = BodyOf<typeof contract.search> & {
  readonly id?: string;
  /** What it was done to; read entry by entry, so together with another filter. */
  readonly subjectId?: string;
  /** The first word of the verb behind the module's name is one of these, or none of them. */
  readonly words?: { readonly among: readonly string[]; readonly not: boolean };
  readonly module?: string;
};

/** Newest first, paged by (time, id), one more than the limit where there is more. By patient the GIN index answers, by person and by time a btree. */
export async function findEntries(act: Act, wanted: EntriesWanted) {
  const limit = wanted.limit ?? PAGE;
  const rows = await act.tx
    .selectFrom('audit.entry as entry')
    .leftJoin('audit.leaf as leaf', 'leaf.entry_id', 'entry.id')
    .select([
      'entry.id',
      'entry.at',
      'entry.actor_kind',
      'entry.actor_id',
      'entry.on_behalf_of',
      'entry.purpose',
      'entry.verb',
      'entry.outcome',
      'entry.subject_ids',
      'entry.patient_ids',
      'entry.object_count',
      'entry.detail',
      'entry.reason_ids',
      'leaf.n',
    ])
    .$if(wanted.id !== undefined, (query) => query.where('entry.id', '=', wanted.id ?? ''))
    .$if(wanted.patientId !== undefined, (query) =>
      query.where(sql<boolean>`entry.patient_ids @> ARRAY[${wanted.patientId ?? ''}]::uuid[]`),
    )
    .$if(wanted.subjectId !== undefined, (query) =>
      query.where(sql<boolean>`${wanted.subjectId ?? ''}::uuid = ANY (entry.subject_ids || entry.patient_ids)`),
    )
    .$if(wanted.actorId !== undefined, (query) => query.where('entry.actor_id', '=', wanted.actorId ?? ''))
    .$if(wanted.verb !== undefined, (query) => query.where('entry.verb', '=', wanted.verb ?? ''))
    .$if(wanted.module !== undefined, (query) =>
      query.where(sql<boolean>`starts_with(entry.verb, ${`${wanted.module ?? ''}.`})`),
    )
    .$if(wanted.words !== undefined, (query) => {
      const { among, not } = wanted.words ?? { among: [], not: false };
      const is = sql<boolean>`split_part(split_part(entry.verb, '.', 2), '-', 1) = ANY (${[...among]}::text[])`;
      return query.where(not ? sql<boolean>`NOT ${is}` : is);
    })
    .$if(wanted.outcome !== undefined, (query) => query.where('entry.outcome', '=', wanted.outcome ?? ''))
    .$if(wanted.from !== undefined, (query) => query.where('entry.at', '>=', new Date(wanted.from ?? 0)))
    .$if(wanted.to !== undefined, (query) => query.where('entry.at', '<=', new Date(wanted.to ?? 0)))
    .$if(wanted.before !== undefined, (query) =>
      query.where(
        sql<boolean>`(entry.at, entry.id) < (${wanted.before?.at ?? ''}::timestamptz, ${wanted.before?.id ?? ''}::uuid)`,
      ),
    )
    .orderBy('entry.at', 'desc')
    .orderBy('entry.id', 'desc')
    .limit(limit + 1)
    .execute();
  act.note({
    count: Math.min(rows.length, limit),
    ...(wanted.patientId === undefined ? {} : { patientIds: [wanted.patientId] }),
  });
  return rows;
}

export type LogEntry = Awaited<ReturnType<typeof findEntries>>[number];

export async function searchEntries(act: Act, wanted: BodyOf<typeof contract.search>, help: AuditHelp) {
  const limit = wanted.limit ?? PAGE;
  const rows = await findEntries(act, wanted);
  const sentences = help.sentences();
  const names = await help.names(act, [...new Set(rows.map((row) => row.actor_id))]);
  return {
    more: rows.length > limit,
    entries: rows.slice(0, limit).map((row) => ({
      id: row.id,
      at: row.at.toISOString(),
      actorKind: row.actor_kind,
      actorId: row.actor_id,
      actorName: names.get(row.actor_id) ?? null,
      purpose: row.purpose,
      verb: row.verb,
      sentence: sentences[row.verb] ?? row.verb,
      outcome: row.outcome,
      subjectIds: row.subject_ids,
      patientIds: row.patient_ids,
      count: row.object_count,
      detail: (row.detail ?? {}) as Record<string, unknown>,
      reasonIds: row.reason_ids,
      position: row.n === null ? null : Number(row.n),
    })),
  };
}
