import { sql } from 'kysely';
import type { Actor } from '../../../platform/act.ts';
import type { Queries } from '../../../platform/db/database.ts';
import { assignmentsOf } from '../assignments-of.ts';
import type { PublicKeySet } from '../read-client-keys.ts';

/** An app as an administrator registered it. */
export interface App {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly string[];
  readonly redirectUris: readonly string[];
  /** Neither: a public client. */
  readonly keys: PublicKeySet | undefined;
  readonly keysUrl: string | undefined;
}

/** Undefined: unknown, revoked, or a machine that acts in its own name. */
export async function findApp(queries: Queries, clientId: string): Promise<App | undefined> {
  const { rows } = await sql<{
    id: string;
    name: string;
    scopes: string[];
    redirect_uris: string[];
    jwks: PublicKeySet | null;
    jwks_url: string | null;
  }>`
    SELECT client.id, client.name, client.scopes, client.redirect_uris, keys.jwks, keys.jwks_url
    FROM accounts.machine_client client
    LEFT JOIN LATERAL (SELECT jwks, jwks_url FROM accounts.client_keys
                       WHERE client_id = client.id ORDER BY at DESC, id DESC LIMIT 1) keys ON true
    WHERE client.id = ${clientId} AND client.redirect_uris <> '{}'
      AND NOT EXISTS (SELECT FROM accounts.machine_client_revocation gone WHERE gone.client_id = client.id)`.execute(
    queries,
  );
  const row = rows[0];
  if (row === undefined) return undefined;
  const { id, name, scopes, redirect_uris: redirectUris } = row;
  return { id, name, scopes, redirectUris, keys: row.jwks ?? undefined, keysUrl: row.jwks_url ?? undefined };
}

/** What a person allowed an app and what still holds, with the person as who the app acts. */
export interface AppGrant {
  readonly id: string;
  readonly clientId: string;
  readonly scopes: readonly string[];
  readonly patientId: string | undefined;
  readonly at: Date;
  readonly expiresAt: Date;
  /** Without the scopes of one token. */
  readonly actor: Actor;
  /** The practitioner in the directory that the person is. */
  readonly practitionerId: string | undefined;
}

/**
 * Undefined: unknown, over, ended, or whatever it rests on is: the session (without offline_access), the person's account,
 * the app. One question by primary key.
 */
export async function findAppGrant(queries: Queries, grantId: string, now: Date): Promise<AppGrant | undefined> {
  const { rows } = await sql<{
    id: string;
    client_id: string;
    person_id: string;
    display_name: string;
    practitioner_id: string | null;
    scopes: string[];
    patient_id: string | null;
    at: Date;
    expires_at: Date;
    assignments: Actor['assignments'];
    own_patient_ids: string[];
  }>`
    SELECT held.id, held.client_id, held.person_id, person.display_name, person.practitioner_id, held.scopes, held.patient_id,
      held.at, held.expires_at, ${assignmentsOf('person_id', 'person.id')} AS assignments,
      ARRAY(SELECT link.patient_id::text FROM accounts.person_patient link
            WHERE link.person_id = person.id
              AND NOT EXISTS (SELECT FROM accounts.person_patient_end ended WHERE ended.link_id = link.id)) AS own_patient_ids
    FROM accounts.app_grant held
    JOIN accounts.person person ON person.id = held.person_id
    LEFT JOIN accounts.session session ON session.id = held.session_id
    WHERE held.id = ${grantId} AND held.expires_at > ${now}
      AND (held.session_id IS NULL OR session.expires_at > ${now})
      AND NOT EXISTS (SELECT FROM accounts.session_end gone WHERE gone.session_id = held.session_id)
      AND NOT EXISTS (SELECT FROM accounts.app_grant_end gone WHERE gone.grant_id = held.id)
      AND NOT EXISTS (SELECT FROM accounts.machine_client_revocation gone WHERE gone.client_id = held.client_id)
      AND NOT EXISTS (SELECT FROM accounts.deactivation gone WHERE gone.person_id = held.person_id
                      AND NOT EXISTS (SELECT FROM accounts.reinstatement back WHERE back.deactivation_id = gone.id))`.execute(
    queries,
  );
  const row = rows[0];
  if (row === undefined) return undefined;
  return {
    id: row.id,
    clientId: row.client_id,
    scopes: row.scopes,
    patientId: row.patient_id ?? undefined,
    at: row.at,
    expiresAt: row.expires_at,
    practitionerId: row.practitioner_id ?? undefined,
    actor: {
      kind: 'person',
      realm: 'staff',
      id: row.person_id,
      name: row.display_name,
      assignments: row.assignments,
      ownPatientIds: row.own_patient_ids,
      app: row.client_id,
    },
  };
}

/**
 * The person as an app acts for them with these scopes: with one that begins with patient/ nobody is seen but the patient
 * chosen, and nobody at all where none was.
 */
export function actorThroughApp(grant: AppGrant, scopes: readonly string[]): Actor {
  const bound = scopes.some((scope) => scope.startsWith('patient/'));
  const chosen = grant.patientId === undefined ? [] : [grant.patientId];
  return { ...grant.actor, grants: scopes, ...(bound ? { boundPatientIds: chosen } : {}) };
}
