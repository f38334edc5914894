import { sql } from 'kysely';
import type { Act } from '../../../platform/act.ts';
import { type NamedPatient, nameOfPatients } from '../../patients/index.ts';

const MOST = 100;

export interface ListPairs {
  readonly kind?: 'duplicate' | 'overlap' | undefined;
  readonly facilityId?: string | undefined;
  readonly least?: number | undefined;
}

export interface ListedPair {
  readonly id: string;
  readonly kind: string;
  readonly probability: number;
  readonly foundAt: Date;
  readonly foundHow: string;
  readonly agree: readonly string[];
  readonly differ: readonly string[];
  readonly left: NamedPatient;
  readonly right: NamedPatient;
}

/** Pairs that wait for a person, the likeliest first. A pair of which one may not be seen is not shown. */
export async function listPairs(act: Act, ask: ListPairs): Promise<{ pairs: ListedPair[]; more: boolean }> {
  const rows = await act.tx
    .selectFrom('identity.pair')
    .selectAll()
    .where('settled_at', 'is', null)
    .where('kind', 'in', ask.kind === undefined ? ['duplicate', 'overlap'] : [ask.kind])
    .$if(ask.facilityId !== undefined, (query) => query.where('facility_id', '=', ask.facilityId ?? ''))
    .$if(ask.least !== undefined, (query) => query.where(sql<boolean>`probability >= ${ask.least}::real`))
    .orderBy('probability', 'desc')
    .orderBy('id')
    .limit(MOST + 1)
    .execute();
  const named = await nameOfPatients(
    act,
    rows.flatMap((row) => [row.patient_id, row.other_id]),
  );
  const own = new Set(act.actor.ownPatientIds ?? []);
  const pairs = rows.slice(0, MOST).flatMap((row) => {
    const [left, right] = [named.get(row.patient_id), named.get(row.other_id)];
    if (left === undefined || right === undefined || own.has(left.id) || own.has(right.id)) return [];
    const fields = readFields(row.fields);
    return [
      {
        id: row.id,
        kind: row.kind,
        probability: row.probability,
        foundAt: row.found_at,
        foundHow: row.found_how,
        agree: fields.filter(({ weight }) => weight > 0).map(({ field }) => field),
        differ: fields.filter(({ weight }) => weight < 0).map(({ field }) => field),
        left,
        right,
      },
    ];
  });
  act.note({ count: pairs.length, patientIds: pairs.flatMap(({ left, right }) => [left.id, right.id]).slice(0, 100) });
  return { pairs, more: rows.length > MOST };
}

export interface PairField {
  readonly field: string;
  readonly level: string;
  readonly weight: number;
}

/** Written by lookAt; nothing else writes the column. */
export function readFields(value: unknown): PairField[] {
  return Array.isArray(value) ? (value as PairField[]) : [];
}
