import type { Act } from '../../platform/act.ts';
import { newId } from '../../platform/ids.ts';
import { forgetIdentified } from './identified-lately.ts';
import { personToManage } from './manage-person.ts';
import { problems } from './problems.ts';

/**
 * Notes that a member of staff is a patient here: their own record is refused to them from the next request on.
 * @throws accounts/no-such-person, accounts/beyond-reach, accounts/step-up-needed
 */
export async function linkOwnRecord(
  act: Act,
  input: { personId: string; patientId: string },
): Promise<{ linkId: string }> {
  await personToManage(act, input.personId);
  const linkId = newId();
  await act.tx
    .insertInto('accounts.person_patient')
    .values({
      id: linkId,
      person_id: input.personId,
      patient_id: input.patientId,
      linked_at: act.now,
      linked_by: act.actor.id,
    })
    .execute();
  act.note({ patientIds: [input.patientId] });
  act.afterCommit(forgetIdentified);
  return { linkId };
}

/** @throws accounts/no-such-assignment where there is no such link in force */
export async function unlinkOwnRecord(
  act: Act,
  input: { personId: string; linkId: string; reason: string },
): Promise<void> {
  await personToManage(act, input.personId);
  const link = await act.tx
    .selectFrom('accounts.person_patient as link')
    .leftJoin('accounts.person_patient_end as ended', 'ended.link_id', 'link.id')
    .select('link.patient_id')
    .where('link.id', '=', input.linkId)
    .where('link.person_id', '=', input.personId)
    .where('ended.link_id', 'is', null)
    .executeTakeFirst();
  if (link === undefined) throw problems.noSuchAssignment({ detail: 'The link ended already. Nothing was changed.' });
  await act.tx
    .insertInto('accounts.person_patient_end')
    .values({ link_id: input.linkId, at: act.now, by: act.actor.id, reason: input.reason })
    .execute();
  act.note({ patientIds: [link.patient_id] });
  act.afterCommit(forgetIdentified);
}
