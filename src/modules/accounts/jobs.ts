import type { Act } from '../../platform/act.ts';
import type { JobDefinition } from '../../platform/module.ts';

const KEEP_COUNTERS_DAYS = 30;

/**
 * Removes what has expired: half-done sign-ins, challenges, used proofs, codes and refresh tokens of apps, tokens that clients fetched for minutes (the log
 * keeps that they did), counters of usernames that nobody has and of addresses. The counter of a known person stays until they sign in or an administrator lifts it.
 */
export async function tidy(act: Act): Promise<number> {
  const before = new Date(act.now.getTime() - KEEP_COUNTERS_DAYS * 86_400_000);
  const removed = [
    await act.tx.deleteFrom('accounts.pending_sign_in').where('expires_at', '<=', act.now).executeTakeFirstOrThrow(),
    await act.tx.deleteFrom('accounts.challenge').where('expires_at', '<=', act.now).executeTakeFirstOrThrow(),
    await act.tx.deleteFrom('accounts.app_ticket').where('expires_at', '<=', act.now).executeTakeFirstOrThrow(),
    await act.tx.deleteFrom('accounts.spent_assertion').where('expires_at', '<=', act.now).executeTakeFirstOrThrow(),
    await act.tx
      .deleteFrom('accounts.access_token_revocation')
      .where('token_id', 'in', (from) =>
        from
          .selectFrom('accounts.access_token')
          .select('id')
          .where('fetched', '=', true)
          .where('expires_at', '<', before),
      )
      .executeTakeFirstOrThrow(),
    await act.tx
      .deleteFrom('accounts.access_token')
      .where('fetched', '=', true)
      .where('expires_at', '<', before)
      .executeTakeFirstOrThrow(),
    await act.tx
      .deleteFrom('accounts.sign_in_attempt')
      .where('person_id', 'is', null)
      .where('last_failed_at', '<', before)
      .executeTakeFirstOrThrow(),
  ].reduce((sum, each) => sum + Number(each.numDeletedRows), 0);
  act.note({ count: removed });
  return removed;
}

export const jobs: readonly JobDefinition[] = [
  {
    name: 'accounts.tidy',
    cron: '40 3 * * *',
    run: async (context) => {
      await context.act({ verb: 'accounts.tidy' }, tidy);
    },
  },
];
