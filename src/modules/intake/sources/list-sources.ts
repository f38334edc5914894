import { sql } from 'kysely';
import type { Act } from '../../../platform/act.ts';
import type { Lane, SourceKind, SourceSettings } from './source.ts';

const MOST_SOURCES = 1_000;
const PAGE = 50;
/** A source that brings something on most days and has been still for this long is worth a look. */
const SILENT_HOURS = 72;

export interface SourceView {
  readonly id: string;
  readonly kind: SourceKind;
  readonly name: string;
  readonly key: string | null;
  readonly facilityName: string;
  readonly settings: SourceSettings;
  readonly typeCode: string | null;
  readonly lane: Lane;
  readonly version: number;
  readonly hasSecret: boolean;
  readonly state: 'working' | 'silent' | 'failing' | 'disabled' | 'new';
  readonly trouble: string | null;
  readonly troubleSince: string | null;
  readonly lastArrivalAt: string | null;
  readonly today: number;
}

interface Row {
  id: string;
  kind: SourceKind;
  name: string;
  key: string | null;
  facility_name: string;
  settings: SourceSettings;
  type_code: string | null;
  lane: Lane;
  version: number;
  has_secret: boolean;
  disabled_at: Date | null;
  reason: string | null;
  since: Date | null;
  last: Date | null;
  today: number;
}

/** Every source with how it is doing. Each is looked up by its own index range, so the log may have millions of rows. */
export async function listSources(act: Act): Promise<SourceView[]> {
  const { rows } = await sql<Row>`
    SELECT s.id, s.kind, s.name, s.key, f.name AS facility_name, s.settings, s.type_code, s.lane, s.version,
      s.sealed_secret IS NOT NULL AS has_secret, s.disabled_at, t.reason, t.since, l.at AS last, d.n AS today
    FROM intake.source s
    JOIN directory.facility f ON f.id = s.facility_id
    LEFT JOIN intake.source_trouble t ON t.source_id = s.id AND t.until IS NULL
    LEFT JOIN LATERAL (SELECT a.at FROM intake.arrival a WHERE a.source_id = s.id AND a.outcome = 'taken' ORDER BY a.at DESC LIMIT 1) l ON true
    CROSS JOIN LATERAL (SELECT count(*)::int AS n FROM intake.arrival a WHERE a.source_id = s.id AND a.outcome = 'taken'
      AND NOT EXISTS (SELECT FROM intake.source_test t WHERE t.item_id = ANY (a.item_ids))
      AND a.at >= date_trunc('day', ${act.now}::timestamptz AT TIME ZONE f.time_zone) AT TIME ZONE f.time_zone) d
    ORDER BY s.disabled_at IS NOT NULL, s.name LIMIT ${MOST_SOURCES}`.execute(act.tx);
  act.note({ count: rows.length });
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    name: row.name,
    key: row.key,
    facilityName: row.facility_name,
    settings: row.settings,
    typeCode: row.type_code,
    lane: row.lane,
    version: row.version,
    hasSecret: row.has_secret,
    state: stateOf(row, act.now),
    trouble: row.reason,
    troubleSince: row.since?.toISOString() ?? null,
    lastArrivalAt: row.last?.toISOString() ?? null,
    today: row.today,
  }));
}

function stateOf(row: Row, now: Date): SourceView['state'] {
  if (row.disabled_at !== null) return 'disabled';
  if (row.reason !== null) return 'failing';
  if (row.last === null) return 'new';
  return now.getTime() - row.last.getTime() > SILENT_HOURS * 3_600_000 ? 'silent' : 'working';
}

export interface ArrivalView {
  readonly id: string;
  readonly at: string;
  readonly externalId: string;
  readonly sender: string | null;
  readonly outcome: string;
  readonly reason: string | null;
  readonly items: readonly { readonly id: string; readonly fileName: string }[];
}

/** Every message and file of one source, newest first; `before` pages on. */
export async function listArrivals(
  act: Act,
  input: { sourceId: string; before?: { at: string; id: string } | undefined; limit?: number | undefined },
): Promise<{ arrivals: ArrivalView[]; more: boolean }> {
  const limit = input.limit ?? PAGE;
  const before =
    input.before === undefined
      ? sql``
      : sql`AND (a.at, a.id) < (${input.before.at}::timestamptz, ${input.before.id}::uuid)`;
  const { rows } = await sql<{
    id: string;
    at: Date;
    external_id: string;
    sender: string | null;
    outcome: string;
    reason: string | null;
    items: { id: string; fileName: string }[] | null;
  }>`
    SELECT a.id, a.at, a.external_id, a.sender, a.outcome, a.reason,
      (SELECT json_agg(json_build_object('id', i.id, 'fileName', i.file_name)) FROM intake.item i WHERE i.id = ANY (a.item_ids)) AS items
    FROM intake.arrival a WHERE a.source_id = ${input.sourceId} ${before}
    ORDER BY a.at DESC, a.id DESC LIMIT ${limit + 1}`.execute(act.tx);
  act.note({ count: Math.min(rows.length, limit) });
  return {
    more: rows.length > limit,
    arrivals: rows.slice(0, limit).map((row) => ({
      id: row.id,
      at: row.at.toISOString(),
      externalId: row.external_id,
      sender: row.sender,
      outcome: row.outcome,
      reason: row.reason,
      items: row.items ?? [],
    })),
  };
}
