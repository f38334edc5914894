import { sql } from 'kysely';
import type { Act } from '../../../platform/act.ts';
import { newId } from '../../../platform/ids.ts';

export const KEEPER_KINDS = ['place', 'person', 'unit', 'organisation'] as const;
export type KeeperKind = (typeof KEEPER_KINDS)[number];

export interface Keeper {
  readonly kind: KeeperKind;
  readonly name: string;
}

const MOST = 500;

/** The row of that name, written when it is first named: shelf 4 is one place however its name is typed. */
export async function nameKeeper(act: Act, facilityId: string, { kind, name }: Keeper): Promise<string> {
  const plain = name.trim().replace(/\s+/g, ' ');
  const { rows } = await sql<{ id: string }>`
    INSERT INTO intake.keeper (id, facility_id, kind, name, recorded_at, recorded_by)
    VALUES (${newId()}, ${facilityId}, ${kind}, ${plain}, ${act.now}, ${act.actor.id})
    ON CONFLICT (facility_id, kind, lower(name)) DO NOTHING RETURNING id`.execute(act.tx);
  if (rows[0] !== undefined) return rows[0].id;
  const known = await act.tx
    .selectFrom('intake.keeper')
    .select('id')
    .where('facility_id', '=', facilityId)
    .where('kind', '=', kind)
    .where(sql<boolean>`lower(name) = lower(${plain})`)
    .executeTakeFirstOrThrow();
  return known.id;
}

/** Places and custodians that were named before, and the units of the facility. */
export async function listKeepers(act: Act): Promise<{ keepers: (Keeper & { id: string | null })[] }> {
  const known = await act.tx
    .selectFrom('intake.keeper')
    .select(['id', 'kind', 'name'])
    .orderBy('name')
    .limit(MOST)
    .execute();
  const units = await act.tx.selectFrom('directory.unit').select('name').orderBy('name').limit(MOST).execute();
  const keepers = known.map(({ id, kind, name }) => ({ id, kind: kind as KeeperKind, name })); // CHECK keeper_is_of_a_kind
  const named = new Set(keepers.filter(({ kind }) => kind === 'unit').map(({ name }) => name.toLowerCase()));
  return {
    keepers: [
      ...keepers,
      ...units
        .filter(({ name }) => !named.has(name.toLowerCase()))
        .map(({ name }) => ({ id: null, kind: 'unit' as const, name })),
    ],
  };
}

export async function keepersNamed(act: Act, ids: readonly (string | null)[]): Promise<Map<string, Keeper>> {
  const wanted = [...new Set(ids)].filter((id) => id !== null);
  if (wanted.length === 0) return new Map();
  const rows = await act.tx
    .selectFrom('intake.keeper')
    .select(['id', 'kind', 'name'])
    .where('id', 'in', wanted)
    .execute();
  return new Map(rows.map(({ id, kind, name }) => [id, { kind: kind as KeeperKind, name }])); // as above
}
