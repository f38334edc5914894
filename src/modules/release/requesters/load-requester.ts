import type { Selectable } from 'kysely';
import type { Act } from '../../../platform/act.ts';
import type { DB } from '../../../platform/db/database.ts';
import { problems } from '../problems.ts';

const CHANNELS_AT_MOST = 2_000;
const MERGED_AT_MOST = 200;

export type RequesterRow = Selectable<DB['release.requester']>;

export interface Channel {
  readonly id: string;
  readonly kind: string;
  readonly value: string;
  readonly key: string;
  readonly verified: { readonly at: Date; readonly by: string; readonly how: string } | null;
}

export interface Entry {
  readonly id: string;
  readonly kind: string;
  readonly class: string;
  readonly name: string;
  readonly organisation: string | null;
  readonly address: readonly string[];
  readonly relationship: string | null;
  readonly reference: string | null;
  readonly billingAddress: readonly string[];
  readonly billingTerms: string | null;
  readonly terms: { readonly prepay: boolean; readonly dueInDays: number } | null;
  readonly notes: string | null;
  readonly version: number;
  readonly mergedInto: string | null;
  readonly channels: readonly Channel[];
}

/** @throws release/requester-unknown, release/requester-merged when it is to be changed */
export async function loadRequester(act: Act, id: string, purpose: 'read' | 'change'): Promise<RequesterRow> {
  const row = await act.tx
    .selectFrom('release.requester')
    .selectAll()
    .where('id', '=', id)
    .$if(purpose === 'change', (query) => query.forUpdate())
    .executeTakeFirst();
  if (row === undefined)
    throw problems.requesterUnknown({ detail: 'Nothing was changed. Search the directory again.', at: 'requesterId' });
  if (purpose === 'change' && row.merged_into !== null)
    throw problems.requesterMerged({
      detail: 'Nothing was changed. Open the entry that stands in its place and change that one.',
    });
  act.note({ subjectIds: [id] });
  return row;
}

/** The entry that stands: itself, or what it was merged into. Undefined where there is none. */
export async function standingRequester(act: Act, id: string | null): Promise<Entry | undefined> {
  if (id === null) return undefined;
  const first = (await entriesById(act, [id])).get(id);
  const standing =
    first === undefined || first.mergedInto === null
      ? first
      : (await entriesById(act, [first.mergedInto])).get(first.mergedInto);
  if (standing === undefined) return undefined;
  return { ...standing, channels: (await channelsOf(act, [standing.id])).get(standing.id) ?? [] };
}

/** Of each of these entries the one that stands in its place, by its id. */
export async function standingIds(act: Act, ids: readonly (string | null)[]): Promise<ReadonlyMap<string, string>> {
  const entries = await entriesById(act, [...new Set(ids.filter((id) => id !== null))]);
  return new Map([...entries].map(([id, { mergedInto }]) => [id, mergedInto ?? id]));
}

/** The entry with those that were merged into it: under each of them cases may have been recorded. */
export async function idsOfRequester(act: Act, id: string): Promise<string[]> {
  const rows = await act.tx
    .selectFrom('release.requester')
    .select('id')
    .where('merged_into', '=', id)
    .limit(MERGED_AT_MOST)
    .execute();
  return [id, ...rows.map((row) => row.id)];
}

export async function entriesById(act: Act, ids: readonly string[]): Promise<Map<string, Entry>> {
  if (ids.length === 0) return new Map();
  const rows = await act.tx
    .selectFrom('release.requester')
    .selectAll()
    .where('id', 'in', [...ids])
    .execute();
  return new Map(rows.map((row) => [row.id, entryOf(row)]));
}

export function entryOf(row: RequesterRow): Entry {
  return {
    id: row.id,
    kind: row.kind,
    class: row.class,
    name: row.name,
    organisation: row.organisation,
    address: row.address,
    relationship: row.relationship,
    reference: row.reference,
    billingAddress: row.billing_address,
    billingTerms: row.billing_terms,
    terms:
      row.billing_prepay === null || row.billing_days === null
        ? null
        : { prepay: row.billing_prepay, dueInDays: row.billing_days },
    notes: row.notes,
    version: row.version,
    mergedInto: row.merged_into,
    channels: [],
  };
}

/** The ways in use, by entry. */
export async function channelsOf(act: Act, ids: readonly string[]): Promise<Map<string, Channel[]>> {
  const channels = new Map<string, Channel[]>();
  if (ids.length === 0) return channels;
  const rows = await act.tx
    .selectFrom('release.requester_channel')
    .selectAll()
    .where('requester_id', 'in', [...ids])
    .where('ended_at', 'is', null)
    .orderBy('recorded_at')
    .orderBy('id')
    .limit(CHANNELS_AT_MOST)
    .execute();
  for (const row of rows) {
    const of = channels.get(row.requester_id) ?? [];
    of.push({
      id: row.id,
      kind: row.kind,
      value: row.value,
      key: row.value_key,
      verified:
        row.verified_at === null || row.verified_by === null
          ? null
          : { at: row.verified_at, by: row.verified_by, how: row.verified_how ?? '' },
    });
    channels.set(row.requester_id, of);
  }
  return channels;
}
