import { sql } from 'kysely';
import type { Acting } from '../../../platform/act.ts';
import type { Queries } from '../../../platform/db/database.ts';
import { secretHash } from '../../../platform/ids.ts';

/** A request that waits for a person, a code, a refresh token: what an app holds on its way. Only its digest is kept. */
export type TicketKind = 'request' | 'code' | 'refresh';

export interface Ticket {
  readonly grantId: string | null;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly expiresAt: Date;
  readonly usedAt: Date | null;
}

type Housekeeping = Pick<Acting, 'maintain'>;

/** Writes it, or writes a request anew that a person has answered. */
export async function keepTicket(
  acting: Housekeeping,
  of: { kind: TicketKind; ticket: string },
  kept: Pick<Ticket, 'grantId' | 'payload' | 'expiresAt'>,
): Promise<void> {
  const payload = JSON.stringify(kept.payload);
  await acting.maintain((queries) =>
    queries
      .insertInto('accounts.app_ticket')
      .values({
        digest: digestOf(of),
        kind: of.kind,
        grant_id: kept.grantId,
        payload,
        expires_at: kept.expiresAt,
      })
      .onConflict((conflict) => conflict.column('digest').doUpdateSet({ payload }))
      .execute(),
  );
}

export async function findTicket(
  queries: Queries,
  of: { kind: TicketKind; ticket: string },
  now: Date,
): Promise<Ticket | undefined> {
  const row = await queries
    .selectFrom('accounts.app_ticket as ticket')
    .select(['ticket.grant_id', 'ticket.payload', 'ticket.expires_at', 'ticket.used_at'])
    .where('ticket.digest', '=', digestOf(of))
    .where('ticket.expires_at', '>', now)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  return {
    grantId: row.grant_id,
    payload: row.payload as Ticket['payload'], // as keepTicket wrote it
    expiresAt: row.expires_at,
    usedAt: row.used_at,
  };
}

/** False: it was used before; of two at the same moment one is told so. */
export function spendTicket(
  acting: Housekeeping,
  of: { kind: TicketKind; ticket: string },
  now: Date,
): Promise<boolean> {
  return acting.maintain(async (queries) => {
    const spent = await queries
      .updateTable('accounts.app_ticket')
      .set({ used_at: now })
      .where('digest', '=', digestOf(of))
      .where('used_at', 'is', null)
      .returning(sql<number>`1`.as('spent'))
      .executeTakeFirst();
    return spent !== undefined;
  });
}

export async function dropTicket(acting: Housekeeping, of: { kind: TicketKind; ticket: string }): Promise<void> {
  await acting.maintain((queries) =>
    queries.deleteFrom('accounts.app_ticket').where('digest', '=', digestOf(of)).execute(),
  );
}

function digestOf({ kind, ticket }: { kind: TicketKind; ticket: string }): Buffer {
  return secretHash(`${kind} ${ticket}`);
}
