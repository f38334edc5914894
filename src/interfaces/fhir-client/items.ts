import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Act } from '../../platform/act.ts';
import { newId } from '../../platform/ids.ts';
import { isObject, type JsonObject } from '../fhir/index.ts';

type ItemState = 'filed' | 'linked' | 'failed' | 'asks' | 'again' | 'set-aside';

export interface Item {
  readonly serverId: string;
  readonly type: string;
  readonly sourceId: string;
  readonly version: string;
  readonly patient: string | undefined;
}

export interface Outcome {
  readonly state: ItemState;
  readonly reason?: string;
  readonly candidates?: readonly string[];
}

const MAX_REASON = 500;
const MAX_VERSION = 200;

/** meta.versionId, else meta.lastUpdated; a server that gives neither is known by what it says. */
export function versionOf(resource: JsonObject): string {
  const meta = isObject(resource.meta) ? resource.meta : {};
  const said = [meta.versionId, meta.lastUpdated].find((each) => typeof each === 'string' && each !== '');
  return typeof said === 'string'
    ? said.slice(0, MAX_VERSION)
    : createHash('sha256').update(JSON.stringify(resource)).digest('hex');
}

/** What became of this version, where it has come before. */
export async function standingOf(act: Act, item: Item): Promise<ItemState | undefined> {
  const row = await act.tx
    .selectFrom('fhir_client.item')
    .select(['version', 'state'])
    .where('server_id', '=', item.serverId)
    .where('type', '=', item.type)
    .where('source_id', '=', item.sourceId)
    .executeTakeFirst();
  return row?.version === item.version ? (row.state as ItemState) : undefined;
}

/** One row for each resource: the latest version and what became of it. */
export async function recordItem(act: Act, item: Item, outcome: Outcome): Promise<void> {
  const reason = outcome.reason?.slice(0, MAX_REASON) ?? null;
  await sql`INSERT INTO fhir_client.item AS i (id, server_id, type, source_id, version, patient, state, reason, candidates, at)
    VALUES (${newId()}, ${item.serverId}, ${item.type}, ${item.sourceId}, ${item.version}, ${item.patient ?? null},
      ${outcome.state}, ${reason}, ${[...(outcome.candidates ?? [])]}::uuid[], ${act.now})
    ON CONFLICT (server_id, type, source_id) DO UPDATE SET version = excluded.version, patient = excluded.patient,
      state = excluded.state, reason = excluded.reason, candidates = excluded.candidates, at = excluded.at,
      attempts = CASE WHEN i.version = excluded.version THEN i.attempts + 1 ELSE 1 END`.execute(act.tx);
  act.note({ detail: { type: item.type, state: outcome.state } });
}
