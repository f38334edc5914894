import { randomInt } from 'node:crypto';
import type { Services } from '../../../platform/services.ts';
import { keyedDigest } from '../../accounts/index.ts';
import { parseMailAddress } from '../../correspondence/index.ts';
import { chargeTry, tried } from '../count-try.ts';
import { problems } from '../problems.ts';
import { deriveCodeMail } from './derive-code-mail.ts';
import { mailOut } from './mail-out.ts';

export const CODE_MINUTES = 15;
const TRIES = 5;

/** For what a code stands: typed for anything else it is wrong. */
export interface CodeSubject {
  readonly purpose: 'sign-in' | 'own-address' | 'application';
  /** Of an account; an application has none. */
  readonly accountId?: string;
  readonly address: string;
}

/**
 * Sends a code of eight digits by mail; the former one of the same subject is dead. How many a person and an address on the
 * net may have sent on one day is counted first. Only keyed digests are kept.
 * @throws portal/mail-not-set-up, portal/mail-not-sent, portal/codes-limit, correspondence/address-refused
 */
export async function sendCode(
  services: Services,
  subject: CodeSubject,
  of: { readonly language: 'en' | 'es'; readonly from: string },
): Promise<void> {
  const address = parseMailAddress(subject.address);
  const now = services.clock.now();
  const day = now.toISOString().slice(0, 10);
  const key = subjectKey(services, { ...subject, address });
  await chargeTry(
    services.acting,
    [
      tried(services.keyring, 'code', `${day} ${key.toString('hex')}`),
      tried(services.keyring, 'code-address', `${day} ${of.from}`),
    ],
    now,
  );
  const code = String(randomInt(100_000_000)).padStart(8, '0');
  const row = {
    code_hash: codeHash(services, key, code),
    sent_at: now,
    expires_at: new Date(now.getTime() + CODE_MINUTES * 60_000),
    tries: 0,
    used_at: null,
  };
  await services.acting.maintain((queries) =>
    queries
      .insertInto('portal.mail_code')
      .values({ subject: key, ...row })
      .onConflict((conflict) => conflict.column('subject').doUpdateSet(row))
      .execute(),
  );
  await mailOut(services, address, deriveCodeMail(of.language, code, CODE_MINUTES));
}

/** Takes a code, once; a try is charged before anything is compared. @throws portal/mail-code-wrong */
export async function takeCode(services: Services, subject: CodeSubject, code: string): Promise<void> {
  const now = services.clock.now();
  const key = subjectKey(services, { ...subject, address: parseMailAddress(subject.address) });
  const right = await services.acting.maintain(async (queries) => {
    const charged = await queries
      .updateTable('portal.mail_code')
      .set((set) => ({ tries: set('tries', '+', 1) }))
      .where('subject', '=', key)
      .where('used_at', 'is', null)
      .where('expires_at', '>', now)
      .where('tries', '<', TRIES)
      .returning('code_hash')
      .executeTakeFirst();
    if (charged === undefined || !charged.code_hash.equals(codeHash(services, key, code.replace(/\D/g, ''))))
      return false;
    await queries.updateTable('portal.mail_code').set({ used_at: now }).where('subject', '=', key).execute();
    return true;
  });
  if (!right)
    throw problems.mailCodeWrong({
      detail: `Nothing was changed. Type the eight digits of the newest mail. A code counts for ${CODE_MINUTES} minutes, once, and for five tries.`,
      at: 'code',
    });
}

function subjectKey({ keyring }: Pick<Services, 'keyring'>, { purpose, accountId, address }: CodeSubject): Buffer {
  return keyedDigest(keyring, `portal code ${purpose} ${accountId ?? ''} ${address.toLowerCase()}`);
}

function codeHash({ keyring }: Pick<Services, 'keyring'>, key: Buffer, code: string): Buffer {
  return keyedDigest(keyring, `portal code ${key.toString('hex')} is ${code}`);
}
