import { sql } from 'kysely';
import type { Act } from '../../platform/act.ts';
import { membersOf } from './find-home.ts';

export interface LegalHold {
  readonly patientId: string;
  readonly id: string;
  readonly encounterId: string | null;
  readonly unitId: string | null;
  readonly matter: string;
  readonly placedAt: Date;
  readonly placedBy: string;
  readonly lifted: { readonly at: Date; readonly by: string; readonly reason: string } | null;
}

const MAX_HOLDS = 1_000;

/** Every hold there ever was on a person's record, newest first. */
export async function listHolds(act: Act, patientId: string): Promise<LegalHold[]> {
  const members = await membersOf(act, patientId);
  if (members.length === 0) return [];
  const rows = await act.tx
    .selectFrom('documents.legal_hold as h')
    .leftJoin('documents.legal_hold_lift as l', (join) =>
      join.onRef('l.patient_id', '=', 'h.patient_id').onRef('l.hold_id', '=', 'h.id'),
    )
    .select([
      'h.patient_id',
      'h.id',
      'h.encounter_id',
      'h.unit_id',
      'h.matter',
      'h.placed_at',
      'h.placed_by',
      'l.lifted_at',
      'l.lifted_by',
      'l.reason',
    ])
    .where('h.patient_id', 'in', members)
    .orderBy('h.placed_at', 'desc')
    .limit(MAX_HOLDS)
    .execute();
  act.note({ patientIds: [patientId], count: rows.length });
  return rows.map((row) => ({
    patientId: row.patient_id,
    id: row.id,
    encounterId: row.encounter_id,
    unitId: row.unit_id,
    matter: row.matter,
    placedAt: row.placed_at,
    placedBy: row.placed_by,
    lifted:
      row.lifted_at === null || row.lifted_by === null
        ? null
        : { at: row.lifted_at, by: row.lifted_by, reason: row.reason ?? '' },
  }));
}

/** What retention asks: any hold on this unit? The ids of those in force; the database refuses by itself too. */
export async function holdsOnUnit(act: Act, patientId: string, unitId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT id FROM documents.holds_on_unit(${patientId}::uuid, ${unitId}::uuid) AS id`.execute(act.tx);
  return rows.map((row) => row.id);
}
