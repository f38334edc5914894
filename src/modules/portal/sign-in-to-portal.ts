import type { Services } from '../../platform/services.ts';
import { secretToken } from '../../platform/ids.ts';
import { openSecret, passwordMatches, totpStep } from '../accounts/index.ts';
import { chargeTry, forgiveTry, type Tried, tried } from './count-try.ts';
import { actorIdOf } from './identify-portal.ts';
import { sendCode, takeCode } from './mail-codes/send-code.ts';
import { atTheDoor } from './on-behalf.ts';
import { problems } from './problems.ts';
import { signInNameKey } from './sign-in-name.ts';
import { startPortalSession } from './start-portal-session.ts';

/**
 * Name and passphrase, and the code where an authenticator is set up. A try is charged before anything is compared, unknown
 * names like known ones; every refusal of the first half reads the same.
 * @throws portal/sign-in-refused, portal/code-needed, portal/code-wrong, portal/mail-code-needed, portal/mail-code-wrong,
 *   portal/sign-in-delayed, portal/sign-in-stopped, portal/mail-not-sent, portal/codes-limit
 */
export async function signInToPortal(
  services: Services,
  parts: { name: string; passphrase: string; code?: string | undefined; address: string },
): Promise<{ token: string }> {
  const { acting } = services;
  const now = services.clock.now();
  const key = signInNameKey(parts.name);
  const tries = [tried(services.keyring, 'name', key), tried(services.keyring, 'address', parts.address)];
  await chargeTry(acting, tries, now);
  const account = await acting.lookup((queries) =>
    queries
      .selectFrom('portal.account')
      .selectAll()
      .where('name_key', '=', key)
      .where('ended_at', 'is', null)
      .executeTakeFirst(),
  );
  const right = await passwordMatches(parts.passphrase, account?.passphrase_hash);
  if (!right || account === undefined) {
    await atTheDoor(services, 'portal.refuse-sign-in', async (act) => {
      if (account !== undefined) act.note({ subjectIds: [account.id] });
    });
    throw problems.signInRefused({ detail: 'Name and passphrase do not belong together. Check both and try again.' });
  }
  let step: number | undefined;
  if (account.totp_sealed !== null && account.totp_confirmed_at !== null) {
    // Asking for the code gives nothing back: the try stays charged until both halves are right.
    if (parts.code === undefined || parts.code.trim() === '') {
      await forgiveTry(acting, tries.slice(1));
      throw problems.codeNeeded({ detail: 'Open your authenticator and type the six digits it shows.' });
    }
    step = totpStep(openSecret(services.keyring, account.totp_sealed, account.id), parts.code, now);
    if (step === undefined || step <= Number(account.totp_last_step ?? -1))
      throw problems.codeWrong({ detail: 'Wait for the next code of your authenticator and type that one.' });
  }
  const byMail = step === undefined && account.mail_address !== null;
  if (byMail)
    await proveByMail(
      services,
      { account, address: account.mail_address ?? '', code: parts.code, from: parts.address },
      tries,
    );
  const token = secretToken();
  await atTheDoor(services, 'portal.sign-in', async (act) => {
    act.note({
      subjectIds: [account.id],
      detail: { account: actorIdOf(account.id), factor: byMail ? 'mail' : step === undefined ? 'passphrase' : 'totp' },
    });
    if (step !== undefined) {
      const spent = await act.tx
        .updateTable('portal.account')
        .set({ totp_last_step: step })
        .where('id', '=', account.id)
        .where((is) => is.or([is('totp_last_step', 'is', null), is('totp_last_step', '<', String(step))]))
        .executeTakeFirst();
      if (spent.numUpdatedRows !== 1n)
        throw problems.codeWrong({ detail: 'Wait for the next code of your authenticator and type that one.' });
    }
    await startPortalSession(act, account.id, token);
  });
  await forgiveTry(acting, tries);
  return { token };
}

/** Without a code one is sent to the address that the account proved; with one it is taken, once. */
async function proveByMail(
  services: Services,
  of: {
    readonly account: { readonly id: string; readonly language: string };
    readonly address: string;
    readonly code?: string | undefined;
    readonly from: string;
  },
  tries: readonly Tried[],
): Promise<void> {
  const subject = { purpose: 'sign-in', accountId: of.account.id, address: of.address } as const;
  if (of.code !== undefined && of.code.trim() !== '') return takeCode(services, subject, of.code);
  await forgiveTry(services.acting, tries.slice(1));
  await sendCode(services, subject, { language: of.account.language === 'es' ? 'es' : 'en', from: of.from });
  throw problems.mailCodeNeeded({ detail: 'We sent you a code by mail. Type its eight digits.' });
}
