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
import { parseMailAddress } from '../correspondence/index.ts';
import { facilityById } from '../directory/index.ts';
import { currentName, readPatient } from '../patients/index.ts';
import { standingRequester } from '../release/index.ts';
import { chargeTry, forgiveTry, tried } from './count-try.ts';
import { accountOf } from './identify-portal.ts';
import { sendCode, takeCode } from './mail-codes/send-code.ts';
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
    .select(['display_name', 'sign_in_name', 'language', 'totp_confirmed_at', 'requester_id', 'mail_address'])
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
    mailAddress: account.mail_address,
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

/** Proved by the present passphrase; every other session ends. @throws as mustKnowPassphrase, portal/passphrase-weak */
export async function changePassphrase(
  services: Services,
  actor: Act['actor'],
  parts: { present: string; next: string; address: string },
): Promise<{ token: string }> {
  const account = await readAccount(services, actor);
  mustBeStrong(parts.next, [account.name_key, account.display_name], 'next');
  await mustKnowPassphrase(services, account, parts);
  const hash = await hashPassword(parts.next);
  const token = secretToken();
  await onBehalf(services, account.id, 'portal.change-passphrase', async (act) => {
    act.note({ subjectIds: [account.id] });
    await act.tx.updateTable('portal.account').set({ passphrase_hash: hash }).where('id', '=', account.id).execute();
    await endPortalSessions(act, { accountId: account.id }, 'passphrase-changed');
    await startPortalSession(act, account.id, token);
  });
  return { token };
}

/**
 * Sends a code to an address, so that mail can be the second step. The passphrase is asked for: whoever finds a browser signed
 * in turns no other mailbox into the way in.
 * @throws as mustKnowPassphrase, portal/mail-not-set-up, portal/mail-not-sent, portal/codes-limit
 */
export async function offerMailStep(
  services: Services,
  actor: Act['actor'],
  parts: { mail: string; present: string; address: string },
): Promise<void> {
  const account = await readAccount(services, actor);
  await mustKnowPassphrase(services, account, parts);
  await sendCode(
    services,
    { purpose: 'own-address', accountId: account.id, address: parts.mail },
    { language: account.language === 'es' ? 'es' : 'en', from: parts.address },
  );
}

/** The code arrived: one is asked for at each sign-in from now on. @throws portal/mail-code-wrong */
export async function confirmMailStep(
  services: Services,
  actor: Act['actor'],
  parts: { mail: string; code: string },
): Promise<void> {
  const account = await readAccount(services, actor);
  const mail = parseMailAddress(parts.mail);
  await takeCode(services, { purpose: 'own-address', accountId: account.id, address: mail }, parts.code);
  await setMailStep(services, account.id, mail);
}

/** @throws as mustKnowPassphrase */
export async function dropMailStep(
  services: Services,
  actor: Act['actor'],
  parts: { present: string; address: string },
): Promise<void> {
  const account = await readAccount(services, actor);
  await mustKnowPassphrase(services, account, parts);
  await setMailStep(services, account.id, null);
}

async function setMailStep(services: Services, accountId: string, mail: string | null): Promise<void> {
  await onBehalf(services, accountId, 'portal.set-up-mail-step', async (act) => {
    act.note({ subjectIds: [accountId], detail: { on: mail !== null } });
    await act.tx
      .updateTable('portal.account')
      .set({ mail_address: mail, mail_proved_at: mail === null ? null : act.now })
      .where('id', '=', accountId)
      .execute();
  });
}

async function readAccount(services: Services, actor: Act['actor']) {
  const accountId = accountOf(actor);
  if (accountId === undefined) throw problems.notReached({ detail: 'Nothing was changed. Sign in again.' });
  return services.acting.lookup((queries) =>
    queries
      .selectFrom('portal.account')
      .select(['id', 'name_key', 'passphrase_hash', 'display_name', 'language'])
      .where('id', '=', accountId)
      .executeTakeFirstOrThrow(),
  );
}

/** Its tries are charged like a sign-in. @throws portal/sign-in-refused, portal/sign-in-delayed, portal/sign-in-stopped */
async function mustKnowPassphrase(
  services: Services,
  account: { readonly name_key: string; readonly passphrase_hash: string },
  parts: { readonly present: string; readonly address: string },
): Promise<void> {
  const tries = [tried(services.keyring, 'name', account.name_key), tried(services.keyring, 'address', parts.address)];
  await chargeTry(services.acting, tries, services.clock.now());
  if (!(await passwordMatches(parts.present, account.passphrase_hash)))
    throw problems.signInRefused({ detail: 'Nothing was saved. The present passphrase is not right.', at: 'present' });
  await forgiveTry(services.acting, tries);
}
