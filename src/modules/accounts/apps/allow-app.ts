import type { Act } from '../../../platform/act.ts';
import { newId } from '../../../platform/ids.ts';
import { SESSION_HOURS } from '../derive-session-state.ts';
import { ownSession } from '../own-session.ts';
import { problems } from '../problems.ts';

/** How long an app may go on without the person (offline_access), whatever it renews. */
const OFFLINE_DAYS = 90;

/**
 * The person at the keyboard lets an app read in the own name. It ends with the session, or goes on without it for 90 days
 * where the person allowed offline_access.
 * @param scopes as the app asked for them and the person read them
 * @throws accounts/no-such-session for whoever is no person at a keyboard
 */
export async function allowApp(
  act: Act,
  input: { clientId: string; scopes: readonly string[]; patientId: string | undefined },
): Promise<{ grantId: string }> {
  const session = await ownSession(act.tx, act.actor, act.now);
  if (session === undefined)
    throw problems.noSuchSession({ detail: 'Nothing was allowed. Only a person who is signed in lets an app in.' });
  const offline = input.scopes.includes('offline_access');
  const grantId = newId();
  await act.tx
    .insertInto('accounts.app_grant')
    .values({
      id: grantId,
      client_id: input.clientId,
      person_id: act.actor.id,
      session_id: offline ? null : session.id,
      scopes: [...input.scopes],
      patient_id: input.patientId ?? null,
      at: act.now,
      expires_at: new Date(act.now.getTime() + (offline ? OFFLINE_DAYS * 24 : SESSION_HOURS) * 3_600_000),
    })
    .execute();
  act.note({
    subjectIds: [grantId, input.clientId],
    ...(input.patientId === undefined ? {} : { patientIds: [input.patientId] }),
    detail: { app: input.clientId, scopes: input.scopes },
  });
  return { grantId };
}
