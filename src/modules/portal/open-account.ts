import type { Act } from '../../platform/act.ts';
import { newId } from '../../platform/ids.ts';
import type { Services } from '../../platform/services.ts';
import { evaluatePassword, PASSWORD_MIN } from '../accounts/index.ts';
import { chargeTry, forgiveTry, tried } from './count-try.ts';
import { invitationHash } from './invitation-code.ts';
import { atTheDoor } from './on-behalf.ts';
import { problems } from './problems.ts';
import { signInNameKey } from './sign-in-name.ts';

/** @throws portal/passphrase-weak */
export function mustBeStrong(passphrase: string, knownOfThem: readonly string[], at = 'passphrase'): void {
  if (evaluatePassword(passphrase, [...knownOfThem]).length === 0) return;
  throw problems.passphraseWeak({
    detail: `Nothing was saved. Use at least ${PASSWORD_MIN} characters: a few words that do not belong together are best.`,
    at,
  });
}

/** A code of an invitation is compared: charged first for the code and the address, given back when it is right. @throws portal/proof-limit */
export async function proveCode(
  services: Services,
  parts: { readonly code: string; readonly address: string },
  compare: (act: Act) => Promise<void>,
): Promise<void> {
  const now = services.clock.now();
  const day = now.toISOString().slice(0, 10);
  const tries = [
    tried(services.keyring, 'proof', `${day} ${invitationHash(parts.code).toString('hex')}`),
    tried(services.keyring, 'proof-address', `${day} ${parts.address}`),
  ];
  await chargeTry(services.acting, tries, now);
  await atTheDoor(services, 'portal.try-invitation', compare);
  await forgiveTry(services.acting, tries);
}

/** @throws portal/name-taken: the invitation stays good */
export async function openAccount(
  act: Act,
  account: {
    readonly name: string;
    readonly displayName: string;
    readonly language: 'en' | 'es';
    readonly passphraseHash: string;
    readonly requesterId?: string;
  },
): Promise<string> {
  const made = await act.tx
    .insertInto('portal.account')
    .values({
      id: newId(),
      name_key: signInNameKey(account.name),
      sign_in_name: account.name.trim(),
      display_name: account.displayName,
      language: account.language,
      passphrase_hash: account.passphraseHash,
      requester_id: account.requesterId ?? null,
      created_at: act.now,
    })
    .onConflict((conflict) => conflict.constraint('portal_name_is_its_own').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (made === undefined)
    throw problems.nameTaken({
      detail: 'Nothing was saved; the invitation is still good. Choose another sign-in name.',
      at: 'name',
    });
  return made.id;
}
