import type { Act } from '../../../platform/act.ts';
import { problems } from '../problems.ts';
import type { Lane, Source, SourceKind, SourceSettings } from './source.ts';

const COLUMNS = [
  'id',
  'facility_id',
  'kind',
  'name',
  'key',
  'settings',
  'type_code',
  'lane',
  'version',
  'disabled_at',
  'sealed_secret',
] as const;

/** @throws intake/source-unknown */
export async function loadSource(act: Act, id: string, options: { lock?: boolean } = {}): Promise<Source> {
  const row = await act.tx
    .selectFrom('intake.source')
    .select(COLUMNS)
    .where('id', '=', id)
    .$if(options.lock === true, (query) => query.forUpdate())
    .executeTakeFirst();
  if (row === undefined)
    throw problems.sourceUnknown({ detail: 'Nothing was changed. Go back to the list of sources and choose again.' });
  return sourceOf(row);
}

/** The source of that key, the one in use before one that was disabled. */
export async function findSource(
  act: Act,
  input: { key: string; kinds: readonly SourceKind[] },
): Promise<Source | undefined> {
  const row = await act.tx
    .selectFrom('intake.source')
    .select(COLUMNS)
    .where('key', '=', input.key.toLowerCase())
    .where('kind', 'in', [...input.kinds])
    .orderBy('disabled_at', (order) => order.desc().nullsFirst())
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? undefined : sourceOf(row);
}

/** Those of these kinds that are in use. A site has dozens, never thousands. */
export async function livingSources(act: Act, kinds: readonly SourceKind[]): Promise<Source[]> {
  const rows = await act.tx
    .selectFrom('intake.source')
    .select(COLUMNS)
    .where('kind', 'in', [...kinds])
    .where('disabled_at', 'is', null)
    .orderBy('name')
    .limit(1_000)
    .execute();
  return rows.map(sourceOf);
}

function sourceOf(row: {
  id: string;
  facility_id: string;
  kind: string;
  name: string;
  key: string | null;
  settings: unknown;
  type_code: string | null;
  lane: string;
  version: number;
  disabled_at: Date | null;
  sealed_secret: Buffer | null;
}): Source {
  return {
    id: row.id,
    facilityId: row.facility_id,
    kind: row.kind as SourceKind, // held by the check source_kind_is_known
    name: row.name,
    key: row.key,
    settings: row.settings as SourceSettings, // written by register-source.ts
    typeCode: row.type_code,
    lane: row.lane as Lane, // held by the check source_lane_is_known
    version: row.version,
    disabledAt: row.disabled_at,
    hasSecret: row.sealed_secret !== null,
  };
}
