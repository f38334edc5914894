import type { Act } from '../../../platform/act.ts';

const SHOWN = 200;

interface ShownGrant {
  readonly id: string;
  readonly app: string;
  readonly person: string;
  readonly scopes: readonly string[];
  readonly forOnePatient: boolean;
  readonly at: string;
  readonly expiresAt: string;
  readonly lastUsedAt: string | null;
}

/** Apps that may read in the name of the acting person now. */
export function listOwnAppGrants(act: Act): Promise<ShownGrant[]> {
  return listLive(act, { personId: act.actor.id });
}

/** In whose names an app may read now. */
export function listAppGrantsOf(act: Act, clientId: string): Promise<ShownGrant[]> {
  return listLive(act, { clientId });
}

/** Which patient it is stays out: whoever manages clients need not know of whom somebody reads. */
async function listLive(act: Act, of: { personId?: string; clientId?: string }): Promise<ShownGrant[]> {
  const rows = await act.tx
    .selectFrom('accounts.app_grant as held')
    .innerJoin('accounts.machine_client as client', 'client.id', 'held.client_id')
    .innerJoin('accounts.person as person', 'person.id', 'held.person_id')
    .leftJoin('accounts.app_grant_end as ended', 'ended.grant_id', 'held.id')
    .leftJoin('accounts.session_end as left', 'left.session_id', 'held.session_id')
    .leftJoin('accounts.machine_client_revocation as gone', 'gone.client_id', 'held.client_id')
    .select((select) => [
      'held.id',
      'client.name as app',
      'person.display_name as person',
      'held.scopes',
      'held.patient_id',
      'held.at',
      'held.expires_at',
      select
        .selectFrom('accounts.access_token as token')
        .whereRef('token.grant_id', '=', 'held.id')
        .select((max) => max.fn.max('token.created_at').as('last'))
        .as('last_used_at'),
    ])
    .$if(of.personId !== undefined, (query) => query.where('held.person_id', '=', of.personId ?? ''))
    .$if(of.clientId !== undefined, (query) => query.where('held.client_id', '=', of.clientId ?? ''))
    .where('held.expires_at', '>', act.now)
    .where('ended.grant_id', 'is', null)
    .where('left.session_id', 'is', null)
    .where('gone.client_id', 'is', null)
    .orderBy('held.at', 'desc')
    .limit(SHOWN)
    .execute();
  act.note({ count: rows.length });
  return rows.map((row) => ({
    id: row.id,
    app: row.app,
    person: row.person,
    scopes: row.scopes,
    forOnePatient: row.patient_id !== null,
    at: row.at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
  }));
}
