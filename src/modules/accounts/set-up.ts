import type { Act } from '../../platform/act.ts';
import type { Queries } from '../../platform/db/database.ts';
import { newId } from '../../platform/ids.ts';
import { platformProblems } from '../../platform/problem.ts';
import { DEFAULT_FACILITY, describeFacility, type FacilityWords } from '../directory/index.ts';
import { setProofs, takeEnrolment } from './enrol.ts';
import { type HandedLink, makeLink } from './links.ts';
import { recordPerson } from './people.ts';
import type { PreparedConfirmation } from './prepare-enrolment.ts';
import { type Browser, type StartedSession, startSession } from './start-session.ts';

/** True from the first administrator on, for good: a restart cannot open set-up again. */
export async function hasAdministrator(queries: Queries): Promise<boolean> {
  const closure = await queries.selectFrom('accounts.setup_closure').select('person_id').executeTakeFirst();
  return closure !== undefined;
}

/**
 * The link by which the first administrator is made, for whoever starts the server to read off its screen. Older ones end.
 * @throws platform/not-found once set-up is closed
 */
export async function openSetup(act: Act): Promise<HandedLink> {
  await refuseWhenClosed(act);
  return makeLink(act, { purpose: 'first-administrator', personId: null });
}

/** Once there is an administrator, the addresses of set-up answer like addresses that were never there. */
export async function refuseWhenClosed(act: Act): Promise<void> {
  if (await hasAdministrator(act.tx))
    throw platformProblems.notFound({ detail: 'Check the address, or go back to Home. Nothing was changed.' });
}

/**
 * The first administrator proved the authenticator: the account begins, the facility gets its name, set-up is closed.
 * @throws platform/not-found, accounts/link-expired, accounts/code-wrong, directory/unknown-time-zone
 */
export async function confirmSetup(
  act: Act,
  input: { token: string; facility: FacilityWords },
  prepared: PreparedConfirmation,
  browser: Browser,
): Promise<StartedSession> {
  await refuseWhenClosed(act);
  const enrolment = await takeEnrolment(act, input.token, true, prepared);
  const { step } = enrolment;
  const personId = await recordPerson(
    act,
    {
      username: enrolment.username ?? '',
      displayName: enrolment.display_name ?? '',
      email: enrolment.email ?? undefined,
    },
    enrolment.personId,
  );
  await setProofs(act, { personId, step, passwordHash: enrolment.password_hash }, prepared);
  await act.tx
    .insertInto('accounts.role_assignment')
    .values({
      id: newId(),
      person_id: personId,
      role: 'administrator',
      granted_at: act.now,
      granted_by: act.actor.id,
    })
    .execute();
  await closeSetup(act, personId);
  await describeFacility(act, DEFAULT_FACILITY, input.facility);
  return startSession(act, { personId, factor: 'totp', token: prepared.sessionToken, browser });
}

/** Two confirmations at once: the second finds the one row taken and gets nothing. */
async function closeSetup(act: Act, personId: string): Promise<void> {
  const closed = await act.tx
    .insertInto('accounts.setup_closure')
    .values({ closed_at: act.now, person_id: personId })
    .onConflict((conflict) => conflict.column('once').doNothing())
    .returning('once')
    .executeTakeFirst();
  if (closed === undefined)
    throw platformProblems.notFound({ detail: 'Check the address, or go back to Home. Nothing was changed.' });
}
