import type { Act } from '../../../platform/act.ts';
import { memberIds } from '../../patients/index.ts';

export interface Suspension {
  readonly id: string;
  readonly agency: string;
  readonly official: string;
  readonly form: 'written' | 'oral';
  readonly statedOn: string;
  readonly until: string;
  readonly reason: string;
  readonly at: Date;
  readonly by: string;
}

const MOST = 200;

/** All statements of agencies about a person's accounting, the newest first. */
export async function suspensionsOf(act: Act, patientId: string): Promise<Suspension[]> {
  const { ids } = await memberIds(act, patientId);
  const rows = await act.tx
    .selectFrom('release.accounting_suspension')
    .selectAll()
    .where('patient_id', 'in', [...ids])
    .orderBy('recorded_at', 'desc')
    .limit(MOST)
    .execute();
  return rows.map((row) => ({
    ...{ id: row.id, agency: row.agency, official: row.official },
    form: row.form as 'written' | 'oral', // CHECK suspension_was_stated_somehow
    ...{ statedOn: row.stated_on, until: row.until, reason: row.reason, at: row.recorded_at, by: row.recorded_by },
  }));
}

/** 45 CFR 164.528(a)(2): what an agency got is left out while its statement holds, and only that. */
export function leaveOutSuspended<
  Row extends { readonly recipientName: string; readonly recipientOrganisation: string | null },
>(
  rows: readonly Row[],
  suspensions: readonly Pick<Suspension, 'agency' | 'until' | 'statedOn'>[],
  today: string,
): Row[] {
  const holding = suspensions.filter(({ statedOn, until }) => statedOn <= today && today <= until);
  const plain = (text: string | null) => (text ?? '').trim().toLowerCase();
  return rows.filter(
    ({ recipientName, recipientOrganisation }) =>
      !holding.some(({ agency }) => [plain(recipientName), plain(recipientOrganisation)].includes(plain(agency))),
  );
}
