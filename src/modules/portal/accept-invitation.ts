import type { Act } from '../../platform/act.ts';
import { newId, secretToken } from '../../platform/ids.ts';
import type { Services } from '../../platform/services.ts';
import { hashPassword } from '../accounts/index.ts';
import { readPatient } from '../patients/index.ts';
import { invitationHash } from './invitation-code.ts';
import { atTheDoor, onBehalf } from './on-behalf.ts';
import { mustBeStrong, openAccount, proveCode } from './open-account.ts';
import { problems } from './problems.ts';
import { signInNameKey } from './sign-in-name.ts';
import { mayAct } from './stand-for.ts';
import { startPortalSession } from './start-portal-session.ts';

interface Shown {
  readonly code: string;
  /** Of the patient: what a finder of the letter does not know. */
  readonly birthDate: string;
}

interface Invitation {
  readonly id: string;
  readonly patientId: string;
  readonly facilityId: string;
  readonly labels: bigint;
  readonly representativeId: string | null;
  readonly personName: string;
}

/**
 * Opens an account by an invitation and the patient's birth date, and signs it in. The tries of a day are counted for the
 * code and for the address before anything is compared; used, expired, withdrawn and unknown codes answer alike.
 * @throws portal/invitation-refused, portal/proof-limit, portal/name-taken, portal/passphrase-weak
 */
export async function acceptInvitation(
  services: Services,
  parts: Shown & { name: string; passphrase: string; language: 'en' | 'es'; address: string },
): Promise<{ token: string }> {
  mustBeStrong(parts.passphrase, [parts.name]);
  await proveInvited(services, parts, (act, invitation) => mustStillMean(act, invitation, parts));
  const passphraseHash = await hashPassword(parts.passphrase);
  const token = secretToken();
  await atTheDoor(services, 'portal.accept-invitation', async (act) => {
    const invitation = await openInvitation(act, parts.code);
    await mustStillMean(act, invitation, parts);
    const accountId = await openAccount(act, { ...parts, displayName: invitation.personName, passphraseHash });
    await giveAccess(act, invitation, accountId);
    await startPortalSession(act, accountId, token);
  });
  return { token };
}

/** Adds a record to the account that is signed in: a parent of two, a patient who also acts for somebody. */
export async function addInvitation(
  services: Services,
  parts: Shown & { accountId: string; address: string },
): Promise<void> {
  await proveInvited(services, parts, (act, invitation) => mustStillMean(act, invitation, parts));
  await onBehalf(services, parts.accountId, 'portal.accept-invitation', async (act) => {
    const invitation = await openInvitation(act, parts.code);
    await mustStillMean(act, invitation, parts);
    const account = await act.tx
      .selectFrom('portal.account')
      .select('display_name')
      .where('id', '=', parts.accountId)
      .executeTakeFirstOrThrow();
    // The desk invited a person by name; another person's account is not theirs.
    if (signInNameKey(account.display_name) !== signInNameKey(invitation.personName)) throw refused();
    await giveAccess(act, invitation, parts.accountId);
  });
}

/** Charged first, given back when code and birth date are right. */
async function proveInvited(
  services: Services,
  parts: Shown & { address: string },
  compare: (act: Act, invitation: Invitation) => Promise<void>,
): Promise<void> {
  await proveCode(services, parts, async (act) => compare(act, await openInvitation(act, parts.code)));
}

async function openInvitation(act: Act, code: string): Promise<Invitation> {
  const row = await act.tx
    .selectFrom('portal.invitation as i')
    .innerJoin('portal.proof as p', (join) =>
      join.onRef('p.patient_id', '=', 'i.patient_id').onRef('p.id', '=', 'i.proof_id'),
    )
    .select(['i.id', 'i.patient_id', 'i.facility_id', 'i.labels', 'i.representative_id', 'p.person_name'])
    .where('i.code_hash', '=', invitationHash(code))
    .where('i.used_at', 'is', null)
    .where('i.withdrawn_at', 'is', null)
    .where('i.expires_at', '>', act.now)
    .executeTakeFirst();
  if (row === undefined) throw refused();
  act.note({ patientIds: [row.patient_id], subjectIds: [row.id] });
  return {
    id: row.id,
    patientId: row.patient_id,
    facilityId: row.facility_id,
    labels: BigInt(row.labels),
    representativeId: row.representative_id,
    personName: row.person_name,
  };
}

/** The birth date is the patient's, and whoever was invited may still act. */
async function mustStillMean(act: Act, invitation: Invitation, { birthDate }: Shown): Promise<void> {
  const patient = await readPatient(act, invitation.patientId);
  if (patient.birthDate === undefined || patient.birthDate !== birthDate) throw refused();
  if (!(await mayAct(act, invitation.patientId, invitation.representativeId))) throw refused();
}

async function giveAccess(act: Act, invitation: Invitation, accountId: string): Promise<void> {
  const used = await act.tx
    .updateTable('portal.invitation')
    .set({ used_at: act.now })
    .where('patient_id', '=', invitation.patientId)
    .where('id', '=', invitation.id)
    .where('used_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst();
  if (used.numUpdatedRows !== 1n) throw refused();
  // A newer invitation of the same person to the same record takes the place of what stood.
  await act.tx
    .updateTable('portal.access')
    .set({ ended_at: act.now, ended_by: act.actor.id, end_reason: 'Replaced by a newer invitation' })
    .where('patient_id', '=', invitation.patientId)
    .where('account_id', '=', accountId)
    .where('ended_at', 'is', null)
    .execute();
  await act.tx
    .insertInto('portal.access')
    .values({
      patient_id: invitation.patientId,
      id: newId(),
      facility_id: invitation.facilityId,
      labels: invitation.labels,
      account_id: accountId,
      invitation_id: invitation.id,
      representative_id: invitation.representativeId,
      began_at: act.now,
    })
    .execute();
  act.note({ subjectIds: [accountId] });
}

function refused() {
  return problems.invitationRefused({
    detail:
      'Nothing was saved. Check the code and the birth date. A code works once, for 14 days; the records office gives you a new one.',
  });
}
