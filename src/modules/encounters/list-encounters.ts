import { sql } from 'kysely';
import type { Act } from '../../platform/act.ts';
import { memberIds } from '../patients/index.ts';
import { accountNumbersOf } from './change-numbers.ts';
import { type AccountNumberSaid, deriveAccount } from './derive-account.ts';

const LIST_LIMIT = 1_000;
const CODING = ['coded', 'coding-reopened'];
const INTO_ANOTHER = ['merged', 'moved'];

export interface EncounterView {
  readonly id: string;
  readonly patientId: string;
  readonly facilityId: string;
  readonly class: string;
  readonly typeText: string | null;
  readonly visitNumber: string | null;
  readonly accountNumber: string | null;
  /** Numbers that find it too: its own former ones, and those of encounters and accounts that became one with it. */
  readonly formerVisitNumbers: readonly string[];
  readonly formerAccountNumbers: readonly string[];
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  readonly attending: string | null;
  readonly referring: string | null;
  readonly consulting: readonly string[];
  /** Where the patient is or was last, as the source writes it. */
  readonly location: string | null;
  /** merged: another encounter of this person stands for it; moved: it was of another patient. Nothing is filed to either. */
  readonly status: 'planned' | 'open' | 'ended' | 'cancelled' | 'left-without-being-seen' | 'merged' | 'moved';
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
      sql<string | null>`coalesce(p.name, e.attending_name)`.as('attending'),
      'e.referring_name',
      'e.consulting_names',
      'e.location',
    ])
    .where('e.patient_id', 'in', ids)
    .orderBy('e.started_at', 'desc')
    .limit(LIST_LIMIT)
    .execute();
  const changes = await act.tx
    .selectFrom('encounters.change')
    .select(['encounter_id', 'kind', 'happened_at', 'other_encounter_id'])
    .where('patient_id', 'in', ids)
    .where('kind', 'in', ['cancelled', 'left-without-being-seen', 'reinstated', ...INTO_ANOTHER, ...CODING])
    .orderBy('recorded_at')
    .limit(LIST_LIMIT)
    .execute();
  const standing = changes.filter(({ kind }) => !CODING.includes(kind));
  const last = new Map(standing.map((change) => [change.encounter_id, change.kind]));
  // Whatever is said of it later: another encounter stands for it.
  for (const { encounter_id, kind } of standing) if (INTO_ANOTHER.includes(kind)) last.set(encounter_id, kind);
  const accounts = rows.some((row) => row.account_number !== null) ? await accountNumbersOf(act, ids) : [];
  const coding = new Map(changes.filter(({ kind }) => CODING.includes(kind)).map((each) => [each.encounter_id, each]));
  const former = await formerNumbers(act, ids, rows, standing);
  return rows.map((row) => ({
    id: row.id,
    patientId: row.patient_id,
    facilityId: row.facility_id,
    class: row.class,
    typeText: row.type_text,
    visitNumber: row.visit_number,
    ...accountOf(row, accounts),
    formerVisitNumbers: former.get(row.id) ?? [],
    startedAt: row.started_at?.toISOString() ?? null,
    endedAt: row.ended_at?.toISOString() ?? null,
    attending: row.attending,
    referring: row.referring_name,
    consulting: row.consulting_names,
    location: row.location,
    codedAt: codedAtOf(coding.get(row.id)),
    status: statusOf(last.get(row.id), row.started_at, row.ended_at, act.now),
  }));
}

function accountOf(
  row: { readonly facility_id: string; readonly account_number: string | null },
  said: readonly AccountNumberSaid[],
): Pick<EncounterView, 'accountNumber' | 'formerAccountNumbers'> {
  if (row.account_number === null) return { accountNumber: null, formerAccountNumbers: [] };
  const { now, all } = deriveAccount(row.facility_id, row.account_number, said);
  return { accountNumber: now, formerAccountNumbers: all.filter((number) => number !== now) };
}

/** For each encounter the numbers it had before, with those of the encounters for which it stands. */
async function formerNumbers(
  act: Act,
  ids: readonly string[],
  encounters: readonly { readonly id: string; readonly visit_number: string | null }[],
  changes: readonly { readonly encounter_id: string; readonly other_encounter_id: string | null }[],
): Promise<Map<string, string[]>> {
  const rows = await act.tx
    .selectFrom('encounters.former_number')
    .select(['encounter_id', 'number'])
    .where('patient_id', 'in', [...ids])
    .limit(LIST_LIMIT)
    .execute();
  const into = new Map(
    changes.flatMap(({ encounter_id, other_encounter_id: other }) => (other === null ? [] : [[encounter_id, other]])),
  );
  const found = new Map<string, string[]>();
  const add = (encounterId: string, number: string) => {
    let standing = encounterId;
    // No encounter stands for one that stands for it; the bound is the number of changes.
    for (let step = 0; step < into.size; step++) standing = into.get(standing) ?? standing;
    found.set(standing, [...(found.get(standing) ?? []), number]);
  };
  for (const { encounter_id: id, number } of rows) add(id, number);
  for (const { id, visit_number: number } of encounters) if (number !== null && into.has(id)) add(id, number);
  return found;
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
  if (change === 'merged' || change === 'moved') return change;
  if (change === 'cancelled' || change === 'left-without-being-seen') return change;
  if (endedAt !== null && endedAt <= now) return 'ended';
  return startedAt === null || startedAt > now ? 'planned' : 'open';
}
