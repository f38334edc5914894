import type { Act } from '../../platform/act.ts';
import { newId, secretHash, secretToken } from '../../platform/ids.ts';
import { problems } from './problems.ts';

export type LinkPurpose = 'first-administrator' | 'invitation' | 'second-factor';

/** Long enough for the post room, short enough that a lost letter is worth little. */
export const LINK_HOURS = 72;

export interface HandedLink {
  readonly token: string;
  readonly expiresAt: Date;
}

/** A link of 256 random bits that works once; older ones for the same person end. The token itself is not kept. */
export async function makeLink(
  act: Act,
  parts: { purpose: LinkPurpose; personId: string | null; token?: string },
): Promise<HandedLink> {
  const token = parts.token ?? secretToken();
  const expiresAt = new Date(act.now.getTime() + LINK_HOURS * 3_600_000);
  await act.tx
    .updateTable('accounts.setup_link')
    .set({ superseded_at: act.now })
    .where('person_id', parts.personId === null ? 'is' : '=', parts.personId)
    .where('used_at', 'is', null)
    .where('superseded_at', 'is', null)
    .execute();
  await act.tx
    .insertInto('accounts.setup_link')
    .values({
      id: newId(),
      token_hash: secretHash(token),
      purpose: parts.purpose,
      person_id: parts.personId,
      created_at: act.now,
      created_by: act.actor.id,
      expires_at: expiresAt,
    })
    .execute();
  return { token, expiresAt };
}

/**
 * The link behind a token, used up in this act where `spend` says so.
 * @throws accounts/link-expired for one that is unknown, used, superseded or expired: all answer alike
 */
export async function takeLink(
  act: Act,
  token: string,
  options: { first: boolean; spend: boolean },
): Promise<{ id: string; personId: string | null }> {
  const usable = act.tx
    .selectFrom('accounts.setup_link')
    .select(['id', 'person_id'])
    .where('token_hash', '=', secretHash(token))
    .where('purpose', options.first ? '=' : '<>', 'first-administrator')
    .where('used_at', 'is', null)
    .where('superseded_at', 'is', null)
    .where('expires_at', '>', act.now);
  const link = await usable.executeTakeFirst();
  if (link === undefined) throw linkExpired();
  if (options.spend) {
    const spent = await act.tx
      .updateTable('accounts.setup_link')
      .set({ used_at: act.now })
      .where('id', '=', link.id)
      .where('used_at', 'is', null)
      .where('superseded_at', 'is', null)
      .executeTakeFirstOrThrow();
    if (spent.numUpdatedRows !== 1n) throw linkExpired();
  }
  return { id: link.id, personId: link.person_id };
}

export function linkExpired() {
  return problems.linkExpired({
    detail: 'It was used already, a newer one was made, or its time is over. Ask for a new link; nothing was changed.',
  });
}
