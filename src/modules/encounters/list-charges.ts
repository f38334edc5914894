import { sql } from 'kysely';
import type { Act } from '../../platform/act.ts';
import { memberIds } from '../patients/index.ts';
import { problems } from './problems.ts';
import type { AccountCode } from './record-charges.ts';

const LIST_LIMIT = 1_000;

/**
 * What billing said of an encounter: of each numbered transaction the latest, and the account as it stands. Found by the
 * visit number; by the account number where no visit was named.
 * @throws encounters/not-found also where the encounter may not be seen: then neither may its charges
 */
export async function listCharges(act: Act, patientId: string, encounterId: string) {
  const { ids } = await memberIds(act, patientId);
  const encounter = await act.tx
    .selectFrom('encounters.encounter')
    .select(['facility_id', 'visit_number', 'account_number'])
    .where('patient_id', 'in', ids)
    .where('id', '=', encounterId)
    .executeTakeFirst();
  if (encounter === undefined) throw problems.notFound({ detail: 'Open the patient and choose the encounter again.' });
  const { facility_id: facilityId, visit_number: visit, account_number: account } = encounter;
  const ofIt = sql<boolean>`patient_id = ANY (${ids}::uuid[]) AND facility_id = ${facilityId}::uuid
    AND (visit_number = ${visit} OR (visit_number IS NULL AND account_number = ${account}))`;
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
      number: account,
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
