import type { Act } from '../../platform/act.ts';
import { isKnownDead, listRepresentatives, memberIds } from '../patients/index.ts';
import { accountOf } from './identify-portal.ts';
import { problems } from './problems.ts';

/** As what an account stands before a record, judged now. */
export interface Standing {
  readonly accountId: string;
  readonly accessId: string;
  readonly patientId: string;
  readonly facilityId: string;
  /** As text: what a step hands on may be kept for a repeat. */
  readonly labels: string;
  readonly representativeId: string | null;
  readonly memberIds: readonly string[];
}

/** @throws platform's refusal where somebody other than an account of the portal calls */
export function ownAccount(act: Act): string {
  const accountId = accountOf(act.actor);
  if (accountId === undefined) throw notReached();
  return accountId;
}

/**
 * May this account do anything with this record now? The access must stand, the patient must live or the power outlast
 * death, and a representative is judged anew (45 CFR 164.502(g)): a power that ended and majority close it at once.
 * Unknown, foreign and hidden answer alike.
 * @throws portal/not-reached, portal/power-ended
 */
export async function standFor(act: Act, patientId: string): Promise<Standing> {
  const accountId = ownAccount(act);
  const { ids } = await memberIds(act, patientId);
  const access = await act.tx
    .selectFrom('portal.access')
    .select(['id', 'patient_id', 'facility_id', 'labels', 'representative_id'])
    .where('account_id', '=', accountId)
    .where('patient_id', 'in', ids)
    .where('ended_at', 'is', null)
    .orderBy('began_at')
    .limit(1)
    .executeTakeFirst();
  if (access === undefined) throw notReached();
  act.note({ patientIds: [access.patient_id] });
  if (!(await mayAct(act, access.patient_id, access.representative_id)))
    throw problems.powerEnded({
      detail: 'Nothing was opened or changed. If you think that this is wrong, call the records office.',
    });
  return {
    accountId,
    accessId: access.id,
    patientId: access.patient_id,
    facilityId: access.facility_id,
    labels: String(access.labels),
    representativeId: access.representative_id,
    memberIds: ids,
  };
}

/** A designee fetches and never uses the portal; whoever the rules leave open waits for a person's decision. */
export async function mayAct(act: Act, patientId: string, representativeId: string | null): Promise<boolean> {
  if (representativeId === null) return !(await isKnownDead(act, patientId));
  const known = (await listRepresentatives(act, patientId)).find(({ id }) => id === representativeId);
  return known !== undefined && known.standing !== 'designee' && known.power.result === 'allowed';
}

function notReached() {
  return problems.notReached({ detail: 'Nothing was opened. Sign in again, or call the records office.' });
}
