import type { Act } from '../../platform/act.ts';
import { memberIds } from '../patients/index.ts';

const LIST_LIMIT = 1_000;
const CODING = ['coded', 'coding-reopened'];

export interface EncounterView {
  readonly id: string;
  readonly patientId: string;
  readonly facilityId: string;
  readonly class: string;
  readonly typeText: string | null;
  readonly visitNumber: string | null;
  readonly accountNumber: string | null;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  readonly attending: string | null;
  readonly status: 'planned' | 'open' | 'ended' | 'cancelled' | 'left-without-being-seen';
  /** Since when it is coded; null: not, or opened again since. */
  readonly codedAt: string | null;
}

/** All encounters of a person, those of merged registrations included, newest first. */
export async function listEncounters(act: Act, patientId: string): Promise<EncounterView[]> {
  const { ids } = await memberIds(act, patientId);
  const rows = await act.tx
    .selectFrom('encounters.encounter as e')
    .leftJoin('directory.practitioner as p', 'p.id', 'e.attending_practitioner_id')
    .select([
      'e.id',
      'e.patient_id',
      'e.facility_id',
      'e.class',
      'e.type_text',
      'e.visit_number',
      'e.account_number',
      'e.started_at',
      'e.ended_at',
      'p.name as attending',
    ])
    .where('e.patient_id', 'in', ids)
    .orderBy('e.started_at', 'desc')
    .limit(LIST_LIMIT)
    .execute();
  const changes = await act.tx
    .selectFrom('encounters.change')
    .select(['encounter_id', 'kind', 'happened_at'])
    .where('patient_id', 'in', ids)
    .where('kind', 'in', ['cancelled', 'left-without-being-seen', 'reinstated', ...CODING])
    .orderBy('recorded_at')
    .limit(LIST_LIMIT)
    .execute();
  const standing = changes.filter(({ kind }) => !CODING.includes(kind));
  const last = new Map(standing.map((change) => [change.encounter_id, change.kind]));
  const coding = new Map(changes.filter(({ kind }) => CODING.includes(kind)).map((each) => [each.encounter_id, each]));
  return rows.map((row) => ({
    id: row.id,
    patientId: row.patient_id,
    facilityId: row.facility_id,
    class: row.class,
    typeText: row.type_text,
    visitNumber: row.visit_number,
    accountNumber: row.account_number,
    startedAt: row.started_at?.toISOString() ?? null,
    endedAt: row.ended_at?.toISOString() ?? null,
    attending: row.attending,
    codedAt: codedAtOf(coding.get(row.id)),
    status: statusOf(last.get(row.id), row.started_at, row.ended_at, act.now),
  }));
}

function codedAtOf(change: { kind: string; happened_at: Date } | undefined): string | null {
  return change?.kind === 'coded' ? change.happened_at.toISOString() : null;
}

function statusOf(
  change: string | undefined,
  startedAt: Date | null,
  endedAt: Date | null,
  now: Date,
): EncounterView['status'] {
  if (change === 'cancelled' || change === 'left-without-being-seen') return change;
  if (endedAt !== null && endedAt <= now) return 'ended';
  return startedAt === null || startedAt > now ? 'planned' : 'open';
}
