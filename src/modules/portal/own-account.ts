import type { Act } from '../../platform/act.ts';
import { secretToken } from '../../platform/ids.ts';
import type { Services } from '../../platform/services.ts';
import {
  hashPassword,
  inviteTotp,
  newTotpSecret,
  openSecret,
  passwordMatches,
  sealSecret,
  totpStep,
} from '../accounts/index.ts';
import { facilityById } from '../directory/index.ts';
import { currentName, readPatient } from '../patients/index.ts';
import { standingRequester } from '../release/index.ts';
import { chargeTry, forgiveTry, tried } from './count-try.ts';
import { accountOf } from './identify-portal.ts';
import { onBehalf } from './on-behalf.ts';
import { mustBeStrong } from './open-account.ts';
import { problems } from './problems.ts';
import { mayAct, ownAccount } from './stand-for.ts';
import { endPortalSessions, startPortalSession } from './start-portal-session.ts';

/** Whose records this account reaches now, each judged anew; what is closed says so and shows nothing else. */
export async function describeOwnAccount(act: Act) {
  const accountId = ownAccount(act);
  const account = await act.tx
    .selectFrom('portal.account')
    .select(['display_name', 'sign_in_name', 'language', 'totp_confirmed_at', 'requester_id'])
    .where('id', '=', accountId)
    .executeTakeFirstOrThrow();
  const accesses = await act.tx
    .selectFrom('portal.access')
    .select(['patient_id', 'representative_id'])
    .where('account_id', '=', accountId)
    .where('ended_at', 'is', null)
    .orderBy('began_at')
    .limit(50)
    .execute();
  const records = [];
  for (const { patient_id: patientId, representative_id: representativeId } of accesses) {
    const open = await mayAct(act, patientId, representativeId);
    const patient = await readPatient(act, patientId);
    const name = currentName(patient.names);
    const facility = await facilityById(act, patient.facilityId);
    records.push({
      patientId,
      name: [...(name?.given ?? []), name?.family ?? ''].filter((part) => part !== '').join(' '),
      own: representativeId === null,
      open,
      custodian: facility.name,
    });
  }
  const entry = await standingRequester(act, account.requester_id);
  return {
    name: account.display_name,
    signInName: account.sign_in_name,
    language: account.language as 'en' | 'es', // CHECK portal_language_is_spoken
    secondStep: account.totp_confirmed_at !== null,
    requester: entry === undefined ? null : { name: entry.name, organisation: entry.organisation },
    records,
  };
}

export async function sayLanguage(act: Act, language: 'en' | 'es'): Promise<void> {
  await act.tx.updateTable('portal.account').set({ language }).where('id', '=', ownAccount(act)).execute();
}

/** Ends this session, or all of them. */
export async function signOutOfPortal(act: Act, everywhere: boolean): Promise<void> {
  const accountId = ownAccount(act);
  await endPortalSessions(
    act,
    { accountId, ...(everywhere ? {} : { sessionId: act.actor.sessionHash }) },
    everywhere ? 'everywhere' : 'signed-out',
  );
}

/** A secret for the authenticator; nothing asks for its codes before `confirmSecondStep`. */
export async function offerSecondStep(services: Services, act: Act) {
  const accountId = ownAccount(act);
  const secret = newTotpSecret();
  const { sign_in_name: name } = await act.tx
    .updateTable('portal.account')
    .set({
      totp_sealed: sealSecret(services.keyring, secret, accountId),
      totp_confirmed_at: null,
      totp_last_step: null,
    })
    .where('id', '=', accountId)
    .where('totp_confirmed_at', 'is', null)
    .returning('sign_in_name')
    .executeTakeFirstOrThrow(() => problems.askedBefore({ detail: 'Nothing was changed: it is set up already.' }));
  return inviteTotp(secret, name);
}

/** @throws portal/code-wrong */
export async function confirmSecondStep(services: Services, act: Act, code: string): Promise<void> {
  const accountId = ownAccount(act);
  const { totp_sealed: sealed } = await act.tx
    .selectFrom('portal.account')
    .select('totp_sealed')
    .where('id', '=', accountId)
    .executeTakeFirstOrThrow();
  const step = sealed === null ? undefined : totpStep(openSecret(services.keyring, sealed, accountId), code, act.now);
  if (step === undefined)
    throw problems.codeWrong({
      detail: 'Nothing was changed. Type the six digits that your authenticator shows now.',
      at: 'code',
    });
  await act.tx
    .updateTable('portal.account')
    .set({ totp_confirmed_at: act.now, totp_last_step: step })
    .where('id', '=', accountId)
    .execute();
}

/** Proved by the present passphrase, whose tries are charged like a sign-in; every other session ends. */
export async function changePassphrase(
  services: Services,
  actor: Act['actor'],
  parts: { present: string; next: string; address: string },
): Promise<{ token: string }> {
  const accountId = accountOf(actor);
  if (accountId === undefined) throw problems.notReached({ detail: 'Nothing was changed. Sign in again.' });
  const account = await services.acting.lookup((queries) =>
    queries
      .selectFrom('portal.account')
      .select(['name_key', 'passphrase_hash', 'display_name'])
      .where('id', '=', accountId)
      .executeTakeFirstOrThrow(),
  );
  mustBeStrong(parts.next, [account.name_key, account.display_name], 'next');
  const tries = [tried(services.keyring, 'name', account.name_key), tried(services.keyring, 'address', parts.address)];
  await chargeTry(services.acting, tries, services.clock.now());
  if (!(await passwordMatches(parts.present, account.passphrase_hash)))
    throw problems.signInRefused({ detail: 'Nothing was saved. The present passphrase is not right.', at: 'present' });
  await forgiveTry(services.acting, tries);
  const hash = await hashPassword(parts.next);
  const token = secretToken();
  await onBehalf(services, accountId, 'portal.change-passphrase', async (act) => {
    act.note({ subjectIds: [accountId] });
    await act.tx.updateTable('portal.account').set({ passphrase_hash: hash }).where('id', '=', accountId).execute();
    await endPortalSessions(act, { accountId }, 'passphrase-changed');
    await startPortalSession(act, accountId, token);
  });
  return { token };
}
