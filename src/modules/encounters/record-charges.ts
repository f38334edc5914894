import { sql } from 'kysely';
import type { Act } from '../../platform/act.ts';
import { newId } from '../../platform/ids.ts';
import { labelsOf } from './record-encounter.ts';

export interface ChargeFacts {
  /** Where it stands in what was said; each has its own. */
  readonly line: number;
  /** The source's own number of the transaction; said again under it, the latest counts. */
  readonly number: string | undefined;
  /** HL7 table 0017: CG, CD, PY, AJ ... */
  readonly kind: string;
  readonly code: string | undefined;
  readonly codeSystem: string | undefined;
  readonly codeText: string | undefined;
  /** Decimals as written: money is never a binary fraction. */
  readonly quantity: string | undefined;
  readonly amount: string | undefined;
  readonly unitAmount: string | undefined;
  readonly currency: string | undefined;
  readonly department: string | undefined;
  readonly diagnoses: readonly string[];
  readonly procedure: string | undefined;
  readonly chargedAt: Date | undefined;
  readonly postedAt: Date | undefined;
}

export type AccountChange = 'opened' | 'updated' | 'ended' | 'purged' | 'coded';

export interface AccountCode {
  readonly kind: 'diagnosis' | 'procedure';
  readonly code: string;
  readonly system?: string | undefined;
  readonly text?: string | undefined;
  /** ISO 8601 */
  readonly at?: string | undefined;
}

/** Whose account or visit, and who said so: one message says each thing once, however often it is applied. */
export interface Billed {
  readonly patientId: string;
  readonly facilityId: string;
  readonly accountNumber: string | undefined;
  readonly visitNumber: string | undefined;
  readonly origin: string;
  readonly saidAt: Date;
  readonly saidAs: string;
}

/** Writes charges down beside those that were said before. One of `accountNumber` and `visitNumber` is given. */
export async function recordCharges(act: Act, billed: Billed, charges: readonly ChargeFacts[]): Promise<void> {
  const shared = await columnsOf(act, billed);
  const rows = charges.map((facts) => ({
    ...shared,
    ...{ id: newId(), line: facts.line, number: facts.number ?? null, kind: facts.kind },
    ...{ code: facts.code ?? null, code_system: facts.codeSystem ?? null, code_text: facts.codeText ?? null },
    ...{ quantity: facts.quantity ?? null, amount: facts.amount ?? null, unit_amount: facts.unitAmount ?? null },
    ...{ currency: facts.currency ?? null, department: facts.department ?? null, diagnoses: [...facts.diagnoses] },
    ...{ procedure_code: facts.procedure ?? null, charged_at: facts.chargedAt ?? null },
    posted_at: facts.postedAt ?? null,
  }));
  await act.tx
    .insertInto('encounters.charge')
    .values(rows)
    .onConflict((conflict) => conflict.columns(['facility_id', 'origin', 'said_as', 'line', 'patient_id']).doNothing())
    .execute();
  told(act, billed, rows.length);
}

/** Writes down what became of an account; its state and codes are those of the latest that was said. */
export async function recordAccountEvent(
  act: Act,
  billed: Billed,
  said: { kind: AccountChange; codes: readonly AccountCode[]; line: number },
): Promise<void> {
  await act.tx
    .insertInto('encounters.account_event')
    .values({
      ...(await columnsOf(act, billed)),
      ...{ id: newId(), line: said.line, kind: said.kind, codes: sql`${JSON.stringify(said.codes)}::jsonb` },
    })
    .onConflict((conflict) => conflict.columns(['facility_id', 'origin', 'said_as', 'line', 'patient_id']).doNothing())
    .execute();
  told(act, billed, 1);
}

async function columnsOf(act: Act, billed: Billed) {
  return {
    ...{ patient_id: billed.patientId, facility_id: billed.facilityId, labels: await labelsOf(act, billed.patientId) },
    ...{ account_number: billed.accountNumber ?? null, visit_number: billed.visitNumber ?? null },
    ...{ origin: billed.origin, said_at: billed.saidAt, said_as: billed.saidAs },
    ...{ recorded_at: act.now, recorded_by: act.actor.id },
  };
}

function told(act: Act, { patientId }: Billed, count: number): void {
  act.note({ patientIds: [patientId], count });
  act.emit('encounters.billed', { patientId });
}
