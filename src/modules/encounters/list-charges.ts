import { sql } from 'kysely';
import type { Act } from '../../platform/act.ts';
import { memberIds } from '../patients/index.ts';
import { accountNumbersOf } from './change-numbers.ts';
import { deriveAccount } from './derive-account.ts';
import { problems } from './problems.ts';
import type { AccountCode } from './record-charges.ts';

const LIST_LIMIT = 1_000;

/**
 * What billing said of an encounter: of each numbered transaction the latest, and the account as it stands. Found by the
 * numbers that the visit and those merged into it ever had; by those of the account where no visit was named.
 * @throws encounters/not-found also where the encounter may not be seen: then neither may its charges
 */
export async function listCharges(act: Act, patientId: string, encounterId: string) {
  const { ids } = await memberIds(act, patientId);
  const encounter = await act.tx
    .selectFrom('encounters.encounter')
    .select(['patient_id', 'facility_id', 'account_number'])
    .where('patient_id', 'in', ids)
    .where('id', '=', encounterId)
    .executeTakeFirst();
  if (encounter === undefined) throw problems.notFound({ detail: 'Open the patient and choose the encounter again.' });
  const { facility_id: facilityId, patient_id: owner } = encounter;
  const account =
    encounter.account_number === null
      ? undefined
      : deriveAccount(facilityId, encounter.account_number, await accountNumbersOf(act, ids));
  const visits = await visitNumbersOf(act, { patientId: owner, id: encounterId });
  const ofIt = sql<boolean>`patient_id = ANY (${ids}::uuid[]) AND facility_id = ${facilityId}::uuid
    AND (visit_number = ANY (${visits}::text[]) OR (visit_number IS NULL AND account_number = ANY (${account?.all ?? []}::text[])))`;
  const charges = await act.tx
    .selectFrom('encounters.charge')
    .selectAll()
    .distinctOn(sql`origin, coalesce(number, id::text)`)
    .where(ofIt)
    .orderBy(sql`origin, coalesce(number, id::text), said_at DESC, said_as DESC, line DESC`)
    .limit(LIST_LIMIT)
    .execute();
  const events = await act.tx
    .selectFrom('encounters.account_event')
    .select(['kind', 'codes', 'said_at'])
    .where(ofIt)
    .orderBy('said_at', 'desc')
    .orderBy('said_as', 'desc')
    .limit(LIST_LIMIT)
    .execute();
  const standing = events.find(({ kind }) => kind === 'opened' || kind === 'ended' || kind === 'purged');
  const coded = events.find(({ codes }) => (codes as unknown as AccountCode[]).length > 0); // as recordAccountEvent writes them
  act.note({ patientIds: [patientId], subjectIds: [encounterId], count: charges.length });
  return {
    account: {
      number: account?.now ?? null,
      state: (standing?.kind ?? null) as 'opened' | 'ended' | 'purged' | null, // as `find` chose it
      at: standing?.said_at.toISOString() ?? null,
      codes: ((coded?.codes ?? []) as unknown as AccountCode[]).map((each) => ({
        ...{ kind: each.kind, code: each.code, system: each.system ?? null, text: each.text ?? null },
        at: each.at ?? null,
      })),
    },
    charges: charges
      .sort((a, b) => (a.charged_at?.getTime() ?? 0) - (b.charged_at?.getTime() ?? 0) || a.line - b.line)
      .map((row) => ({
        ...{ id: row.id, number: row.number, kind: row.kind, code: row.code, codeSystem: row.code_system },
        ...{ codeText: row.code_text, quantity: row.quantity, amount: row.amount, unitAmount: row.unit_amount },
        ...{ currency: row.currency, department: row.department, diagnoses: row.diagnoses },
        ...{ procedure: row.procedure_code, chargedAt: row.charged_at?.toISOString() ?? null },
        postedAt: row.posted_at?.toISOString() ?? null,
      })),
  };
}

/** Its visit numbers, former ones and those of encounters merged into it included. */
export async function visitNumbersOf(act: Act, encounter: { patientId: string; id: string }): Promise<string[]> {
  const { rows } = await sql<{ number: string }>`
    WITH RECURSIVE own AS (
      SELECT ${encounter.patientId}::uuid AS patient_id, ${encounter.id}::uuid AS id
      UNION SELECT c.patient_id, c.encounter_id FROM own JOIN encounters.change c
        ON c.other_patient_id = own.patient_id AND c.other_encounter_id = own.id AND c.kind = 'merged')
    SELECT e.visit_number AS number FROM own JOIN encounters.encounter e USING (patient_id, id) WHERE e.visit_number IS NOT NULL
    UNION SELECT f.number FROM own JOIN encounters.former_number f ON f.patient_id = own.patient_id AND f.encounter_id = own.id
    LIMIT ${LIST_LIMIT}`.execute(act.tx);
  return rows.map((row) => row.number);
}
